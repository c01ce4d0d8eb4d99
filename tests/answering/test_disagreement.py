import re
from pathlib import Path

import pytest
from fakes import fake_openai

from tutor.answering.disagreement import contradict
from tutor.answering.prompts import SOURCES_DIFFER
from tutor.assemble import Tutor, build, open_tutor
from tutor.ingest.importing import import_documents
from tutor.settings import Settings

STATED = r"has a vocabulary of [\d,]+ pieces"
LARGE = "How large is the vocabulary of the Marlin tokenizer?"
NOTES = """# Notes

## What is the Marlin tokenizer?

The Marlin tokenizer splits text into pieces of words that it learnt from counts.
It has a vocabulary of 32,000 pieces.
Marlin keeps spaces as part of a piece, so the text can be put together again without loss.

## How does the Heron optimiser work?

The Heron optimiser keeps one average of each gradient and divides the step by its size.
It is faster than plain gradient descent on most tasks.

## What is gradient clipping?

Gradient clipping scales a gradient down when its norm exceeds a threshold.

## What is the Osprey cache?

The Osprey cache keeps keys and values of past tokens.
"""
BOOK = """# Book

## What is the Marlin tokenizer?

The Marlin tokenizer splits text into pieces of words, learnt from a large corpus.
The tokenizer has a vocabulary of 50,000 pieces.

## How does the Heron optimiser work?

The Heron optimiser keeps an average of each gradient.
It is slower than plain gradient descent on most tasks.

## What is gradient clipping?

Gradient clipping scales a gradient down when its norm is above a threshold.

## What is the Osprey cache?

The Osprey cache keeps keys and values of past tokens. It saves computing them again for each new token.
Its memory grows with the length of the text.
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The model was trained on 2 trillion tokens.", "The model was trained on 15 trillion tokens."),
        ("Kestrel has 12 layers and one head.", "Kestrel has 24 layers."),
        ("Kestrel appeared in 2018.", "Kestrel appeared in 2019."),
        ("Layer normalisation depends on the batch.", "Layer normalisation does not depend on the batch."),
        ("A large batch raises the noise of the gradient.", "A large batch lowers the noise of the gradient."),
        ("Full fine-tuning forgets more than LoRA.", "LoRA forgets more than full fine-tuning."),
        ("The posterior is tractable for this model.", "The posterior is intractable for this model."),
    ],
    ids=["number", "count", "year", "negation", "opposite", "comparison", "prefix"],
)
def test_what_cannot_both_be_true_contradicts(one: str, other: str) -> None:
    assert contradict(one, other)
    assert contradict(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The model was trained on 2 trillion tokens.", "Training the model took 2 trillion tokens."),
        ("BERT-base has 12 layers.", "BERT-large has 24 layers and 16 heads in each of them."),
        ("For example, a batch has 32 images.", "For example, a batch has 64 images."),
        ("It takes at most 10 steps.", "It takes at least 4 steps."),
        ("A high temperature flattens the distribution.", "A low temperature sharpens the distribution."),
        ("It tells whether a sample is real or not.", "It tells whether a sample is real."),
        ("If the batch is small, training is noisy.", "Training is not noisy."),
        ("Dropout reduces overfitting.", "Weight decay does not stop overfitting in a large network."),
    ],
    ids=["the same", "another subject", "examples", "bounds", "both turned round", "or not", "a condition", "loose"],
)
def test_what_can_both_be_true_does_not_contradict(one: str, other: str) -> None:
    assert not contradict(one, other)
    assert not contradict(other, one)


@pytest.fixture(scope="module")
def differing(built_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with an index of two imported documents that differ on two of four questions."""
    folder = tmp_path_factory.mktemp("differing")
    for name, text in (("notes.md", NOTES), ("book.md", BOOK)):
        (folder / name).write_text(text, encoding="utf-8")
    library = folder / "library"
    import_documents([folder / "notes.md", folder / "book.md"], library)
    settings = built_settings.model_copy(
        update={"corpus": (library,), "library": library, "index": folder / "index", "llm": "none"}
    )
    build(settings)
    return settings


@pytest.fixture(scope="module")
def tutor(differing: Settings) -> Tutor:
    return open_tutor(differing)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "What is the Marlin tokenizer?",
            {
                "notes.md": "It has a vocabulary of 32,000 pieces.",
                "book.md": "The tokenizer has a vocabulary of 50,000 pieces.",
            },
        ),
        (
            "How does the Heron optimiser work?",
            {
                "notes.md": "It is faster than plain gradient descent on most tasks.",
                "book.md": "It is slower than plain gradient descent on most tasks.",
            },
        ),
    ],
)
def test_where_sources_differ_both_are_given_with_their_citations(
    tutor: Tutor, question: str, sides: dict[str, str]
) -> None:
    answer = tutor.ask(question)
    start = [sentence.text for sentence in answer.sentences].index(SOURCES_DIFFER)
    told = answer.sentences[start + 1 : start + 3]
    cited = {citation.number: citation.source.document for citation in answer.citations}
    assert {cited[sentence.citations[0]]: sentence.text for sentence in told} == sides
    assert answer.text.count(SOURCES_DIFFER) == 1
    assert f"{SOURCES_DIFFER}\n- {told[0].text} [{told[0].citations[0]}]\n- {told[1].text}" in answer.text


def test_where_two_documents_answer_the_one_that_says_more_is_heard(tutor: Tutor) -> None:
    answer = tutor.ask("What is the Osprey cache?")
    assert [citation.source.document for citation in answer.citations] == ["book.md"]
    assert answer.text.endswith("Its memory grows with the length of the text. [1]")


def test_what_only_the_second_document_says_is_told_with_its_own_citation(tutor: Tutor) -> None:
    answer = tutor.ask("What is the Marlin tokenizer?")
    of = {citation.number: citation.source.document for citation in answer.citations}
    told = {sentence.text: of[sentence.citations[0]] for sentence in answer.sentences if sentence.citations}
    assert told["It has a vocabulary of 32,000 pieces."] == "notes.md"
    assert told["The tokenizer has a vocabulary of 50,000 pieces."] == "book.md"


def test_sources_that_agree_are_not_said_to_differ(tutor: Tutor) -> None:
    assert SOURCES_DIFFER not in tutor.ask("What is gradient clipping?").text


def test_what_the_llm_wrote_is_set_beside_the_source_that_contradicts_it(
    differing: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reply(message: str) -> str:
        stated = re.findall(STATED, message)
        return f"The Marlin tokenizer {stated[-1] if stated else 'splits text into pieces of words'}."

    with fake_openai(reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000")
        own = {"llm": "openai:gpt-test", "database_file": tmp_path / "conversations.sqlite"}
        answer = open_tutor(differing.model_copy(update=own)).ask(LARGE)
    texts = [sentence.text for sentence in answer.sentences]
    assert texts[texts.index(SOURCES_DIFFER) - 1].startswith("The Marlin tokenizer has a vocabulary of")
    assert {citation.source.document for citation in answer.citations} == {"notes.md", "book.md"}
    assert "32,000" in answer.text
    assert "50,000" in answer.text
