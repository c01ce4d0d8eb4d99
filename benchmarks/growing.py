"""Recall, latency, memory and build time of the vector store as it grows: `python benchmarks/growing.py 10000 100000`.

The vectors are the curated corpus's own, each repeated with Gaussian noise until there are enough, to a cosine of 0.8
with the real one; the queries are the labelled cases that the corpus answers. Truth is an exhaustive comparison.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.evaluation.cases import read_cases
from tutor.retrieval import vectors as vector_stores
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.store import read_index
from tutor.retrieval.vectors import VectorStore, read_vectors, write_vectors
from tutor.settings import load_settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUERIES = 100
NOISE = 0.75  # its length beside that of a unit vector: cosine 1 / √(1 + 0.75²) = 0.8
FOUND, WANTED = 256, 10  # what a search takes from the store, and what recall counts
BLOCK = 50_000


def perturbed(real: "NDArray[np.float32]", count: int) -> "NDArray[np.float32]":
    """Return `count` unit vectors around the real ones, of shape (count, dimension)."""
    chance = np.random.default_rng(0)
    vectors = np.empty((count, real.shape[1]), dtype=np.float32)
    for start in range(0, count, len(real)):
        part = real[: count - start]
        noise = chance.standard_normal(part.shape, dtype=np.float32) * (NOISE / real.shape[1] ** 0.5)
        vectors[start : start + len(part)] = (part + noise) / np.linalg.norm(part + noise, axis=1, keepdims=True)
    return vectors


def nearest(vectors: "NDArray[np.float32]", queries: "NDArray[np.float32]") -> "NDArray[np.int64]":
    """Return the true nearest rows of each query, of shape (queries, WANTED), by comparing all."""
    best = np.full((len(queries), WANTED), -2.0, dtype=np.float32)
    rows = np.zeros((len(queries), WANTED), dtype=np.int64)
    for start in range(0, len(vectors), BLOCK):
        similarity = queries @ vectors[start : start + BLOCK].T
        chosen = np.argpartition(-similarity, WANTED - 1, axis=1)[:, :WANTED]
        best = np.concatenate([best, np.take_along_axis(similarity, chosen, axis=1)], axis=1)
        rows = np.concatenate([rows, chosen + start], axis=1)
        kept = np.argpartition(-best, WANTED - 1, axis=1)[:, :WANTED]
        best, rows = np.take_along_axis(best, kept, axis=1), np.take_along_axis(rows, kept, axis=1)
    return rows


def found(store: VectorStore, query: "NDArray[np.float32]") -> "NDArray[np.int64]":
    """Return the rows that a search would put first: those found, compared exactly."""
    compared = store.compare(query[None])
    rows = compared.nearest(FOUND)
    return rows[np.argsort(-compared.of(rows)[:, 0])[:WANTED]]


def resident_mb() -> float:
    """Return the memory of this process that is its own and in RAM (Linux); mapped files do not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("RssAnon:")[1].split()[0]) / 1000


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the wall and the processor seconds of `work`."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure(
    vectors: "NDArray[np.float32]", queries: "NDArray[np.float32]", truth: "NDArray[np.int64]", exact: bool
) -> None:
    """Write, read and search one store, and print its line of the table."""
    vector_stores.EXACT_UP_TO = len(vectors) if exact else 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wall, cpu = timed(lambda: write_vectors(folder, vectors))
        size = {path.name: path.stat().st_size / 1e6 for path in folder.iterdir()}
        before = resident_mb()
        store = read_vectors(folder)
        for query in queries:
            found(store, query)
        resident = resident_mb() - before
        latencies, hits = [], 0
        for query, expected in zip(queries, truth, strict=True):
            started = time.perf_counter()
            rows = found(store, query)
            latencies.append(1000 * (time.perf_counter() - started))
            hits += len(set(rows) & set(expected))
        print(
            f"| {len(vectors):,} | {'exact' if exact else 'approximate'} | {hits / truth.size:.4f} "
            f"| {statistics.median(latencies):.2f} | {np.quantile(latencies, 0.95):.2f} | {min(latencies):.2f} "
            f"| {wall:.0f} ({cpu:.0f}) | {sum(size.values()):,.0f} | {resident:,.0f} |",
            flush=True,
        )


def main() -> None:
    """Print a Markdown table for the numbers of vectors on the command line."""
    real = read_index(load_settings().index).vectors.exact
    answerable = [case.query for case in read_cases() if case.relevant and not case.history][:QUERIES]
    queries = SentenceEmbedder().embed(answerable)
    print("| vectors | search | recall@10 | median ms | p95 ms | min ms | write s (CPU s) | files MB | resident MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for count in map(int, sys.argv[1:]):
        vectors = perturbed(real, count)
        truth = nearest(vectors, queries)
        for exact in (True, False):
            measure(vectors, queries, truth, exact)


if __name__ == "__main__":
    main()
