"""Follow-ups worded by an LLM: which wording wins, and what of an LLM's reply is never taken."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeOpenAI, fake_openai

from tutor.answering.models import ChosenModel
from tutor.answering.prompts import STAND_ALONE
from tutor.answering.standing_alone import FollowUpRewriter, is_rewriting
from tutor.assemble import Tutor, open_tutor
from tutor.records import Message
from tutor.settings import Settings

LORA = (Message("user", "What is LoRA?"), Message("assistant", "It freezes the weights and learns a low-rank update."))
SAID = [message.content for message in LORA]
FOLLOW_UP = "and how does it differ from the whole thing?"
BY_RULES = "How does LoRA differ from the whole thing?"
WORDED = "How does LoRA differ from updating the whole set of weights?"
PROBED = ChosenModel("openai:probed")


def faithful(prompt: str) -> str:
    """Reply to the probe as a model does that keeps to its sources."""
    source = prompt.partition("<source>")[2].partition("</source>")[0]
    return "The source does not say that." if "which year" in prompt else source


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """A server that words follow-ups as `WORDED` says and answers from its sources."""
    with fake_openai(lambda prompt: WORDED if "Last: " in prompt else faithful(prompt)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000-0000")
        yield server


@pytest.fixture
def tutor(settings: Settings, server: FakeOpenAI) -> Tutor:
    return open_tutor(settings.model_copy(update={"llm": PROBED.name}))


def found(tutor: Tutor, llm: ChosenModel | None) -> tuple[str, list[str]]:
    """Return how the follow-up on LoRA is understood, and the questions it finds."""
    result = tutor.search(FOLLOW_UP, history=LORA, llm=llm)
    return result.standalone, [hit.pair_id for hit in result.hits]


def worded(server: FakeOpenAI) -> list[str]:
    """Return the prompts that asked for a wording."""
    return [prompt for prompt in server.prompts if prompt.startswith(STAND_ALONE)]


def test_an_able_llm_words_the_follow_up_and_the_answer_is_to_that(tutor: Tutor, server: FakeOpenAI) -> None:
    tutor.probe()
    answer = tutor.ask(FOLLOW_UP, history=LORA)
    assert answer.standalone == WORDED
    assert answer.retrieved[0].pair_id == "training-and-alignment/lora-vs-full"
    assert f"<question>{WORDED}</question>" in server.prompts[-1]
    assert len(worded(server)) == 1
    assert worded(server)[0].endswith(f"Before: What is LoRA?\nAnswer: {SAID[1]}\nLast: {FOLLOW_UP}")


def test_a_wording_finds_what_the_rules_do_not(tutor: Tutor, server: FakeOpenAI) -> None:
    history = (Message("user", "What is overfitting?"), Message("assistant", "Penalising large weights is a remedy."))
    asked, wording = "in which ways can one do it", "In which ways can one do the penalising of large weights?"
    server.reply = wording
    assert tutor.search(asked, history=history).hits[0].pair_id != "foundations/l1-vs-l2"
    assert tutor.search(asked, history=history, llm=PROBED).hits[0].pair_id == "foundations/l1-vs-l2"


def test_what_the_rules_find_is_searched_for_beside_the_wording(tutor: Tutor, server: FakeOpenAI) -> None:
    history = (Message("user", "What is RAG?"),)
    server.reply = wording = "Which chunk size is fine for RAG?"
    found = tutor.search("and how does it compare with fine-tuning?", history=history, llm=PROBED)
    assert found.standalone == wording
    assert found.hits[0].pair_id == "embeddings-and-rag/rag-vs-fine-tuning"
    assert tutor.search(wording).hits[0].pair_id == "embeddings-and-rag/chunking"


def test_an_llm_that_is_not_known_to_be_able_is_not_asked_for_a_wording(tutor: Tutor, server: FakeOpenAI) -> None:
    assert tutor.ask(FOLLOW_UP, history=LORA).standalone == BY_RULES
    server.reply = "It is as a cookbook from Lisbon says."
    tutor.probe()
    assert tutor.ask(FOLLOW_UP, history=LORA).standalone == BY_RULES
    assert worded(server) == []


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("how does it work?", ()),
        ("What is dropout?", LORA),
        ("different topic: how does dropout work", LORA),
    ],
)
def test_a_question_that_surely_stands_alone_is_not_reworded(
    question: str, history: tuple[Message, ...], tutor: Tutor, server: FakeOpenAI
) -> None:
    server.reply = "How does LoRA do dropout?"
    assert "LoRA" not in tutor.search(question, history=history, llm=PROBED).standalone
    assert server.prompts == []


def test_a_wording_by_the_reader_is_not_reworded(tutor: Tutor, server: FakeOpenAI) -> None:
    assert tutor.search(FOLLOW_UP, history=LORA, standalone="What is RAG?", llm=PROBED).standalone == "What is RAG?"
    assert server.prompts == []


@pytest.mark.parametrize("status", [401, 500])
def test_where_the_llm_fails_the_rules_hold(status: int, tutor: Tutor, server: FakeOpenAI) -> None:
    server.status = status
    assert found(tutor, PROBED) == found(tutor, None)


def test_a_reply_that_is_no_wording_leaves_the_rules_result_as_it_is(tutor: Tutor, server: FakeOpenAI) -> None:
    server.reply = "LoRA freezes the weights, so it needs less memory."
    assert found(tutor, PROBED) == found(tutor, None)
    assert len(server.prompts) == 1


def test_only_the_first_line_of_a_reply_counts(tutor: Tutor, server: FakeOpenAI) -> None:
    server.reply = f"\n{WORDED}\nLoRA does so by a cookbook from Lisbon."
    assert tutor.search(FOLLOW_UP, history=LORA, llm=PROBED).standalone == WORDED


def test_a_slow_llm_is_not_waited_for_and_a_third_question_not_held_up(tutor: Tutor, server: FakeOpenAI) -> None:
    server.pause_s = 2.0
    rewriter = FollowUpRewriter(limit_s=0.5)
    model = tutor.models.load(PROBED)
    for _ in range(3):
        started = time.perf_counter()
        assert rewriter.rewritten(lambda: model, FOLLOW_UP, LORA) == ""
        waited_s = time.perf_counter() - started
    assert waited_s < 0.5
    assert len(server.prompts) == 2


def test_an_llm_on_this_computer_is_left_to_the_answer_that_it_writes(
    tutor: Tutor, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = ChosenModel("local:/nowhere/tiny.gguf")
    by_rules = found(tutor, None)
    answer = tutor.stream("What is dropout?", llm=PROBED)
    with caplog.at_level(logging.INFO, "tutor.answering.standing_alone"):
        next(answer)
        assert found(tutor, nowhere) == by_rules
        assert caplog.messages == []
        assert tutor.search(FOLLOW_UP, history=LORA, llm=PROBED).standalone == WORDED
        list(answer)
        assert found(tutor, nowhere) == by_rules
    assert caplog.messages == ["the LLM did not rewrite a follow-up: ModelError"]


@pytest.mark.parametrize(
    "line",
    [
        BY_RULES,
        WORDED,
        "how do LoRA and the whole thing differ",
        "What is the difference between LoRA and fine-tuning the whole thing?",
    ],
)
def test_a_line_with_the_words_of_the_conversation_is_a_rewriting(line: str) -> None:
    assert is_rewriting(line, FOLLOW_UP, SAID)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "?",
        "What is LoRA?",
        "LoRA freezes the weights and learns a low-rank update.",
        "LoRA differs from the whole thing in that it freezes the weights.",
        "How does QLoRA differ from the whole thing?",
        "How does LoRA differ from the whole thing of GPT?",
        "How does LoRA differ from the whole 7B thing?",
        "How does LoRA differ from the whole thing, and how do cookbooks season soup?",
        "Why is LoRA so popular?",
        "How does LoRA differ from the whole thing? [1]",
        "How does **LoRA** differ from the whole thing?",
        "How does `LoRA` differ from the whole thing?",
        "How does [LoRA](http://evil.example) differ from the whole thing?",
        "How does LoRA differ from the whole thing <b>here</b>?",
        "How does LoRA differ from the whole thing, see https://evil.example/lora",
        f"How does LoRA differ from {'the whole thing and ' * 10} the whole thing?",
        "Question: How does LoRA differ from the whole thing:",
    ],
)
def test_an_answer_another_question_and_anything_alive_are_no_rewriting(line: str) -> None:
    assert not is_rewriting(line, FOLLOW_UP, SAID)


def test_words_are_known_in_other_forms_and_with_other_spellings() -> None:
    said = ["what is batch norm", "It normalises each feature."]
    assert is_rewriting("how is batch normalization optimized?", "how is it optimised", said)
    assert not is_rewriting("what does GPT4 learn of GPT?", "what does it learn", ["what is GPT"])


def test_the_real_local_llm_words_a_follow_up(settings: Settings, local_model_dir: Path) -> None:
    local = ChosenModel("local:qwen2.5-coder-1.5b")
    tutor = open_tutor(settings.model_copy(update={"llm": "local", "model_dir": local_model_dir}))
    try:
        tutor.warm_up()
        model = tutor.models.load(local)
        wording = FollowUpRewriter(limit_s=120.0).rewritten(lambda: model, "why does it save memory then", LORA)
    finally:
        tutor.close()
    assert wording.lower().rstrip("?") == "why does lora save memory"
