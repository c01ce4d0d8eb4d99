"""Choosing the numbered lines that are a document's questions: 1, 2, 3…, again from 1 in each section.

Lists inside answers are numbered as well. What tells them apart is the whole sequence, so the questions are the chain
of numbered lines with the greatest sum of what each line has for it (its wording, its look) less what each step from
one number to the next costs. The best chain is found by dynamic programming over the last `_REACH` lines, as in
Viterbi's algorithm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.ingest.marks import Mark, Shape
from tutor.ingest.wording import asks

_REACH = 40
_LEAST_MERIT = -1.5
_CONTINUES = 0.6
_STRANGE_LOOK = 4.0
_LOOKS: dict[Shape, float] = {"heading": 1.0, "summary": 1.0, "bold": 0.8, "italic": 0.5, "plain": -0.5}


@dataclass(frozen=True, slots=True)
class Link:
    """A numbered mark that may be a question: does its answer follow, does a heading precede it.

    `labelled` tells that its answer's label stands right below, `promised` that it is the next item of a section whose
    title promises questions.
    """

    mark: Mark
    answered: bool
    opens_section: bool
    labelled: bool = False
    promised: bool = False


def choose_chain(links: Sequence[Link]) -> list[Mark]:
    """Return the questions among `links`, which stand in the document's order."""
    base = min((link.mark.indent for link in links if _merit(link, 0) > 1), default=0)
    merits = [_merit(link, base) for link in links]
    look = _leading_look(links, merits)
    chosen = [
        (link, merit if link.mark.shape == look else min(merit, 0.8))
        for link, merit in zip(links, merits, strict=True)
        if merit > _LEAST_MERIT
    ]
    best: list[float] = []
    before: list[int] = []
    for index, (link, merit) in enumerate(chosen):
        score, previous = merit - (0.0 if link.mark.number <= 1 else 0.5), -1
        for earlier in range(max(0, index - _REACH), index):
            if best[earlier] <= 0:
                continue
            other = chosen[earlier][0]
            factor = 1.0 if link.mark.shape == other.mark.shape == look else _STRANGE_LOOK
            cost = _step_cost(other.mark.number, link)
            total = best[earlier] + merit - cost * (factor if cost > 0 else 1.0)
            if total > score:
                score, previous = total, earlier
        best.append(score)
        before.append(previous)
    index = max(range(len(best)), key=best.__getitem__, default=-1)
    if index < 0 or best[index] <= 0:
        return []
    chain: list[Mark] = []
    while index >= 0:
        chain.append(chosen[index][0].mark)
        index = before[index]
    return chain[::-1]


def _merit(link: Link, base_indent: int) -> float:
    mark = link.mark
    merit = _LOOKS[mark.shape] + asks(mark.text)
    if mark.labelled and link.answered:
        merit += 2.0
    if link.labelled:
        merit += 1.0
    if link.promised and asks(mark.text) < 1:
        merit += 1.3
    if not link.answered:
        merit -= 4.0
    if mark.linked and mark.shape == "plain":
        merit -= 5.0
    return merit - (1.5 if mark.indent >= base_indent + 2 else 0.0)


def _leading_look(links: Sequence[Link], merits: Sequence[float]) -> Shape:
    sums: dict[Shape, float] = {}
    for link, merit in zip(links, merits, strict=True):
        if merit > 0:
            sums[link.mark.shape] = sums.get(link.mark.shape, 0.0) + merit
    return max(sums, key=sums.__getitem__, default="plain")


def _step_cost(number: int, link: Link) -> float:
    """Return what it costs to go from `number` to the number of `link`."""
    if link.mark.number == number + 1:
        return -_CONTINUES
    if link.mark.number <= 1:
        return 0.0 if link.opens_section else 1.5
    if link.mark.number > number:
        return 0.5 + min(2.0, 0.3 * (link.mark.number - number - 1))
    return 2.0 if link.mark.number == number or link.opens_section else 4.0
