import pytest

from tutor.answering.plainness import difficulty, has_signs, is_everyday


def test_long_words_and_abbreviations_make_a_sentence_harder() -> None:
    plain = "The net looks at each word and picks the one that fits."
    assert difficulty(plain) < difficulty("The network considers representations and maximises probability.")
    assert difficulty(plain) < difficulty("The CNN looks at each RGB pixel and picks the one that fits.")


@pytest.mark.parametrize(
    ("sentence", "signs"),
    [
        ("It costs $n^2$ steps.", True),
        ("The call `fit` trains it.", True),
        ("It is f(x) of x.", True),
        ("The weights are 0.4, 0.3, 0.2 and 0.1 in turn.", True),
        ("It costs 40 dollars (a lot).", False),
    ],
)
def test_formulas_code_and_rows_of_figures_are_signs(sentence: str, signs: bool) -> None:
    assert has_signs(sentence) is signs


@pytest.mark.parametrize(
    ("sentence", "everyday"),
    [
        ("Ink spreading in a glass of water is a fair picture.", True),
        ("They compare it with exam preparation.", True),
        ("The query compares it with all stored keys.", False),
        ("Dropout is off at test time.", False),
    ],
)
def test_a_comparison_with_everyday_things_is_recognised(sentence: str, everyday: bool) -> None:
    assert is_everyday(sentence) is everyday
