import pytest

from tutor.answering.relations import (
    conceded_condition,
    joined_alike,
    order_breaks,
    swapped_cause,
    swapped_comparison,
)
from tutor.answering.wording import take_apart


def test_a_part_moved_to_the_front_breaks_the_order_once() -> None:
    passage = take_apart("Dropout is switched off at test time.")
    assert order_breaks(take_apart("At test time, dropout is switched off."), passage) == (1, 1)


def test_two_swapped_words_break_the_order_more_often() -> None:
    passage = take_apart("Knowledge distillation trains a small student to copy a large teacher.")
    swapped = take_apart("Knowledge distillation trains a small teacher to copy a large student.")
    assert order_breaks(swapped, passage)[0] > 2
    assert order_breaks(passage, passage) == (0, 0)


def test_a_passive_may_turn_the_order_round() -> None:
    active = take_apart("A larger batch reduces the variance of the gradient.")
    passive = take_apart("The variance of the gradient is reduced by a larger batch.")
    assert order_breaks(passive, active) == (1, 1)


def test_exchanged_clauses_join_other_words() -> None:
    passage = [take_apart("BLEU counts precision, while ROUGE counts recall.")]
    assert joined_alike(take_apart("ROUGE counts recall and BLEU counts precision."), passage) == 1.0
    assert joined_alike(take_apart("BLEU counts recall and ROUGE counts precision."), passage) < 0.7


@pytest.mark.parametrize(
    ("sentence", "swapped"),
    [("GQA keeps quality better than MQA.", False), ("MQA keeps quality better than GQA.", True)],
)
def test_the_sides_of_a_comparison_are_told_apart(sentence: str, swapped: bool) -> None:
    assert (swapped_comparison(sentence, ["GQA is better in quality than MQA."]) > 0) is swapped


@pytest.mark.parametrize(
    ("sentence", "swapped"),
    [
        ("The samples are blurry because the loss averages images.", False),
        ("The loss averages images because the samples are blurry.", True),
        ("The loss averages images, so the samples are blurry.", False),
    ],
)
def test_cause_and_effect_are_told_apart(sentence: str, swapped: bool) -> None:
    assert (swapped_cause(sentence, ["Samples are blurry because the loss averages images."]) > 0) is swapped


@pytest.mark.parametrize(
    ("sentence", "passage", "conceded"),
    [
        ("Caching pays even when prompts share no prefix.", "Caching pays when prompts share a long prefix.", True),
        ("A pass reads all tokens, even with caching.", "A pass reads all tokens unless caching is added.", True),
        ("Caching pays when prompts share a prefix.", "Caching pays when prompts share a long prefix.", False),
        ("Caching pays even with short prompts.", "Caching pays even if the prompts are short.", False),
        ("Caching pays even for chats.", "Caching pays when prompts share a long prefix.", False),
    ],
)
def test_a_condition_that_becomes_an_even_when_is_seen(sentence: str, passage: str, conceded: bool) -> None:
    assert conceded_condition(sentence, [passage]) is conceded
