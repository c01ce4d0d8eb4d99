import pytest

from tutor.answering.rewriting import Reading, understood
from tutor.records import Message


@pytest.mark.parametrize(
    ("asked", "follow_up", "expected"),
    [
        (["What is RAG?"], "and how does it compare with fine-tuning?", "How does RAG compare with fine-tuning?"),
        (["Explain LoRA"], "how does it differ from the full version?", "How does LoRA differ from the full version?"),
        (["What is the KV cache, and why does it help?"], "what are its drawbacks?", "What are KV cache's drawbacks?"),
        (["How do GANs work?"], "Why are they hard to train?", "Why are GANs hard to train?"),
        (
            ["Explain mixture of experts"],
            "how does this technique save compute?",
            "How does mixture of experts save compute?",
        ),
        (["How do GANs work?"], "what about VAEs?", "VAEs in relation to GANs?"),
        (["How do GANs work?"], "why?", "Why, for GANs?"),
        (["How do GANs work?"], "Give me an example", "Give me an example, for GANs?"),
        (
            ["What is RAG?", "and how does it compare with fine-tuning?"],
            "which is cheaper?",
            "Which is cheaper, for RAG?",
        ),
        (["What is RAG?", "What is dropout?"], "when does it hurt?", "When does dropout hurt?"),
    ],
)
def test_a_follow_up_gets_its_subject(asked: list[str], follow_up: str, expected: str) -> None:
    assert understood(follow_up, [Message("user", question) for question in asked]).text == expected


@pytest.mark.parametrize(
    "question",
    [
        "What is a diffusion model?",
        "How does batch norm behave when it is in eval mode?",
        "Best pizza in Naples?",
        "Which optimiser do transformers need?",
        "How do I bake a chocolate cake?",
    ],
)
def test_a_question_with_a_subject_of_its_own_is_left_alone(question: str) -> None:
    assert understood(question, [Message("user", "What is RAG?"), Message("assistant", "It is …")]).text == question


@pytest.mark.parametrize(
    ("follow_up", "expected"),
    [
        ("Different topic: what does dropout do?", "What does dropout do?"),
        ("ok thanks. other question, how does beam search work", "How does beam search work"),
        ("never mind RAG. what's a latent space", "What's a latent space"),
        ("Forget that one, explain A/B tests", "Explain A/B tests"),
        ("now something about tokenizers and rare words", "Tokenizers and rare words"),
    ],
)
def test_a_change_of_topic_that_is_announced_drops_the_old_one(follow_up: str, expected: str) -> None:
    assert understood(follow_up, [Message("user", "What is RAG?")]) == Reading(expected)


def test_after_a_change_of_topic_the_new_one_is_the_subject() -> None:
    history = [Message("user", "What is RAG?"), Message("user", "Different topic: explain dropout")]
    assert understood("when does it hurt?", history).text == "When does dropout hurt?"


def test_forgetting_as_a_subject_is_no_change_of_topic() -> None:
    question = "Forget gate in an LSTM: what does it do?"
    assert understood(question, [Message("user", "What is RAG?")]).text == question


def test_without_a_history_nothing_is_rewritten() -> None:
    assert understood("how does it work?", []) == Reading("how does it work?")
    assert understood("how does it work?", [Message("user", "hello")]) == Reading("how does it work?")


def test_a_follow_up_that_rules_may_misread_is_searched_in_its_own_words_and_with_the_question_before() -> None:
    reading = understood("and many of them together?", [Message("user", "How does a decision tree pick a split?")])
    assert reading.others == (
        "many of them together?",
        "How does a decision tree pick a split? many of them together?",
    )


def test_a_question_that_the_corpus_asks_has_one_reading() -> None:
    asked = "how do I choose the number of clusters?"
    assert understood(asked, [Message("user", "What is k-means?")], lambda _: 0.8) == Reading(asked)


def test_a_leaning_question_is_connected_only_where_the_corpus_knows_more_of_it_that_way() -> None:
    history = [Message("user", "What is hallucination?")]
    near = {"and how do I put a number on it": 0.4, "How do I put a number on hallucination": 0.7}
    assert (
        understood("and how do I put a number on it", history, near.__getitem__).text
        == "How do I put a number on hallucination"
    )
    asked = "And how do I measure the size of it?"
    near = {asked: 0.86, "How do I measure the size of hallucination?": 0.95}
    assert understood(asked, history, near.__getitem__) == Reading(asked)
