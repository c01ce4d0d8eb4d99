"""The sentences of the found answers that bear on a question: what is cited, quoted and put into the prompt."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
    """`chunk.text[start:end]`: a sentence of a hit's answer, also as plain text, and its place in that answer."""

    hit: SearchHit
    chunk: Chunk
    start: int
    end: int
    plain: str
    order: int

    @property
    def quote(self) -> str:
        """The sentence as the chunk holds it, letter for letter."""
        return self.chunk.text[self.start : self.end]


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


class Evidence:
    """The sentences of several hits in reading order, which are embedded when they are first looked at.

    An answer begins with a few of them, and need not wait until all have vectors.
    """

    def __init__(self, question: str, sentences: Sequence[EvidenceSentence], embedder: CachingEmbedder) -> None:
        self.sentences = tuple(sentences)
        self._question = question
        self._embedder = embedder

    @cached_property
    def vectors(self) -> "NDArray[np.float32]":
        """The unit vectors of all sentences, float32 of shape (sentences, dimension)."""
        return self.vectors_of(range(len(self.sentences)))

    def vectors_of(self, positions: Sequence[int]) -> "NDArray[np.float32]":
        """Return the unit vectors of some sentences, float32 of shape (positions, dimension)."""
        if not positions:
            return np.zeros((0, 1), dtype=np.float32)
        return self._embedder.embed([self.sentences[position].plain for position in positions])

    def relevance(self, positions: Sequence[int]) -> "NDArray[np.float32]":
        """Return the cosine similarities of some sentences to the question, float32 of shape (positions,)."""
        vectors = self._embedder.embed([self._question, *(self.sentences[position].plain for position in positions)])
        relevance: NDArray[np.float32] = vectors[1:] @ vectors[0]
        return relevance


def gather_evidence(
    question: str, hits: Sequence[SearchHit], chunks_of: dict[str, Sequence[Chunk]], embedder: CachingEmbedder
) -> Evidence:
    """Return the sentences of the hits' whole answers, in reading order, as evidence for an answer to the question."""
    return Evidence(question, hit_sentences(hits, chunks_of), embedder)


def hit_sentences(hits: Sequence[SearchHit], chunks_of: dict[str, Sequence[Chunk]]) -> list[EvidenceSentence]:
    """Return the sentences of the hits' whole answers, in reading order."""
    found: list[EvidenceSentence] = []
    for hit in hits:
        spans = ((chunk, span) for chunk in chunks_of[hit.pair_id] for span in sentence_spans(chunk.text))
        for order, (chunk, span) in enumerate(islice(spans, _MAX_SENTENCES_PER_HIT)):
            plain = plain_text(chunk.text[span.start : span.end])
            if plain.lower().startswith(_COACHING):
                break
            if len(plain) >= _MIN_CHARS and not is_order(plain):
                found.append(EvidenceSentence(hit, chunk, span.start, span.end, plain, order))
    return found


def support_checker(sentences: Sequence[EvidenceSentence], vectors: "NDArray[np.float32]") -> SupportChecker:
    """Return the check of sentences against these sentences of sources, each with the question that it answers.

    `vectors` are their unit vectors, float32 of shape (sentences, dimension).
    """
    return SupportChecker(
        [sentence.plain for sentence in sentences], vectors, [sentence.hit.question for sentence in sentences]
    )


class SourcesChecker:
    """The check of sentences against each document by itself, so that what one says holds where another differs."""

    def __init__(self, evidence: Evidence) -> None:
        documents = [sentence.hit.source.document for sentence in evidence.sentences]
        self._parts: list[tuple[list[int], SupportChecker]] = []
        for document in dict.fromkeys(documents):
            places = [at for at, its in enumerate(documents) if its == document]
            checker = support_checker([evidence.sentences[at] for at in places], evidence.vectors[places])
            self._parts.append((places, checker))

    def check(self, sentence: str, vector: "NDArray[np.float32]") -> Support:
        """Return the best support for `sentence`, whose unit vector is `vector`, by its position in the evidence."""
        found = [(places, checker.check(sentence, vector)) for places, checker in self._parts]
        places, support = max(found, key=lambda part: part[1].score)
        return replace(support, position=places[support.position])
