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
_MIN_WORDS = 8
# A sentence that opens with what only the sentence before it explains.
_LEANING = re.compile(
    r"(?:it|its|they|their|this|these|those|that|such|both|the (?:reason|cause|result|effect|latter|former|same|two)"
    r"|evidence|without|if so|otherwise|then|hence|therefore|thus|so|but|and|however|instead|also|another"
    r"|for example)\b",
    re.IGNORECASE,
)


def select_sentences(evidence: Evidence, max_chars: int) -> list[EvidenceSentence]:
    """Return the sentences that answer best within `max_chars`, in reading order, hits by rank.

    Greedy maximal marginal relevance (Carbonell and Goldstein, 1998) over relevance, place in the answer and rank of
    the hit. What repeats a chosen sentence is passed over; what leans on the sentence before it comes only with that.
    """
    sentences = evidence.sentences
    worth = np.array([_worth(sentence) for sentence in sentences])
    redundancy: NDArray[np.float32] = np.zeros(len(worth), dtype=np.float32)
    open_ = np.array([is_quotable(sentence) for sentence in sentences], dtype=bool)
    leaning = np.array([_LEANING.match(sentence.plain) is not None for sentence in sentences], dtype=bool)
    chosen: set[int] = set()
    room = max_chars
    while True:
        follows = np.array([_follows_chosen(sentences, position, chosen) for position in range(len(sentences))])
        allowed = open_ & (~leaning | follows)
        if not allowed.any():
            return [sentences[position] for position in sorted(chosen)]
        best = int(np.argmax(np.where(allowed, worth - _REDUNDANCY * redundancy, -np.inf)))
        open_[best] = False
        length = len(sentences[best].plain)
        if redundancy[best] > _TOO_ALIKE or length > room:
            continue
        chosen.add(best)
        room -= length
        redundancy = np.maximum(redundancy, evidence.vectors @ evidence.vectors[best])


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


def is_quotable(sentence: EvidenceSentence) -> bool:
    """Whether the sentence is a whole statement, not a heading, a formula, a table row or a way into a list."""
    plain = sentence.plain
    if plain.endswith((":", "?", ",")) or len(plain.split()) < (_MIN_WORDS if sentence.order else 4):
        return False
    return plain[0].isupper() and not (_BROKEN_OFF.search(plain) or "|" in sentence.quote or _MARKER_LIKE.search(plain))


def _follows_chosen(sentences: Sequence[EvidenceSentence], position: int, chosen: set[int]) -> bool:
    """Whether the sentence right before this one in the same answer is among the chosen."""
    before = position - 1
    return (
        before in chosen
        and sentences[before].hit.pair_id == sentences[position].hit.pair_id
        and sentences[before].order == sentences[position].order - 1
    )
