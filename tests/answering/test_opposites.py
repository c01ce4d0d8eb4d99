from tutor.answering.opposites import negated_by_prefix, opposed_words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def test_opposites_are_seen_in_both_directions() -> None:
    assert opposed_words(_words("it increases cost"), _words("it reduces cost"))
    assert opposed_words(_words("it reduces cost"), _words("it increases cost"))


def test_words_of_the_same_side_are_no_opposites() -> None:
    assert not opposed_words(_words("it reduces cost"), _words("it lowers cost"))


def test_a_passage_that_has_both_words_is_not_opposed() -> None:
    assert not opposed_words(_words("it reduces cost"), _words("it lowers cost and increases speed"))


def test_a_prefix_negates() -> None:
    assert negated_by_prefix(_words("the objective is tractable"), _words("the objective is intractable"))
    assert not negated_by_prefix(_words("the input"), _words("the put"))
