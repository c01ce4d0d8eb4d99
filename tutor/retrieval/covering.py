"""Telling whether the corpus answers a query at all."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best similarities among the first hits, and the share of the query's content words that the corpus knows."""

    question: float
    answer: float
    chunk: float
    known_words: float


# A logistic model over the evidence, fitted on the development cases (see evaluation/).
_BIAS = -9.0
_WEIGHTS = (6.0, 4.0, 4.0, 2.0)


def coverage_probability(evidence: Evidence) -> float:
    """Return the probability, 0 to 1, that one of the hits answers the query."""
    values = (evidence.question, evidence.answer, evidence.chunk, evidence.known_words)
    logit = _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return 1.0 / (1.0 + math.exp(-logit))
