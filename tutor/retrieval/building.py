"""Building the index from folders of question files, embedding only what changed."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tutor.errors import CorpusError, IndexMissingError, IndexUnusableError
from tutor.ingest.entries import entry_paths, read_corpus
from tutor.records import Chunk, QAPair
from tutor.retrieval.chunking import chunk_answers, embedded_text, plain_text
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.lending import lent_phrasings
from tutor.retrieval.lexical import LexicalIndex
from tutor.retrieval.linking import NOTHING_APART, Apart, link_duplicates
from tutor.retrieval.outside import outside_digest, outside_questions
from tutor.retrieval.reusing import KnownVectors, Progress, text_digest
from tutor.retrieval.store import (
    KIND_CHUNK,
    KIND_PHRASING,
    KIND_QUESTION,
    Index,
    read_index,
    remove_leftovers,
    write_index,
)

_LOCK_TIMEOUT_S = 1.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in chunks: `embedded` and `reused` add up to `chunks`; `removed` are those that went.

    The vectors of the `reused` ones were known, to the former index, an interrupted build or the package.
    `linked` holds the ids of questions that several documents ask and that count as one.
    """

    documents: int
    questions: int
    chunks: int
    embedded: int
    reused: int
    removed: int
    seconds: float
    index: str
    linked: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class BuildInput:
    """What an index is made of: folders of question files, undone links, and the curated questions.

    These lend imported questions their phrasings; those that no imported question asks show what lies outside.
    """

    folders: tuple[Path, ...]
    apart: Apart = NOTHING_APART
    curated: Callable[[], Sequence[QAPair]] = tuple

    def digest(self) -> str:
        """Return a digest of all question files, by their paths below the folders and their bytes, and the links."""
        return self.digests()[-1]

    def digests(self) -> list[str]:
        """Return for each folder the `digest` of an input that ends with it."""
        digest = hashlib.sha256(repr(sorted(sorted(pair) for pair in self.apart)).encode())
        found = []
        for folder in self.folders:
            for path in entry_paths(folder):
                digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
            found.append(digest.hexdigest())
        return found


def build_index(
    source: BuildInput, index: Path, embedder: SentenceEmbedder, on_progress: Progress | None = None
) -> BuildReport:
    """Write the index of all questions of `source`; `on_progress` gets texts embedded and texts to embed.

    Nothing is written where corpus and embedder are those of the index that is there. A build that was killed goes on
    with what it had embedded; until a build has ended, the former index stays in use. Raises `CorpusError` for an
    unreadable or empty corpus before anything is written, and `IndexUnusableError` while another build is writing.
    """
    from filelock import FileLock, Timeout

    started = time.monotonic()
    index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(index / ".lock", timeout=_LOCK_TIMEOUT_S):
            former = _former_index(index, embedder)
            digest = source.digest()
            if (
                former is not None
                and former.manifest.corpus_digest == digest
                and (former.manifest.outside_digest == outside_digest())
            ):
                report = _unchanged(former, index, started)
            else:
                report = _build(source, digest, index, KnownVectors(embedder, index, former, on_progress), started)
            remove_leftovers(index)
            return report
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


def _build(source: BuildInput, digest: str, index: Path, vectors: KnownVectors, started: float) -> BuildReport:
    pairs = gather_pairs(source.folders)
    chunks = chunk_answers(pairs)
    # All that is known beforehand in one go, so that the progress has one total; the steps below find it there.
    vectors.of([*(view[3] for view in _views(pairs, chunks, {})), *outside_questions()])
    asked = vectors.of([pair.question for pair in pairs])
    linked = link_duplicates(pairs, asked, source.apart)
    bare = [position for position, pair in enumerate(pairs) if not pair.also_asked]
    curated = source.curated() if bare else ()
    lent = dict(zip(bare, lent_phrasings([pairs[position] for position in bare], curated, vectors.of), strict=True))
    views = list(_views(pairs, chunks, lent))
    rows = np.array([view[:3] for view in views], dtype=np.int32)
    keys = [text_digest(view[3]) for view in views]
    documents = len({pair.source.document for pair in pairs})
    write_index(
        index,
        embedder=vectors.embedder.name,
        fingerprint=vectors.embedder.fingerprint,
        corpus_digest=digest,
        documents=documents,
        pairs=pairs,
        chunks=chunks,
        vectors=vectors.of([view[3] for view in views]),
        rows=rows,
        texts=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1),
        lexical=LexicalIndex.build([lexical_text(pair, lent.get(at, ())) for at, pair in enumerate(pairs)]),
        links=linked,
        outside=vectors.of([*outside_questions(), *_not_asked(pairs, curated)]),
    )
    embedded = sum(key in vectors.new for key, row in zip(keys, rows, strict=True) if row[1] == KIND_CHUNK)
    return BuildReport(
        documents=documents,
        questions=len(pairs),
        chunks=len(chunks),
        embedded=embedded,
        reused=len(chunks) - embedded,
        removed=_removed_chunks(vectors.former, frozenset(keys)),
        seconds=round(time.monotonic() - started, 3),
        index=str(index),
        linked=_ids(pairs, linked),
    )


def _not_asked(pairs: Sequence[QAPair], curated: Sequence[QAPair]) -> list[str]:
    """Return the curated questions that no pair asks in the same words; the search leaves out those asked in others."""
    asked = {pair.question for pair in pairs}
    return [pair.question for pair in curated if pair.question not in asked]


def _ids(pairs: Sequence[QAPair], groups: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pairs[position].id for position in group) for group in groups)


def _unchanged(former: Index, index: Path, started: float) -> BuildReport:
    manifest = former.manifest
    return BuildReport(
        documents=manifest.documents,
        questions=manifest.questions,
        chunks=manifest.chunks,
        embedded=0,
        reused=manifest.chunks,
        removed=0,
        seconds=round(time.monotonic() - started, 3),
        index=str(index),
        linked=_ids(former.pairs, former.links),
    )


def _views(
    pairs: Sequence[QAPair], chunks: Sequence[Chunk], lent: Mapping[int, Sequence[str]]
) -> Iterator[tuple[int, int, int, str]]:
    """Yield every text that gets a vector, as (position of the pair, kind, position of the chunk or -1, text)."""
    next_chunk = 0
    for position, pair in enumerate(pairs):
        yield position, KIND_QUESTION, -1, pair.question
        for phrasing in pair.also_asked or lent.get(position, ()):
            yield position, KIND_PHRASING, -1, phrasing
        while next_chunk < len(chunks) and chunks[next_chunk].pair_id == pair.id:
            yield position, KIND_CHUNK, next_chunk, embedded_text(pair.question, chunks[next_chunk])
            next_chunk += 1


def embedded_texts(pairs: Sequence[QAPair]) -> list[str]:
    """Return every text of the pairs that gets a vector."""
    return [view[3] for view in _views(pairs, chunk_answers(pairs), {})]


def lexical_text(pair: QAPair, lent: Sequence[str] = ()) -> str:
    """Return a pair's words for BM25; the question counts three times, as a title field would (BM25F)."""
    return "\n".join([*[pair.question] * 3, *(pair.also_asked or lent), plain_text(pair.answer)])


def _former_index(index: Path, embedder: SentenceEmbedder) -> Index | None:
    """Return the index to take vectors from, if there is a whole one of the same embedder."""
    try:
        former = read_index(index)
    except (IndexMissingError, IndexUnusableError):
        return None
    same = former.manifest.fingerprint == embedder.fingerprint and former.manifest.dimension == embedder.dimension
    return former if same else None


def _removed_chunks(former: Index | None, present: frozenset[bytes]) -> int:
    if former is None:
        return 0
    return sum(row.tobytes() not in present for row in former.texts[former.rows[:, 1] == KIND_CHUNK])
