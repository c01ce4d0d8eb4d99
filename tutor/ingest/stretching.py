"""Drawing into a question what stands between it and its answer's label, where most questions have one right below."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.ingest.labels import is_answer_label, is_remark_label
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wrapping import is_option

_PART = re.compile(r"\s*(?:[-*]\s+)?(?:\*\*|__)[^*_]{1,40}(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)")
_LEAST = 3
_MOST = 0.6
_MAX_LINES = 16
_MAX_CHARS = 300


def stretched(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Return `entries`, those that an answer's label does not follow at once drawn out to it where it is near."""
    labelled = [mark for mark in entries if is_answer_label(page.text_below(mark))]
    if len(entries) < _LEAST or len(labelled) < _MOST * len(entries):
        return list(entries)
    stops = [*(mark.start for mark in entries[1:]), len(page.lines)]
    return [_stretched(page, mark, stop) for mark, stop in zip(entries, stops, strict=True)]


def _stretched(page: Page, mark: Mark, stop: int) -> Mark:
    parts = [mark.text]
    for index in range(mark.end, mark.end if mark.rest else min(stop, mark.end + _MAX_LINES)):
        line = page.lines[index]
        if line.blank or line.rule:
            continue
        if is_answer_label(line.text):
            return replace(mark, text=" ".join(parts), end=index)
        parts.append(line.text.strip())
        other = is_option(line.text) or is_remark_label(line.text) or _PART.match(line.text)
        if line.code or other or sum(map(len, parts)) > _MAX_CHARS:
            break
    return mark
