"""Recognising documents that are question files already, such as an exported library."""

import tempfile
from pathlib import Path

from tutor.errors import CorpusError
from tutor.ingest.entries import read_entry
from tutor.records import QAPair

_OPENING = "---\n"


def read_exported(text: str, pair_id: str) -> QAPair | None:
    """Return the question of a question file's text under the id `pair_id`, or `None` where it is no question file."""
    end = text.find("\n---", len(_OPENING))
    if not text.startswith(_OPENING) or end < 0 or "\nquestion:" not in text[: end + 1]:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{pair_id}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        try:
            return read_entry(path, Path(folder))
        except CorpusError:
            return None
