"""Telling the remarks around an answer (its level, a badge, a source, a page's tags) from the answer itself."""

import re
from collections.abc import Mapping, Sequence

from tutor.ingest.labels import only_uncovers, without_tags
from tutor.ingest.levels import level_of, tells_only_level
from tutor.records import Level

_BADGE = re.compile(r"\s*!\[([^\[\]]{0,40})\]\(([^()\s]{1,400}(?:\([^()\s]{0,40}\)[^()\s]{0,100}){0,3})\)\s*\Z")
_OF_LEVEL = re.compile(r"(?i)\W*(?:difficulty|level|complexity)\W*\Z")
_LEVEL_LINE = re.compile(
    r"(?i)[^\w.]*(?:easy|medium|hard|simple|complex|difficult|beginner|basic|intermediate|advanced|junior|senior|expert)"
    r"(?: level)?[^\w.!,]*\Z"
)
_OTHER_NAMES: Mapping[str, str] = {"simple": "easy", "complex": "hard"}
_OTHER_NAME = re.compile(r"(?i)\b(?:simple|complex)\b")
_MAX_REMARK_LINES = 8
_ONLY_SOURCE = re.compile(
    r"(?i)[\W_]*(?:source|from|reference|ref|taken from|via|see)(?: this (?:link|page|post|article))?"
    r"[*_]{0,2}\s*:[*_]{0,2}\s*(?:<?https?://[^\s<>]{1,400}>?|\[[^\[\]]{1,200}\]\([^\s()]{1,400}\))[\s.]*\Z"
)
_ONLY_SOURCE_CHARS = 600
_BARE_LABEL = re.compile(r"(?i)\W{0,4}(?:a|ans|answer)(?:\s?[.:)]|\s[-–—])\W{0,4}\Z")
_BARE_LABEL_CHARS = 16


def opening_levels(texts: Sequence[str]) -> dict[int, Level]:
    """Return the levels that the first lines of an answer, `texts`, tell and nothing else, by line from 0.

    Such a line is a badge or a word; where nothing follows it, it is the answer and no level.
    """
    levels: dict[int, Level] = {}
    for index, text in enumerate(texts[:_MAX_REMARK_LINES]):
        bare = without_tags(text).strip()
        if not bare or only_uncovers(bare):
            continue
        level = _badge_level(text) or (level_of([_named(bare)]) if _LEVEL_LINE.match(bare) else "")
        if not level:
            return levels
        levels[index] = level
    return {} if len(texts) <= _MAX_REMARK_LINES else levels


def _badge_level(text: str) -> Level:
    """Return the level that `text`, only an image, shows by its name or, named "difficulty", its address."""
    badge = _BADGE.match(text)
    if badge is None:
        return ""
    name = _named(badge.group(1))
    if _OF_LEVEL.match(name):
        return level_of([_named(re.sub(r"[\W_]+", " ", badge.group(2)))])
    return level_of([name]) if tells_only_level(name) else ""


def _named(text: str) -> str:
    return _OTHER_NAME.sub(lambda word: _OTHER_NAMES[word.group().lower()], text)


def is_only_source(answer: str) -> bool:
    """Return whether `answer` is nothing but where to find one, as in "Source: https://…"."""
    return len(answer) <= _ONLY_SOURCE_CHARS and _ONLY_SOURCE.match(answer) is not None


def is_bare_label(answer: str) -> bool:
    """Return whether `answer` is nothing but its label, as in "A."."""
    return len(answer) <= _BARE_LABEL_CHARS and _BARE_LABEL.match(answer) is not None
