"""Questions from outside: everyday life, other trades, and neighbours of our field that the corpus does not answer.

A query is measured against them as well as against the corpus; one that is nearer to them is refused. Their vectors by
the bundled embedder come with the package (`outside.npz`, written by scripts/embed_outside.py), so that a first build
need not embed them.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FILE = Path(__file__).with_suffix(".txt")
VECTORS_FILE = Path(__file__).with_suffix(".npz")


@cache
def outside_questions() -> tuple[str, ...]:
    """Return the questions of outside.txt, one a line."""
    return tuple(line for line in _FILE.read_text(encoding="utf-8").splitlines() if line.strip())


def outside_digest() -> str:
    """Return a digest of the questions, by which a build knows that it has their vectors."""
    return hashlib.sha256("\n".join(outside_questions()).encode()).hexdigest()


def packaged_vectors(fingerprint: str) -> "NDArray[np.float32]":
    """Return the unit vectors that come with the package, one a question; none for another embedder than theirs."""
    with np.load(VECTORS_FILE, allow_pickle=False) as file:
        vectors: NDArray[np.float32] = file["vectors"].astype(np.float32)
        if (str(file["fingerprint"]), str(file["questions"])) != (fingerprint, outside_digest()):
            return vectors[:0]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def write_packaged_vectors(vectors: "NDArray[np.float32]", fingerprint: str) -> None:
    """Write the vectors of all questions, of shape (questions, dimension), as signed bytes."""
    steps = np.round(vectors / np.abs(vectors).max() * 127).astype(np.int8)
    np.savez_compressed(VECTORS_FILE, vectors=steps, fingerprint=fingerprint, questions=outside_digest())
