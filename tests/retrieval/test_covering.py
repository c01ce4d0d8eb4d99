from dataclasses import replace

import numpy as np
import pytest

from tutor.assemble import Tutor, build, open_tutor
from tutor.ingest.importing import import_documents
from tutor.retrieval.covering import Evidence, coverage_probability, log_density
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.searching import Searcher
from tutor.retrieval.store import read_index
from tutor.settings import Settings, load_settings

MIDDLING = Evidence(chunk=0.55, lexical=0.4, inside=0.1, said=2.0)


@pytest.mark.parametrize("name", ["chunk", "lexical", "inside", "said"])
def test_more_evidence_means_more_confidence(name: str) -> None:
    more = replace(MIDDLING, **{name: getattr(MIDDLING, name) + 0.1})
    assert coverage_probability(more) > coverage_probability(MIDDLING)


NOTES = """# Notes

## What is prompt engineering?

Prompt engineering is the craft of wording what a language model reads so that it writes what is wanted, with
instructions, examples and context.

## How does self-attention work?

Self-attention lets each token look at all the others. Queries are compared with keys, and the weights that come out mix
the values.
"""


@pytest.fixture(scope="module")
def imported_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose index holds a page of notes and no curated question."""
    folder = tmp_path_factory.mktemp("imported")
    (folder / "notes.md").write_text(NOTES)
    import_documents([folder / "notes.md"], folder / "questions")
    settings = load_settings(corpus=(folder / "questions",), index=folder / "index", llm="none")
    build(settings)
    return settings


def _similar(*values: float) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.array(values, dtype=np.float32)


def test_a_question_alone_is_as_dense_as_it_is_similar() -> None:
    assert log_density(_similar(0.7)) == pytest.approx(0.7, abs=1e-6)


def test_several_near_questions_are_denser_than_one_that_is_nearer() -> None:
    assert log_density(_similar(0.6, 0.6, 0.6)) > log_density(_similar(0.63, 0.1, 0.1))


def test_where_there_are_no_questions_nothing_is_dense() -> None:
    assert log_density(_similar()) == 0.0


@pytest.mark.parametrize("query", ["explain agglomerative clustering", "what is a k-d tree"])
def test_a_near_miss_is_refused_for_the_questions_from_outside_around_it(built_settings: Settings, query: str) -> None:
    index, embedder = read_index(built_settings.index), SentenceEmbedder()
    assert not Searcher(index, embedder).search(query, k=1).covered
    assert Searcher(replace(index, outside=index.outside[:0]), embedder).search(query, k=1).covered


def test_what_only_the_curated_corpus_asks_is_outside_of_imported_documents(imported_settings: Settings) -> None:
    query = "What is instruction tuning?"
    index, embedder = read_index(imported_settings.index), SentenceEmbedder()
    assert not Searcher(index, embedder).search(query, k=1).covered
    without_curated = replace(index, outside=index.outside[: len(outside_questions())])
    assert Searcher(without_curated, embedder).search(query, k=1).covered


@pytest.mark.parametrize(
    "query",
    ["What is prompt engineering, and which techniques help most?", "How does self-attention work, step by step?"],
)
def test_what_imported_documents_ask_in_other_words_is_not_outside(imported_settings: Settings, query: str) -> None:
    assert open_tutor(imported_settings).search(query).covered


def test_a_question_that_the_corpus_answers_is_not_held_against_it(built_settings: Settings) -> None:
    index, embedder = read_index(built_settings.index), SentenceEmbedder()
    asked = "How does dropout work?"
    outside = np.concatenate([index.outside, embedder.embed([asked])])
    assert Searcher(replace(index, outside=outside), embedder).search(asked, k=1).covered


def test_questions_from_outside_are_refused(tutor: Tutor) -> None:
    every_twentieth = outside_questions()[::20]
    answered = [question for question in every_twentieth if tutor.search(question).covered]
    assert answered == []


def test_questions_of_the_corpus_are_answered(tutor: Tutor) -> None:
    refused = [pair.id for pair in tutor.pairs() if not tutor.search(pair.question).covered]
    assert refused == []


def test_the_questions_from_outside_are_distinct() -> None:
    questions = outside_questions()
    assert len(set(questions)) == len(questions) > 2500


@pytest.mark.parametrize("question", ["What is dropout and why does it help?", "how is LoRA different from QLoRA"])
def test_a_question_among_greetings_is_answered(tutor: Tutor, question: str) -> None:
    greeting = "hello, I hope you can help me before my interview on Monday, I am quite nervous about it."
    found = tutor.search(f"{greeting} {question} Thank you so much in advance and best wishes")
    assert found.covered
    assert found.hits[0].pair_id == tutor.search(question).hits[0].pair_id


@pytest.mark.parametrize("questions", [2, 4, 8, 16])
def test_many_questions_from_outside_in_a_row_are_refused(tutor: Tutor, questions: int) -> None:
    assert not tutor.search(". ".join(outside_questions()[:1500:90][:questions])).covered
