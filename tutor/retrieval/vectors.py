"""The vectors of an index: all of them compared while that is fast, found through an approximate FAISS index beyond.

vectors.faiss   up to EXACT_UP_TO vectors a flat index; beyond, an inverted file of 8-bit codes (IVF, SQ8)
vectors.npy     beside an inverted file: the vectors, memory-mapped, so that what was found is compared exactly
"""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Comparing all is never wrong, but takes more than some milliseconds beyond this many vectors (benchmarks/growing.py).
EXACT_UP_TO = 50_000
_PROBES = 64
_TRAINING_VECTORS_PER_LIST = 64
_REFINED = 8
_BLOCK = 8192


class VectorStore:
    """Unit vectors by row. Whichever way the nearest rows are found, a similarity is that of the vectors themselves."""

    def __init__(self, exact: "NDArray[np.float32]", index: Any = None) -> None:
        """Search `exact` through an approximate FAISS index of the same rows, or without one by comparing all."""
        self.exact = exact
        self.approximate = index is not None
        self._index = index

    def __len__(self) -> int:
        return len(self.exact)

    def compare(self, vectors: "NDArray[np.float32]") -> "Comparison":
        """Return the similarities of unit vectors, of shape (n, dimension), to the rows."""
        return Comparison(self, vectors)

    def nearest(self, vectors: "NDArray[np.float32]", count: int, among: Any = None) -> "NDArray[np.int64]":
        """Return about the nearest rows of each vector, shape (n, count), -1 for none; `among` selects rows."""
        import faiss

        parameters = faiss.SearchParametersIVF()
        parameters.nprobe = _PROBES
        if among is not None:
            bits = np.packbits(among, bitorder="little")
            parameters.sel = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        return np.asarray(self._index.search(vectors, count, params=parameters)[1])

    def highest(self, vectors: "NDArray[np.float32]", among: "NDArray[np.bool_]") -> "NDArray[np.float32]":
        """Return the similarity of each vector to the nearest of the rows where `among` is true, -1 where none is."""
        best = np.full(len(vectors), -1.0, dtype=np.float32)
        if self.approximate:
            for position, rows in enumerate(self.nearest(vectors, _REFINED, among)):
                best[position] = (self.exact[rows[rows >= 0]] @ vectors[position]).max(initial=-1.0)
            return best
        rows = np.flatnonzero(among)
        for start in range(0, len(rows), _BLOCK):
            block = self.exact[rows[start : start + _BLOCK]]
            np.maximum(best, (vectors @ block.T).max(axis=1), out=best)
        return best


class Comparison:
    """The similarities of some vectors to the rows of a store."""

    def __init__(self, store: VectorStore, vectors: "NDArray[np.float32]") -> None:
        self._store = store
        self._vectors = vectors
        self._all = None if store.approximate else store.exact @ vectors.T

    def nearest(self, count: int) -> "NDArray[np.int64]":
        """Return the `count` nearest rows of each vector, or as many as there are, in no order."""
        if self._all is None:
            found = self._store.nearest(self._vectors, count)
            return np.asarray(found[found >= 0])
        count = min(count, len(self._all))
        return np.asarray(np.argpartition(-self._all, count - 1, axis=0)[:count].ravel())

    def of(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the similarities to these rows, of shape (rows, vectors)."""
        return np.asarray(self._store.exact[rows] @ self._vectors.T if self._all is None else self._all[rows])


def write_vectors(folder: Path, vectors: "NDArray[np.float32]") -> None:
    """Write unit vectors of shape (n, dimension) as the files of a store."""
    import faiss

    count, dimension = vectors.shape
    index = faiss.IndexFlatIP(dimension)
    if count > EXACT_UP_TO:
        np.save(folder / "vectors.npy", vectors)
        index = _trained_inverted_file(vectors)
    index.add(vectors)
    faiss.write_index(index, str(folder / "vectors.faiss"))


def read_vectors(folder: Path) -> VectorStore:
    """Read a store; raises `OSError`, `RuntimeError` or `ValueError` for files that do not fit."""
    import faiss

    index = faiss.read_index(str(folder / "vectors.faiss"))
    if isinstance(index, faiss.IndexFlat):
        return VectorStore(np.asarray(index.reconstruct_n(0, index.ntotal)))
    return VectorStore(np.load(folder / "vectors.npy", mmap_mode="r"), index)


def _trained_inverted_file(vectors: "NDArray[np.float32]") -> Any:
    """Return an empty inverted file of 2 √n lists (Sivic and Zisserman, 2003), trained on part of the vectors."""
    import faiss

    count, dimension = vectors.shape
    lists = int(2 * math.sqrt(count))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.min_points_per_centroid = 1
    index.cp.max_points_per_centroid = _TRAINING_VECTORS_PER_LIST
    index.train(np.ascontiguousarray(vectors[:: max(1, count // (_TRAINING_VECTORS_PER_LIST * lists))]))
    return index
