"""Finding the questions with their whole answers in a document's Markdown: one place for every text-like format."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.ingest.answer_keys import keyed_answers
from tutor.ingest.answers import make_answer
from tutor.ingest.captions import captions_above
from tutor.ingest.choosing import choose_entries, choose_more
from tutor.ingest.dialogues import turns_apart
from tutor.ingest.doubting import doubts_about
from tutor.ingest.ending import ended_by_habit
from tutor.ingest.furniture import is_furniture
from tutor.ingest.levels import level_of, stated_level, tagged_level, tells_only_level
from tutor.ingest.lines import next_content, read_lines
from tutor.ingest.listing import asked_on, listed_questions
from tutor.ingest.marks import Mark, read_mark
from tutor.ingest.numbering import labelled_by_word
from tutor.ingest.page import Page, with_inline_answers
from tutor.ingest.parts import without_parts
from tutor.ingest.remarks import numbers_alone, opening_levels
from tutor.ingest.reports import ImportWarning, PassedOver, Unanswered  # noqa: A004
from tutor.ingest.sections import Boundary, find_boundaries, section_of
from tutor.ingest.series import counted_on
from tutor.ingest.stretching import stretched
from tutor.ingest.tables import Table, TableRow, find_tables, guess_tables
from tutor.records import Level

_MAX_WAYS_IN_ONE = 4
_NEAR = 20
_LEAST_ENTRIES = 3
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A question with its answer; `line` is the question's, from 1, `topic` may be empty."""

    question: str
    answer: str
    section: str
    topic: str
    level: Level
    line: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found in one document."""

    pairs: tuple[FoundPair, ...]
    unanswered: tuple[Unanswered, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def find_pairs(text: str) -> Findings:
    """Return the questions of `text`, in order, each with its whole answer and nothing else."""
    lines = read_lines(text)
    tables = find_tables(lines)
    taken = {index for table in tables for index in range(table.start, table.stop)}
    marks = [mark for index in range(len(lines)) if index not in taken and (mark := read_mark(lines, index))]
    marks = counted_on(labelled_by_word(lines, without_parts(lines, marks)))
    page = with_inline_answers(Page(lines, marks, {mark.start: mark for mark in marks}))
    entries, boundaries, extents = _entries_with_extents(page, [table.start for table in tables])
    if inner := _tables_in_answers(tables, entries, boundaries):
        tables = [table for table in tables if table.start not in inner]
        boundaries, extents = _bounded(page, entries, [table.start for table in tables])
    if not (entries or tables):
        tables = guess_tables(lines)
        taken = {index for table in tables for index in range(table.start, table.stop)}
    keyed = keyed_answers(page)
    own = {index for item in keyed for index in item.lines}
    extents = [(mark, stop) for mark, stop in extents if own.isdisjoint(range(mark.start, stop))]
    places = _Places(page, entries, boundaries)
    pairs: list[FoundPair] = []
    unanswered: list[Unanswered] = []
    answers = [make_answer(lines, mark.end, stop, mark.rest) for mark, stop in extents]
    only_asking = asked_on(answers)
    for position, (mark, stop) in enumerate(extents):
        if answers[position] and position not in only_asking:
            pairs.append(places.pair(mark, answers[position]))
        else:
            unanswered.append(Unanswered(mark.text, mark.start + 1))
        asked = only_asking.get(position, ())
        at = (index for index in range(mark.end, stop) if lines[index].text.strip() in asked)
        unanswered += [Unanswered(lines[index].text.strip(), index + 1) for index in at]
    pairs += [places.pair(item.mark, item.answer) for item in keyed]
    for table in tables:
        pairs.extend(places.row(row) for row in table.rows)
    pairs = sorted((pair for pair in pairs if pair.answer), key=lambda pair: pair.line)
    covered = {index for mark, stop in extents for index in range(mark.start, stop)} | taken | own
    unanswered += listed_questions(
        page, covered, [*(pair.question for pair in pairs), *(q.question for q in unanswered)]
    )
    return Findings(
        pairs=tuple(pairs),
        unanswered=tuple(sorted(unanswered, key=lambda item: item.line)),
        warnings=tuple(doubt for pair in pairs for doubt in doubts_about(pair.question, pair.answer, pair.line)),
        passed_over=tuple(_passed_over(page, covered, {item.start for item in boundaries if item.leads})),
    )


class _Places:
    """Knows the section, topic and level of a place in the document."""

    def __init__(self, page: Page, entries: Sequence[Mark], boundaries: Sequence[Boundary]) -> None:
        self._lines = page.lines
        self._title = _title_of(page, entries)
        titles = [mark for mark in page.marks if page.titles_question(mark)]
        self._titles = {page.follower(mark): mark.text for mark in titles}
        no_sections = {self._title[0], *(mark.start for mark in titles)}
        self._boundaries = [item for item in boundaries if item.start not in no_sections]

    def pair(self, mark: Mark, answer: str) -> FoundPair:
        """Return the pair of a mark and its answer."""
        around = section_of(mark, self._boundaries)
        section = around[0].text if around else ""
        own = " ".join(line.text for line in self._lines[mark.start : mark.end]).replace(mark.text, " ")
        level = (
            level_of([own, self._titles.get(mark.start, "")])
            or tagged_level(mark.text)
            or level_of(list(opening_levels([line.text for line in self._lines[mark.end : mark.end + _NEAR]]).values()))
            or stated_level(answer)
            or level_of([item.text for item in around])
            or (level_of([self._title[1]]) if tells_only_level(self._title[1]) else "")
        )
        topics = [item.text for item in around if not tells_only_level(item.text)]
        return FoundPair(mark.text, answer, section, topics[0] if topics else self._title[1], level, mark.start + 1)

    def row(self, row: TableRow) -> FoundPair:
        """Return the pair of a table's row."""
        above = [item for item in self._boundaries if item.start < row.line - 1]
        section = above[-1].text if above else ""
        level = level_of([row.level]) or level_of([section])
        topic = section if section and not tells_only_level(section) else self._title[1]
        return FoundPair(row.question, row.answer, section, topic, level, row.line)


def _entries_with_extents(
    page: Page, tables: Sequence[int]
) -> tuple[list[Mark], list[Boundary], list[tuple[Mark, int]]]:
    """Return the questions, the boundaries around them, and for each question where its answer ends."""
    entries = stretched(page, _apart(choose_entries(page)))
    boundaries, extents = _bounded(page, entries, tables)
    for _ in range(_MAX_WAYS_IN_ONE):
        covered = {index for mark, stop in extents for index in range(mark.start, stop)}
        more = choose_more(page, covered, entries) if entries else []
        if not more:
            break
        entries = _apart(sorted([*entries, *more], key=lambda mark: mark.start))
        boundaries, extents = _bounded(page, entries, tables)
    return entries, boundaries, extents


def _bounded(
    page: Page, entries: Sequence[Mark], tables: Sequence[int]
) -> tuple[list[Boundary], list[tuple[Mark, int]]]:
    boundaries = find_boundaries(page, entries)
    stops = sorted(
        [
            *(item.start for item in boundaries),
            *tables,
            *numbers_alone(page, entries),
            *turns_apart(page, entries),
            *captions_above(page, entries),
        ]
    )
    return boundaries, ended_by_habit(page, _extents(entries, stops, len(page.lines)))


def _tables_in_answers(tables: Sequence[Table], entries: Sequence[Mark], boundaries: Sequence[Boundary]) -> set[int]:
    """Return the lines of the tables that stand in an answer, where the document has more questions outside tables."""
    if len(entries) < _LEAST_ENTRIES or sum(len(table.rows) for table in tables) > len(entries):
        return set()
    starts, stops = [mark.start for mark in entries], [item.start for item in boundaries]
    inner = set()
    for table in tables:
        owner, ended = bisect_left(starts, table.start), bisect_left(stops, table.start)
        if owner and (not ended or stops[ended - 1] < starts[owner - 1]):
            inner.add(table.start)
    return inner


def _apart(entries: Sequence[Mark]) -> list[Mark]:
    """Return `entries` without those that begin inside another's text."""
    kept: list[Mark] = []
    for mark in entries:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _extents(entries: Sequence[Mark], stops: Sequence[int], length: int) -> list[tuple[Mark, int]]:
    """Return each entry with the line (from 0) before which its answer ends."""
    extents = []
    for index, mark in enumerate(entries):
        stop = entries[index + 1].start if index + 1 < len(entries) else length
        position = bisect_left(stops, mark.end)
        extents.append((mark, min(stop, stops[position]) if position < len(stops) else stop))
    return extents


def _title_of(page: Page, entries: Sequence[Mark]) -> tuple[int, str]:
    """Return the line (from 0) and text of the document's title, or -1 and ""."""
    first = entries[0].start if entries else len(page.lines)
    headings = [m for m in page.marks if m.shape == "heading" and m.start < first and _LETTERS.search(m.text)]
    if headings:
        title = min(headings, key=lambda mark: (mark.depth, mark.start))
        if _is_one_of_many(page, title, entries):
            return -1, ""
        return (title.start, title.text) if title.start == headings[0].start or title.depth == 1 else (-1, title.text)
    index = next_content(page.lines, 0)
    while index < first and (page.lines[index].code or is_furniture(page.lines[index].text)):
        index = next_content(page.lines, index + 1)
    if index < first:
        text = page.lines[index].text.strip().strip("*_ ")
        if len(text) <= 120 and _LETTERS.search(text) and not text.endswith((".", ":")):
            return index, text
    above = [index for index in range(first) if not (page.lines[index].blank or page.lines[index].code)]
    above = [index for index in above if index not in page.at]
    texts = [page.lines[index].text.strip().strip("*_ ") for index in above[-2:-1]]
    return -1, next((text for text in texts if len(text) <= 80 and not text.endswith((".", ":"))), "")


def _is_one_of_many(page: Page, title: Mark, entries: Sequence[Mark]) -> bool:
    """Return whether the heading `title` is one of several sections: others stand on its level."""
    starts = {mark.start for mark in entries}
    return title.depth > 1 and any(
        mark.shape == "heading" and mark.depth <= title.depth and mark.start > title.start and mark.start not in starts
        for mark in page.marks
    )


def _passed_over(page: Page, covered: set[int], titles: set[int]) -> Iterator[PassedOver]:
    """Yield the blocks that belong to no question; a block of nothing but headings is none."""
    lines = page.lines
    titles = titles | {mark.start for mark in page.marks if mark.shape == "heading"}
    start = count = texts = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and index not in covered:
            if not lines[index].blank and not lines[index].rule:
                start = start if count else index
                count += 1
                texts += index not in titles
        elif count:
            if texts:
                yield PassedOver(start + 1, count, lines[start].text.strip()[:80])
            count = texts = 0
