"""Telling whether the corpus answers a query at all."""

import math
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Chosen on the development cases, where widths from 0.03 to 0.05 and up to 50 neighbours do nearly the same; few
# neighbours, since a small corpus has no more.
_KERNEL_WIDTH = 0.04
_NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells whether the corpus answers a query.

    `chunk` is the best cosine similarity of a passage of the first hits, `lexical` their best BM25 as a share of its
    bound for the query, `inside` how much more densely the corpus's questions lie around it than those from outside.
    `said` is how much the query says, the sum of the inverse document frequencies of its words in units of a word that
    the corpus lacks, up to `MOST_SAID`: the more a query says, the less of it any question can repeat.
    """

    chunk: float
    lexical: float
    inside: float
    said: float


# What is said beyond this counts no more, so that length alone does not make a text covered: up to 6, a few questions
# from outside in a row often were; up to 3.5, a third of questions among greetings were refused.
MOST_SAID = 4.0
# A logistic regression over the evidence of the development cases (scripts/fit_covering.py).
_BIAS = -23.60
_WEIGHTS = (13.63, 20.94, 31.31, 3.07)


def coverage_probability(evidence: Evidence) -> float:
    """Return the probability, 0 to 1, that one of the hits answers the query."""
    logit = _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, astuple(evidence), strict=True))
    return 1.0 / (1.0 + math.exp(-logit))


def log_density(similarities: "NDArray[np.float32]") -> float:
    """Return how densely questions lie around a query, of their cosine similarities to it; 0 where there are none.

    The logarithm of a kernel density with von Mises-Fisher kernels (Hall, Watson and Cabrera, 1987), in units of
    cosine similarity: a question alone counts as its similarity, others nearly as similar add to it.
    """
    nearest = np.sort(similarities)[-_NEIGHBOURS:].astype(np.float64)
    return _KERNEL_WIDTH * math.log1p(float(np.exp(nearest / _KERNEL_WIDTH).sum()))
