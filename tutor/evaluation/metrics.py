"""Retrieval and refusal metrics, each with a bootstrap interval.

Hit rate at 1 and 5, MRR and nDCG@10 are ir-measures' Success, RR and nDCG (Järvelin and Kekäläinen, 2002); the expected
calibration error uses ten equal bins (Guo et al., 2017); intervals are percentile bootstraps (Efron, 1979).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESAMPLES = 1000
_SEED = 7
_BINS = 10
RETRIEVAL_MEASURES = ("hit@1", "hit@5", "MRR", "nDCG@10")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` cases with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


def estimate(values: Sequence[float]) -> Estimate:
    """Return the mean of per-case values with its interval; all zeros for no values."""
    if not values:
        return Estimate(0.0, 0.0, 0.0, 0)
    array = np.asarray(values, dtype=np.float64)
    means = np.random.default_rng(_SEED).choice(array, size=(RESAMPLES, len(array))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Estimate(round(float(array.mean()), 4), round(float(low), 4), round(float(high), 4), len(array))


def retrieval_values(
    relevant: Mapping[str, Mapping[str, int]], ranked: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Return, for each measure, its value for every query; `ranked` holds the ids found, best first.

    A hit is a question of grade 2; nDCG counts grades.
    """
    import ir_measures
    from ir_measures import RR, Success, nDCG

    measures = {"hit@1": Success(rel=2) @ 1, "hit@5": Success(rel=2) @ 5, "MRR": RR(rel=2), "nDCG@10": nDCG @ 10}
    runs = {query: {found: 1.0 / rank for rank, found in enumerate(ids, 1)} for query, ids in ranked.items()}
    qrels = {query: dict(grades) for query, grades in relevant.items()}
    names = {measure: name for name, measure in measures.items()}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in measures}
    for result in ir_measures.iter_calc(list(names), qrels, runs):
        values[names[result.measure]][result.query_id] = float(result.value)
    return values


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error, 0 to 1, of probabilities that something is right."""
    probability: NDArray[np.float64] = np.asarray(confidence, dtype=np.float64)
    outcome = np.asarray(right, dtype=np.float64)
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(probability[bins == number].mean() - outcome[bins == number].mean()) * (bins == number).mean()
        for number in np.unique(bins)
    ]
    return round(float(sum(gaps)), 4)
