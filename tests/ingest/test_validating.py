"""The corpus check: each broken rule is named, and the real corpus breaks none."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tutor.errors import CorpusError
from tutor.ingest.entries import read_corpus
from tutor.ingest.validating import Problem, check_corpus, count_words
from tutor.settings import curated_corpus_dir

LEAST = {
    "foundations": 50,
    "generative-models": 40,
    "transformers": 40,
    "training-and-alignment": 50,
    "prompting": 20,
    "embeddings-and-rag": 40,
    "inference-and-serving": 35,
    "agents-and-tools": 25,
    "evaluation-and-monitoring": 30,
    "safety-and-governance": 35,
    "multimodal": 15,
    "reinforcement-learning": 20,
    "system-design": 30,
    "products-and-teams": 10,
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with the schema and one real entry whose links are cut."""
    shutil.copy(curated_corpus_dir() / "entry.schema.json", tmp_path)
    text = (curated_corpus_dir() / "foundations/dropout.md").read_text(encoding="utf-8")
    for pair in read_corpus(curated_corpus_dir()):
        text = text.replace(f"- {pair.id}\n", f"- {pair.id.replace('/', ' ')}\n") if pair.id in text else text
    head, _, tail = text.partition("related:")
    related, _, rest = tail.partition("references:")
    assert related
    text = f"{head}related:\n- topic/a\n- topic/b\nreferences:{rest}"
    (tmp_path / "foundations").mkdir()
    (tmp_path / "foundations/dropout.md").write_text(text, encoding="utf-8")
    for name in ("a", "b"):
        own = text.replace("foundations/dropout", f"topic/{name}").replace("question: ", f"question: In case {name}, ")
        own = own.replace(f"- topic/{name}\n", "- foundations/dropout\n")
        own = re.sub(r"also_asked:(\n *- .*)+", "also_asked:" + "".join(f"\n  - case {name}{n}" for n in range(6)), own)
        (tmp_path / "topic").mkdir(exist_ok=True)
        (tmp_path / f"topic/{name}.md").write_text(own, encoding="utf-8")
    return tmp_path


def messages(corpus: Path) -> list[str]:
    return [problem.message for problem in check_corpus(corpus) if problem.path == "foundations/dropout.md"]


def change(corpus: Path, old: str, new: str) -> None:
    path = corpus / "foundations/dropout.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_valid_entry_has_no_problem(corpus: Path) -> None:
    assert messages(corpus) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: foundations/dropout", "id: foundations/other", "the path says 'foundations/dropout'"),
        ("level: ", "level: very ", "level: 'very "),
        ("- topic/a", "- topic/nowhere", "related names 'topic/nowhere', which does not exist"),
        ("- topic/a", "- foundations/dropout", "related names the entry itself"),
        ("weight: essential", "weight: vital", "'vital' is not one of"),
        ("**What interviewers listen for.**", "**Listen.**", "no paragraph that starts"),
        ("question: ", "query: ", "'question' is a required property"),
        ("**What interviewers", "## Heading\n\n**What interviewers", "the body has a heading"),
        ("**What interviewers", "<b>Bold</b>\n\n**What interviewers", "raw HTML: <b>"),
        ("**What interviewers", "It costs $5.\n\n**What interviewers", "an unpaired $"),
        ("**What interviewers", "![x](gone.png)\n\n**What interviewers", "'gone.png' does not lie beside"),
        ("**What interviewers", "word " * 450 + "\n\n**What interviewers", "words; expected 150 to 450"),
    ],
)
def test_a_broken_rule_is_named(corpus: Path, old: str, new: str, message: str) -> None:
    change(corpus, old, new)
    assert any(message in found for found in messages(corpus)), messages(corpus)


def test_an_image_that_nobody_shows_is_named(corpus: Path) -> None:
    (corpus / "foundations/stray.png").write_bytes(b"x")
    assert [problem.message for problem in check_corpus(corpus)] == ["no entry shows this image"]


def test_what_two_entries_ask_in_the_same_words_is_named(corpus: Path) -> None:
    path = corpus / "topic/b.md"
    path.write_text(path.read_text(encoding="utf-8").replace("case b3", "Case A2?"), encoding="utf-8")
    assert check_corpus(corpus) == [Problem("topic/b.md", "asks 'Case A2?', as topic/a.md does")]


def test_a_folder_without_a_schema_is_no_curated_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"entry\.schema\.json"):
        check_corpus(tmp_path)


def test_a_formula_counts_as_one_word() -> None:
    assert count_words("The loss $a + b + c$ falls.") == 4


def test_the_curated_corpus_has_every_topic_in_full_and_each_entry_was_reviewed() -> None:
    pairs = read_corpus(curated_corpus_dir())
    counts = Counter(pair.topic for pair in pairs)
    assert set(counts) == set(LEAST)
    assert {topic: count for topic, count in counts.items() if count < LEAST[topic]} == {}
    assert [pair.id for pair in pairs if not pair.reviewed] == []
