from dataclasses import replace

import pytest

from tutor.assemble import Tutor
from tutor.retrieval.covering import Evidence, coverage_probability
from tutor.retrieval.outside import outside_questions

MIDDLING = Evidence(question=0.6, chunk=0.55, lexical=0.4, outside=0.4)


@pytest.mark.parametrize("name", ["question", "chunk", "lexical"])
def test_more_evidence_means_more_confidence(name: str) -> None:
    more = replace(MIDDLING, **{name: getattr(MIDDLING, name) + 0.1})
    assert coverage_probability(more) > coverage_probability(MIDDLING)


def test_a_query_nearer_to_the_outside_is_less_surely_covered() -> None:
    assert coverage_probability(replace(MIDDLING, outside=0.6)) < coverage_probability(MIDDLING)


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
