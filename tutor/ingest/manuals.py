"""Reading manuals in plain text: numbered chapters, their questions at the margin and everything else indented."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tutor.ingest.lines import Line, next_content
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

_PATH = re.compile(r"((?:\d{1,3}\.){1,4}(?:\d{1,3})?)\s+(?=\S)")
_LEAST_HANGING = 3
_LEAST_SHARE = 0.7
_MAX_HEADING_LINES = 4
_LEAST_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A numbered paragraph at the margin, lines `start` to before `end`; `hangs` tells indented text below it."""

    start: int
    end: int
    path: tuple[int, ...]
    text: str
    hangs: bool


def manual_questions(page: Page) -> list[Mark]:
    """Return the questions of a manual, such as "3.1.2. What now?" over an indented answer; none elsewhere."""
    numbered = list(_numbered(page.lines))
    hanging = [item for item in numbered if item.hangs and len(item.path) > 1]
    if len(hanging) < _LEAST_HANGING or len(hanging) < _LEAST_SHARE * len(numbered):
        return []
    asking = {item.path for item in hanging if "?" in item.text or asks(item.text) >= 1.4}
    told = {item.path for item in hanging} - asking
    return [_mark(item) for item in hanging if item.path in asking and not _inside(item.path, asking, told)]


def _inside(path: tuple[int, ...], asking: Collection[tuple[int, ...]], told: Collection[tuple[int, ...]]) -> bool:
    """Return whether the question `path` stands below a part, in `told`, of the answer to another in `asking`."""
    above = [path[:length] for length in range(1, len(path))]
    return bool(above) and above[-1] in told and any(part in asking for part in above)


def ends_hanging(page: Page, entries: Sequence[Mark]) -> list[int]:
    """Return the lines at the margin, such as a chapter's, that end the indented answers of a manual's `entries`."""
    lines = page.lines
    plain = [mark for mark in entries if mark.shape == "plain" and mark.number >= 0 and _path_of(lines[mark.start])]
    hanging = [mark for mark in plain if _hangs(lines, mark.end)]
    if len(hanging) < _LEAST_HANGING or len(hanging) < _LEAST_SHARE * len(entries):
        return []
    ends: list[int] = []
    starts = {mark.start for mark in entries}
    path: tuple[int, ...] = ()
    for index in range(hanging[0].start, len(lines)):
        line = lines[index]
        if index in starts:
            path = _path_of(line)
        elif not (line.blank or line.code or line.rule or line.indent) and lines[index - 1].blank:
            own = _path_of(line)
            inside = len(own) > len(path) > 0 and own[: len(path)] == path
            if not inside and (own or _hangs(lines, _paragraph_end(lines, index))):
                ends.append(index)
                path = ()
    return ends


def _numbered(lines: Sequence[Line]) -> Iterator[_Numbered]:
    for index, line in enumerate(lines):
        if line.blank or line.code or line.indent or (index and not lines[index - 1].blank):
            continue
        if path := _path_of(line):
            end = _paragraph_end(lines, index)
            texts = " ".join(item.text.strip() for item in lines[index:end])
            hangs = end - index <= _MAX_HEADING_LINES and _hangs(lines, end)
            yield _Numbered(index, end, path, _PATH.sub("", texts, count=1), hangs)


def _path_of(line: Line) -> tuple[int, ...]:
    match = _PATH.match(line.text)
    return tuple(int(part) for part in match.group(1).strip(".").split(".")) if match else ()


def _paragraph_end(lines: Sequence[Line], index: int) -> int:
    while index < len(lines) and not lines[index].blank and not lines[index].indent:
        index += 1
    return index


def _hangs(lines: Sequence[Line], end: int) -> bool:
    below = next_content(lines, end)
    return end < below < len(lines) and lines[below].indent >= _LEAST_INDENT


def _mark(item: _Numbered) -> Mark:
    return Mark(
        start=item.start, end=item.end, shape="plain", depth=0, indent=0, bullet=False, number=item.path[-1],
        labelled=False, linked=False, text=item.text, rest="",
    )  # fmt: skip
