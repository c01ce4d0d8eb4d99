"""Reading any word with a number as a question's label where it counts: "Day 1: What…?", "**Problem 2.** A…"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tutor.ingest.labels import is_answer_label
from tutor.ingest.lines import Line, next_content
from tutor.ingest.marks import Mark
from tutor.ingest.wrapping import paragraph_from

_LEAST = 3
_MOST = 0.6
_WORD_COUNTS = re.compile(
    r"(?!(?:Chapter|Part|Section|Unit|Module|Lesson|Step|Phase|Stage|Figure|Table|Example|Option|Note|Version|Hint|Answer)\b)"
    r"([A-Z][a-z]{2,14})\s+#?(\d{1,3})(?:\s*[:.)–—-]+\s+(?=\S)|\s*[:.)]*\Z)"
)
_NAMED = re.compile(r"\s*(?:\*\*|__|\*|_)?[A-Z][\w -]{0,24}?\s?(?:\*\*|__|\*|_)?:")


def labelled_by_word(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Mark]:
    """Return `marks`, those labelled that one word counts from 0 or 1 on.

    Most of them ask, or the label of an answer stands below them.
    """
    groups: dict[tuple[object, ...], list[tuple[Mark, Mark]]] = {}
    for mark in marks:
        counted = None if mark.labelled else _WORD_COUNTS.match(mark.text)
        labelled = _labelled(lines, mark, counted) if counted else None
        if counted and labelled:
            groups.setdefault((mark.shape, mark.depth, counted.group(1)), []).append((mark, labelled))
    found: dict[int, Mark] = {}
    for group in groups.values():
        numbers = [labelled.number for _, labelled in group]
        rising = numbers[0] <= 1 and all(after == before + 1 for before, after in pairwise(numbers))
        sure = sum(item.text.endswith("?") or _before_answer(lines, item) for _, item in group)
        if rising and len(group) >= _LEAST and sure >= _MOST * len(group):
            found |= {mark.start: labelled for mark, labelled in group}
    return [found.get(mark.start, mark) for mark in marks]


def _labelled(lines: Sequence[Line], mark: Mark, counted: re.Match[str]) -> Mark | None:
    """Return `mark` with its number and, as its text, what stands behind the label or below it; None without any."""
    text, end = mark.text[counted.end() :] or mark.rest, mark.end
    if not text and mark.shape == "heading":
        below = next_content(lines, mark.end)
        if below == len(lines) or _NAMED.match(lines[below].text):
            return None
        text, end = paragraph_from(lines, mark.end)
    rest = "" if text == mark.rest else mark.rest
    return replace(mark, labelled=True, number=int(counted.group(2)), text=text, end=end, rest=rest) if text else None


def _before_answer(lines: Sequence[Line], mark: Mark) -> bool:
    at = next_content(lines, mark.end)
    return at < len(lines) and is_answer_label(lines[at].text)
