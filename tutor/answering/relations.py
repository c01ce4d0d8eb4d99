"""Who does what to whom: whether a sentence relates its words to each other as a passage does."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from tutor.answering.wording import Wording, take_apart

_THAN = re.compile(r"\bthan\b")
_CAUSE_BEHIND = re.compile(r"\b(?:because|since|as a result of|due to|caused by|motivated by|through)\b", re.IGNORECASE)
_CAUSE_BEFORE = re.compile(
    r"\b(?:so|hence|therefore|thus|causes?|caused|leads? to|led to|makes?|forces?|thereby|motivates?|improves?"
    r"|suggests?)\b",
    re.IGNORECASE,
)
_EVEN = re.compile(r"\beven (?:when|if|with|without|for|after|in|where|while)\b([^,;:.]*)", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:when|if|unless|only|provided|without|as long as)\b([^,;:.]*)", re.IGNORECASE)
_Sides = tuple[frozenset[str], frozenset[str]]
_BACKWARD = 50  # a step back costs more than any step forward within a sentence


def share(of: frozenset[str], within: frozenset[str]) -> float:
    """Return the share of a set that another holds; 0.0 of nothing."""
    return len(of & within) / max(len(of), 1)


def order_breaks(sentence: Wording, passage: Wording) -> tuple[int, int]:
    """Return how often the shared stems change their order, and how often they go backwards.

    A part moved to the front breaks the order once, two swapped words three or four times. A passive beside an active
    sentence turns the order round rightly.
    """
    places = _aligned(sentence.stems, passage.stems)
    rank = {place: number for number, place in enumerate(sorted(places))}
    steps = [rank[two] - rank[one] for one, two in pairwise(places)]
    breaks, backwards = sum(step != 1 for step in steps), sum(step < 0 for step in steps)
    return (min(breaks, 1), min(backwards, 1)) if sentence.passive != passage.passive else (breaks, backwards)


def joined_alike(sentence: Wording, passages: Sequence[Wording]) -> float:
    """Return the share of pairs of stems in a clause of the sentence that one clause of a passage joins as well.

    "A does X while B does Y" joins A to X; where the passage joins A to Y, the share is low.
    """
    clauses = [frozenset(clause) for passage in passages for clause in passage.clauses]
    known = frozenset().union(*clauses)
    pairs = [
        {one, other}
        for clause in sentence.clauses
        for one, other in combinations([stem for stem in dict.fromkeys(clause) if stem in known], 2)
    ]
    return sum(any(pair <= clause for clause in clauses) for pair in pairs) / len(pairs) if pairs else 1.0


def swapped_comparison(sentence: str, passages: Sequence[str]) -> float:
    """Return how much better the sides of "than" fit crosswise than straight, 0 to 2."""
    sides = _sides(_THAN, sentence)
    others = [found for passage in passages if (found := _sides(_THAN, passage))]
    if not sides:
        return 0.0
    return max([0.0, *(_crosswise(_apart(sides), _apart(other)) for other in others)])


def swapped_cause(sentence: str, passages: Sequence[str]) -> float:
    """Return how much better cause and effect fit crosswise than straight, 0 to 2."""
    sides = _cause_and_effect(sentence)
    others = [found for passage in passages if (found := _cause_and_effect(passage))]
    return max([0.0, *(_crosswise(sides, other) for other in others)]) if sides else 0.0


def conceded_condition(sentence: str, passages: Sequence[str]) -> bool:
    """Whether a sentence says "even when" of what is a condition in the passages."""
    conceded = frozenset().union(*(_stems(text) for text in _EVEN.findall(sentence)))
    conditions = (_stems(text) for passage in passages for text in _CONDITION.findall(passage))
    return not any(" even " in passage for passage in passages) and any(conceded & stems for stems in conditions)


def _stems(text: str) -> frozenset[str]:
    return frozenset(take_apart(text).stems)


def _sides(pattern: re.Pattern[str], text: str) -> _Sides | None:
    match = pattern.search(text)
    return (_stems(text[: match.start()]), _stems(text[match.end() :])) if match else None


def _apart(sides: _Sides) -> _Sides:
    return sides[0] - sides[1], sides[1] - sides[0]


def _cause_and_effect(text: str) -> _Sides | None:
    match = _CAUSE_BEHIND.search(text)
    if match:
        effect = text[: match.start()]
        return _stems(text[match.end() :]), _stems(effect if effect.strip() else text.partition(",")[2])
    match = _CAUSE_BEFORE.search(text)
    if match and text[: match.start()].strip():
        return _stems(text[: match.start()]), _stems(text[match.end() :])
    return None


def _crosswise(ours: _Sides, theirs: _Sides) -> float:
    across = share(ours[0], theirs[1]) + share(ours[1], theirs[0])
    return across - share(ours[0], theirs[0]) - share(ours[1], theirs[1])


def _aligned(sentence: Sequence[str], passage: Sequence[str]) -> list[int]:
    """Return the place in the passage of each stem that it has: each place once, going forward where possible."""
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(passage):
        places.setdefault(stem, []).append(place)
    chosen: list[int] = []
    for position, stem in enumerate(sentence):
        free = [place for place in places.get(stem, []) if place not in chosen]
        if free:
            following = places.get(sentence[position + 1], []) if position + 1 < len(sentence) else []
            before = chosen[-1] if chosen else None
            chosen.append(min(free, key=lambda place: _strain(place, before, following)))
    return chosen


def _strain(place: int, before: int | None, following: Sequence[int]) -> float:
    step = 0 if before is None else place - before if place > before else _BACKWARD + before - place
    ahead = min((later - place if later > place else _BACKWARD for later in following), default=0)
    return step + 0.5 * ahead
