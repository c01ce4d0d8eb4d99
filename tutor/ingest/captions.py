"""Finding the lines above each question that name it, such as "**Topic:** Sowing", and do not end the answer before."""

import re
from collections import Counter
from collections.abc import Sequence

from tutor.ingest.labels import is_answer_label
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page

_LEAST = 3
_MOST = 0.8
_MAX_CHARS = 80
_LABELLED = re.compile(
    r"\s*(?:[-*+]\s+)?(?:\*\*|__|\*|_)?([A-Z][\w -]{1,24}?)(?:\s?:\s?(?:\*\*|__|\*|_)|(?:\*\*|__|\*|_)?\s?:)\s*\S"
)
_EMPHASISED = re.compile(r"\s*([-*+]\s+)?(\*\*|__)[^*_]{2,60}[^*_.?!:]\2\s*\Z")


def captions_above(page: Page, entries: Sequence[Mark]) -> list[int]:
    """Return where (from 0) the lines begin that stand above the questions in one form, above the first one as well."""
    above = [_above(page, mark.start, entries[at - 1].end if at else 0) for at, mark in enumerate(entries)]
    nearest = Counter(forms[0][1] for forms in above if forms)
    if len(entries) < _LEAST or not above[0] or nearest[above[0][0][1]] < _MOST * len(entries):
        return []
    known = {form for _, form in above[0]}
    starts = []
    for forms in above:
        own = [line for line, form in forms if form in known]
        if own and forms[0][1] in known:
            starts.append(own[-1])
    return starts


def _above(page: Page, start: int, floor: int) -> list[tuple[int, str]]:
    """Return the lines with a caption's form right above line `start`, the nearest first, each with its form."""
    forms: list[tuple[int, str]] = []
    for at in range(start - 1, floor - 1, -1):
        line = page.lines[at]
        if line.blank:
            continue
        form = "" if line.code or line.rule or len(line.text) > _MAX_CHARS else _form(line.text)
        if not form:
            break
        forms.append((at, form))
    return forms


def _form(text: str) -> str:
    """Return the form of a caption, "" where `text` has none: its label, or how it is emphasised."""
    if (labelled := _LABELLED.match(text)) and not is_answer_label(text):
        return labelled.group(1).lower()
    emphasised = _EMPHASISED.match(text)
    return f"{emphasised.group(1) or ''}{emphasised.group(2)}" if emphasised else ""
