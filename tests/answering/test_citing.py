import pytest

from tutor.answering.citing import without_markers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dropout is off at test time [1].", "Dropout is off at test time."),
        ("Dropout is off at test time[1].", "Dropout is off at test time."),
        ("It is so [2, 3], or so [1-3][4].", "It is so, or so."),
        ("[1] It is so.", " It is so."),
        ("It costs $5 [1] and then $6 [2].", "It costs $5 and then $6."),
        (r"The rate $\eta$ falls [1] while $\beta$ stays [2].", r"The rate $\eta$ falls while $\beta$ stays."),
        ("Call `fit` [1] and `score` [2].", "Call `fit` and `score`."),
        ("It is invented [0].", "It is invented."),
    ],
)
def test_what_looks_like_a_marker_is_taken_out(text: str, expected: str) -> None:
    assert without_markers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        r"The discount factor $\gamma\in[0,1]$ weighs later rewards less.",
        r"The mixing weight \(\alpha \in [1, 2]\) is drawn anew.",
        r"\[x_{t+1} = x[2] + u[1, 3]\]",
        "$$h_t = W[1] h_{t-1}$$",
        "The first two are `batch[1]` and ``batch[2, 3]``.",
        "```\nfirst = batch[1]\n```",
        "$$\nh = W[1]\n$$",
        "Pixels are scaled to [0, 1] before the first layer.",
        "It reads tokens[0] and x[1], then input_ids[2] and E[1][2].",
    ],
)
def test_an_interval_a_formula_code_and_an_index_stay(text: str) -> None:
    assert without_markers(text) == text


def test_a_marker_beside_a_formula_is_taken_out_alone() -> None:
    assert without_markers("The probability $p[2]$ lies in [0, 1] [2].") == "The probability $p[2]$ lies in [0, 1]."
