"""Building the index from folders of question files, embedding only what changed."""

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.errors import CorpusError, IndexMissingError, IndexUnusableError
from tutor.ingest.entries import entry_paths, read_corpus
from tutor.records import Chunk, QAPair
from tutor.retrieval.chunking import chunk_answers
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.lexical import LexicalIndex
from tutor.retrieval.store import (
    KIND_ANSWER,
    KIND_CHUNK,
    KIND_PHRASING,
    KIND_QUESTION,
    Index,
    read_index,
    write_index,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[int, int], None]
_LOCK_TIMEOUT_S = 1.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in chunks: `embedded` and `reused` add up to `chunks`; `removed` are those that went."""

    documents: int
    questions: int
    chunks: int
    embedded: int
    reused: int
    removed: int
    seconds: float
    index: str


def build_index(
    folders: Sequence[Path], index: Path, embedder: SentenceEmbedder, on_progress: Progress | None = None
) -> BuildReport:
    """Write the index of all questions below `folders`; `on_progress` gets texts embedded and texts to embed.

    Nothing is written where corpus and embedder are those of the index that is there. Raises `CorpusError` for an
    unreadable or empty corpus before anything is written, and `IndexUnusableError` while another build is writing.
    """
    from filelock import FileLock, Timeout

    started = time.monotonic()
    pairs = gather_pairs(folders)
    digest = corpus_digest(folders)
    index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(index / ".lock", timeout=_LOCK_TIMEOUT_S):
            return _build(pairs, digest, index, embedder, on_progress, started)
    except Timeout as error:
        raise IndexUnusableError(f"Another build is writing {str(index)!r}. Wait until it has ended.") from error


def gather_pairs(folders: Sequence[Path]) -> list[QAPair]:
    """Return the questions of all folders; an id that an earlier folder has taken gets its folder's name in front."""
    gathered: dict[str, QAPair] = {}
    for folder in folders:
        for pair in read_corpus(folder):
            unique = pair.id
            while unique in gathered:
                unique = f"{folder.resolve().name}/{unique}"
            gathered[unique] = replace(pair, id=unique)
    if not gathered:
        places = ", ".join(repr(str(folder)) for folder in folders)
        raise CorpusError(
            f"There is no question file in {places}. Import documents first: interview-tutor import PATH --into DIR"
        )
    return list(gathered.values())


def corpus_digest(folders: Sequence[Path]) -> str:
    """Return a digest of all question files, by their paths below the folders and their bytes."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in entry_paths(folder):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _build(
    pairs: Sequence[QAPair],
    digest: str,
    index: Path,
    embedder: SentenceEmbedder,
    on_progress: Progress | None,
    started: float,
) -> BuildReport:
    old = _former_index(index, embedder)
    if old is not None and old.manifest.corpus_digest == digest:
        return _unchanged(old, index, started)
    chunks = chunk_answers(pairs)
    texts: list[str] = []
    rows: list[tuple[int, int, int]] = []
    for pair_position, kind, chunk_position, text in _views(pairs, chunks):
        rows.append((pair_position, kind, chunk_position))
        texts.append(text)
    digests = np.array(
        [list(hashlib.blake2b(text.encode(), digest_size=16).digest()) for text in texts], dtype=np.uint8
    )
    known = {row.tobytes(): position for position, row in enumerate(old.texts)} if old else {}
    found = np.array([known.get(row.tobytes(), -1) for row in digests])
    vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    if old is not None and (found >= 0).any():
        vectors[found >= 0] = old.vectors.reconstruct_n(0, old.vectors.ntotal)[found[found >= 0]]
    new = np.flatnonzero(found < 0)
    if len(new):
        vectors[new] = embedder.embed([texts[row] for row in new], on_progress)
    kinds = np.array(rows, dtype=np.int32)
    documents = len({pair.source.document for pair in pairs})
    write_index(
        index,
        embedder=embedder.name,
        fingerprint=embedder.fingerprint,
        corpus_digest=digest,
        documents=documents,
        pairs=pairs,
        chunks=chunks,
        vectors=vectors,
        rows=kinds,
        texts=digests,
        lexical=LexicalIndex.build([_lexical_text(pair) for pair in pairs]),
    )
    embedded = int((kinds[new, 1] == KIND_CHUNK).sum())
    return BuildReport(
        documents=documents,
        questions=len(pairs),
        chunks=len(chunks),
        embedded=embedded,
        reused=len(chunks) - embedded,
        removed=_removed_chunks(old, digests),
        seconds=round(time.monotonic() - started, 3),
        index=str(index),
    )


def _unchanged(old: Index, index: Path, started: float) -> BuildReport:
    manifest = old.manifest
    seconds = round(time.monotonic() - started, 3)
    return BuildReport(
        manifest.documents, manifest.questions, manifest.chunks, 0, manifest.chunks, 0, seconds, str(index)
    )


def _views(pairs: Sequence[QAPair], chunks: Sequence[Chunk]) -> Iterator[tuple[int, int, int, str]]:
    """Yield every text that gets a vector, as (position of the pair, kind, position of the chunk or -1, text)."""
    next_chunk = 0
    for position, pair in enumerate(pairs):
        yield position, KIND_QUESTION, -1, pair.question
        for phrasing in pair.also_asked:
            yield position, KIND_PHRASING, -1, phrasing
        yield position, KIND_ANSWER, -1, f"{pair.question}\n{plain_text(pair.answer)}"
        while next_chunk < len(chunks) and chunks[next_chunk].pair_id == pair.id:
            yield position, KIND_CHUNK, next_chunk, f"{pair.question}\n{plain_text(chunks[next_chunk].text)}"
            next_chunk += 1


def plain_text(markdown: str) -> str:
    """Return Markdown without the marks that mean nothing to an embedder."""
    return re.sub(r"\s+", " ", re.sub(r"[*`#>|]+", " ", markdown)).strip()


def _lexical_text(pair: QAPair) -> str:
    """Return a pair's words for BM25; the question counts three times, as a title field would (BM25F)."""
    return "\n".join([pair.question, pair.question, pair.question, *pair.also_asked, plain_text(pair.answer)])


def _former_index(index: Path, embedder: SentenceEmbedder) -> Index | None:
    """Return the index to take vectors from, if there is a whole one of the same embedder."""
    try:
        former = read_index(index)
    except (IndexMissingError, IndexUnusableError):
        return None
    same = former.manifest.fingerprint == embedder.fingerprint and former.manifest.dimension == embedder.dimension
    return former if same else None


def _removed_chunks(old: Index | None, digests: "NDArray[np.uint8]") -> int:
    if old is None:
        return 0
    present = {row.tobytes() for row in digests}
    return sum(row.tobytes() not in present for row in old.texts[old.rows[:, 1] == KIND_CHUNK])
