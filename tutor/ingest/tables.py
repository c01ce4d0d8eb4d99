"""Reading Markdown tables whose columns are questions and answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.ingest.labels import without_tags
from tutor.ingest.lines import Line

_ROW = re.compile(r"\s{0,3}\|?.*\|")
_DELIMITER = re.compile(r"\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_CELL_END = re.compile(r"(?<!\\)\|")
_QUESTION = re.compile(r"(?i)\W*(?:the )?(?:interview )?(?:questions?|q|front|prompt)\W*\Z")
_ANSWER = re.compile(
    r"(?i)\W*(?:the )?(?:sample |model |short |possible )?(?:answers?|a|back|responses?|solutions?|explanation)\W*\Z"
)
_LEVEL = re.compile(r"(?i)\W*(?:level|difficulty)\W*\Z")
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
    """Return the tables that have a column of questions and a column of answers."""
    tables = []
    index = 1
    while index < len(lines):
        if not lines[index].code and "-" in lines[index].text and _DELIMITER.match(lines[index].text):
            columns = _columns(split_row(lines[index - 1].text))
            stop = index + 1
            while stop < len(lines) and not lines[stop].blank and not lines[stop].code and "|" in lines[stop].text:
                stop += 1
            if columns is not None:
                rows = [_row(lines[at].text, columns, at + 1) for at in range(index + 1, stop)]
                tables.append(Table(index - 1, stop, tuple(row for row in rows if row.question and row.answer)))
            index = stop
        index += 1
    return [table for table in tables if table.rows]


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
