"""Vectors that come with the package, so that a first build need not embed what everybody's index holds.

They are those of the curated corpus's texts and of the questions from outside by the bundled embedder, written by
scripts/embed_package.py into a file for each topic. A text that has changed since is embedded like any other.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = Path(__file__).with_name("packaged_vectors")
# None of the bundled embedder's components exceeds 0.28. What is read and written again is rounded to the same.
_STEPS_TO_ONE = 400


def packaged_vectors(fingerprint: str) -> "dict[bytes, NDArray[np.float32]]":
    """Return unit vectors by the digests of their texts; none for another embedder than theirs."""
    found: dict[bytes, NDArray[np.float32]] = {}
    for path in sorted(FOLDER.glob("*.npz")):
        found |= _read(path, fingerprint)
    return found


def _read(path: Path, fingerprint: str) -> "dict[bytes, NDArray[np.float32]]":
    """Return the unit vectors of one file."""
    with np.load(path, allow_pickle=False) as file:
        if str(file["fingerprint"]) != fingerprint:
            return {}
        vectors = file["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return {digest.tobytes(): vector for digest, vector in zip(file["digests"], vectors, strict=True)}


def write_packaged_vectors(
    path: Path, digests: Sequence[bytes], vectors: "NDArray[np.float32]", fingerprint: str
) -> None:
    """Write one file of vectors, of shape (len(digests), dimension), as signed bytes."""
    np.savez_compressed(
        path,
        digests=np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(len(digests), -1),
        vectors=np.clip(np.round(vectors * _STEPS_TO_ONE), -127, 127).astype(np.int8),
        fingerprint=fingerprint,
    )
