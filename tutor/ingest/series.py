"""Completing a numbered series of questions, and counting on where a list gives each of its items the same number."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

_LEAST_ALIKE = 4
_SURELY_ASKS = 2.0


def counted_on(marks: Sequence[Mark]) -> list[Mark]:
    """Return `marks` with the numbers 1, 2, 3… for the items that all bear the number 1, as Markdown allows."""
    kinds = [(mark.style, mark.indent) for mark in marks]
    ones = Counter(kind for kind, mark in zip(kinds, marks, strict=True) if mark.number == 1)
    others = {kind for kind, mark in zip(kinds, marks, strict=True) if mark.number != 1}
    reached: Counter[tuple[object, ...]] = Counter()
    counted: list[Mark] = []
    for kind, mark in zip(kinds, marks, strict=True):
        reached[kind] += 1
        alike = kind not in others and ones[kind] >= _LEAST_ALIKE
        counted.append(replace(mark, number=reached[kind]) if alike else mark)
    return counted


def with_series(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Add to numbered `entries` the marks like them that ask and fill a gap in the numbers or repeat the last one."""
    numbered = [mark for mark in entries if mark.number >= 0]
    if len(numbered) < max(_LEAST_ALIKE, 0.8 * len(entries)):
        return list(entries)
    style, indent = Counter((mark.style, mark.indent) for mark in numbered).most_common(1)[0][0]
    known = {mark.start for mark in entries}
    alike = [mark for mark in page.marks if mark.style == style and mark.indent == indent]
    starts = [mark.start for mark in alike]
    more: list[Mark] = []
    for before, after in pairwise(numbered):
        near = alike[bisect_left(starts, before.end) : bisect_left(starts, after.start)]
        between = [mark for mark in near if mark.start not in known]
        if before.style == after.style == style:
            more += _filling(page, before.number, between, after.number)
    last = numbered[-1].number
    for mark in alike if numbered[-1].style == style else []:
        if mark.start >= numbered[-1].end and mark.number == last + 1 and _fits(page, mark):
            more.append(mark)
            last += 1
    return sorted([*entries, *more], key=lambda mark: mark.start)


def _filling(page: Page, before: int, between: Sequence[Mark], after: int) -> list[Mark]:
    """Return what of `between` leads from `before` to `after` by number, or the only one that repeats `before`."""
    sure = [mark for mark in between if _fits(page, mark)]
    rising = [mark for mark in sure if before < mark.number < after]
    if len(between) == len(rising) and all(a.number < b.number for a, b in pairwise(rising)):
        return rising
    again = [mark for mark in sure if mark.number == before]
    return again if len(again) == 1 and (before > 2 or len(between) == 1) else []


def _fits(page: Page, mark: Mark) -> bool:
    """Return whether `mark` asks; surely and with an answer where it is no heading and could be of an answer's list."""
    return asks(mark.text) >= 1 if mark.shape == "heading" else asks(mark.text) >= _SURELY_ASKS and page.answered(mark)
