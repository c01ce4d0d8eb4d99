"""Telling whether the corpus answers a query at all."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best of the first hits: two cosine similarities, and BM25 as a share of its bound for the query.

    `outside` is the mean similarity of the query to the nearest questions from outside the corpus.
    """

    question: float
    chunk: float
    lexical: float
    outside: float


# A logistic regression over the evidence of the development cases (scripts/fit_covering.py).
_BIAS = -13.81
_WEIGHTS = (19.45, 25.96, 8.26, -28.21)


def coverage_probability(evidence: Evidence) -> float:
    """Return the probability, 0 to 1, that one of the hits answers the query."""
    values = (evidence.question, evidence.chunk, evidence.lexical, evidence.outside)
    logit = _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return 1.0 / (1.0 + math.exp(-logit))
