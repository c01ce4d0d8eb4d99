"""Reading as questions what stands behind a page's own label, such as "Interviewer asks:", where it asks each time."""

import re

from tutor.ingest.labels import is_answer_label, is_remark_label
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

_LEAST = 3
_MOST = 0.8
_LABELLED = re.compile(r"\s{0,3}(\*\*|__|\*|_)?([A-Z][\w' -]{1,24}?)(?(1)(?:\s?:\s?\1|\1\s?:)|\s?:)\s+(?=\S)")


def labelled_alike(page: Page) -> list[Mark]:
    """Return what stands behind the label that asks most often, each with an answer below; none where none asks so."""
    lines: dict[str, list[Mark]] = {}
    for index, line in enumerate(page.lines):
        named = None if line.code or line.blank else _LABELLED.match(line.text)
        if named and not (is_answer_label(line.text) or is_remark_label(line.text)):
            text = line.text[named.end() :].strip()
            mark = Mark(
                start=index, end=index + 1, shape="plain", depth=0, indent=line.indent, bullet=False, number=-1,
                labelled=True, linked=False, text=text, rest="",
            )  # fmt: skip
            lines.setdefault(named.group(2).lower(), []).append(mark)
    best: list[Mark] = []
    for marks in lines.values():
        asking = sum(asks(mark.text) >= 1.4 for mark in marks)
        answered = sum(_is_told_below(page, mark) for mark in marks)
        if min(asking, answered) >= max(_LEAST, _MOST * len(marks)) and len(marks) > len(best):
            best = marks
    return best


def _is_told_below(page: Page, mark: Mark) -> bool:
    """Return whether text that asks nothing stands right below `mark`."""
    after = page.at.get(mark.end)
    below = mark.end < len(page.lines) and not page.lines[mark.end].blank
    return below and (after is None or asks(after.text) < 1)
