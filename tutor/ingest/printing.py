"""Telling what printing adds to a text, the running heads and feet of its pages and its table of contents, from it."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_EDGE_LINES = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:\d{1,4}|[ivxlc]{1,7})\W*")
_SAME_PLACE = 2.0
_APART = 1.3
_DOTTED = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})?\Z")
_CONTENTS = re.compile(r"(?i)(?:table of )?contents|list of (?:figures|tables)")
_BETWEEN_DOTTED = 4


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page, from 0; its size of type and its place above the page's bottom edge are in points."""

    text: str
    bold: bool
    size: float
    bottom: float
    page: int


def without_running_titles(lines: Sequence[PageLine]) -> list[PageLine]:
    """Leave out page numbers and what recurs at the head or foot of the pages, with other numbers or chapters."""
    pages: dict[int, list[PageLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [[*content[:_EDGE_LINES], *content[-_EDGE_LINES:]] for content in pages.values()]
    often = Counter(key for content in edges for key in {_key(line) for line in content})
    places = [_running_place(pages, -1), _running_place(pages, 0)] if len(pages) >= 3 else []
    kept: list[PageLine] = []
    for content in pages.values():
        for index, line in enumerate(content):
            at_edge = index < _EDGE_LINES or index >= len(content) - _EDGE_LINES
            repeated = len(pages) >= 2 and often[_key(line)] > 0.5 * len(pages)
            placed = any(place is not None and _stands_at(line, place) for place in places)
            if not (at_edge and (repeated or placed or _PAGE_NUMBER.fullmatch(line.text))):
                kept.append(line)
    return kept


def _running_place(pages: dict[int, list[PageLine]], edge: int) -> tuple[int, int] | None:
    """Return place and size of the running heads (`edge` 0) or feet (-1), or `None` where the pages have none."""
    within = [
        line
        for content in pages.values()
        if (line := content[edge]) and len(content) > 1 and not _PAGE_NUMBER.fullmatch(line.text)
    ]
    if len(within) < max(3, 0.3 * len(pages)):
        return None
    place = statistics.mode(_place(line) for line in within)
    there = [line for line in within if _stands_at(line, place)]
    if len(there) < max(3, 0.3 * len(pages)):
        return None
    steps = [abs(one.bottom - other.bottom) for content in pages.values() for one, other in pairwise(content)]
    usual = statistics.median(steps)
    gaps = [abs(line.bottom - pages[line.page][1 if edge == 0 else -2].bottom) for line in there]
    apart = sum(gap > _APART * usual for gap in gaps) > 0.8 * len(gaps)
    keys, words = Counter(map(_key, there)), Counter(_key(line).split()[0] for line in there)
    again = sum(count for count in keys.values() if count > 1)
    return place if apart and max(again, words.most_common(1)[0][1]) > 0.5 * len(there) else None


def _place(line: PageLine) -> tuple[int, int]:
    return round(line.bottom), round(line.size)


def _stands_at(line: PageLine, place: tuple[int, int]) -> bool:
    return abs(line.bottom - place[0]) <= _SAME_PLACE and round(line.size) == place[1]


def _key(line: PageLine) -> str:
    return _DIGITS.sub("#", line.text)


def without_contents(lines: Sequence[PageLine]) -> list[PageLine]:
    """Leave out the lines that lead with dots to a page's number, what wraps between them, and their title."""
    dotted = [index for index, line in enumerate(lines) if _DOTTED.search(line.text)]
    out: set[int] = set(dotted) if len(dotted) >= 3 else set()
    for one, other in pairwise(sorted(out)):
        if other - one <= _BETWEEN_DOTTED:
            out.update(range(one, other))
    for index in sorted(out):
        above = range(max(0, index - _BETWEEN_DOTTED), index)
        if index - 1 not in out and (titles := [at for at in above if _CONTENTS.fullmatch(lines[at].text.strip())]):
            out.update(range(titles[0], index))
    return [line for index, line in enumerate(lines) if index not in out]
