import pytest

from tutor.answering.quantities import is_among, stated_numbers, written_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("an eight-bit format", "a format of 8 bits"),
        ("a 70B model", "a model with 70 billion parameters"),
        ("1,200,000 passages", "1.2 million passages"),
        ("one hundred steps", "100 steps"),
        ("thirty-two heads", "32 heads"),
    ],
)
def test_the_same_number_in_another_form_has_the_same_value(one: str, other: str) -> None:
    assert stated_numbers(written_alike(one)) == stated_numbers(written_alike(other)) != frozenset()


def test_one_is_a_pronoun_and_a_version_is_no_number() -> None:
    assert stated_numbers("one of them is GPT4 on v2") == frozenset()


def test_a_share_is_its_percentage_and_nothing_else() -> None:
    assert is_among(0.7, [70.0])
    assert is_among(70.0, [0.7])
    assert not is_among(7.0, [0.7, 70.0])


def test_units_are_written_alike() -> None:
    assert written_alike("8% in 4 ms") == written_alike("8 per cent in 4 milliseconds")
