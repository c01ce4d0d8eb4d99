"""Fit how the search tells covered from uncovered: prints the constants of `tutor/retrieval/covering.py`.

A logistic regression over the evidence of the development cases, each part of it scaled to its spread. How often cases
are refused, each judged by a fit that has not seen it, stands beside the constants. Run it on an index of the curated
corpus.
"""

from dataclasses import astuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tutor.answering.rewriting import understood
from tutor.evaluation.cases import read_cases
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.searching import Searcher
from tutor.retrieval.store import read_index
from tutor.settings import load_settings

FOLDS = 10
INVERSE_REGULARISATION = 10.0
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    """Fit and print."""
    settings = load_settings()
    searcher = Searcher(read_index(settings.index), SentenceEmbedder(settings.embedder))
    cases = read_cases(split="development")
    texts = [understood(case.query, case.history, searcher.similarity).text for case in cases]
    covered = np.array([bool(case.relevant) for case in cases])
    evidence = np.array([astuple(searcher.evidence(text)) for text in texts])
    scaler, regression = StandardScaler(), LogisticRegression(C=INVERSE_REGULARISATION, max_iter=10_000)
    model = make_pipeline(scaler, regression)
    unseen = cross_val_predict(model, evidence, covered, cv=FOLDS, method="predict_proba")[:, 1]
    for threshold in THRESHOLDS:
        refused = unseen < threshold
        print(
            f"below {threshold}: refused {refused[~covered].mean():.3f} of {(~covered).sum()} uncovered, "
            f"{refused[covered].mean():.3f} of {covered.sum()} covered"
        )
    model.fit(evidence, covered)
    weights = regression.coef_[0] / scaler.scale_
    print(f"_BIAS = {regression.intercept_[0] - weights @ scaler.mean_:.2f}")
    print(f"_WEIGHTS = ({', '.join(f'{weight:.2f}' for weight in weights)})")


if __name__ == "__main__":
    main()
