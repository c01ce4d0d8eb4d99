"""Words that reverse a statement, and negation by prefix."""

from collections import defaultdict
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("opposites.txt")
_NEGATIVE_PREFIXES = ("un", "in", "im", "non", "ir", "dis", "de")
_MIN_PREFIXED = 4


def opposed_words(sentence: Set[str], passage: Set[str]) -> int:
    """Return how often a word of one text, of lower-case words, stands in the other as its opposite."""
    return len(opposed_pairs(sentence, passage))


def opposed_pairs(sentence: Set[str], passage: Set[str]) -> list[tuple[str, str]]:
    """Return each word of one text, of lower-case words, with an opposite of it in the other.

    A word does not count where the other text has it too, or another of the same meaning.
    """
    alike, opposite = alike_and_opposite()
    ours, theirs = sentence - passage, passage - sentence
    known = (word for word in ours if word in opposite and not alike[word] & theirs)
    return [(word, reverse) for word in known for reverse in opposite[word] & theirs]


def negated_by_prefix(one: Set[str], other: Set[str]) -> bool:
    """Whether one text has a word such as "intractable" where the other has "tractable"."""
    return any(
        word.startswith(prefix) and len(word) >= len(prefix) + _MIN_PREFIXED and word[len(prefix) :] in without
        for having, without in ((one - other, other), (other - one, one))
        for word in having
        for prefix in _NEGATIVE_PREFIXES
    )


@cache
def alike_and_opposite() -> tuple[Mapping[str, Set[str]], Mapping[str, Set[str]]]:
    """Return for each listed word those of the same side and those of the other."""
    alike: dict[str, set[str]] = defaultdict(set)
    opposite: dict[str, set[str]] = defaultdict(set)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            one, other = (side.split() for side in line.split("|"))
            for side, reverse in ((one, other), (other, one)):
                for word in side:
                    alike[word].update(side)
                    opposite[word].update(reverse)
    return alike, opposite
