"""Writing a document's questions below the target folder, and nowhere else."""

import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tutor.errors import CorpusError, ImportingError
from tutor.ingest.entries import format_entry, split_front_matter
from tutor.records import QAPair

_MAX_SLUG_CHARS = 80
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug_of(text: str, default: str = "question") -> str:
    """Return `text` as a short name of small letters, digits and hyphens, cut at a word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _NOT_SLUG.sub("-", plain).strip("-")
    if len(slug) > _MAX_SLUG_CHARS:
        slug = slug[:_MAX_SLUG_CHARS].rsplit("-", 1)[0]
    return slug or default


def replace_questions(into: Path, folder: str, document: str, pairs: Sequence[QAPair]) -> None:
    """Make the question files of `document` in `into/folder` exactly those of `pairs`.

    Files that already say the same are not written again; files of other documents are not touched. Raises
    `ImportingError` where the target cannot be written or leads elsewhere.
    """
    target = into / folder
    try:
        if pairs:
            _make_folder(into, target)
        names = {write_question(into, pair) for pair in pairs}
        if target.is_dir() and not target.is_symlink():
            for path in sorted(target.glob("*.md")):
                if path.name not in names and not path.is_symlink() and _document_of(path) == document:
                    path.unlink()
            if not any(target.iterdir()):
                target.rmdir()
    except OSError as error:
        raise ImportingError(f"Cannot write below {str(into)!r}: {error}. Name another folder with --into.") from error


def write_question(into: Path, pair: QAPair) -> str:
    """Write the file of one question below `into`, unless it says the same already; return its name."""
    path = into / f"{pair.id}.md"
    _make_folder(into, path.parent)
    content = format_entry(pair).encode("utf-8")
    if path.is_symlink() or not path.is_file() or path.read_bytes() != content:
        beside = path.with_name(f".{path.stem[:100]}.{os.getpid()}.tmp")
        beside.unlink(missing_ok=True)
        with beside.open("xb") as stream:
            stream.write(content)
        beside.replace(path)
    return path.name


def _make_folder(into: Path, target: Path) -> None:
    """Create `target` below `into`; a link on the way is refused, since it may lead elsewhere."""
    into.mkdir(parents=True, exist_ok=True)
    current = into
    for part in PurePosixPath(target.relative_to(into).as_posix()).parts:
        current = current / part
        if current.is_symlink():
            raise ImportingError(
                f"{str(current)!r} is a link that may lead elsewhere. Remove it, or name another --into."
            )
        current.mkdir(exist_ok=True)


def _document_of(path: Path) -> str:
    """Return the document that a question file was imported from, or "" for any other file."""
    try:
        text = path.read_text(encoding="utf-8")
        source = split_front_matter(text, path)[0].get("source")
    except (OSError, UnicodeDecodeError, CorpusError):
        return ""
    return str(source.get("document", "")) if isinstance(source, dict) else ""
