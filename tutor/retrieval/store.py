"""The index on disk: FAISS vectors, records as JSON, a manifest with checksums. No pickle is written or read.

    index/current              the name of the generation in use, one line
    index/gen-…/manifest.json  schema version, embedder, dimension, corpus digest, counts, SHA-256 of each file
    index/gen-…/vectors.faiss  unit vectors, inner product; vectors.npy beside it where there are many (vectors.py)
    index/gen-…/rows.npy       what each vector stands for: position of the pair, kind, position of the chunk
    index/gen-…/texts.npy      a digest of the text behind each vector, by which a later build reuses it
    index/gen-…/outside.npy    vectors of the questions from outside
    index/gen-…/links.json     groups of positions of pairs that ask the same question
    index/gen-…/pairs.jsonl, chunks.jsonl, and bm25s's files

    index/embedded-….part      vectors of a build that has not ended, by which the next one goes on

A generation is written whole beside the others; then `current` is replaced in one step. A process that is killed at
any moment leaves the former generation in use; the next build that ends removes what it left.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from pydantic import TypeAdapter, ValidationError

from tutor.errors import IndexMissingError, IndexUnusableError
from tutor.records import Chunk, QAPair
from tutor.retrieval.lexical import LexicalIndex
from tutor.retrieval.outside import outside_digest
from tutor.retrieval.vectors import VectorStore, read_vectors, write_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCHEMA_VERSION = 4
REBUILD = "Build it again: interview-tutor build"
KIND_QUESTION, KIND_PHRASING, KIND_CHUNK = range(3)
_CURRENT, _MANIFEST = "current", "manifest.json"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from and with."""

    schema_version: int
    embedder: str
    fingerprint: str
    dimension: int
    normalised: bool
    corpus_digest: str
    outside_digest: str
    documents: int
    questions: int
    chunks: int
    vectors: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """An index in memory.

    `vectors` holds `len(rows)` unit vectors; `rows` is int32 of shape (vectors, 3): position in
    `pairs`, kind, position in `chunks` (-1 where the vector is not a chunk's). The rows of a pair are contiguous, from
    `first_row[i]` to `first_row[i + 1]`. `outside` holds the unit vectors of the questions from outside, then of the
    curated ones that an index of imported documents does not ask.
    """

    manifest: Manifest
    vectors: VectorStore
    rows: "NDArray[np.int32]"
    texts: "NDArray[np.uint8]"
    first_row: "NDArray[np.int64]"
    pairs: tuple[QAPair, ...]
    chunks: tuple[Chunk, ...]
    lexical: LexicalIndex
    links: tuple[tuple[int, ...], ...]
    outside: "NDArray[np.float32]"


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the index in use; raises `IndexMissingError` or `IndexUnusableError`."""
    return _read_manifest(_current_generation(folder))


def generation_in_use(folder: Path) -> str:
    """Return the name of the generation in use, another one after each build that wrote; raises as `read_manifest`."""
    return _current_generation(folder).name


def read_index(folder: Path) -> Index:
    """Read and verify the index in use; raises `IndexMissingError` or `IndexUnusableError`."""
    generation = _current_generation(folder)
    manifest = _read_manifest(generation)
    for name, expected in manifest.files.items():
        path = generation / name
        if not path.is_file() or _sha256(path) != expected:
            raise IndexUnusableError(f"The index file {str(path)!r} is damaged or missing. {REBUILD}")
    try:
        rows = np.load(generation / "rows.npy", allow_pickle=False)
        pairs = _read_records(generation / "pairs.jsonl", QAPair)
        return Index(
            manifest=manifest,
            vectors=read_vectors(generation),
            rows=rows,
            texts=np.load(generation / "texts.npy", allow_pickle=False),
            first_row=np.searchsorted(rows[:, 0], np.arange(len(pairs) + 1)),
            pairs=pairs,
            chunks=_read_records(generation / "chunks.jsonl", Chunk),
            lexical=LexicalIndex.load(generation),
            outside=np.load(generation / "outside.npy", allow_pickle=False),
            links=tuple(map(tuple, json.loads((generation / "links.json").read_text(encoding="utf-8")))),
        )
    except (OSError, ValueError, RuntimeError, ValidationError) as error:
        raise IndexUnusableError(f"The index in {str(folder)!r} cannot be read: {error}. {REBUILD}") from error


def write_index(
    folder: Path,
    *,
    embedder: str,
    fingerprint: str,
    corpus_digest: str,
    documents: int,
    pairs: Sequence[QAPair],
    chunks: Sequence[Chunk],
    vectors: "NDArray[np.float32]",
    rows: "NDArray[np.int32]",
    texts: "NDArray[np.uint8]",
    lexical: LexicalIndex,
    links: Sequence[Sequence[int]],
    outside: "NDArray[np.float32]",
) -> Path:
    """Write a new generation, put it in use, and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    generation = folder / f"gen-{uuid.uuid4().hex[:12]}"
    generation.mkdir()
    write_vectors(generation, vectors)
    np.save(generation / "rows.npy", rows)
    np.save(generation / "texts.npy", texts)
    np.save(generation / "outside.npy", outside)
    _write_records(generation / "pairs.jsonl", pairs)
    _write_records(generation / "chunks.jsonl", chunks)
    lexical.save(generation)
    (generation / "links.json").write_text(json.dumps(links), encoding="utf-8")
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        embedder=embedder,
        fingerprint=fingerprint,
        dimension=int(vectors.shape[1]),
        normalised=True,
        corpus_digest=corpus_digest,
        outside_digest=outside_digest(),
        documents=documents,
        questions=len(pairs),
        chunks=len(chunks),
        vectors=len(vectors),
        files={path.name: _sha256(path) for path in sorted(generation.iterdir())},
    )
    (generation / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    _put_in_use(folder, generation)
    return generation


def partial_file(folder: Path, fingerprint: str) -> Path:
    """Return the file with the vectors of a build by this embedder that has not ended."""
    return folder / f"embedded-{fingerprint}.part"


def remove_leftovers(folder: Path) -> None:
    """Remove former generations and what builds that were killed left; only one process may write at a time."""
    in_use = _current_generation(folder)
    for other in folder.glob("gen-*"):
        if other != in_use:
            shutil.rmtree(other, ignore_errors=True)
    for pattern in (f"{_CURRENT}.gen-*", partial_file(folder, "*").name):
        for leftover in folder.glob(pattern):
            leftover.unlink(missing_ok=True)


def _put_in_use(folder: Path, generation: Path) -> None:
    beside = folder / f"{_CURRENT}.{generation.name}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / _CURRENT)


def _current_generation(folder: Path) -> Path:
    try:
        name = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexMissingError(
            f"There is no index in {str(folder)!r}. Build it first: interview-tutor build"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnusableError(f"The index in {str(folder)!r} cannot be read: {error}. {REBUILD}") from error
    if not name.startswith("gen-") or Path(name).name != name:
        raise IndexUnusableError(f"The file {str(folder / _CURRENT)!r} names no index. {REBUILD}")
    return folder / name


def _read_manifest(generation: Path) -> Manifest:
    path = generation / _MANIFEST
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        version = fields["schema_version"]
        if version == SCHEMA_VERSION:
            return TypeAdapter(Manifest).validate_python(fields)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusableError(f"The index file {str(path)!r} is damaged or missing. {REBUILD}") from error
    raise IndexUnusableError(
        f"The index was written as version {version!r}, this tutor reads {SCHEMA_VERSION}. {REBUILD}"
    )


def _write_records(path: Path, records: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")


def _read_records(path: Path, kind: type[_T]) -> tuple[_T, ...]:
    adapter = TypeAdapter(kind)
    with path.open("rb") as file:
        return tuple(adapter.validate_json(line) for line in file)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
