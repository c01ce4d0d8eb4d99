"""Checking that the curated corpus keeps its own rules: fields, ids, links, lengths."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tutor.errors import CorpusError
from tutor.ingest.entries import entry_paths, split_front_matter

MIN_WORDS, MAX_WORDS = 150, 450
SCHEMA_FILE = "entry.schema.json"
_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)[^)]*\)")
_IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
_OUTSIDE_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_RAW_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: the entry's path below the corpus folder, and what to mend."""

    path: str
    message: str


def check_corpus(folder: Path) -> list[Problem]:
    """Return every broken rule, ordered by path; an empty list is a valid corpus.

    Raises `CorpusError` where the folder or its schema is missing.
    """
    from jsonschema import Draft202012Validator

    schema_path = folder / SCHEMA_FILE
    if not schema_path.is_file():
        raise CorpusError(f"{str(folder)!r} holds no {SCHEMA_FILE}, so it is not a curated corpus. Name one that does.")
    validator = Draft202012Validator(json.loads(schema_path.read_text(encoding="utf-8")))
    paths = list(entry_paths(folder))
    ids = {path.relative_to(folder).with_suffix("").as_posix() for path in paths}
    problems: list[Problem] = []
    first_with: dict[str, str] = {}
    for path in paths:
        relative = path.relative_to(folder).as_posix()
        try:
            fields, body = split_front_matter(path.read_text(encoding="utf-8"), path)
        except (CorpusError, UnicodeDecodeError) as error:
            problems.append(Problem(relative, str(error)))
            continue
        fields = {name: str(value) if isinstance(value, date) else value for name, value in fields.items()}
        found = [
            *(_schema_message(error) for error in validator.iter_errors(fields)),
            *_broken_links(fields, relative, ids),
            *_body_problems(body, path.parent),
        ]
        for asked in (str(fields.get("question", "")), *_strings(fields.get("also_asked"))):
            other = first_with.setdefault(" ".join(re.findall(r"\w+", asked.lower())), relative)
            if other != relative:
                found.append(f"asks {asked!r}, as {other} does")
        problems += [Problem(relative, message) for message in found]
    return problems + _unreferenced_images(folder)


def _unreferenced_images(folder: Path) -> list[Problem]:
    """Return the images that no entry beside them shows."""
    problems = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _IMAGE_SUFFIXES:
            texts = (entry.read_text(encoding="utf-8", errors="replace") for entry in path.parent.glob("*.md"))
            if not any(path.name in _IMAGE.findall(text) for text in texts):
                problems.append(Problem(path.relative_to(folder).as_posix(), "no entry shows this image"))
    return problems


def count_words(body: str) -> int:
    """Return the number of words of a Markdown body, a formula counting as one."""
    return len(_MATH.sub("x", body).split())


def _schema_message(error: Any) -> str:
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    message = error.message if len(error.message) < 160 else f"{error.message[:150]}…"
    return f"{where.lstrip('.') or 'front matter'}: {message}"


def _broken_links(fields: dict[str, Any], relative: str, ids: set[str]) -> Iterator[str]:
    own = relative.removesuffix(".md")
    if fields.get("id") != own:
        yield f"id is {fields.get('id')!r}, but the path says {own!r}"
    for name in ("related", "follow_ups"):
        for target in _strings(fields.get(name)):
            if target == own:
                yield f"{name} names the entry itself"
            elif target not in ids and _ID.fullmatch(target):
                yield f"{name} names {target!r}, which does not exist"


def _body_problems(body: str, folder: Path) -> Iterator[str]:
    count = count_words(body)
    if not MIN_WORDS <= count <= MAX_WORDS:
        yield f"the body has {count} words; expected {MIN_WORDS} to {MAX_WORDS}"
    if "**What interviewers listen for.**" not in body:
        yield "the body has no paragraph that starts **What interviewers listen for.**"
    prose = _MATH.sub("", _OUTSIDE_CODE.sub("", body))
    if _HEADING.search(prose):
        yield "the body has a heading"
    if match := _RAW_HTML.search(prose):
        yield f"the body has raw HTML: {match.group()}"
    if prose.count("$"):
        yield "the body has an unpaired $; write money as 'USD 5' and formulas between $…$"
    for name in _IMAGE.findall(body):
        if not (folder / name).is_file():
            yield f"the image {name!r} does not lie beside the entry"


def _strings(values: Any) -> Sequence[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
