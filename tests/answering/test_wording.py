from tutor.answering.wording import take_apart


def test_a_negation_denies_the_words_behind_it_only() -> None:
    wording = take_apart("Dropout is not switched off without a good reason.")
    assert wording.denied == (frozenset({"switch", "off"}), frozenset({"good", "reason"}))


def test_rather_than_and_a_contraction_deny_too() -> None:
    assert take_apart("It is limited by memory rather than arithmetic.").denied == (frozenset({"arithmet"}),)
    assert take_apart("It doesn't scale.").denied == (frozenset({"scale"}),)


def test_connectives_and_punctuation_part_the_clauses() -> None:
    assert take_apart("BLEU counts precision, while ROUGE counts recall.").clauses == (
        ("bleu", "count", "precis"),
        ("roug", "count", "recal"),
    )


def test_a_number_keeps_its_unit_and_what_it_counts() -> None:
    (quantity,) = take_apart("Llama has thirty-two query heads.").quantities
    assert (quantity.number, quantity.unit, quantity.before) == ("#32", "queri", frozenset({"llama"}))


def test_only_a_passive_with_its_doer_is_passive() -> None:
    assert take_apart("The variance is reduced by a larger batch.").passive
    assert not take_apart("The variance is reduced.").passive
    assert not take_apart("A larger batch reduces the variance by half.").passive
