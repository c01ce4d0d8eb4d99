"""Vectors that need not be embedded again: the package's, the former index's, and those of an interrupted build."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_digest, outside_questions
from tutor.retrieval.packaged import packaged_vectors
from tutor.retrieval.store import Index, partial_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[int, int], None]
_DIGEST_BYTES = 16
_UNIT_TOLERANCE = 1e-3


def text_digest(text: str) -> bytes:
    """Return the 16 bytes by which a later build knows a text again."""
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest()


class KnownVectors:
    """Embeds texts, taking what it can from the package, the former index and a build that was interrupted.

    What it embeds is written to the index folder batch by batch, so that killing the process loses one batch at most.
    """

    def __init__(
        self, embedder: SentenceEmbedder, folder: Path, former: Index | None, on_progress: Progress | None
    ) -> None:
        self.embedder = embedder
        self.former = former
        self._on_progress = on_progress
        self._partial = _PartialVectors(partial_file(folder, embedder.fingerprint), embedder.dimension)
        self._known = packaged_vectors(embedder.fingerprint) | self._partial.read()
        if former is not None:
            self._known.update(_of_index(former))
        self.new: set[bytes] = set()
        self._done = 0

    def of(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the texts' unit vectors, of shape (len(texts), dimension)."""
        keys = [text_digest(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        self.new.update(missing)
        self._embed(list(missing), list(missing.values()))
        return np.stack([self._known[key] for key in keys])

    def _embed(self, keys: Sequence[bytes], texts: Sequence[str]) -> None:
        total = self._done + len(texts)
        for rows, vectors in self.embedder.embed_batches(texts):
            batch = [keys[row] for row in rows]
            self._partial.append(batch, vectors)
            self._known.update(zip(batch, vectors, strict=True))
            self._done += len(rows)
            if self._on_progress:
                self._on_progress(self._done, total)


class _PartialVectors:
    """A file of records, each a text's digest and its float32 vector, that only grows."""

    def __init__(self, path: Path, dimension: int) -> None:
        self._path = path
        self._record = np.dtype([("key", np.uint8, _DIGEST_BYTES), ("vector", "<f4", dimension)])

    def read(self) -> "dict[bytes, NDArray[np.float32]]":
        """Return the whole records; what a kill left of a last one is cut off, so that more can be appended."""
        if not self._path.is_file():
            return {}
        size = self._path.stat().st_size
        os.truncate(self._path, size - size % self._record.itemsize)
        records = np.fromfile(self._path, dtype=self._record)
        records = records[np.abs(np.linalg.norm(records["vector"], axis=1) - 1.0) < _UNIT_TOLERANCE]
        return {key.tobytes(): vector for key, vector in zip(records["key"], records["vector"], strict=True)}

    def append(self, keys: Sequence[bytes], vectors: "NDArray[np.float32]") -> None:
        """Add one batch."""
        records = np.empty(len(keys), dtype=self._record)
        records["key"] = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1)
        records["vector"] = vectors
        with self._path.open("ab") as file:
            file.write(records.tobytes())


def _of_index(former: Index) -> "dict[bytes, NDArray[np.float32]]":
    known = {row.tobytes(): vector for row, vector in zip(former.texts, former.vectors.exact, strict=True)}
    if former.manifest.outside_digest == outside_digest():
        # Behind them stand those of curated questions, whose texts the index does not tell.
        known.update(zip(map(text_digest, outside_questions()), former.outside, strict=False))
    return known
