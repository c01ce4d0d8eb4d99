"""Choosing the headings that are questions, level by level, with the titles among them."""

import re
from collections.abc import Iterator, Sequence

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks, names_a_section

_LEAST_SIGNED = 3
_MOST = 0.8
_SIGN = re.compile(r"\s*#{1,6}\s+([\u2190-\u2bff\U0001f000-\U0001faff])")


def asking_headings(page: Page) -> Iterator[list[Mark]]:
    """Yield the headings that ask, level by level, with the titles between them that are entries as well."""
    levels: dict[int, list[Mark]] = {}
    for mark in page.marks:
        if mark.shape == "heading":
            levels.setdefault(mark.depth, []).append(mark)
    for level in (_named_alike(levels[depth]) for depth in sorted(levels)):
        asking = [mark for mark in level if _heading_asks(mark.text)]
        if asking:
            yield _signed(page, level, asking) or _filled(level, asking)


def _named_alike(level: list[Mark]) -> list[Mark]:
    """Return the headings of `level` with a number or label where nearly all questions have one; else all of them."""
    named = [mark for mark in level if mark.number >= 0 or mark.labelled]
    asking = sum(_heading_asks(mark.text) for mark in named)
    others = sum(mark.text.endswith("?") for mark in level if mark.number < 0 and not mark.labelled)
    return named if asking >= max(2, _MOST * (asking + others)) else level


def _heading_asks(text: str) -> bool:
    return asks(text) >= 1 or (text.endswith("?") and asks(text) > 0)


def _signed(page: Page, level: Sequence[Mark], asking: Sequence[Mark]) -> list[Mark]:
    """Return the headings that begin with one sign, such as a tick, as nearly all that ask do; most of them ask."""
    signs = {mark.start: found.group(1) for mark in level if (found := _SIGN.match(page.lines[mark.start].text))}
    own = [signs.get(mark.start, "") for mark in asking]
    sign = max(sorted(set(own)), key=own.count)
    same = [mark for mark in level if signs.get(mark.start) == sign and not names_a_section(mark.text)]
    same = [mark for mark in same if page.answered(mark)]
    sure = bool(sign) and len(asking) >= _LEAST_SIGNED and own.count(sign) >= 0.8 * len(own)
    return same if sure and own.count(sign) >= 0.5 * len(same) else []


def _filled(level: Sequence[Mark], asking: Sequence[Mark]) -> list[Mark]:
    """Return the headings that ask, with the topics between them where nearly all ask."""
    if len(asking) < 5:
        return list(asking)
    first, last = asking[0].start, asking[-1].start
    between = [mark for mark in level if first <= mark.start <= last and not names_a_section(mark.text)]
    return between if len(asking) >= 0.8 * len(between) else list(asking)
