"""Reading questions from formats that keep them in records: CSV, JSON and JSON lines."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from tutor.errors import ImportingError
from tutor.ingest.fields import Record, answer_name, key_of, known_names, question_name, read_record
from tutor.ingest.finding import Findings, FoundPair
from tutor.ingest.levels import level_of
from tutor.ingest.nesting import records_in
from tutor.ingest.reports import ImportWarning, Unanswered  # noqa: A004
from tutor.ingest.wording import asks

_DELIMITERS = "\t;|,"
_MAX_CELL_CHARS = 1_000_000
_MAX_WARNINGS = 100
_MAX_SHOWN_NAMES = 12
_SAMPLE_ROWS = 40
_HEADER_MAX_WORDS = 3
_NOTE = re.compile(r"(?:sep=.|#[a-z][a-z ]*:.*)\n", re.IGNORECASE)


def find_in_csv(text: str, name: str) -> Findings:
    """Return the questions of a CSV document; each pair's line is where its row begins."""
    csv.field_size_limit(_MAX_CELL_CHARS)
    notes = 0
    while note := _NOTE.match(text):
        notes, text = notes + 1, text[note.end() :]
    try:
        reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
        rows = [(notes + line, row) for line, row in _numbered_rows(reader)]
    except csv.Error as error:
        raise ImportingError(f"{name!r} is no CSV table: {error}. Save it anew as CSV in UTF-8.") from error
    if not rows:
        return Findings(())
    header = [key_of(cell) for cell in rows[0][1]]
    if not _is_header(header):
        header = _guessed_header([row for _, row in rows])
        if not header:
            raise ImportingError(f"{name!r} has no columns 'question' and 'answer'; {_names_found(rows[0][1])}")
        rows = rows[1:] if _names_columns(rows, header) else rows
    else:
        rows = rows[1:]
    findings = _findings(
        replace(record, number=line)
        for line, row in rows
        if (record := read_record(_as_fields(header, row), "")) is not None
    )
    if findings.pairs or answer_name([key for key in header if key != question_name(header)]):
        return findings
    return replace(findings, warnings=(ImportWarning(1, f"No column holds answers; {_names_found(header)}"),))


def find_in_json(text: str, name: str) -> Findings:
    """Return the questions of a JSON document; each pair's line is the number of its record, from 1."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _is_json(text.lstrip().split("\n", 1)[0]):
            return find_in_json_lines(text, name)
        raise ImportingError(f"{name!r} is no valid JSON: {_reason(error)}. Mend it and import it again.") from error
    records = [replace(record, number=number) for number, record in enumerate(records_in(value), 1)]
    return _with_names(_findings(iter(records)), value)


def find_in_json_lines(text: str, name: str) -> Findings:
    """Return the questions of a document with one JSON object a line; each pair's line is that line."""
    records: list[Record] = []
    warnings: list[ImportWarning] = []
    values: list[Any] = []
    for line, content in enumerate(text.split("\n"), 1):
        if not content.strip():
            continue
        try:
            value = json.loads(content)
        except (ValueError, RecursionError) as error:
            warnings.append(ImportWarning(line, f"Line {line} is no valid JSON and is left out: {_reason(error)}."))
            continue
        values = values or [value]
        records += [replace(record, number=line) for record in records_in(value)]
    if warnings and not records:
        if _is_json(text):
            return find_in_json(text, name)
        raise ImportingError(f"{name!r} has no line of valid JSON with a question. {warnings[0].message}")
    findings = _with_names(_findings(iter(records)), values)
    return replace(findings, warnings=(*findings.warnings, *warnings[:_MAX_WARNINGS]))


def _findings(records: Iterator[Record]) -> Findings:
    pairs: list[FoundPair] = []
    unanswered: list[Unanswered] = []
    for record in records:
        question = " ".join(record.question.split())
        if question and record.answer.strip():
            level = level_of([record.level]) or level_of([record.section])
            answer = record.answer.strip()
            pairs.append(FoundPair(question, answer, record.section, record.section, level, record.number))
        elif question:
            unanswered.append(Unanswered(question, record.number))
    return Findings(tuple(pairs), tuple(unanswered))


def _with_names(findings: Findings, value: Any) -> Findings:
    """Return `findings`; where they hold no pair, with a warning that tells the names of the fields of `value`."""
    if findings.pairs:
        return findings
    while isinstance(value, list) and value:
        value = value[0]
    names = [str(key) for key in value] if isinstance(value, Mapping) else []
    return replace(findings, warnings=(ImportWarning(0, f"No field holds answers; {_names_found(names)}"),))


def _names_found(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_MAX_SHOWN_NAMES])
    return f"found {shown or 'no names'}. Understood are {known_names()}. Rename two of them so."


def _delimiter(text: str) -> str:
    """Return the delimiter with which the first rows have the most alike numbers of cells, two or more."""
    lines = text.split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS]

    def alike(delimiter: str) -> tuple[bool, float]:
        try:
            rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS) if row]
        except csv.Error:
            return False, 0.0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        header = [key_of(cell) for cell in rows[0]] if rows else []
        return _is_header(header), max(widths.values(), default=0) / max(len(rows), 1)

    return max(_DELIMITERS, key=alike)


def _numbered_rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    before = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = reader.line_num


def _is_header(header: Sequence[str]) -> bool:
    fields = dict.fromkeys(header, "x")
    return len(header) > 1 and read_record(fields, "") is not None


def _as_fields(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, cell in zip(header, row, strict=False):
        fields.setdefault(name, cell.strip())
    return fields


def _guessed_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return names for the columns of a table without a header: the first that mostly asks, then the longest texts."""
    width = min(len(row) for row in rows)
    for column in range(width - 1):
        if sum(asks(row[column]) >= 1.4 for row in rows) > 0.6 * len(rows):
            lengths = [sum(len(row[at]) for row in rows) for at in range(column + 1, width)]
            answers = column + 1 + lengths.index(max(lengths))
            names = {column: "question", answers: "answer"}
            return [names.get(at, f"column {at}") for at in range(width)]
    return []


def _names_columns(rows: Sequence[tuple[int, Sequence[str]]], header: Sequence[str]) -> bool:
    """Return whether the first of `rows` holds the names of its columns, unlike the others, and no question."""
    cells = rows[0][1]
    short = all(len(cell.split()) <= _HEADER_MAX_WORDS and not cell.endswith((".", "?")) for cell in cells)
    return short and asks(cells[header.index("question")]) < 1 and len(rows) > 1


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "it is nested too deeply, or holds an endless number"
