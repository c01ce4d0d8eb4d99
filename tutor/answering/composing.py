"""Composing an answer from the sources' own sentences: what the tutor says without an LLM, and the prompt with one."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tutor.answering.evidence import Evidence, EvidenceSentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OPENING_BONUS = 0.25  # an answer's first sentences are written to answer the question directly
_RANK_PENALTY = 0.15
_REDUNDANCY = 0.5
_TOO_ALIKE = 0.85
# A sentence that a formula, a list or a table completes.
_BROKEN_OFF = re.compile(
    r"\b(?:is|are|be|as|by|of|to|the|a|an|and|or|with|where|when|that|gives|becomes|minimi[sz]es)$"
)
_MARKER_LIKE = re.compile(r"\[\d+\]")
_COACHING = ("what interviewers listen for",)


def select_sentences(evidence: Evidence, max_chars: int) -> list[EvidenceSentence]:
    """Return the sentences that answer best within `max_chars`, in reading order, hits by rank.

    Greedy maximal marginal relevance (Carbonell and Goldstein, 1998) over relevance, place in the answer and rank of
    the hit; sentences that lead on to a list, or that repeat a chosen one, are passed over.
    """
    worth = np.array([_worth(sentence) for sentence in evidence.sentences])
    chosen: list[int] = []
    room = max_chars
    redundancy: NDArray[np.float32] = np.zeros(len(worth), dtype=np.float32)
    allowed = np.array([_stands_alone(sentence) for sentence in evidence.sentences], dtype=bool)
    while allowed.any():
        gains = np.where(allowed, worth - _REDUNDANCY * redundancy, -np.inf)
        best = int(np.argmax(gains))
        allowed[best] = False
        length = len(evidence.sentences[best].plain)
        if redundancy[best] > _TOO_ALIKE or length > room:
            continue
        chosen.append(best)
        room -= length
        redundancy = np.maximum(redundancy, evidence.vectors @ evidence.vectors[best])
    return [evidence.sentences[position] for position in sorted(chosen)]


def as_paragraphs(sentences: Sequence[EvidenceSentence]) -> list[list[EvidenceSentence]]:
    """Return the sentences grouped by the answer they come from."""
    paragraphs: list[list[EvidenceSentence]] = []
    for sentence in sentences:
        if not paragraphs or paragraphs[-1][-1].hit.pair_id != sentence.hit.pair_id:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return paragraphs


def _worth(sentence: EvidenceSentence) -> float:
    opening = _OPENING_BONUS / (1 + sentence.order)
    return sentence.relevance + opening - _RANK_PENALTY * (sentence.hit.rank - 1)


def _stands_alone(sentence: EvidenceSentence) -> bool:
    """Whether a reader understands the sentence without what stands around it."""
    plain = sentence.plain
    if plain.endswith((":", "?", ",")) or plain.lower().startswith(_COACHING) or len(plain.split()) < 4:
        return False
    return not (plain[0].islower() or _BROKEN_OFF.search(plain) or "|" in sentence.quote or _MARKER_LIKE.search(plain))
