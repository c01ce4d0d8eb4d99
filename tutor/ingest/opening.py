"""Opening what a person hands over: files, folders and zips become named documents, read within limits."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tutor.errors import ImportingError
from tutor.ingest.converting import SUFFIXES

MAX_DOCUMENT_BYTES = 100_000_000
MAX_DOCUMENTS = 5_000
_MAX_RATIO = 200
_RATIO_FREE_BYTES = 1_000_000
_READ_BYTES = 1_048_576


@dataclass(frozen=True, slots=True)
class Document:
    """A document's name, as given or below the folder or zip it came in; its bytes, or why it cannot be read."""

    name: str
    data: bytes
    error: str = ""


def open_documents(paths: Sequence[Path]) -> Iterator[Document]:
    """Yield the documents of `paths`, in order; a folder's and a zip's ordered by name.

    Raises `ImportingError` before the first document where a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise ImportingError(f"There is no file or folder {str(path)!r}. Check the path and import again.")
    names = _file_names([path for path in paths if not path.is_dir()])
    count = 0
    for path in paths:
        for document in _open_folder(path) if path.is_dir() else _open_file(path, names[path]):
            count += 1
            if count > MAX_DOCUMENTS:
                raise ImportingError(f"More than {MAX_DOCUMENTS:,} documents were given. Import fewer at a time.")
            yield document


def _file_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the file names of `paths`, with as many of their folders as it takes to tell them apart."""
    names: dict[Path, str] = {}
    for path in paths:
        parts = path.resolve().parts
        others = [other.resolve().parts for other in paths if other.resolve() != path.resolve()]
        depth = 1
        while depth < len(parts) and any(other[-depth:] == parts[-depth:] for other in others):
            depth += 1
        names[path] = "/".join(parts[-depth:])
    return names


def _open_folder(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or path.suffix.lower() not in SUFFIXES or path.is_symlink() or not path.is_file():
            continue
        yield from _open_file(path, relative.as_posix())


def _open_file(path: Path, name: str) -> Iterator[Document]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ImportingError(f"{name!r} is no regular file. Copy its content into one.")
        if status.st_size > MAX_DOCUMENT_BYTES:
            raise ImportingError(
                f"{name!r} has {status.st_size / 1e6:,.0f} MB; at most {MAX_DOCUMENT_BYTES / 1e6:.0f} MB are read. "
                "Split it and import the parts."
            )
        data = path.read_bytes()
    except OSError as error:
        yield Document(name, b"", f"{name!r} cannot be read: {error.strerror or error}. Check its permissions.")
    except ImportingError as error:
        yield Document(name, b"", str(error))
    else:
        yield from _open_zip(data, name) if path.suffix.lower() == ".zip" else [Document(name, data)]


def _open_zip(data: bytes, name: str) -> Iterator[Document]:
    try:
        if data.count(b"PK\x01\x02") > 2 * MAX_DOCUMENTS:
            raise ValueError(f"it lists more than {2 * MAX_DOCUMENTS:,} files")
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = sorted((item for item in archive.infolist() if not item.is_dir()), key=lambda item: item.filename)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError) as error:
        yield Document(name, b"", f"{name!r} is no readable zip: {error}. Pack it anew.")
        return
    left = MAX_DOCUMENT_BYTES
    for member in members[: MAX_DOCUMENTS + 1]:
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if inner.suffix.lower() not in SUFFIXES or any(part.startswith((".", "__MACOSX")) for part in _harmless(inner)):
            continue
        label = f"{name}/{inner.as_posix()}"
        try:
            content = _read_member(archive, member, inner, left)
        except ImportingError as error:
            yield Document(label, b"", str(error))
        else:
            left -= len(content)
            yield Document(inner.as_posix(), content)


def _harmless(inner: PurePosixPath) -> list[str]:
    return [part for part in inner.parts if part not in ("..", "/")]


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, inner: PurePosixPath, limit: int) -> bytes:
    shown = repr(member.filename[:200])
    if inner.is_absolute() or ".." in inner.parts or ":" in (inner.parts or ("",))[0]:
        raise ImportingError(f"The zip names a file outside itself, {shown}. It is left out; pack the zip anew.")
    if inner.suffix.lower() == ".zip":
        raise ImportingError(f"{shown} is a zip inside a zip. Unpack it and import it by itself.")
    if member.flag_bits & 1:
        raise ImportingError(f"{shown} is protected with a password. Unpack the zip and import the folder.")
    bomb = member.file_size > _RATIO_FREE_BYTES and member.file_size > _MAX_RATIO * max(member.compress_size, 1)
    if bomb or member.file_size > limit:
        raise ImportingError(
            f"{shown} unpacks to {member.file_size / 1e6:,.0f} MB, which is too much. Import it by itself."
        )
    try:
        with archive.open(member) as stream:
            content = b"".join(iter(lambda: stream.read(min(_READ_BYTES, limit + 1)), b""))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise ImportingError(f"{shown} is damaged in the zip: {error}. Pack the zip anew.") from error
    return content
