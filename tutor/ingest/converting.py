"""Converting HTML, PDF, DOCX and Anki decks: in a process of its own, with bounded processor time and memory."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from tutor.errors import ImportingError

Kind = Literal["text", "html", "pdf", "docx", "csv", "json", "jsonl", "apkg", "zip"]

SUFFIXES: dict[str, Kind] = {
    ".md": "text", ".markdown": "text", ".mdx": "text", ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".csv": "csv", ".tsv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".apkg": "apkg", ".zip": "zip",
}  # fmt: skip
# Processor time, so that a busy machine fails no honest document; the wait ends a process that does not compute.
LIMIT_S = 9
_LONGEST_WAIT_S = 60.0
_OUT_OF_TIME = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
MAX_WORKER_BYTES = 400_000_000
_START = "from tutor.ingest.converter import main; main()"


@dataclass(frozen=True, slots=True)
class Card:
    """A note of an Anki deck as Markdown, with the deck it lies in."""

    question: str
    answer: str
    deck: str


def kind_of(name: str) -> Kind:
    """Return how the document `name` is read; what has no known ending is read as text."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower(), "text")


def to_markdown(data: bytes, kind: Kind, name: str) -> str:
    """Return the Markdown of an HTML, PDF or DOCX document; raises `ImportingError` with the reason otherwise."""
    return str(_run(data, kind, name)["text"])


def to_cards(data: bytes, name: str) -> list[Card]:
    """Return the notes of an Anki package; raises `ImportingError` with the reason otherwise."""
    return [Card(*map(str, card)) for card in _run(data, "apkg", name)["cards"]]


def _run(data: bytes, kind: Kind, name: str) -> dict[str, Any]:
    """Return what `tutor.ingest.converter` makes of `data`."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(entry or os.getcwd() for entry in sys.path),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONWARNINGS": "ignore",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, "-c", _START, kind, str(MAX_WORKER_BYTES), str(LIMIT_S)]
    too_long = ImportingError(f"{name!r} takes longer than {LIMIT_S} s to read. Split it, or save it as text.")
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_LONGEST_WAIT_S, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise too_long from None
    except OSError as error:
        raise ImportingError(f"{name!r} cannot be converted: {error}. Save it as text and import that.") from error
    if done.returncode == _OUT_OF_TIME:
        raise too_long
    try:
        result = json.loads(done.stdout)
    except ValueError:
        raise ImportingError(
            f"{name!r} is damaged, or too much to read at once. Save it as text and import that."
        ) from None
    if "error" in result:
        raise ImportingError(f"{name!r} {result['error']}")
    return dict(result)
