"""Finding where a document's sections begin and where the text that belongs to no question begins."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.ingest.closing import closing_start
from tutor.ingest.labels import is_answer_label
from tutor.ingest.levels import level_of, tells_only_level
from tutor.ingest.lines import next_content
from tutor.ingest.manuals import ends_hanging
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.subheadings import inner_headings
from tutor.ingest.titles import TITLE_MAX_CHARS, is_capitalised, plain_text, title_like
from tutor.ingest.wording import asks

_NAMES_SECTION = re.compile(
    r"(?i)\b(?:interview )?questions(?: (?:and|&) answers)?(?: ?\([\d\s–-]{1,12}\))?\W*\Z|"
    r"\A(?:part|section|chapter|level) \w+\b"
)
_CLOSERS = re.compile(
    r"(?i)\W*(?:conclusions?|final (?:thoughts|words|tips|notes)|wrapping up|closing thoughts|references|"
    r"further reading|"
    r"about the authors?|related (?:articles|posts|reading|topics)|recommended (?:articles|reading|from)|next steps|"
    r"thanks? (?:you )?for reading|(?:interview )?preparation tips|bonus tips?|resources|explore (?:more|all|our)\b.*|"
    r"explore [\w -]{1,40} projects|more from\b.*|written by\b.*|follow me\b.*|responses?(?: \(\d+\))?|comments?|"
    r"share this\b.*|"
    r"frequently asked questions|faqs?|contributing|license|acknowledge?ments?|get in touch|contact(?: us)?)\W*\Z"
)
_SKIPPED_SECTIONS = re.compile(
    r"(?i)\W*(?:table of contents?|contents?|toc|index|introduction|overview|preface|about\b.*|how to\b.*|"
    r"prerequisites|"
    r"quick (?:links|navigation)|navigation|summary|notes?|questions list|list of questions|license|contributing)\W*\Z"
)
_ADVERTISES = re.compile(r"(?i)https?://|👉|\b(?:explore|find|see|get|check out) all\b|\banswers here\b")
_FAR = 200
_NEAR = 8
_INTRODUCTION_LINES = 2


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line (from 0) at which an answer ends that is no question: a section's heading, or the end of the questions."""

    start: int
    depth: int
    text: str
    leads: bool


def find_boundaries(page: Page, entries: Sequence[Mark]) -> list[Boundary]:
    """Return the boundaries among and around `entries`, in order.

    `Boundary.leads` tells a heading right before an entry; `Boundary.depth` is 0 for one without a heading's mark.
    """
    starts = {mark.start: mark for mark in entries}
    headings = [mark for mark in page.marks if mark.shape == "heading" and mark.start not in starts]
    leading: set[int] = set()
    for mark in reversed(headings):
        follower = page.follower(mark)
        if follower in starts or follower in leading:
            leading.add(mark.start)
    opening = _opening_answers(page, entries, headings, leading)
    inner = inner_headings(page, entries, [mark for mark in headings if mark.start not in leading])
    headings = [mark for mark in headings if mark.start not in inner]
    depths = [mark.depth for mark in headings if mark.start in leading]
    limit = max(depths, default=2)
    boundaries = []
    for mark in headings:
        entry = _entry_before(entries, mark.start)
        if is_answer_label(page.lines[mark.start].text) or (
            entry and (mark.start < entry.end or page.labels_answer(entry, mark.start))
        ):
            continue
        if entry and mark.start not in leading and mark.depth >= opening.get(entry.start, 7):
            continue
        shallow = mark.depth <= entry.depth if entry and entry.shape == "heading" else mark.depth <= limit
        listed = entry is not None and entry.bullet and mark.indent <= entry.indent
        if entry is None or mark.start in leading or shallow or listed or _CLOSERS.match(mark.text):
            boundaries.append(Boundary(mark.start, mark.depth, mark.text, mark.start in leading))
    titles = _titles(page, entries, {item.start for item in boundaries})
    known = {item.start for item in [*boundaries, *titles]}
    ends = [at for at in ends_hanging(page, entries) if at not in known]
    chapters = [Boundary(at, 0, plain_text(page.lines[at].text), True) for at in ends]
    boundaries = sorted([*boundaries, *titles, *chapters], key=lambda item: item.start)
    return sorted([*boundaries, *_closings(page, entries, boundaries)], key=lambda item: item.start)


def _opening_answers(
    page: Page, entries: Sequence[Mark], headings: Sequence[Mark], leading: set[int]
) -> dict[int, int]:
    """Return the depth of the heading with which an answer opens, by its question's line, where most answers do so."""
    at = {mark.start: mark.depth for mark in headings if mark.start not in leading}
    plain = [mark for mark in entries if mark.shape != "heading"]
    opening = {mark.start: at[page.follower(mark)] for mark in plain if not mark.rest and page.follower(mark) in at}
    return opening if len(opening) >= max(2, 0.5 * len(plain)) else {}


def section_of(mark: Mark, boundaries: Sequence[Boundary]) -> list[Boundary]:
    """Return the sections around `mark`, the nearest first."""
    around: list[Boundary] = []
    depth = 7
    position = bisect_left(boundaries, mark.start, key=lambda item: item.start)
    for item in reversed(boundaries[max(0, position - _FAR) : position]):
        rank = item.depth or 6
        if rank >= depth or _ADVERTISES.search(item.text):
            continue
        if _SKIPPED_SECTIONS.match(item.text) and not item.leads:
            continue
        if not (item.leads or mark.shape != "heading" or item.depth < mark.depth) and not around:
            continue
        around.append(item)
        depth = rank
    return around


def is_closer(text: str) -> bool:
    """Return whether `text` is the usual title of what comes after the questions."""
    return len(text) <= TITLE_MAX_CHARS and _CLOSERS.match(text) is not None


def _entry_before(entries: Sequence[Mark], start: int) -> Mark | None:
    position = bisect_left(entries, start, key=lambda mark: mark.start)
    return entries[position - 1] if position else None


def _titles(page: Page, entries: Sequence[Mark], known: set[int]) -> list[Boundary]:
    """Return the titles that no heading's mark tells: short lines before an entry, and what ends the questions."""
    lines = page.lines
    spaced = sum(_blanks_before(page, mark.start) >= 2 for mark in entries) >= 0.8 * len(entries) >= 2.4
    titles: dict[int, Boundary] = {}
    for index, mark in enumerate(entries):
        floor = entries[index - 1].end if index else 0
        above = mark.start - 1
        while above >= floor and (lines[above].blank or lines[above].rule):
            above -= 1
        named = _named_above(page, floor, mark.start)
        if named >= 0 and named not in known:
            titles[named] = Boundary(named, 0, plain_text(lines[named].text), True)
        elif above >= floor and above not in known and _opens(page, above, mark, entries[index - 1] if index else None):
            titles[above] = Boundary(above, 0, plain_text(lines[above].text), True)
        stop = entries[index + 1].start if index + 1 < len(entries) else len(lines)
        ending = _ending(page, mark.end, stop, spaced, index + 1 == len(entries))
        if ending is not None and ending not in known and ending not in titles:
            titles[ending] = Boundary(ending, 0, plain_text(lines[ending].text), False)
    return list(titles.values())


def _closings(page: Page, entries: Sequence[Mark], boundaries: Sequence[Boundary]) -> list[Boundary]:
    """Return where the closing words begin that stand below an answer."""
    closings = []
    for index, mark in enumerate(entries):
        final = index + 1 == len(entries)
        stop = len(page.lines) if final else entries[index + 1].start
        position = bisect_left(boundaries, mark.end, key=lambda item: item.start)
        ends_section = position < len(boundaries) and boundaries[position].start < stop
        stop = boundaries[position].start if ends_section else stop
        at = closing_start(page.lines, mark.end - bool(mark.rest), stop, final or ends_section, final)
        if at is not None:
            closings.append(Boundary(at, 0, plain_text(page.lines[at].text), False))
    return closings


def _named_above(page: Page, floor: int, start: int) -> int:
    """Return the line of a title such as "Advanced questions" with at most a few lines to `start`, or -1."""
    lines = page.lines
    content = [index for index in range(max(floor, start - _NEAR), start) if not lines[index].blank]
    for index in content[-_INTRODUCTION_LINES - 1 :]:
        if index == floor or not lines[index - 1].blank or not lines[index + 1].blank or lines[index].rule:
            continue
        text = plain_text(lines[index].text)
        if _NAMES_SECTION.search(text) and title_like(page, index, text) and next_content(lines, floor) < index:
            return index
    return -1


def _opens(page: Page, index: int, entry: Mark, before: Mark | None) -> bool:
    """Return whether the line at `index`, right above `entry`, is its section's title and no end of an answer."""
    text = plain_text(page.lines[index].text)
    mark = page.at.get(index)
    if entry.labelled and mark is not None and mark.number > 0 and not mark.labelled and not mark.bullet:
        above = next((page.at.get(at) for at in range(index - 1, -1, -1) if not page.lines[at].blank), None)
        listed = above is not None and above.number == mark.number - 1 and not above.labelled
        return not listed and asks(mark.text) < 1 and len(text) <= TITLE_MAX_CHARS and text[-1] not in ".?!;,:"
    if not title_like(page, index, text.removesuffix(":") if entry.labelled else text):
        return False
    if before is None:
        return True
    if next_content(page.lines, before.end) >= index and not before.rest:
        return False
    emphasised = page.lines[index].text.strip().startswith(("**", "__")) and page.lines[index - 1].blank
    restarts = entry.number in (0, 1) and before.number > 1
    named = _NAMES_SECTION.search(text) is not None or bool(level_of([text]) and tells_only_level(text))
    return restarts or named or (emphasised and entry.shape != "bold") or is_capitalised(page, index, entry)


def _ending(page: Page, start: int, stop: int, spaced: bool, last: bool) -> int | None:
    """Return the line between `start` and `stop` at which the answer surely is over, or `None`."""
    for index in range(start, stop):
        line = page.lines[index]
        if line.blank or line.code or len(line.text) > 300:
            continue
        text = plain_text(line.text)
        apart = index > start and page.lines[index - 1].blank
        if apart and is_closer(text) and title_like(page, index, text) and (last or len(text) > 8):
            return index
        if spaced and _blanks_before(page, index) >= 2 and index > start + 2 and title_like(page, index, text):
            return index
    return None


def _blanks_before(page: Page, index: int) -> int:
    count = 0
    while index - count > 0 and page.lines[index - count - 1].blank:
        count += 1
    return count
