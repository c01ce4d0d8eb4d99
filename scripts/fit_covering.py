"""Fit how the search tells covered from uncovered: prints the constants of `tutor/retrieval/covering.py`.

A logistic regression over the evidence of queries that need no labels: phrasings of the index's own questions, asked of
the index without a part of the phrasings, theirs among them (covered), and questions from outside, asked beside the
others (uncovered). The development cases then only set where its scale lies, by a second regression over its one number
(Platt, 1999); how often they are refused, each judged by a scale that has not seen it, stands beside the constants.
"""

import random
from collections.abc import Iterator
from dataclasses import astuple, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from tutor.answering.rewriting import understood
from tutor.evaluation.cases import read_cases
from tutor.retrieval.building import lexical_text
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.lexical import LexicalIndex
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.searching import Searcher
from tutor.retrieval.store import KIND_PHRASING, Index, read_index
from tutor.retrieval.vectors import VectorStore
from tutor.settings import load_settings

PARTS = 5
ASKED_OF_EACH_KIND = 600  # of each part
FOLDS = 10
INVERSE_REGULARISATION = 100.0
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)

Evidences = NDArray[np.float64]


def without_part(index: Index, part: int) -> tuple[Index, list[str]]:
    """Return the index without every `PARTS`th phrasing and question from outside, and those phrasings."""
    phrasings = np.cumsum(index.rows[:, 1] == KIND_PHRASING) - 1
    kept = (index.rows[:, 1] != KIND_PHRASING) | (phrasings % PARTS != part)
    rows = index.rows[kept]
    numbers = iter(range(len(index.rows)))
    pairs, left_out = [], []
    for pair in index.pairs:
        known = [(phrasing, next(numbers) % PARTS != part) for phrasing in pair.also_asked]
        pairs.append(replace(pair, also_asked=tuple(phrasing for phrasing, stays in known if stays)))
        left_out += [phrasing for phrasing, stays in known if not stays]
    smaller = replace(
        index,
        pairs=tuple(pairs),
        rows=rows,
        vectors=VectorStore(index.vectors.exact[kept]),
        first_row=np.searchsorted(rows[:, 0], np.arange(len(pairs) + 1)),
        lexical=LexicalIndex.build([lexical_text(pair) for pair in pairs]),
        outside=index.outside[np.arange(len(index.outside)) % PARTS != part],
    )
    return smaller, left_out


def unlabelled(index: Index, embedder: SentenceEmbedder) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Yield the evidence of queries that the index without them has not seen, and whether it covers them."""
    for part in range(PARTS):
        smaller, covered = without_part(index, part)
        searcher = Searcher(smaller, embedder)
        for queries, is_covered in ((covered, True), (outside_questions()[part::PARTS], False)):
            for query in random.Random(part).sample(list(queries), min(ASKED_OF_EACH_KIND, len(queries))):
                yield astuple(searcher.evidence(query)), is_covered


def main() -> None:
    """Fit and print."""
    settings = load_settings()
    embedder = SentenceEmbedder(settings.embedder)
    index = read_index(settings.index)
    of_index, answered = zip(*unlabelled(index, embedder), strict=True)
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=10_000).fit(np.array(of_index), answered)
    searcher = Searcher(index, embedder)
    cases = read_cases(split="development")
    texts = [understood(case.query, case.history, searcher.similarity).text for case in cases]
    covered = np.array([bool(case.relevant) for case in cases])
    evidence: Evidences = np.array([astuple(searcher.evidence(text)) for text in texts])
    number = model.decision_function(evidence)[:, None]
    scale = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=10_000)
    unseen = cross_val_predict(scale, number, covered, cv=FOLDS, method="predict_proba")[:, 1]
    for threshold in THRESHOLDS:
        refused = unseen < threshold
        print(
            f"below {threshold}: refused {refused[~covered].mean():.3f} of {(~covered).sum()} uncovered, "
            f"{refused[covered].mean():.3f} of {covered.sum()} covered"
        )
    slope, bias = scale.fit(number, covered).coef_[0, 0], scale.intercept_[0]
    weights = ", ".join(f"{slope * weight:.2f}" for weight in model.coef_[0])
    print(f"_BIAS = {slope * model.intercept_[0] + bias:.2f}\n_WEIGHTS = ({weights})")


if __name__ == "__main__":
    main()
