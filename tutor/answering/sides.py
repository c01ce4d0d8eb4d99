"""Questions about two things: which of them the sources leave out."""

import re
from collections.abc import Sequence

from tutor.retrieval.lexical import STOP_WORDS, stem_words, words

_COMPARISONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bdifferences? between (?P<one>.+?) and (?P<other>.+)",
        r"\bcompare[sd]? (?P<one>.+?) (?:with|to|and|against) (?P<other>.+)",
        r"\bhow (?:do|does|is|are) (?P<one>.+?) (?:differ(?:ent)?|compare) (?:from|with|to) (?P<other>.+)",
        r"(?P<one>.+?)\s+(?:vs\.?|versus)\s+(?P<other>.+)",
    )
)
_END = re.compile(r"[?.!;:,].*$|\s(?:in|for|when|and (?:how|why|when))\s.*$", re.IGNORECASE)


def compared_sides(question: str) -> tuple[str, str] | None:
    """Return the two things that a question compares, or None where it compares nothing."""
    for pattern in _COMPARISONS:
        if match := pattern.search(question):
            one, other = (_END.sub("", match[name]).strip() for name in ("one", "other"))
            if one and other:
                return one, other
    return None


def missing_side(question: str, texts: Sequence[str]) -> str | None:
    """Return the side of a comparison none of whose words stands in the texts, or None."""
    sides = compared_sides(question)
    if sides is None:
        return None
    known = frozenset(stem_words(words(" ".join(texts))))
    for side in sides:
        named = [word for word in words(side) if word not in STOP_WORDS]
        if named and not known.intersection(stem_words(named)):
            return side
    return None
