"""Finding the questions that answer a query: dense and lexical evidence, gathered to the question and fused."""

import re
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tutor.errors import IndexUnusableError, UsageError
from tutor.records import QAPair, QuestionSource, SearchHit, SearchResult
from tutor.retrieval.building import lexical_text
from tutor.retrieval.covering import Evidence, coverage_probability
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.linking import by_position
from tutor.retrieval.spelling import SpellingMender
from tutor.retrieval.store import KIND_CHUNK, KIND_PHRASING, Index

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Weights of the similarity of the question (or another phrasing of it), of its best chunk, and of BM25 scaled to the
# best document; chosen on the development cases. A vector of the whole answer added nothing to these.
_WEIGHTS = np.array([1.0, 0.8, 0.3], dtype=np.float32)
_DENSE_CANDIDATES = 256
_LEXICAL_CANDIDATES = 32
_EVIDENCE_HITS = 5
_OUTSIDE_NEIGHBOURS = 3
_ANSWERED_AFTER_ALL = 0.65
_COVERED_AT = 0.5


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Candidate pairs, best first; `evidence` has the shape (n, 3), `lexical` is BM25 as it comes."""

    pairs: "NDArray[np.int64]"
    scores: "NDArray[np.float32]"
    evidence: "NDArray[np.float32]"
    lexical: "NDArray[np.float32]"
    chunks: "NDArray[np.int64]"


class Searcher:
    """Searches one index with the embedder that built it; safe to share between threads."""

    def __init__(self, index: Index, embedder: SentenceEmbedder) -> None:
        if index.manifest.fingerprint != embedder.fingerprint:
            raise IndexUnusableError(
                f"The index was built with the embedder {index.manifest.embedder!r}, this is {embedder.name!r}. "
                f"Build it again with: TUTOR_EMBEDDER={embedder.name} interview-tutor build"
            )
        self.index = index
        self._embedder = embedder
        self._by_id = {pair.id: pair for pair in index.pairs}
        self._linked = by_position(index.links)
        self._spelling = SpellingMender(map(lexical_text, index.pairs), embedder.knows)
        self._asked = index.vectors.reconstruct_batch(np.flatnonzero(index.rows[:, 1] <= KIND_PHRASING))
        # What this corpus answers after all, such as a corpus of another field, is not outside.
        self._outside = index.outside[(index.outside @ self._asked.T).max(axis=1) < _ANSWERED_AFTER_ALL]

    def pair(self, pair_id: str) -> QAPair | None:
        """Return the question with this id, or None where the index does not hold it."""
        return self._by_id.get(pair_id)

    def search(self, query: str, *, k: int, standalone: str | None = None) -> SearchResult:
        """Return at most `k` hits for the query, or for `standalone` where the query needs its conversation."""
        started = time.perf_counter()
        text = standalone or query
        mended = self._spelling.mend(text)
        vector = self._embedder.embed([mended])
        candidates = self._candidates(mended, vector)
        confidence = self._confidence(mended, vector[0], candidates)
        return SearchResult(
            query=query,
            standalone=text,
            covered=confidence >= _COVERED_AT,
            confidence=round(confidence, 4),
            hits=tuple(self._hits(candidates, k)),
            latency_s=round(time.perf_counter() - started, 4),
        )

    def similarity(self, text: str) -> float:
        """Return the cosine similarity of a text to the nearest question or phrasing of the corpus."""
        return float((self._asked @ self._embedder.embed([self._spelling.mend(text)])[0]).max())

    def _candidates(self, text: str, vector: "NDArray[np.float32]") -> _Candidates:
        index = self.index
        _, found = index.vectors.search(vector, min(_DENSE_CANDIDATES, len(index.rows)))
        lexical = index.lexical.scores(text)
        by_words = np.argpartition(-lexical, min(_LEXICAL_CANDIDATES, len(lexical)) - 1)[:_LEXICAL_CANDIDATES]
        pairs = np.union1d(index.rows[found[0][found[0] >= 0], 0], by_words[lexical[by_words] > 0]).astype(np.int64)
        rows = np.concatenate([np.arange(index.first_row[pair], index.first_row[pair + 1]) for pair in pairs])
        similarity = index.vectors.reconstruct_batch(rows) @ vector[0]
        kinds, owners = index.rows[rows, 1], np.searchsorted(pairs, index.rows[rows, 0])
        evidence = np.zeros((len(pairs), 3), dtype=np.float32)
        np.maximum.at(evidence[:, 0], owners[kinds <= KIND_PHRASING], similarity[kinds <= KIND_PHRASING])
        is_chunk = kinds == KIND_CHUNK
        np.maximum.at(evidence[:, 1], owners[is_chunk], similarity[is_chunk])
        evidence[:, 2] = lexical[pairs] / max(float(lexical.max(initial=0.0)), 1e-9)
        ascending = np.argsort(similarity[is_chunk])
        chunks = np.zeros(len(pairs), dtype=np.int64)
        chunks[owners[is_chunk][ascending]] = index.rows[rows[is_chunk], 2][ascending]
        scores = evidence @ _WEIGHTS / _WEIGHTS.sum()
        order = np.argsort(-scores, kind="stable")
        return _Candidates(pairs[order], scores[order], evidence[order], lexical[pairs][order], chunks[order])

    def _hits(self, candidates: _Candidates, k: int) -> list[SearchHit]:
        """Return one hit for each question, what other documents say of the same question beside it."""
        hits: list[SearchHit] = []
        taken: set[int] = set()
        for position, score, chunk_position in zip(candidates.pairs, candidates.scores, candidates.chunks, strict=True):
            if len(hits) == k:
                break
            if position in taken:
                continue
            linked = self._linked.get(int(position), ())
            taken.update(linked)
            pair, chunk = self.index.pairs[position], self.index.chunks[chunk_position]
            others = (self.index.pairs[other] for other in linked if other != position)
            hits.append(
                SearchHit(
                    rank=len(hits) + 1,
                    score=round(float(score), 4),
                    chunk_id=chunk.id,
                    pair_id=pair.id,
                    question=pair.question,
                    text=chunk.text,
                    level=pair.level,
                    topic=pair.topic,
                    source=pair.source,
                    also_in=tuple(QuestionSource(other.question, other.source) for other in others),
                )
            )
        return hits

    def _confidence(self, text: str, vector: "NDArray[np.float32]", candidates: _Candidates) -> float:
        outside = np.sort(self._outside @ vector)[-_OUTSIDE_NEIGHBOURS:]
        best = candidates.evidence[:_EVIDENCE_HITS]
        share = float(candidates.lexical[:_EVIDENCE_HITS].max()) / max(self.index.lexical.weight(text), 1e-9)
        return coverage_probability(
            Evidence(
                question=float(best[:, 0].max()),
                chunk=float(best[:, 1].max()),
                lexical=share,
                outside=float(outside.mean()) if len(outside) else 0.0,
            )
        )


def clean_query(text: str, max_chars: int) -> str:
    """Return the query without control characters and runs of white space; raises `UsageError` for an unusable one."""
    if len(text) > max_chars:
        raise UsageError(
            f"The question has {len(text):,} characters, at most {max_chars:,} are read. Shorten it, or raise the "
            "limit with TUTOR_MAX_QUESTION_CHARS."
        )
    visible = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char for char in text)
    cleaned = re.sub(r"\s+", " ", visible).strip()
    if not any(char.isalnum() for char in cleaned):
        raise UsageError("The question is empty. Ask one in words, for example: What is attention?")
    return cleaned
