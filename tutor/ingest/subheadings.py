"""Telling the headings on the questions' own level that belong to an answer: "## A comparison" above "## 2. What…"."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from tutor.ingest.levels import tells_only_level
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import names_a_section

_LEAST_LINES = 3


def inner_headings(page: Page, entries: Sequence[Mark], headings: Sequence[Mark]) -> set[int]:
    """Return the lines (from 0) of the `headings` between numbered `entries` of their depth that belong to an answer.

    They have more below them than a section's introduction.
    """
    depths = {mark.depth for mark in entries}
    if len(depths) != 1 or any(mark.shape != "heading" or mark.number < 0 for mark in entries):
        return set()
    starts = [mark.start for mark in headings]
    inner: set[int] = set()
    for before, after in pairwise(entries):
        between = headings[bisect_left(starts, before.end) : bisect_left(starts, after.start)]
        on_level = [mark for mark in between if mark.depth == before.depth]
        if not on_level or after.number != before.number + 1 or any(mark.depth < before.depth for mark in between):
            continue
        stops = [*(mark.start for mark in on_level[1:]), after.start]
        if all(_tells(page, mark, stop) for mark, stop in zip(on_level, stops, strict=True)):
            inner |= {mark.start for mark in on_level}
    return inner


def _tells(page: Page, heading: Mark, stop: int) -> bool:
    """Return whether more than a section's introduction stands between `heading` and line `stop`."""
    if names_a_section(heading.text) or tells_only_level(heading.text) or heading.number >= 0:
        return False
    return sum(not (line.blank or line.rule) for line in page.lines[heading.end : stop]) >= _LEAST_LINES
