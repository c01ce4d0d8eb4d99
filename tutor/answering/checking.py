"""Checking whether a passage supports a sentence: similarity of meaning, and of terms, numbers and polarity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tutor.retrieval.lexical import content_words, stem_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUPPORTED_AT = 0.62
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:not|no|never|none|nor|cannot|without|neither|hardly|\w+n['’]t)\b", re.IGNORECASE)
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in (
        (r"increas\w*|rais\w+|grow\w*", r"decreas\w*|reduc\w*|lower\w*|shrink\w*|cut\w*"),
        (r"higher|more|larger|bigger|greater", r"lower|less|fewer|smaller"),
        (r"faster|quicker", r"slower"),
        (r"improv\w*|better", r"worsen\w*|worse|degrad\w*|hurt\w*"),
        (r"always", r"never|sometimes|rarely"),
        (r"before", r"after"),
        (r"cheaper", r"costlier|dearer"),
        (r"supervised", r"unsupervised"),
        (r"encoder", r"decoder"),
        (r"discriminative|discriminator", r"generative|generator"),
    )
)


class Embeds(Protocol):
    """Anything that turns texts into unit vectors, float32 of shape (texts, dimension)."""

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return a unit vector for each text."""


@dataclass(frozen=True, slots=True)
class Support:
    """The passage sentence that supports a sentence best: its position, and a score from 0 to 1."""

    position: int
    score: float

    @property
    def holds(self) -> bool:
        """Whether the sentence may carry the passage's number."""
        return self.score >= SUPPORTED_AT


class SupportChecker:
    """Checks sentences against the sentences of the passages of one question."""

    def __init__(self, passages: Sequence[str], vectors: "NDArray[np.float32]", contexts: Sequence[str]) -> None:
        """Take the passages' sentences, their unit vectors, and for each the text it stands in."""
        self._passages = passages
        self._vectors = vectors
        self._stems = [
            frozenset(stem_words(content_words(f"{passage} {context}")))
            for passage, context in zip(passages, contexts, strict=True)
        ]
        self._numbers = [
            frozenset(_numbers(f"{passage} {context}")) for passage, context in zip(passages, contexts, strict=True)
        ]

    def check(self, sentence: str, vector: "NDArray[np.float32]") -> Support:
        """Return the best support for `sentence`, whose unit vector is `vector`; a score of 0 where there is none."""
        similarity = np.clip(self._vectors @ vector, 0.0, 1.0)
        stems = frozenset(stem_words(content_words(sentence)))
        numbers = frozenset(_numbers(sentence))
        scores = [
            self._score(position, float(near), sentence, stems, numbers) for position, near in enumerate(similarity)
        ]
        best = int(np.argmax(scores))
        return Support(best, round(scores[best], 3))

    def _score(
        self, position: int, similarity: float, sentence: str, stems: frozenset[str], numbers: frozenset[str]
    ) -> float:
        if not numbers <= self._numbers[position]:
            return 0.3 * similarity
        if similarity > 0.5 and opposes(sentence, self._passages[position]):
            return 0.4 * similarity
        shared = len(stems & self._stems[position]) / max(len(stems), 1)
        return 0.5 * similarity + 0.5 * shared


def opposes(sentence: str, passage: str) -> bool:
    """Whether one text says the reverse of the other by a negation, or by a word where the other has its opposite."""
    if bool(_NEGATION.search(sentence)) != bool(_NEGATION.search(passage)):
        return True
    for one, other in _OPPOSITES:
        here = bool(one.search(sentence)), bool(other.search(sentence))
        there = bool(one.search(passage)), bool(other.search(passage))
        if here in {(True, False), (False, True)} and there == (here[1], here[0]):
            return True
    return False


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "") for number in _NUMBER.findall(text)]
