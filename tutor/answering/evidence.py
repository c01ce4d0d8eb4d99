"""The sentences of the found answers that bear on a question: what is cited, quoted and put into the prompt."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from tutor.answering.checking import Embeds, Support, SupportChecker
from tutor.answering.sentences import sentence_spans
from tutor.answering.stripping import is_order
from tutor.records import Chunk, SearchHit
from tutor.retrieval.chunking import plain_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CACHED_TEXTS = 4096
_MAX_SENTENCES_PER_HIT = 40
_MIN_CHARS = 20
_COACHING = "what interviewers listen for"  # an answer's last paragraph, which speaks about answers, not the subject


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """`chunk.text[start:end]`: a sentence of a hit's answer, also as plain text; `relevance` is to the question."""

    hit: SearchHit
    chunk: Chunk
    start: int
    end: int
    plain: str
    order: int
    relevance: float

    @property
    def quote(self) -> str:
        """The sentence as the chunk holds it, letter for letter."""
        return self.chunk.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of several hits in reading order; `vectors` is float32 of shape (sentences, dimension)."""

    sentences: tuple[EvidenceSentence, ...]
    vectors: "NDArray[np.float32]"


class CachingEmbedder:
    """Remembers the vectors of the last texts, since the same answers are cited again and again."""

    def __init__(self, embedder: Embeds) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return a unit vector for each text, float32 of shape (len(texts), dimension)."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if missing:
            known.update(zip(missing, self._embedder.embed(missing), strict=True))
        with self._lock:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > _CACHED_TEXTS:
                self._vectors.popitem(last=False)
        return np.stack([known[text] for text in texts])


def gather_evidence(
    question: str, hits: Sequence[SearchHit], chunks_of: dict[str, Sequence[Chunk]], embedder: Embeds
) -> Evidence:
    """Return the sentences of the hits' whole answers, in reading order, with their relevance to the question."""
    found = hit_sentences(hits, chunks_of)
    if not found:
        return Evidence((), np.zeros((0, 1), dtype=np.float32))
    vectors = embedder.embed([question, *(sentence.plain for sentence in found)])
    relevance = vectors[1:] @ vectors[0]
    sentences = tuple(
        replace(sentence, relevance=float(value)) for sentence, value in zip(found, relevance, strict=True)
    )
    return Evidence(sentences, vectors[1:])


def hit_sentences(hits: Sequence[SearchHit], chunks_of: dict[str, Sequence[Chunk]]) -> list[EvidenceSentence]:
    """Return the sentences of the hits' whole answers, in reading order, their relevance not yet known."""
    found: list[EvidenceSentence] = []
    for hit in hits:
        spans = ((chunk, span) for chunk in chunks_of[hit.pair_id] for span in sentence_spans(chunk.text))
        for order, (chunk, span) in enumerate(islice(spans, _MAX_SENTENCES_PER_HIT)):
            plain = plain_text(chunk.text[span.start : span.end])
            if plain.lower().startswith(_COACHING):
                break
            if len(plain) >= _MIN_CHARS and not is_order(plain):
                found.append(EvidenceSentence(hit, chunk, span.start, span.end, plain, order, 0.0))
    return found


def support_checker(evidence: Evidence) -> SupportChecker:
    """Return the check of sentences against these sentences, each with the question that it answers."""
    return SupportChecker(
        [sentence.plain for sentence in evidence.sentences],
        evidence.vectors,
        [sentence.hit.question for sentence in evidence.sentences],
    )


class SourcesChecker:
    """The check of sentences against each document by itself, so that what one says holds where another differs."""

    def __init__(self, evidence: Evidence) -> None:
        documents = [sentence.hit.source.document for sentence in evidence.sentences]
        self._parts: list[tuple[list[int], SupportChecker]] = []
        for document in dict.fromkeys(documents):
            places = [at for at, its in enumerate(documents) if its == document]
            part = Evidence(tuple(evidence.sentences[at] for at in places), evidence.vectors[places])
            self._parts.append((places, support_checker(part)))

    def check(self, sentence: str, vector: "NDArray[np.float32]") -> Support:
        """Return the best support for `sentence`, whose unit vector is `vector`, by its position in the evidence."""
        found = [(places, checker.check(sentence, vector)) for places, checker in self._parts]
        places, support = max(found, key=lambda part: part[1].score)
        return replace(support, position=places[support.position])
