"""Telling the remarks around an answer (its level, a badge, a source, a page's tags) from the answer itself."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tutor.ingest.labels import only_uncovers, without_tags
from tutor.ingest.levels import level_of, tells_only_level
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
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
_ONLY_LINK = re.compile(
    r"(?i)\W*(?:see )?\[\W*(?:answer|solution|link|here|read|view|see|click|details|explanation)\b[^\[\]]{0,60}\]"
    r"\([^\s()]{1,400}\)\W*\Z"
)
_ONLY_SOURCE_CHARS = 600
_LEAST_NUMBERED = 3
_NUMBER_ALONE = re.compile(r"\s*#?(\d{1,3})[.)]?\s*\Z")
_TAG_LINE = re.compile(r"[a-z][a-z&/-]{0,20}(?: [a-z&/-]{1,20}){0,3}\Z")
_SENTENCE_END = re.compile(r"[.!?)\]:]\s*\Z")
_BARE_LABEL = re.compile(r"(?i)\W{0,4}(?:a|ans|answer)(?:\s?[.:)]|\s[-–—])\W{0,4}\Z")
_BARE_LABEL_CHARS = 16


def opening_levels(texts: Sequence[str]) -> dict[int, Level]:
    """Return the levels that the first lines of an answer, `texts`, tell and nothing else, by line from 0.

    Such a line is a badge or a word; where nothing follows it, it is the answer and no level.
    """
    levels: dict[int, Level] = {}
    for index, text in enumerate(texts[:_MAX_REMARK_LINES]):
        bare = without_tags(text).strip()
        if not bare or ("<summary" in text and only_uncovers(bare)):
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


def numbers_alone(page: Page, entries: Sequence[Mark]) -> list[int]:
    """Return where (from 0) the answers end before the questions of a page that puts numbers on lines of their own.

    The number of the next question and the page's tags above it, short lines in lower case below a sentence's end,
    belong to no answer.
    """
    found = {}
    for mark in entries:
        at = next((at for at in range(mark.start - 1, max(-1, mark.start - 4), -1) if not page.lines[at].blank), -1)
        if at >= 0 and (number := _NUMBER_ALONE.match(page.lines[at].text)):
            found[at] = int(number.group(1))
    if len(found) < max(_LEAST_NUMBERED, 0.6 * len(entries)) or any(b - a < 1 for a, b in pairwise(found.values())):
        return []
    stops = []
    for at in [*found, len(page.lines)]:
        end, floor = at, max((mark.end for mark in entries if mark.start < at), default=at)
        while end > floor + 1 and _TAG_LINE.match(page.lines[end - 1].text.strip() or "a"):
            end -= 1
        stops.append(end if _SENTENCE_END.search(page.lines[end - 1].text) else at)
    return stops


def is_only_source(answer: str) -> bool:
    """Return whether `answer` is nothing but where to find one, as in "Source: https://…"."""
    return len(answer) <= _ONLY_SOURCE_CHARS and any(kind.match(answer) for kind in (_ONLY_SOURCE, _ONLY_LINK))


def is_bare_label(answer: str) -> bool:
    """Return whether `answer` is nothing but its label, as in "A."."""
    return len(answer) <= _BARE_LABEL_CHARS and _BARE_LABEL.match(answer) is not None
