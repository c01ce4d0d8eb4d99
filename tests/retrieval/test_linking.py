from pathlib import Path

import pytest

from tutor.errors import CorpusError
from tutor.records import QAPair, Source
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.linking import link_duplicates, read_apart, write_apart

QUESTIONS = (
    ("a.md", "What is tokenization?"),
    ("b.md", "Explain tokenization in NLP."),
    ("c.md", "What is tokenization in NLP?"),
    ("a.md", "How does dropout work?"),
    ("b.md", "Why does dropout not work well with batch normalization?"),
    ("a.md", "What is overfitting?"),
    ("b.md", "What is underfitting?"),
    ("b.md", "What is underfitting in machine learning?"),
)


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def pairs() -> list[QAPair]:
    return [
        QAPair(id=f"q{number}", question=question, answer="…", topic="t", source=Source(document, "", number + 1))
        for number, (document, question) in enumerate(QUESTIONS)
    ]


def test_the_same_question_of_several_documents_is_linked_and_no_other(embedder: SentenceEmbedder) -> None:
    vectors = embedder.embed([question for _, question in QUESTIONS])
    assert link_duplicates(pairs(), vectors) == [(0, 1, 2)]


def test_what_a_person_separated_stays_apart(embedder: SentenceEmbedder) -> None:
    vectors = embedder.embed([question for _, question in QUESTIONS])
    apart = frozenset({frozenset(("q0", "q1")), frozenset(("q0", "q2"))})
    assert link_duplicates(pairs(), vectors, apart) == [(1, 2)]


def test_separations_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "library" / "apart.json"
    assert read_apart(path) == frozenset()
    write_apart(path, {frozenset(("a", "b"))})
    assert read_apart(path) == frozenset({frozenset(("a", "b"))})
    path.write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"apart\.json' with undone links cannot be read"):
        read_apart(path)
