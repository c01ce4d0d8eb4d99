import pytest

from tutor.answering.rewriting import stand_alone
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
    assert stand_alone(follow_up, [Message("user", question) for question in asked]) == expected


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
    assert stand_alone(question, [Message("user", "What is RAG?"), Message("assistant", "It is …")]) == question


def test_without_a_history_nothing_is_rewritten() -> None:
    assert stand_alone("how does it work?", []) == "how does it work?"
    assert stand_alone("how does it work?", [Message("user", "hello")]) == "how does it work?"


def test_a_leaning_question_is_connected_only_where_the_corpus_knows_more_of_it_that_way() -> None:
    history = [Message("user", "What is hallucination?")]
    near = {"and how do I put a number on it": 0.4, "How do I put a number on hallucination": 0.7}
    assert (
        stand_alone("and how do I put a number on it", history, near.__getitem__)
        == "How do I put a number on hallucination"
    )
    asked = "And how do I measure the size of it?"
    near = {asked: 0.8, "How do I measure the size of hallucination?": 0.9}
    assert stand_alone(asked, history, near.__getitem__) == asked
