"""Checking whether a passage supports a sentence: similarity of meaning, and signs for and against agreement.

Some signs decide alone; the others are weighed by a logistic regression, which `scripts/fit_checking.py` fits on
labelled pairs.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tutor.answering.degrees import exaggerated, turned
from tutor.answering.opposites import negated_by_prefix, opposed_words
from tutor.answering.quantities import is_among
from tutor.answering.relations import (
    conceded_condition,
    joined_alike,
    order_breaks,
    share,
    swapped_cause,
    swapped_comparison,
)
from tutor.answering.subjects import Told
from tutor.answering.wording import Wording, take_apart

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUPPORTED_AT = 0.55
_WEIGHTS_FILE = Path(__file__).with_name("checking_weights.txt")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•])\s+")
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b(?:[A-Z][A-Za-z0-9-]*|[a-z]+[A-Z]\w*)\b")
_WELL_COVERED = 0.75
# Each of these fired on hardly any supported sentence of the development pairs.
DECISIVE = frozenset(
    {
        "unknown names",
        "numbers not in the window",
        "unit of another number",
        "place of another number",
        "negation of its own",
        "negation left out",
        "negation by prefix",
        "opposite words",
        "opposite at the same thing",
        "extreme of its own",
        "condition conceded",
        "said of another thing",
    }
)
_AGAINST = 0.5
# Stems that deny without a negation: "it fails to" may well be said as "it does not".
_DENYING = frozenset(
    """fail lack avoid prevent refus unabl few forbid miss lose stop wrong littl ignor off imposs less exclud remov free
    skip drop""".split()
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

    def __init__(self, passages: Sequence[str], vectors: "NDArray[np.float32]", questions: Sequence[str]) -> None:
        """Take the passages' sentences in reading order, their unit vectors, and the question that each answers.

        Sentences that answer the same question are one text: neighbours may support a sentence together.
        """
        self._passages = passages
        self._vectors = vectors
        self._questions = questions
        self._wordings = [take_apart(passage) for passage in passages]
        self._stems = [frozenset(wording.stems) for wording in self._wordings]
        self._told: dict[str, Told] = {}

    def check(self, sentence: str, vector: "NDArray[np.float32]") -> Support:
        """Return the best support for `sentence`, whose unit vector is `vector`."""
        position, signs = self.signs(sentence, vector)
        weights = _weights()
        evidence = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in signs.items())
        likely = 1.0 / (1.0 + math.exp(-evidence))
        return Support(position, round(likely * (_AGAINST if is_decided(signs) else 1.0), 3))

    def signs(self, sentence: str, vector: "NDArray[np.float32]") -> tuple[int, dict[str, float]]:
        """Return the position of the passage sentence nearest to `sentence`, and the signs that are weighed."""
        text = _LIST_MARK.sub("", sentence)
        wording = take_apart(text)
        stems = frozenset(wording.stems)
        similarity = np.clip(self._vectors @ vector, 0.0, 1.0)
        covered = np.array([share(stems, passage) for passage in self._stems])
        best = int(np.argmax(similarity + covered))
        window = self._with_neighbour(best, stems, float(covered[best]))
        return best, {
            "similarity": float(similarity[best]),
            "best similarity": float(similarity.max()),
            "read from two sentences": float(len(window) > 1),
            **self._term_signs(text, stems, best, window),
            **self._number_signs(wording, window),
            **self._negation_signs(wording, window),
            **self._relation_signs(text, wording, best, window, float(covered[best])),
        }

    def _with_neighbour(self, best: int, stems: frozenset[str], covered: float) -> list[int]:
        """Return `best` and the sentence next to it in the same answer, if that has more of the sentence's words."""
        near = [place for place in (best - 1, best + 1) if 0 <= place < len(self._stems)]
        near = [place for place in near if self._questions[place] == self._questions[best]]
        gains = [(len((stems & self._stems[place]) - self._stems[best]), place) for place in near]
        gain, place = max(gains, default=(0, best))
        return sorted((best, place)) if gain >= (2 if covered > 0.6 else 1) else [best]

    def _term_signs(self, text: str, stems: frozenset[str], best: int, window: list[int]) -> dict[str, float]:
        question = self._questions[best]
        known = f"{question} {' '.join(self._answer(question))}".lower()
        return {
            "words in the best sentence": share(stems, self._stems[best]),
            "words in the window": share(stems, frozenset().union(*(self._stems[place] for place in window))),
            "unknown names": float(min(sum(name.lower() not in known for name in _NAME.findall(text)), 2)),
        }

    def _answer(self, question: str) -> list[str]:
        return [passage for passage, its in zip(self._passages, self._questions, strict=True) if its == question]

    def _told_in_answer(self, best: int) -> Told:
        question = self._questions[best]
        if question not in self._told:
            self._told[question] = Told(self._answer(question), question)
        return self._told[question]

    def _number_signs(self, wording: Wording, window: list[int]) -> dict[str, float]:
        near = frozenset().union(*(self._wordings[place].numbers for place in window))
        if any({"both", "pair"} & self._wordings[place].words for place in window):
            near |= {2.0}
        theirs = [quantity for place in window for quantity in self._wordings[place].quantities]
        ours = wording.quantities
        numbers = {quantity.number for quantity in ours}
        other_unit = other_count = False
        for quantity in ours:
            same = [their for their in theirs if their.number == quantity.number]
            units = {their.unit for their in same}
            other_unit |= (
                bool(quantity.unit)
                and quantity.unit not in units | {""}
                and any(their.unit == quantity.unit for their in theirs)
            )
            fit = max((len(quantity.before & their.before) for their in same), default=0)
            rival = max(
                (len(quantity.before & their.before) for their in theirs if their.number not in numbers), default=0
            )
            other_count |= bool(quantity.before) and rival > fit and rival >= min(2, len(quantity.before))
        return {
            "numbers not in the window": float(min(sum(not is_among(value, near) for value in wording.numbers), 2)),
            "unit of another number": float(other_unit),
            "place of another number": float(other_count),
        }

    def _negation_signs(self, wording: Wording, window: list[int]) -> dict[str, float]:
        stems = frozenset(wording.stems)
        near = frozenset().union(*(self._stems[place] for place in window))
        words = frozenset().union(*(self._wordings[place].words for place in window))
        denied = [scope for place in window for scope in self._wordings[place].denied]
        ours_alone = any(not any(scope & other for other in denied) for scope in wording.denied)
        theirs_alone = any(
            scope and scope <= stems and not any(scope & other for other in wording.denied) for scope in denied
        )
        return {
            "negation of its own": float(ours_alone and not (near - stems) & _DENYING),
            "negation left out": float(theirs_alone and not (stems - near) & _DENYING),
            "negation by prefix": float(negated_by_prefix(wording.words, words)),
            "opposite words": float(min(opposed_words(wording.words, words), 2)),
        }

    def _relation_signs(
        self, text: str, wording: Wording, best: int, window: list[int], covered: float
    ) -> dict[str, float]:
        breaks, backwards = order_breaks(wording, self._wordings[best])
        passages = [self._passages[place] for place in window]
        compares = " than " in text and not any(" than " in passage for passage in passages)
        return {
            "joined alike": joined_alike(wording, [self._wordings[place] for place in window]),
            "order broken": min(breaks, 5) * covered * (covered > _WELL_COVERED),
            "order reversed": float(min(backwards, 3) * (covered > _WELL_COVERED)),
            "swapped comparison": swapped_comparison(text, passages),
            "comparison of its own": float(compares),
            "swapped cause": swapped_cause(text, passages),
            "opposite at the same thing": float(min(turned(text, passages), 2)),
            "extreme of its own": float(exaggerated(text, passages)),
            "condition conceded": float(conceded_condition(text, passages)),
            "said of another thing": float(self._told_in_answer(best).of_another(text)),
        }


def is_decided(signs: Mapping[str, float]) -> bool:
    """Whether one of the signs alone says that a sentence is not supported."""
    return any(signs[name] > 0 for name in DECISIVE)


@cache
def _weights() -> dict[str, float]:
    """Return the weight of each sign and of the intercept, as fitted."""
    lines = (line.rsplit(maxsplit=1) for line in _WEIGHTS_FILE.read_text(encoding="utf-8").splitlines() if line)
    return {name: float(weight) for name, weight in lines if not name.startswith("#")}
