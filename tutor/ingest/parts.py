"""Telling the labels of an answer's parts, such as "### What they look for": they recur under many questions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tutor.ingest.levels import tells_only_level
from tutor.ingest.lines import Line, next_content
from tutor.ingest.marks import Mark
from tutor.ingest.wording import asks

_LEAST_ASKING = 2
_LEAST_NAMED = 3
_LEAST_PARTS = 2
_MOST = 0.6
_NEARLY_ALL = 0.9
_QUESTIONS = re.compile(r"(?i)\bquestions?\b")
_NOT_WORD = re.compile(r"[\W_]+")


def without_parts(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Mark]:
    """Return `marks` without those whose text recurs under many questions: they label the parts of an answer.

    A part's label stands right above text, below a heading or another line that asks or counts. The same question in
    several sections stays one.
    """
    groups: dict[tuple[object, ...], list[Mark]] = {}
    for mark in marks:
        if _may_label(mark):
            groups.setdefault((mark.shape, mark.depth, mark.bullet, _key(mark.text)), []).append(mark)
    recurring = {key: group for key, group in groups.items() if len(group) >= _LEAST_ASKING}
    if not recurring:
        return list(marks)
    again = {mark.start for group in recurring.values() for mark in group}
    owners = _owners(marks, again)
    templated = _templated(marks, again)
    starts = {mark.start: mark for mark in marks}
    parts: set[int] = set()
    parted: Counter[int] = Counter()
    for group in recurring.values():
        owned = {owner.start: owner for mark in group if (owner := owners.get(mark.start)) is not None}
        recurs = _recurs(group, list(owned.values()), marks) or (owned and owned.keys() <= templated)
        if recurs and _above_text(lines, group, starts, again):
            parts |= {mark.start for mark in group}
            parted.update(owned.keys())
    return [
        replace(mark, parted=parted[mark.start] >= _LEAST_PARTS and mark.shape == "heading")
        for mark in marks
        if mark.start not in parts
    ]


def _templated(marks: Sequence[Mark], again: set[int]) -> set[int]:
    """Return the lines of the headings of one depth that have the same sub-headings, two or more, nearly throughout."""
    below: dict[int, list[Mark]] = {}
    depths: dict[int, int] = {}
    headings: list[Mark] = []
    for mark in (mark for mark in marks if mark.shape == "heading"):
        headings = [item for item in headings if item.depth < mark.depth]
        if headings:
            below.setdefault(headings[-1].start, []).append(mark)
            depths[headings[-1].start] = headings[-1].depth
        if mark.start not in again:
            headings.append(mark)
    templated: set[int] = set()
    for depth in set(depths.values()):
        level = [start for start in depths if depths[start] == depth]
        children = [mark for start in level for mark in below[start]]
        recurring = sum(mark.start in again for mark in children)
        several = [start for start in level if len(below[start]) >= _LEAST_PARTS]
        if len(several) >= _LEAST_NAMED and recurring >= _NEARLY_ALL * len(children):
            templated |= set(level)
    return templated


def _may_label(mark: Mark) -> bool:
    if mark.rest or mark.labelled:
        return False
    return mark.shape != "plain" or not (mark.bullet or mark.number >= 0)


def _owners(marks: Sequence[Mark], again: set[int]) -> dict[int, Mark]:
    """Return the marks under which those that occur `again` stand, by the line of the latter."""
    owners: dict[int, Mark] = {}
    headings: list[Mark] = []
    asked: Mark | None = None
    for mark in marks:
        if mark.start in again:
            above = next((item for item in reversed(headings) if item.depth < mark.depth), None)
            owner = above if mark.shape == "heading" else asked
            if owner is not None:
                owners[mark.start] = owner
        elif mark.shape == "heading":
            headings = [*(item for item in headings if item.depth < mark.depth), mark]
            asked = mark
        elif not mark.bullet and (mark.labelled or mark.number >= 0 or asks(mark.text) >= 1):
            asked = mark
    return owners


def _recurs(group: Sequence[Mark], owners: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    """Return whether the marks of `group` stand under several questions, or under most of what is numbered alike."""
    asking = sum(asks(owner.text) >= 1 for owner in owners)
    if asking >= max(_LEAST_ASKING, _MOST * len(owners)):
        return True
    named = [owner for owner in owners if owner.number >= 0 or owner.labelled]
    styles = {owner.style for owner in named}
    alike = sum(mark.style in styles for mark in marks)
    return len(named) >= max(_LEAST_NAMED, _MOST * len(owners), _MOST * alike)


def _above_text(lines: Sequence[Line], group: Sequence[Mark], starts: dict[int, Mark], again: set[int]) -> bool:
    """Return whether text stands right below most marks of `group`, and neither a question nor nothing."""
    above = 0
    for mark in group:
        at = next_content(lines, mark.end)
        after = starts.get(at)
        listed = (
            after is not None and after.bullet and not (tells_only_level(mark.text) or _QUESTIONS.search(mark.text))
        )
        asking = after is not None and asks(after.text) >= 1.4 and not listed
        asked = after is not None and (after.shape == "heading" or after.labelled or asking)
        above += at < len(lines) and (not asked or at in again)
    return above >= _MOST * len(group)


def _key(text: str) -> str:
    return _NOT_WORD.sub(" ", text.lower()).strip()
