import math

import pytest

from tutor.evaluation.metrics import calibration_error, estimate, retrieval_values


def test_measures_of_a_ranking_worked_out_by_hand() -> None:
    values = retrieval_values(
        {"first": {"a": 2, "b": 1}, "third": {"a": 2}, "never": {"a": 2}},
        {"first": ["a", "b"], "third": ["x", "y", "a"], "never": ["x"]},
    )
    assert values["hit@1"] == {"first": 1.0, "third": 0.0, "never": 0.0}
    assert values["hit@5"] == {"first": 1.0, "third": 1.0, "never": 0.0}
    assert values["MRR"] == {"first": 1.0, "third": pytest.approx(1 / 3), "never": 0.0}
    assert values["nDCG@10"]["first"] == pytest.approx(1.0)
    assert values["nDCG@10"]["third"] == pytest.approx(1 / math.log2(4))


def test_a_partly_relevant_question_is_no_hit() -> None:
    values = retrieval_values({"q": {"a": 2, "b": 1}}, {"q": ["b", "x"]})
    assert values["hit@5"]["q"] == 0.0
    assert 0.0 < values["nDCG@10"]["q"] < 1.0


def test_an_estimate_has_its_mean_inside_its_interval() -> None:
    found = estimate([1.0] * 80 + [0.0] * 20)
    assert found.value == 0.8
    assert 0.70 < found.low < 0.8 < found.high < 0.90
    assert found.n == 100
    assert estimate([]).n == 0


def test_calibration_error_is_the_gap_between_probability_and_outcome() -> None:
    assert calibration_error([0.9] * 10, [True] * 9 + [False]) == pytest.approx(0.0)
    assert calibration_error([0.95] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.45)
    assert calibration_error([0.0, 1.0], [True, False]) == pytest.approx(1.0)
