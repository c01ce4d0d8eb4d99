"""Fit the weights of the sentence check on the development pairs and write them beside the check.

`python scripts/fit_checking.py` from the top of the repository.

Logistic regression with an L2 penalty, over the pairs that no sign decides alone. Whether a weight may be positive or
negative is fixed beforehand: in the labelled pairs a wrong sentence often keeps every word of its passage, so that
unknown words would count in a sentence's favour. Each sentence is also set beside the passage of another question of
its topic, as not supported. Prints how the fit does on topics left out.
"""

import random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tutor.answering import checking
from tutor.answering.evidence import CachingEmbedder
from tutor.evaluation.support import SupportCase, checker_of, read_support_cases
from tutor.ingest.entries import read_entry
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER, curated_corpus_dir

PENALTY = 2.0
WEIGHT_OF_OTHER_PASSAGES = 0.3
FOR = {
    "similarity", "best similarity", "words in the best sentence", "words in the window", "joined alike",
}  # fmt: skip
Floats = NDArray[np.float64]


def main() -> None:
    """Fit, write the weights file, and print the cross-validation by topic."""
    rows, labels, weights, topics, decided, names = examples()
    scores = np.zeros(len(labels))
    for topic in sorted(set(topics)):
        left_out = topics == topic
        others = ~left_out & ~decided
        fitted = fit(rows[others], labels[others], weights[others], names)
        scores[left_out] = 1 / (1 + np.exp(-(rows[left_out] @ fitted[1:] + fitted[0])))
    scores[decided] = 0.0
    written = weights == 1.0
    for threshold in (0.4, 0.5, 0.55, 0.6, 0.7):
        passing = scores >= threshold
        print(
            f"{threshold}: passes {passing[written & (labels == 1)].mean():.3f} of the supported, "
            f"{passing[written & (labels == 0)].mean():.3f} of the others, {passing[~written].mean():.4f} elsewhere"
        )
    fitted = fit(rows[~decided], labels[~decided], weights[~decided], names)
    lines = [
        "# The weights of the sentence check, made by scripts/fit_checking.py.",
        *(f"{name} {weight:.4f}" for name, weight in zip(["intercept", *names], fitted, strict=True)),
    ]
    checking._WEIGHTS_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def examples() -> tuple[Floats, Floats, Floats, NDArray[np.str_], NDArray[np.bool_], list[str]]:
    """Return the weighed signs of the development pairs and of sentences beside other passages, with their names.

    In between, for each: label, weight, topic, and whether a sign decides alone.
    """
    cases = [case for case in read_support_cases() if case.split == "development"]
    folder = curated_corpus_dir()
    pairs = {case.entry: read_entry(folder / f"{case.entry}.md", folder) for case in cases if case.entry}
    embedder = CachingEmbedder(SentenceEmbedder(SENTENCE_EMBEDDER))
    embedder.embed([case.sentence for case in cases])
    checkers = {place_of(case): checker_of(case, pairs, embedder) for case in cases}
    chance = random.Random(0)
    placed = [(case, place_of(case), case.label == "supported", 1.0) for case in cases]
    for case in cases:
        others = sorted({other.entry for other in cases if other.topic == case.topic} - {case.entry, ""})
        placed.append((case, chance.choice(others), False, WEIGHT_OF_OTHER_PASSAGES))
    signs = [
        checkers[place].signs(case.sentence, embedder.embed([case.sentence])[0])[1] for case, place, _, _ in placed
    ]
    names = [name for name in signs[0] if name not in checking.DECISIVE]
    return (
        np.array([[found[name] for name in names] for found in signs]),
        np.array([float(label) for _, _, label, _ in placed]),
        np.array([weight for _, _, _, weight in placed]),
        np.array([case.topic for case, _, _, _ in placed]),
        np.array([checking.is_decided(found) for found in signs]),
        names,
    )


def place_of(case: SupportCase) -> str:
    """Return what names the passage of a case."""
    return case.entry or case.passage


def fit(rows: Floats, labels: Floats, weights: Floats, names: list[str]) -> Floats:
    """Return the intercept and the weights of the signs."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = (rows - mean) / spread

    def loss(found: Floats) -> tuple[float, Floats]:
        logits = scaled @ found[1:] + found[0]
        slope = weights * (1 / (1 + np.exp(-logits)) - labels)
        value = (weights * (np.logaddexp(0, logits) - labels * logits)).sum() + PENALTY * (found[1:] ** 2).sum()
        return float(value), np.r_[slope.sum(), scaled.T @ slope + 2 * PENALTY * found[1:]]

    bounds = [(None, None), *((0, None) if name in FOR else (None, 0) for name in names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    slopes = found[1:] / spread
    return np.asarray(np.r_[found[0] - slopes @ mean, slopes])


if __name__ == "__main__":
    main()
