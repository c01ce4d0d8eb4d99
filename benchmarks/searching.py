"""The median warm search beside a bare embedding of the query plus a FAISS search: `python benchmarks/searching.py`.

Both are timed by turns in the same run, over the labelled cases, on the whole curated corpus and on a part of it.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import faiss

from tutor.assemble import Tutor, build, open_tutor
from tutor.evaluation.cases import read_cases
from tutor.settings import Settings, curated_corpus_dir, load_settings

PART = 262
QUERIES = 150


def part_of_corpus(folder: Path, count: int) -> Path:
    """Copy every second question or so into `folder`, so that all topics stay, and return it."""
    paths = sorted(curated_corpus_dir().glob("*/*.md"))
    for number in range(count):
        path = paths[number * len(paths) // count]
        target = folder / path.relative_to(curated_corpus_dir())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that `work` takes."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def compare(tutor: Tutor) -> str:
    """Return a line of the table: the two medians and their ratio."""
    searcher = tutor._index.loaded().searcher
    model = searcher._embedder._loaded()
    flat = faiss.IndexFlatIP(searcher.index.manifest.dimension)
    flat.add(searcher.index.vectors.exact)

    def bare(query: str) -> None:
        flat.search(model.encode([query], normalize_embeddings=True, show_progress_bar=False), 10)

    queries = [case.query for case in read_cases() if not case.history][:QUERIES]
    for query in queries[:20]:
        tutor.search(query)
        bare(query)
    searched, bared = [], []
    for query in queries:
        searched.append(timed(partial(tutor.search, query)))
        bared.append(timed(partial(bare, query)))
    one, other = statistics.median(searched), statistics.median(bared)
    return (
        f"| {len(searcher.index.pairs)} | {len(searcher.index.rows):,} | {one:.1f} | {other:.1f} | {one / other:.2f} |"
    )


def main() -> None:
    """Print a Markdown table: the index of the settings, then one of a part of the curated corpus."""
    print("| questions | vectors | search, median ms | bare, median ms | ratio |\n| --- | --- | --- | --- | --- |")
    whole = load_settings(llm="none")
    print(compare(open_tutor(whole)), flush=True)
    with tempfile.TemporaryDirectory() as name:
        part = Settings(corpus=(part_of_corpus(Path(name) / "corpus", PART),), index=Path(name) / "index", llm="none")
        build(part)
        print(compare(open_tutor(part)), flush=True)


if __name__ == "__main__":
    main()
