"""Composing an answer from the sources' own sentences, as the tutor does without an LLM.

What is chosen are runs of neighbouring sentences, so that one explains the next as it does in the source.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np

from tutor.answering.cues import exemplifies, explains, leans, warns
from tutor.answering.evidence import Evidence
from tutor.answering.passages import Passage, adjoin, read_passages
from tutor.answering.plainness import difficulty, has_signs
from tutor.records import Style

Run = list[Passage]

_OPENING_BONUS = 0.25  # an answer's first sentences are written to answer the question directly
_FULLER_BONUS = 0.02  # of two documents that open alike, the one that says more
_RANK_PENALTY = 0.15
_START_BONUS = 0.08  # the first sentence of a paragraph leans on nothing
_LENGTH_BONUS = 0.05
_CUE_BONUS = 0.12
_LONE_ITEM = 0.2
_REDUNDANCY = 0.3
_TOO_ALIKE = 0.85
_LESS_RELEVANT = 0.05
_HARDNESS = 0.01  # for each point of LIX above this, where plain words are wanted
_EASY = 40.0
_RUN_SENTENCES = 4
_DIRECT_SENTENCES = 3
_MAX_REASONS = 2
_MIN_LAST_WORDS = 8
_DIRECT_CHARS = 420
_OTHER_CHARS = 320
_REASON_CHARS = 600
_EXAMPLE_CHARS = 420
_DEEP_CHARS = 3600


def compose(evidence: Evidence, style: Style) -> Iterator[Run]:
    """Yield the paragraphs of the answer: the direct answer, the reasons, an example and a pitfall, as there are.

    A short answer has the first alone; a deep one is the whole of the best source. Nothing is said twice. Each is
    chosen when it is asked for: the first needs few of the sentences' vectors, and can be read before the others.
    """
    passages = read_passages(evidence.sentences)
    choice = _Choice(passages, evidence, style.simply)
    direct = choice.direct()
    if not direct:
        yield from _as_it_stands(passages)
        return
    yield choice.all_of(direct[0]) if style.depth == "deep" else direct
    others = choice.openings_of_others(direct)
    yield from (run[:1] for run in others) if style.depth == "short" else others
    if style.depth == "interview":
        example = choice.best(exemplifies, _EXAMPLE_CHARS, needed=True)
        pitfall = choice.best(warns, _OTHER_CHARS, needed=True)
        reasons = choice.reasons(_REASON_CHARS)
        yield from (run for run in (*reasons, example, pitfall) if run)


class _Choice:
    """The passages of an answer, and which of them have been taken."""

    def __init__(self, passages: Sequence[Passage], evidence: Evidence, simply: bool) -> None:
        self._passages = passages
        self._evidence = evidence
        self._simply = simply
        self._open = [passage.whole and not (simply and has_signs(passage.sentence.quote)) for passage in passages]
        self._taken: list[int] = []

    def direct(self) -> Run:
        """Take the run that answers the question directly: of the best hit, if that has any."""
        for rank in self._ranks():
            if run := self._opening(rank, _DIRECT_CHARS, _DIRECT_SENTENCES):
                return self._take(run)
        return []

    def openings_of_others(self, direct: Run) -> list[Run]:
        """Take from each other hit how it answers, where that is as relevant as `direct` and says something else.

        Nothing more is taken from them: an answer that changes its subject is hard to follow.
        """
        found = []
        least = max(self._relevance(direct)) - _LESS_RELEVANT
        first = direct[0].sentence.hit.rank
        for rank in self._ranks():
            run = self._opening(rank, _OTHER_CHARS, 2) if rank != first else []
            if run and max(self._relevance(self._at(run))) >= least and self._alike(run) < _TOO_ALIKE:
                found.append(self._take(run))
        for at, passage in enumerate(self._passages):
            self._open[at] = self._open[at] and passage.sentence.hit.rank == first
        return found

    def best(self, shows: Callable[[str, bool], float], max_chars: int, *, needed: bool = False) -> Run:
        """Take the most relevant run that `shows` what is looked for; where that is `needed`, only such a run."""
        best, most = list[int](), -np.inf
        for run in self._runs(max_chars):
            alike = self._alike(run)
            shown = [shows(self._passages[at].plain, self._simply) for at in run]
            if alike > _TOO_ALIKE or (needed and not any(shown)):
                continue
            value = (
                float(np.mean([self._worth[at] for at in run])) + _LENGTH_BONUS * (len(run) - 1) - _REDUNDANCY * alike
            )
            value += _CUE_BONUS * max(shown) + _START_BONUS * self._starts_paragraph(run[0])
            value -= _LONE_ITEM * bool(self._passages[run[0]].mark)
            if value > most:
                best, most = run, value
        return self._take(best)

    def reasons(self, max_chars: int) -> list[Run]:
        """Take the runs that explain best, in the order of the source."""
        runs: list[Run] = []
        while len(runs) < _MAX_REASONS and (run := self.best(explains, max_chars)):
            max_chars -= sum(len(passage.plain) for passage in run)
            runs.append(run)
        return sorted(runs, key=lambda run: run[0].position)

    def all_of(self, direct: Passage) -> Run:
        """Take every passage of the answer that `direct` is from, or of the longest where documents share the hit."""
        self._taken.clear()
        room = _DEEP_CHARS
        whole = self._longest(direct.sentence.hit.rank)
        for at, passage in enumerate(self._passages):
            if passage.sentence.hit.pair_id != whole or not self._open[at]:
                continue
            lost = at > 0 and at - 1 not in self._taken and not self._starts_paragraph(at)
            if (lost and leans(passage.plain)) or (passage.leads_in and not self._announced(at)):
                continue
            if passage.is_formula and at - 1 not in self._taken:
                continue
            if self._words(at) < _MIN_LAST_WORDS and self._is_left_alone(at):
                continue
            room -= len(passage.plain)
            if room < 0:
                break
            self._take([at])
        return self._at(self._taken)

    @cached_property
    def _worth(self) -> list[float]:
        """What each passage is worth to the answer; wants all vectors."""
        return [
            near
            + _OPENING_BONUS / (1 + passage.sentence.order)
            - _RANK_PENALTY * (passage.sentence.hit.rank - 1)
            - (_HARDNESS * max(difficulty(passage.plain) - _EASY, 0.0) if self._simply else 0.0)
            for passage, near in zip(self._passages, self._relevance(self._passages), strict=True)
        ]

    def _ranks(self) -> list[int]:
        """Return the ranks of the hits, best first; documents that answer the same question share a hit's."""
        return sorted({passage.sentence.hit.rank for passage in self._passages})

    def _longest(self, rank: int) -> str:
        lengths = Counter[str]()
        for at, passage in enumerate(self._passages):
            if passage.sentence.hit.rank == rank and self._open[at]:
                lengths[passage.sentence.hit.pair_id] += len(passage.plain)
        return lengths.most_common(1)[0][0]

    def _opening(self, rank: int, max_chars: int, max_sentences: int) -> list[int]:
        """Return the most relevant run of one hit, from the first paragraph of its answer where that has any."""
        runs = [
            run
            for run in self._runs(max_chars, max_sentences)
            if self._passages[run[0]].sentence.hit.rank == rank and not self._passages[run[0]].in_list
        ]
        runs = [run for run in runs if self._opens_answer(run[0])] or runs
        places = sorted({at for run in runs for at in run})
        near = dict(zip(places, self._relevance(self._at(places)), strict=True))
        return max(runs, key=lambda run: max(near[at] for at in run) + _FULLER_BONUS * (len(run) - 1), default=[])

    def _runs(self, max_chars: int, max_sentences: int = _RUN_SENTENCES) -> Iterator[list[int]]:
        """Yield the longest run from each passage: neighbours in a paragraph, with the list that they lead into."""
        for start, passage in enumerate(self._passages):
            run: list[int] = []
            if (
                passage.is_formula
                or (passage.in_list and not passage.mark)
                or (passage.sentence.order and leans(passage.plain))
            ):
                continue
            for at in range(start, min(start + max_sentences, len(self._passages))):
                if not self._is_free(at) or (run and not self._goes_on(at)):
                    break
                longer = [*run, at, *self._announced(at)]
                if self._passages[longer[-1]].leads_in or self._chars(longer) > max_chars:
                    break
                run = longer
                if self._passages[at].leads_in:
                    break
            while len(run) > 1 and self._words(run[-1]) < _MIN_LAST_WORDS:
                if self._passages[run[-1]].in_list or self._passages[run[-1]].is_formula:
                    break
                run.pop()
            if len(run) > 1 or (run and (start == 0 or self._words(start) >= _MIN_LAST_WORDS)):
                yield run

    def _is_left_alone(self, at: int) -> bool:
        """Whether the passage introduces a sentence of its paragraph that is left out."""
        after = at + 1
        return after < len(self._passages) and not self._starts_paragraph(after) and not self._open[after]

    def _opens_answer(self, at: int) -> bool:
        """Whether the passage stands in the first paragraph of its answer."""
        first = next(
            passage
            for passage in self._passages
            if passage.sentence.hit.pair_id == self._passages[at].sentence.hit.pair_id
        )
        return first.paragraph == self._passages[at].paragraph

    def _relevance(self, run: Sequence[Passage]) -> list[float]:
        return [float(value) for value in self._evidence.relevance([passage.position for passage in run])]

    def _announced(self, at: int) -> list[int]:
        """Return the list or formula that the passage leads into; nothing where a part of it cannot be quoted."""
        if not self._passages[at].leads_in:
            return []
        if self._passages[at + 1].is_formula:
            after = self._passages[at + 2].plain if at + 2 < len(self._passages) else ""
            return [at + 1] if self._is_free(at + 1) and not after[:1].islower() else []
        items: list[int] = []
        for item in range(at + 1, len(self._passages)):
            passage = self._passages[item]
            if not passage.in_list or not adjoin(self._passages[item - 1], passage):
                break
            if not self._is_free(item):
                return []
            items.append(item)
        ends = items and (items[-1] + 1 == len(self._passages) or self._ends_list(items[-1]))
        return items if ends else []

    def _ends_list(self, at: int) -> bool:
        """Whether the list ends here in the source too, and not with an item that is left out."""
        after = self._passages[at + 1]
        return (
            adjoin(self._passages[at], after) or after.sentence.hit.pair_id != self._passages[at].sentence.hit.pair_id
        )

    def _is_free(self, at: int) -> bool:
        return self._open[at] and at not in self._taken

    def _goes_on(self, at: int) -> bool:
        return not self._starts_paragraph(at) and adjoin(self._passages[at - 1], self._passages[at])

    def _starts_paragraph(self, at: int) -> bool:
        return at == 0 or self._passages[at].paragraph != self._passages[at - 1].paragraph

    def _words(self, at: int) -> int:
        return len(self._passages[at].plain.split())

    def _chars(self, run: Sequence[int]) -> int:
        return sum(len(self._passages[at].plain) for at in run)

    def _alike(self, run: Sequence[int]) -> float:
        """Return how like (cosine) the run is to what has been taken."""
        if not self._taken:
            return 0.0
        taken, those = ([passage.position for passage in self._at(places)] for places in (self._taken, run))
        return float((self._evidence.vectors_of(taken) @ self._evidence.vectors_of(those).T).max())

    def _take(self, run: Sequence[int]) -> Run:
        self._taken.extend(run)
        return self._at(run)

    def _at(self, places: Sequence[int]) -> Run:
        return [self._passages[at] for at in places]


def _as_it_stands(passages: Sequence[Passage]) -> list[Run]:
    """Return the beginning of the best hit where nothing in it is a whole sentence, such as a list of words."""
    run: Run = []
    room = _DIRECT_CHARS
    for passage in passages:
        room -= len(passage.plain)
        if passage.sentence.hit.pair_id != passages[0].sentence.hit.pair_id or (run and room < 0):
            break
        run.append(passage)
    return [run] if run else []
