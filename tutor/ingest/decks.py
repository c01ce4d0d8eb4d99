"""Reading the notes of an Anki package, whose database may be hostile."""

import io
import json
import re
import sqlite3
import time
import zipfile
from typing import Any

from tutor.ingest.converter import UnreadableError
from tutor.ingest.hypertext import html_to_markdown

_DATABASES = ("collection.anki21b", "collection.anki21", "collection.anki2")
_MAX_DATABASE_BYTES = 120_000_000
_MAX_NOTES = 20_000
_MAX_FIELD_CHARS = 200_000
_STEPS = 10_000
_CLOZE = re.compile(r"\{\{c\d+::([^{}]*?)(?:::([^{}]*?))?\}\}")
_SOUND = re.compile(r"\[sound:[^\]]*\]")
_MAX_FIELDS = 12
_LEAST_WORDS, _MANY_WORDS = 5, 9
_PUNCTUATED = re.compile(r"[.!?;:,](?:\s|\Z)")
_IDENTIFIER = re.compile(r"\s*(?:#?\d{1,12}|[0-9a-f]{8}-[0-9a-f-]{4,40})\s*")
_SOURCE = re.compile(r"(?i)\W*(?:source|reference|from|chapter|page|lecture|slide|https?:)\b")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-z#\d]+;")


def read_cards(data: bytes, seconds: int) -> list[tuple[str, str, str]]:
    """Return question, answer and deck of each note; raises `UnreadableError` where the package cannot be read.

    Only plain tables are read, the database's own code is not trusted, and the reading ends within
    `seconds` of processor time.
    """
    deadline = time.process_time() + 0.8 * seconds
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(_database(data))
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.set_progress_handler(lambda: int(time.process_time() > deadline), _STEPS)
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        return _notes(connection)
    except sqlite3.Error as error:
        raise UnreadableError(f"has a damaged database ({error}). Export the deck from Anki anew.") from error
    finally:
        connection.close()


def _database(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            name = next((name for name in _DATABASES if name in names), "")
            if not name:
                raise UnreadableError("holds no Anki collection. Export the deck from Anki as .apkg.")
            if archive.getinfo(name).file_size > _MAX_DATABASE_BYTES:
                raise UnreadableError("holds too large a collection. Export one deck, without media.")
            content = archive.read(name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("is no Anki package, or is damaged. Export the deck from Anki as .apkg.") from error
    if not name.endswith("b"):
        return content
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(content)) as stream:
            content = stream.read(_MAX_DATABASE_BYTES + 1)
    except zstandard.ZstdError as error:
        raise UnreadableError("is damaged. Export the deck from Anki anew.") from error
    if len(content) > _MAX_DATABASE_BYTES:
        raise UnreadableError("holds too large a collection. Export one deck, without media.")
    return content


def _notes(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    if "notes" not in tables or "virtual" in str(tables["notes"]).lower():
        raise UnreadableError("holds no notes. Export the deck from Anki as .apkg.")
    decks = _decks(connection, tables)
    columns = f"substr(n.flds, 1, {_MAX_FIELD_CHARS}), n.id"
    rows = connection.execute(f"SELECT {columns} FROM notes n ORDER BY n.id LIMIT {_MAX_NOTES}").fetchall()  # noqa: S608
    return [_card(str(fields), decks.get(note, "")) for fields, note in rows]


def _card(fields: str, deck: str) -> tuple[str, str, str]:
    parts = [_SOUND.sub("", field) for field in fields.split("\x1f")]
    if len(parts) > 2 and _IDENTIFIER.fullmatch(parts[0]):
        parts = parts[1:]
    front, back = parts[0], parts[1] if len(parts) > 1 else ""
    added = [text for text in map(_markdown, parts[2:_MAX_FIELDS]) if _is_prose(text)]
    answers = [_markdown(back), *added]
    if _CLOZE.search(front):
        answers = [_markdown(_CLOZE.sub(lambda match: match.group(1), front)), *answers]
        front = _CLOZE.sub(lambda match: f"[{match.group(2) or '…'}]", front)
    return " ".join(_markdown(front).split()), "\n\n".join(filter(None, answers)), deck


def _is_prose(text: str) -> bool:
    """Return whether a note's further field tells something, unlike tags, an address, a name or a number."""
    words = text.split()
    told = len(words) >= _MANY_WORDS or (len(words) >= _LEAST_WORDS and _PUNCTUATED.search(text) is not None)
    return told and _SOURCE.match(text) is None


def _markdown(field: str) -> str:
    return html_to_markdown(field).strip() if _MARKUP.search(field) else field.strip()


def _decks(connection: sqlite3.Connection, tables: dict[str, Any]) -> dict[int, str]:
    """Return the name of the deck in which each note's first card lies; empty where the tables are not Anki's."""
    try:
        if "decks" in tables:
            names = {int(deck): str(name) for deck, name in connection.execute("SELECT id, name FROM decks LIMIT 5000")}
        else:
            column = connection.execute("SELECT decks FROM col LIMIT 1").fetchone()
            names = {int(deck): str(value["name"]) for deck, value in json.loads(column[0]).items()}
        homes = connection.execute("SELECT nid, did FROM cards ORDER BY ord DESC LIMIT 100000").fetchall()
    except (sqlite3.OperationalError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {note: names.get(deck, "").replace("\x1f", "::").split("::")[-1] for note, deck in homes}
