"""What is great or small, what grows or shrinks: opposite words that two texts put to the same thing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tutor.answering.opposites import alike_and_opposite
from tutor.answering.wording import CONNECTIVES, take_apart, word_runs
from tutor.retrieval.lexical import words

_BREAKS = CONNECTIVES | {"and"}
_EXTREME = frozenset(
    """huge enormous massive vast immense tiny negligible hugely vastly enormously massively drastically
    dramatically""".split()
)
_MEASURED = re.compile(r"\d|\border of magnitude\b|\b(?:twice|thrice|double|half|tenfold)\b")
_LINKING = frozenset("is are was were be been remains remain stays stay becomes become seems".split())


def turned(sentence: str, passages: Sequence[str]) -> int:
    """Return how often a word of the sentence stands at a thing at which the passages have only its opposite.

    "Little variance, strong bias" turns "little bias, strong variance", though it has the same words.
    """
    alike, opposite = alike_and_opposite()
    theirs = frozenset(pair for passage in passages for pair in _applied(passage))
    count = 0
    for word, thing in _applied(sentence):
        at_it = {other for other, its in theirs if its == thing}
        count += bool(at_it & opposite[word]) and not at_it & {word, *alike[word]}
    return count


def exaggerated(sentence: str, passages: Sequence[str]) -> int:
    """Return how many extreme degrees a sentence names that the passages neither name nor measure."""
    theirs = frozenset(word for passage in passages for word in words(passage))
    alike = alike_and_opposite()[0]
    own = _EXTREME.intersection(words(sentence)) - theirs
    measured = any(_MEASURED.search(passage) for passage in passages)
    return 0 if measured else sum(not alike[word] & theirs for word in own)


@lru_cache(maxsize=4096)
def _applied(text: str) -> frozenset[tuple[str, str]]:
    """Return each word that has an opposite, with the stem of a thing that it is said of."""
    known = alike_and_opposite()[1]
    pairs: set[tuple[str, str]] = set()
    for run in word_runs(text.lower(), _BREAKS):
        things = ["" if word in known else next(iter(take_apart(word).stems), "") for word in run]
        for place, word in enumerate(run):
            if word in known:
                pairs.update((word, thing) for thing in _said_of(run, things, place))
    return frozenset(pairs)


def _said_of(run: Sequence[str], things: Sequence[str], place: int) -> list[str]:
    """Return what the word at `place` is said of: all before "is", or the next thing; `things` holds "" for none."""
    link = max((at for at in range(place) if run[at] in _LINKING), default=None)
    if link is not None and not any(things[link:place]):
        return [thing for thing in things[:link] if thing]
    return [thing for thing in things[place + 1 :] if thing][:1]
