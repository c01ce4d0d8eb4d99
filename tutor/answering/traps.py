"""The traps that interviewers set: what candidates get wrong about a question, as its entry tells."""

from dataclasses import dataclass
from typing import Final

from tutor.answering.checking import Embeds
from tutor.answering.evidence import EvidenceSentence
from tutor.answering.sentences import sentence_spans
from tutor.answering.stripping import is_order
from tutor.records import Chunk, Misconception, QAPair, SearchHit

_LEAD: Final = "A trap: “{wrong}”"
_PASSAGE: Final = "wrong: {wrong}\ncorrection: {correction}"


@dataclass(frozen=True, slots=True)
class Trap:
    """A wrong statement in a sentence that warns of it, and the sentences of its correction, which can be cited."""

    lead: str
    correction: tuple[EvidenceSentence, ...]


def traps_of(pair: QAPair, hit: SearchHit, question: str, embedder: Embeds) -> list[Trap]:
    """Return the traps of the question that was hit, what is nearest to the one asked first.

    They stand in the head of the question's file and not in its answer: their passage is that part of the head.
    """
    told = [item for item in pair.misconceptions if not (is_order(item.wrong) or is_order(item.correction))]
    if not told:
        return []
    vectors = embedder.embed([question, *(f"{item.wrong} {item.correction}" for item in told)])
    relevance = vectors[1:] @ vectors[0]
    return [_trap(pair, hit, told[at]) for at in sorted(range(len(told)), key=lambda at: -relevance[at])]


def is_trap_of(pair: QAPair, passage: str) -> bool:
    """Whether the passage is a trap of this question, as it stands now."""
    return any(passage == _PASSAGE.format(wrong=told.wrong, correction=told.correction) for told in pair.misconceptions)


def _trap(pair: QAPair, hit: SearchHit, told: Misconception) -> Trap:
    text = _PASSAGE.format(wrong=told.wrong, correction=told.correction)
    chunk = Chunk(f"{pair.id}#trap{pair.misconceptions.index(told)}", pair.id, 0, 0, text)
    first = len(text) - len(told.correction)
    return Trap(
        _LEAD.format(wrong=told.wrong),
        tuple(
            EvidenceSentence(
                hit, chunk, first + span.start, first + span.end, told.correction[span.start : span.end], order
            )
            for order, span in enumerate(sentence_spans(told.correction))
        ),
    )
