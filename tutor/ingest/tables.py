"""Reading Markdown tables whose columns are questions and answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.ingest.labels import without_tags
from tutor.ingest.lines import Line
from tutor.ingest.wording import asks

_ROW = re.compile(r"\s{0,3}\|?.*\|")
_DELIMITER = re.compile(r"\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_CELL_END = re.compile(r"(?<!\\)\|")
_QUESTION = re.compile(r"(?i)\W*(?:the )?(?:interview )?(?:questions?|q|front|prompt)\W*\Z")
_ANSWER = re.compile(
    r"(?i)\W*(?:the )?(?:sample |model |short |possible )?(?:answers?|a|back|responses?|solutions?|explanation)\W*\Z"
)
_LEVEL = re.compile(r"(?i)\W*(?:level|difficulty)\W*\Z")
_LEAST_ROWS = 2
_MOST = 0.8
_BREAK = re.compile(r"(?i)\s*<br\s*/?>\s*")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A question with its answer in one row; `line` is from 1."""

    question: str
    answer: str
    level: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of questions on lines `start` to before `stop`, from 0."""

    start: int
    stop: int
    rows: tuple[TableRow, ...]


def find_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables that have a column of questions and a column of answers, by the names of their columns."""
    tables = []
    for start, stop in _tables(lines):
        columns = _columns(split_row(lines[start].text))
        if columns is not None:
            tables.append(_table(lines, start, stop, columns, start + 2))
    return [table for table in tables if table.rows]


def guess_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables without such names in which nearly all cells of one column ask and none of the next.

    A first row that asks as well is no header.
    """
    tables = []
    for start, stop in _tables(lines):
        rows = [split_row(lines[at].text) for at in range(start + 2, stop)]
        width = min((len(row) for row in rows), default=0)
        for column in range(width - 1):
            asking = sum(asks(row[column]) >= 1.4 for row in rows)
            answers = max(range(column + 1, width), key=lambda at: sum(len(row[at]) for row in rows))
            if asking >= max(_LEAST_ROWS, _MOST * len(rows)) and not any(row[answers].endswith("?") for row in rows):
                header = split_row(lines[start].text)
                headless = len(header) > column + 1 and asks(header[column]) >= 2
                tables.append(_table(lines, start, stop, (column, answers, -1), start if headless else start + 2))
                break
    return tables


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield where each table begins, at its header, and ends."""
    index = 1
    while index < len(lines):
        if not lines[index].code and "-" in lines[index].text and _DELIMITER.match(lines[index].text):
            stop = index + 1
            while stop < len(lines) and not lines[stop].blank and not lines[stop].code and "|" in lines[stop].text:
                stop += 1
            if "|" in lines[index - 1].text:
                yield index - 1, stop
            index = stop
        index += 1


def _table(lines: Sequence[Line], start: int, stop: int, columns: tuple[int, int, int], first: int) -> Table:
    rows = [_row(lines[at].text, columns, at + 1) for at in range(first, stop) if at != start + 1]
    return Table(start, stop, tuple(row for row in rows if row.question and row.answer))


def split_row(text: str) -> list[str]:
    """Return the cells of a table's row."""
    if "|" not in text:
        return []
    return [
        cell.replace("\\|", "|").strip() for cell in _CELL_END.split(text.strip().removeprefix("|").removesuffix("|"))
    ]


def _columns(header: Sequence[str]) -> tuple[int, int, int] | None:
    """Return where questions, answers and levels (or -1) stand, or `None` where this is no table of questions."""
    names = [without_tags(cell).strip("*_ ") for cell in header]
    questions = [index for index, name in enumerate(names) if _QUESTION.match(name)]
    answers = [index for index, name in enumerate(names) if _ANSWER.match(name)]
    levels = [index for index, name in enumerate(names) if _LEVEL.match(name)]
    if not questions or not answers:
        return None
    return questions[0], answers[0], levels[0] if levels else -1


def _row(text: str, columns: tuple[int, int, int], line: int) -> TableRow:
    cells = split_row(text)
    question, answer, level = (cells[column] if 0 <= column < len(cells) else "" for column in columns)
    return TableRow(without_tags(question).strip("*_ "), _BREAK.sub("\n", answer).strip(), level, line)
