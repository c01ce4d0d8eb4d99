"""Leaving out what is no question among the entries that a way of writing proposes: sections, samples, parts."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

_NO_QUESTIONS = re.compile(
    r"(?i)\W*(?:(?:how (?:to|can i|do i) contribute|contribut(?:e|ing|ions?)|how to add)\b|"
    r"(?:(?:interview|preparation|general|final|quick|bonus|pro|some) ){0,3}"
    r"(?:tips|advice|guidelines|rules|instructions)\W*\Z)"
)


def pruned(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Return `entries` without sections, samples, and the headings and lists inside an answer."""
    return _without_samples(page, _without_parts(page, _without_sections(page, entries)))


def _without_sections(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Leave out the headings with nothing but a deeper entry below them: they are sections."""
    at = {mark.start: mark for mark in entries}
    kept = [
        mark
        for mark in entries
        if mark.shape != "heading"
        or (below := at.get(page.follower(mark))) is None
        or (below.shape == "heading" and below.depth <= mark.depth)
    ]
    return [
        mark
        for mark, after in zip(kept, [*kept[1:], None], strict=True)
        if after is None or not _introduces(page, mark, after)
    ]


def _introduces(page: Page, mark: Mark, after: Mark) -> bool:
    """Return whether `mark` is a section with no more than a line about it above the question `after`."""
    if not (mark.shape == after.shape == "heading" and mark.depth < after.depth) or asks(mark.text) >= 1:
        return False
    between = [line for line in page.lines[mark.end : after.start] if not (line.blank or line.rule)]
    return asks(after.text) >= 1 and len(between) <= 1


def _without_samples(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Leave out the entries in a section about contributing, where they show the form of one, and among tips."""
    samples: set[int] = set()
    depth = 7
    for mark in page.marks:
        if mark.shape == "heading" and mark.depth <= depth:
            depth = mark.depth if _NO_QUESTIONS.match(mark.text) else 7
        if depth < 7 and (mark.shape != "heading" or mark.depth > depth):
            samples.add(mark.start)
    kept = [mark for mark in entries if mark.start not in samples]
    return kept or list(entries)


def _without_parts(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Leave out sub-headings and list items inside the answers to headings whose numbers rise through the document.

    A numbered heading that asks stays, unless nearly all of those around it ask as well.
    """
    depth = min((mark.depth for mark in entries if mark.shape == "heading"), default=0)
    outer = [mark for mark in entries if mark.shape == "heading" and mark.depth == depth]
    if not _numbered_through(outer) or not all(_has_own_text(page, mark) for mark in outer):
        return list(entries)
    asking = sum(asks(mark.text) >= 1 for mark in outer)
    strict = asking >= max(2, 0.7 * len(outer))
    if asking < 0.5 * len(outer):
        return list(entries)
    starts = {mark.start for mark in outer}
    kept: list[Mark] = []
    parted = False
    for mark in entries:
        own = mark.start in starts or mark.start < outer[0].start
        goes_on = bool(kept) and mark.number == kept[-1].number + 1 and not parted
        asked = mark.shape == "heading" and mark.number >= 0 and asks(mark.text) >= 1
        if own or (asked and (goes_on or not strict)):
            kept.append(mark)
        parted = not own and (parted or kept[-1] is not mark)
    return kept


def _numbered_through(outer: Sequence[Mark]) -> bool:
    return len(outer) >= 2 and outer[0].number >= 0 and all(a.number < b.number for a, b in pairwise(outer))


def _has_own_text(page: Page, mark: Mark) -> bool:
    after = page.at.get(page.follower(mark))
    return after is None or after.shape != "heading"
