"""Reading questions from formats that keep them in records: CSV, JSON and JSON lines."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tutor.errors import ImportingError
from tutor.ingest.choices import chosen_answer
from tutor.ingest.finding import Findings, FoundPair
from tutor.ingest.levels import level_of
from tutor.ingest.reports import ImportWarning, Unanswered  # noqa: A004
from tutor.ingest.wording import asks

_QUESTION_NAMES = (
    "question",
    "questions",
    "q",
    "question text",
    "prompt",
    "instruction",
    "query",
    "front",
    "term",
    "title",
)
_ANSWER_NAMES = (
    "answer", "answers", "a", "answer text", "sample answer", "ideal answer", "model answer", "expected answer",
    "response", "completion", "output", "back", "solution", "explanation", "definition", "content",
)  # fmt: skip
_LEVEL_NAMES = ("level", "difficulty", "difficulty level", "seniority")
_SECTION_NAMES = ("section", "category", "topic", "subject", "chapter", "subtopic", "tag", "tags", "type")
_GROUP_NAMES = (*_SECTION_NAMES, "name", "title")
_DELIMITERS = ",;\t|"
_MAX_CELL_CHARS = 1_000_000
_MAX_WARNINGS = 100
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Record:
    question: str
    answer: str
    section: str
    level: str
    number: int


def find_in_csv(text: str, name: str) -> Findings:
    """Return the questions of a CSV document; each pair's line is where its row begins."""
    csv.field_size_limit(_MAX_CELL_CHARS)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    try:
        rows = list(_numbered_rows(reader))
    except csv.Error as error:
        raise ImportingError(f"{name!r} is no CSV table: {error}. Save it anew as CSV in UTF-8.") from error
    if not rows:
        return Findings(())
    header = [_key(cell) for cell in rows[0][1]]
    columns = {what: _column(header, names) for what, names in _COLUMNS.items()}
    if columns["question"] < 0 or columns["answer"] < 0:
        columns = _guessed_columns([row for _, row in rows])
        if not columns:
            raise ImportingError(f"{name!r} has no columns 'question' and 'answer'. Name two of its columns so.")
    else:
        rows = rows[1:]
    return _findings(
        _Record(
            question=_cell(row, columns["question"]),
            answer=_cell(row, columns["answer"]),
            section=_cell(row, columns["section"]),
            level=_cell(row, columns["level"]),
            number=line,
        )
        for line, row in rows
    )


def find_in_json(text: str, name: str) -> Findings:
    """Return the questions of a JSON document; each pair's line is the number of its record, from 1."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportingError(f"{name!r} is no valid JSON: {_reason(error)}. Mend it and import it again.") from error
    return _findings(_numbered(_records_in(value, "")))


def find_in_json_lines(text: str, name: str) -> Findings:
    """Return the questions of a document with one JSON object a line; each pair's line is that line."""
    records: list[_Record] = []
    warnings: list[ImportWarning] = []
    for line, content in enumerate(text.split("\n"), 1):
        if not content.strip():
            continue
        try:
            value = json.loads(content)
        except (ValueError, RecursionError) as error:
            warnings.append(ImportWarning(line, f"Line {line} is no valid JSON and is left out: {_reason(error)}."))
            continue
        records += [_Record(r.question, r.answer, r.section, r.level, line) for r in _records_in(value, "")]
    if warnings and not records:
        raise ImportingError(f"{name!r} has no line of valid JSON with a question. {warnings[0].message}")
    return replace(_findings(iter(records)), warnings=tuple(warnings[:_MAX_WARNINGS]))


_COLUMNS = {"question": _QUESTION_NAMES, "answer": _ANSWER_NAMES, "section": _SECTION_NAMES, "level": _LEVEL_NAMES}


def _findings(records: Iterator[_Record]) -> Findings:
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


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _numbered_rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    before = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = reader.line_num


def _column(header: Sequence[str], names: Sequence[str]) -> int:
    return next((header.index(name) for name in names if name in header), -1)


def _guessed_columns(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the columns of a table without a header: the first that mostly asks, and the next."""
    for column in range(min(len(row) for row in rows) - 1):
        if sum(asks(row[column]) >= 1.4 for row in rows) > 0.6 * len(rows):
            return {"question": column, "answer": column + 1, "section": -1, "level": -1}
    return {}


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if 0 <= column < len(row) else ""


def _numbered(records: Iterator[_Record]) -> Iterator[_Record]:
    for number, record in enumerate(records, 1):
        yield _Record(record.question, record.answer, record.section, record.level, number)


def _records_in(value: Any, section: str) -> Iterator[_Record]:
    """Yield the questions anywhere in `value`, in order; a named group above them is their section."""
    stack = [(value, section)]
    while stack:
        item, around = stack.pop()
        if isinstance(item, list):
            stack += [(part, around) for part in reversed(item)]
        elif isinstance(item, Mapping):
            record = _record_of(item, around)
            if record is not None:
                yield record
                continue
            group = _value(item, _GROUP_NAMES) or around
            for key, part in reversed(list(item.items())):
                if isinstance(part, str) and asks(str(key)) >= 1.4:
                    stack.append(({"question": str(key), "answer": part}, around))
                elif isinstance(part, list | Mapping):
                    named = group if _key(str(key)) in _PLAIN_GROUPS else str(key)
                    stack.append((part, named))


_PLAIN_GROUPS = frozenset(
    ("questions", "data", "items", "qa", "qas", "pairs", "paragraphs", "entries", "results", "records", "cards")
)


def _record_of(item: Mapping[str, Any], around: str) -> _Record | None:
    turns = item.get("messages") or item.get("conversations")
    if isinstance(turns, list):
        texts = [_text(turn.get("content") or turn.get("value")) for turn in turns if isinstance(turn, Mapping)
                 if str(turn.get("role") or turn.get("from")).lower() != "system"]  # fmt: skip
        return _Record(texts[0], texts[1], around, "", 0) if len(texts) >= 2 else None
    question = _value(item, _QUESTION_NAMES)
    answer = chosen_answer({_key(str(key)): value for key, value in item.items()}) or _value(item, _ANSWER_NAMES)
    if not question or not (answer or _has(item, _ANSWER_NAMES)):
        return None
    return _Record(question, answer, _value(item, _SECTION_NAMES) or around, _value(item, _LEVEL_NAMES), 0)


def _has(item: Mapping[str, Any], names: Sequence[str]) -> bool:
    keys = {_key(str(key)) for key in item}
    return any(name in keys for name in names)


def _value(item: Mapping[str, Any], names: Sequence[str]) -> str:
    keys = {_key(str(key)): value for key, value in item.items()}
    return next((text for name in names if name in keys and (text := _text(keys[name]))), "")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        return _text(value.get("text"))
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n".join(f"- {part.strip()}" for part in value) if len(value) > 1 else value[0].strip()
    return _text(value[0].get("text")) if isinstance(value, list) and value and isinstance(value[0], Mapping) else ""


def _reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "it is nested too deeply, or holds an endless number"


def _key(name: str) -> str:
    return _NOT_WORD.sub(" ", _CAMEL.sub(" ", name)).strip().lower()
