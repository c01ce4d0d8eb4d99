from dataclasses import replace

import numpy as np
import pytest

from tutor.assemble import Tutor
from tutor.retrieval.covering import Evidence, coverage_probability, log_density
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.searching import Searcher
from tutor.retrieval.store import read_index
from tutor.settings import Settings

MIDDLING = Evidence(chunk=0.55, lexical=0.4, inside=0.1)


@pytest.mark.parametrize("name", ["chunk", "lexical", "inside"])
def test_more_evidence_means_more_confidence(name: str) -> None:
    more = replace(MIDDLING, **{name: getattr(MIDDLING, name) + 0.1})
    assert coverage_probability(more) > coverage_probability(MIDDLING)


def _similar(*values: float) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return np.array(values, dtype=np.float32)


def test_a_question_alone_is_as_dense_as_it_is_similar() -> None:
    assert log_density(_similar(0.7)) == pytest.approx(0.7, abs=1e-6)


def test_several_near_questions_are_denser_than_one_that_is_nearer() -> None:
    assert log_density(_similar(0.6, 0.6, 0.6)) > log_density(_similar(0.63, 0.1, 0.1))


def test_where_there_are_no_questions_nothing_is_dense() -> None:
    assert log_density(_similar()) == 0.0


@pytest.mark.parametrize("query", ["explain hierarchical clustering", "what is a k-d tree"])
def test_a_near_miss_is_refused_for_the_questions_from_outside_around_it(built_settings: Settings, query: str) -> None:
    index, embedder = read_index(built_settings.index), SentenceEmbedder()
    assert not Searcher(index, embedder).search(query, k=1).covered
    assert Searcher(replace(index, outside=index.outside[:0]), embedder).search(query, k=1).covered


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
