import pytest

from tutor.answering.degrees import exaggerated, turned

PASSAGES = [
    "With one step of look-ahead the variance is small, but the bias is large.",
    "The difference in memory between the two is substantial.",
    "Single examples give very noisy steps.",
    "A plain copy saves no space.",
]


@pytest.mark.parametrize(
    "sentence",
    [
        "The variance is huge with one step of look-ahead.",
        "With one step the variance is large, but the bias is small.",
        "The difference in memory is negligible.",
        "Single examples give slightly noisy steps.",
        "A plain copy saves considerable space.",
    ],
)
def test_an_opposite_degree_at_the_same_thing_is_seen(sentence: str) -> None:
    assert turned(sentence, PASSAGES) > 0


@pytest.mark.parametrize(
    "sentence",
    [
        "With one step of look-ahead there is little variance.",
        "The bias is considerable, while the variance is low.",
        "The difference in memory is great.",
        "The steps of single examples are highly noisy.",
        "Two steps give a large speed-up.",
        "A small batch has a large variance elsewhere.",
    ],
)
def test_the_same_degree_in_other_words_and_that_of_another_thing_are_not_turned(sentence: str) -> None:
    assert turned(sentence, PASSAGES[1:] if "elsewhere" in sentence else PASSAGES) == 0


@pytest.mark.parametrize(
    ("sentence", "passage", "count"),
    [
        ("Pruning makes the model vastly faster.", "Pruning makes the model faster.", 1),
        ("The cache is tiny.", "The cache holds the keys and values.", 1),
        ("The cache is tiny.", "The cache is small.", 0),
        ("The cache is enormous.", "The cache takes 40 GB.", 0),
        ("The cost falls dramatically.", "The cost falls by more than an order of magnitude.", 0),
        ("Pruning makes the model faster.", "Pruning makes the model faster.", 0),
    ],
)
def test_an_extreme_needs_a_degree_or_a_number_in_the_source(sentence: str, passage: str, count: int) -> None:
    assert exaggerated(sentence, [passage]) == count
