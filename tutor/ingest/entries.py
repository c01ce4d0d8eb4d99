"""Question files: Markdown with YAML front matter, one question a file, whether curated or imported."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import yaml

from tutor.errors import CorpusError
from tutor.records import KeyPoint, Level, Misconception, QAPair, Reference, Source, Weight

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_corpus(folder: Path) -> list[QAPair]:
    """Return every question below `folder`, ordered by id.

    Raises `CorpusError` where the folder is missing or one of its files cannot be read. `README.md` files and
    hidden files are not questions.
    """
    if not folder.is_dir():
        raise CorpusError(f"There is no corpus folder {str(folder)!r}. Name an existing one with --corpus DIR.")
    return [read_entry(path, folder) for path in entry_paths(folder)]


def entry_paths(folder: Path) -> Iterator[Path]:
    """Yield the question files below `folder`, ordered by id."""
    for path in sorted(folder.rglob("*.md"), key=lambda path: path.with_suffix("").parts):
        relative = path.relative_to(folder)
        if path.name != "README.md" and not any(part.startswith(".") for part in relative.parts):
            yield path


def read_entry(path: Path, folder: Path) -> QAPair:
    """Read one question file; raises `CorpusError` that names the file and the field."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"Cannot read the question file {str(path)!r}: {error}.") from error
    fields, body = split_front_matter(text, path)
    pair_id = path.relative_to(folder).with_suffix("").as_posix()
    question = _text(fields, "question", path)
    if not question or not body:
        raise CorpusError(f"{str(path)!r} has no {'question' if not question else 'answer below its front matter'}.")
    level = _text(fields, "level", path)
    if level not in get_args(Level):
        raise CorpusError(f"{str(path)!r}: level is {level!r}; expected beginner, intermediate or advanced.")
    topic = _text(fields, "topic", path) or Path(pair_id).parent.as_posix()
    try:
        return QAPair(
            id=pair_id,
            question=question,
            answer=body,
            topic=topic,
            source=_source(fields, pair_id, topic, text),
            level=level,  # type: ignore[arg-type]
            also_asked=_texts(fields, "also_asked"),
            key_points=tuple(KeyPoint(str(item["point"]), _weight(item)) for item in _mappings(fields, "key_points")),
            misconceptions=tuple(
                Misconception(str(item["wrong"]), str(item["correction"]))
                for item in _mappings(fields, "misconceptions")
            ),
            follow_ups=_texts(fields, "follow_ups"),
            related=_texts(fields, "related"),
            references=tuple(
                Reference(str(item["authors"]), str(item["title"]), int(item["year"]))
                for item in _mappings(fields, "references")
            ),
            reviewed=_text(fields, "reviewed", path),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{str(path)!r}: a field has the wrong form ({error}). See corpus/README.md.") from error


def split_front_matter(text: str, path: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter's fields and the stripped body; raises `CorpusError` where there is none."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise CorpusError(f"{str(path)!r} has no front matter between two '---' lines. See corpus/README.md.")
    try:
        fields = yaml.load(match.group(1), _Loader)  # noqa: S506 - a safe loader in either case
    except yaml.YAMLError as error:
        raise CorpusError(f"{str(path)!r}: the front matter is not valid YAML: {error}") from error
    if not isinstance(fields, dict):
        raise CorpusError(f"{str(path)!r}: the front matter is not a list of fields. See corpus/README.md.")
    return fields, text[match.end() :].strip()


def format_entry(pair: QAPair) -> str:
    """Return the text of the question file that `read_entry` turns back into `pair`."""
    fields: dict[str, Any] = {"id": pair.id, "question": pair.question}
    if pair.level:
        fields["level"] = pair.level
    if pair.topic != Path(pair.id).parent.as_posix():
        fields["topic"] = pair.topic
    fields["source"] = asdict(pair.source)
    for name in ("also_asked", "key_points", "misconceptions", "follow_ups", "related", "references"):
        if values := getattr(pair, name):
            fields[name] = [value if isinstance(value, str) else asdict(value) for value in values]
    if pair.reviewed:
        fields["reviewed"] = pair.reviewed
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=120)
    return f"---\n{front}---\n{pair.answer}\n"


def _text(fields: Mapping[str, Any], name: str, path: Path) -> str:
    value = fields.get(name, "")
    if isinstance(value, dict | list):
        raise CorpusError(f"{str(path)!r}: {name} is a list; expected one text.")
    return "" if value is None else str(value).strip()


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = fields.get(name) or ()
    if not isinstance(values, list | tuple) or any(isinstance(value, dict | list) for value in values):
        raise ValueError(f"{name} must be a list of texts; put a text that holds ': ' in quotes")
    return tuple(str(value).strip() for value in values)


def _mappings(fields: Mapping[str, Any], name: str) -> tuple[dict[str, Any], ...]:
    values = fields.get(name) or ()
    if (not isinstance(values, list) and values != ()) or any(not isinstance(value, dict) for value in values):
        raise ValueError(f"{name} must be a list of fields")
    return tuple(values)


def _weight(item: Mapping[str, Any]) -> Weight:
    weight = item.get("weight", "essential")
    if weight not in get_args(Weight):
        raise ValueError(f"weight is {weight!r}, expected essential or bonus")
    return weight  # type: ignore[no-any-return]


def _source(fields: Mapping[str, Any], pair_id: str, topic: str, text: str) -> Source:
    """Return the imported document's place, or, for a curated entry, the entry's own file."""
    imported = fields.get("source")
    if imported:
        return Source(str(imported["document"]), str(imported.get("section", "")), int(imported["line"]))
    before = text[: text.find("\nquestion:") + 1]
    return Source(f"{pair_id}.md", topic, before.count("\n") + 1)
