"""Where two sources contradict each other: nearly the same words, but another number, an opposite or a negation.

Errs towards silence: on the development pairs of `eval support` it notices about a fifth of the contradictions.
"""

import re
from collections.abc import Sequence

from tutor.answering.checking import Embeds
from tutor.answering.evidence import EvidenceSentence
from tutor.answering.opposites import negated_by_prefix, opposed_pairs
from tutor.answering.quantities import is_among
from tutor.answering.relations import share, swapped_comparison
from tutor.answering.wording import Quantity, Wording, take_apart
from tutor.retrieval.lexical import stem_words

# Chosen on the development pairs of `eval support`.
_SAME_WORDS = 0.5
_SAME_MEANING = 0.75
_SWAPPED = 0.5
_SHARED_BEFORE = 2
# What holds for an example, within a bound or on a condition may differ without a contradiction.
_EXAMPLE = re.compile(r"\b(?:for (?:example|instance)|e\.g\.|such as|say|suppose|imagine)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:at (?:least|most)|up to|(?:more|less|fewer) than(?= \d)|between)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|whether|or not)\b", re.IGNORECASE)


def disagreements(
    cited: Sequence[EvidenceSentence], others: Sequence[EvidenceSentence], embedder: Embeds, most: int
) -> list[tuple[EvidenceSentence, EvidenceSentence]]:
    """Return at most `most` pairs of a cited sentence and one of another document that contradicts it."""
    worded = [
        (one, other)
        for one in cited
        for other in others
        if one.hit.source.document != other.hit.source.document and contradict(one.plain, other.plain)
    ]
    found: list[tuple[EvidenceSentence, EvidenceSentence]] = []
    for one, other in worded:
        first, second = embedder.embed([one.plain, other.plain])
        known = {sentence.plain for pair in found for sentence in pair}
        if float(first @ second) >= _SAME_MEANING and not {one.plain, other.plain} & known:
            found.append((one, other))
    return found[:most]


def contradict(one: str, other: str) -> bool:
    """Whether two sentences of plain text share most of their words and yet say what cannot both be true."""
    a, b = take_apart(one), take_apart(other)
    if any(_found(pattern, one) != _found(pattern, other) for pattern in (_CONDITION, _BOUND)):
        return False
    if _overlap(a, b) >= _SAME_WORDS and (
        _other_number(one, other, a, b)
        or negated_by_prefix(a.words, b.words)
        or _denies(a, b)
        or _denies(b, a)
        or swapped_comparison(one, [other]) > _SWAPPED
    ):
        return True
    return _opposes(a, b)


def _overlap(a: Wording, b: Wording, without: frozenset[str] = frozenset()) -> float:
    """Return the smaller share of the words, but for numbers and those in `without`, that one has of the other's."""
    ours, theirs = (frozenset(stem for stem in side.stems if stem[0] != "#") - without for side in (a, b))
    return min(share(ours, theirs), share(theirs, ours))


def _other_number(one: str, other: str, a: Wording, b: Wording) -> bool:
    """Whether both count or measure the same, with numbers that the other does not have."""
    if _EXAMPLE.search(one) or _EXAMPLE.search(other):
        return False
    ours = [item for item in a.quantities if not _has(b, item)]
    theirs = [item for item in b.quantities if not _has(a, item)]
    return any(
        ((mine.unit and mine.unit == its.unit) or len(mine.before & its.before) >= _SHARED_BEFORE)
        and not (mine.before.difference(b.stems) and its.before.difference(a.stems))  # BERT-base, BERT-large
        for mine in ours
        for its in theirs
    )


def _has(wording: Wording, quantity: Quantity) -> bool:
    """Whether the number is among the wording's, as such or rounded; a whole number, such as a year, is not rounded."""
    value = float(quantity.number[1:])
    return value in wording.numbers or (
        is_among(value, wording.numbers) and not all(number.is_integer() for number in (value, *wording.numbers))
    )


def _denies(a: Wording, b: Wording) -> bool:
    """Whether `a` denies what `b` says and does not deny."""
    stems = frozenset(b.stems)
    return any(scope and scope <= stems and not any(scope & other for other in b.denied) for scope in a.denied)


def _opposes(a: Wording, b: Wording) -> bool:
    """Whether one word of `a` stands in `b` as its opposite; two make the same statement from the other side."""
    pairs = opposed_pairs(a.words, b.words)
    turned = frozenset(stem_words([word for pair in pairs for word in pair]))
    return len({word for word, _ in pairs}) == 1 and _overlap(a, b, turned) >= _SAME_WORDS


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match.lower() for match in pattern.findall(text)}
