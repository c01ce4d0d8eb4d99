"""Telling which field of a record, or column of a table, holds the question, the answer, its section and level."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.ingest.choices import OPTION_NAMES, chosen_answer
from tutor.ingest.wording import asks

_QUESTION_NAMES = (
    "question", "questions", "q", "question text", "question title", "question body", "interview question", "prompt",
    "instruction", "query", "front", "user", "human", "problem",
)  # fmt: skip
_TITLE_NAMES = ("title", "heading", "term", "concept", "text", "topic")
_ANSWER_NAMES = (
    "answer", "answers", "a", "ans", "answer text", "ideal answer", "model answer", "sample answer", "expected answer",
    "reference answer", "correct answer", "response", "completion", "output", "back", "assistant", "solution",
    "explanation", "simple explanation", "detailed explanation", "definition", "meaning", "content", "body", "text",
)  # fmt: skip
_LEVEL_NAMES = ("level", "difficulty", "difficulty level", "seniority")
_SECTION_NAMES = ("section", "category", "topic", "subject", "chapter", "subtopic", "theme", "tag", "tags", "type")
_GROUP_NAMES = (*_SECTION_NAMES, "name", "title")
_ADDED = re.compile(
    r"(?:(?:simple|detailed|further|real world|code|short|sample|interview|pro|bonus|quick|key) )?"
    r"(?:explanation|reason|examples?|code|snippet|tips?|notes?|points|takeaways?|analogy|use cases?|pitfalls)"
)
_MEANT_AS_QUESTION = re.compile(r"(?:\w+ )?questions?(?: (?:text|en|english|md|markdown|html|name))?")
_MEANT_AS_ANSWER = re.compile(
    r"(?:\w+ ){1,2}(?:answers?|responses?|explanation|solution)"
    r"|(?:answers?|response|solution) (?:en|english|md|markdown|html|body)"
)
_NOT_MEANT = frozenset("wrong incorrect user candidate student your my follow related next previous no".split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says, each text as it stands there; `number` is its line or its place, from 1."""

    question: str
    answer: str
    section: str
    level: str
    number: int = 0


def key_of(name: str) -> str:
    """Return a field's `name` in lower case, its words parted by spaces: "sampleAnswer" and "Sample_answer" alike."""
    return _NOT_WORD.sub(" ", _CAMEL.sub(" ", name)).strip().lower()


def known_names() -> str:
    """Return the usual names of fields that are understood, for a message."""
    questions, answers = ("question", "q", "prompt", "front", "title"), ("answer", "a", "response", "back", "text")
    return f"{', '.join(questions)} for questions; {', '.join(answers)}, explanation for answers"


def question_name(keys: Sequence[str]) -> str:
    """Return which of `keys` surely names a question, or ""."""
    return _first(keys, _QUESTION_NAMES) or _meant(keys, _MEANT_AS_QUESTION)


def answer_name(keys: Sequence[str]) -> str:
    """Return which of `keys` names an answer, or ""."""
    return _first(keys, _ANSWER_NAMES) or _meant(keys, _MEANT_AS_ANSWER)


def section_name_of(item: Mapping[str, Any]) -> str:
    """Return what a record that holds others calls itself, or ""."""
    return _value(_fields(item), _GROUP_NAMES)


def read_record(item: Mapping[str, Any], around: str) -> Record | None:
    """Return the question of `item` with its answer, "" where it has none, or `None` where it is no question's record.

    `around` is the section in which it stands.
    """
    fields = _fields(item)
    texts = [key for key, value in fields.items() if isinstance(value, str) and value.strip()]
    holds = any(_holds_records(value) for key, value in fields.items() if key not in ("answers", *OPTION_NAMES))
    asked = question_name(texts)
    sure = bool(asked)
    if not asked:
        asked = _first([key for key in texts if not holds or asks(fields[key]) >= 1.4], _TITLE_NAMES)
    if not asked:
        return None
    rest = {key: value for key, value in fields.items() if key == "answers" or not _holds_records(value)}
    del rest[asked]
    question, answer = _text(fields[asked]), chosen_answer(fields) or _answer(rest)
    if not answer and (holds or not sure):
        return None
    section = _value(rest, _SECTION_NAMES) or around
    return Record(question, answer, section, _value(rest, _LEVEL_NAMES))


def asks_in_keys(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the questions that are themselves the names of fields, with the answers that are their values."""
    texts = {str(key): _text(value) or _answer(_fields(value)) for key, value in item.items() if _answers(value)}
    asking = [key for key in texts if " " in key and asks(key) >= 1.4]
    most = len(asking) > 0.6 * len(item)
    for key, text in texts.items():
        if text and (key in asking or most):
            yield key, text


def _answers(value: Any) -> bool:
    """Return whether `value` can be the answer to the question that names it."""
    if isinstance(value, Mapping):
        return not question_name([key_of(str(key)) for key in value]) and not _holds_records(value)
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _holds_records(value: Any) -> bool:
    return isinstance(value, list | Mapping) and any(
        isinstance(part, Mapping | list) for part in (value.values() if isinstance(value, Mapping) else value)
    )


def _fields(item: Any) -> dict[str, Any]:
    """Return the fields of a mapping under their plain names, the first of those that are alike; else none."""
    fields: dict[str, Any] = {}
    for name, value in item.items() if isinstance(item, Mapping) else ():
        fields.setdefault(key_of(str(name)), value)
    return fields


def _answer(fields: Mapping[str, Any]) -> str:
    """Return the answer and what the record adds to it, such as an example or a tip."""
    name = answer_name([key for key, value in fields.items() if _text(value)])
    if not name:
        return ""
    added = [
        _labelled(key, text)
        for key, value in fields.items()
        if key != name and _ADDED.fullmatch(key) and (text := _text(value))
    ]
    return "\n\n".join([_text(fields[name]), *added])


def _labelled(key: str, text: str) -> str:
    gap = "\n\n" if "\n" in text else " "
    return f"**{key.capitalize()}:**{gap}{text}"


def _first(keys: Sequence[str], names: Sequence[str]) -> str:
    return next((name for name in names if name in keys), "")


def _meant(keys: Sequence[str], pattern: re.Pattern[str]) -> str:
    return next((key for key in keys if pattern.fullmatch(key) and not _NOT_MEANT & set(key.split())), "")


def _value(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((text for name in names if name in fields and (text := _text(fields[name]))), "")


def _text(value: Any, nested: int = 3) -> str:
    """Return the text that `value` is or holds, at most `nested` mappings deep."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping) and nested:
        texts = [_text(value[key], nested - 1) for key in ("text", "content", "body", "value") if key in value]
        whole = "\n\n".join(part.strip() for part in value.values() if isinstance(part, str))
        return next(filter(None, texts), whole)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n".join(f"- {part.strip()}" for part in value) if len(value) > 1 else value[0].strip()
    held = value[0] if isinstance(value, list) and value else None
    return _text(held.get("text"), nested - 1) if isinstance(held, Mapping) and nested else ""
