"""Answering a question from its hits: asking the LLM, checking each sentence, citing, or refusing."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.answering import prompts
from tutor.answering.composing import compose
from tutor.answering.disagreement import disagreements
from tutor.answering.evidence import CachingEmbedder, Evidence, gather_evidence, hit_sentences
from tutor.answering.generating import Generation, Writer
from tutor.answering.models import failure_reason
from tutor.answering.passages import read_passages
from tutor.answering.sides import missing_side
from tutor.answering.stripping import without_links
from tutor.answering.traps import traps_of
from tutor.answering.writing import Writing, harmless
from tutor.errors import TutorError
from tutor.records import (
    DEFAULT_STYLE,
    Answer,
    Chunk,
    QAPair,
    SearchHit,
    SearchResult,
    Sentence,
    Style,
)
from tutor.redacting import safe_logger

_log = safe_logger(__name__)
_EVIDENCE_HITS = 3
_AS_GOOD = 0.94
_FOR_TWO_THINGS = 0.8
_MAX_DISAGREEMENTS = 2
_TRAPS = {"short": 0, "interview": 1, "deep": 4}
COMPOSED_MODEL = "none"


@dataclass(frozen=True, slots=True)
class Library:
    """What an answerer reads of the index: chunks by question, questions by id, and others linked to each of them."""

    chunks_of: dict[str, Sequence[Chunk]]
    pair: Callable[[str], QAPair | None]
    linked: Callable[[str], Sequence[QAPair]]


class Answerer:
    """Turns hits into a checked answer; safe to share between threads."""

    def __init__(self, library: Library, embedder: CachingEmbedder) -> None:
        self._library = library
        self._embedder = embedder

    def stream(
        self, result: SearchResult, writer: Writer | None, started: float, style: Style = DEFAULT_STYLE
    ) -> Iterator[Answer]:
        """Yield the answer as it grows, the last one complete.

        The first has the hits and no text. `writer` is None where sentences are only composed; `started` is the time
        of the question on `time.perf_counter`'s clock. Raises what the writer's `load` raises.
        """
        unfit = writer if writer and writer.able.mode == "extractive" else None
        writer = None if unfit else writer
        writing = Writing(result, writer.name if writer else COMPOSED_MODEL, started, style)
        if not result.covered:
            yield writing.finish("not_covered", _refusal(result), [hit.question for hit in result.hits])
            return
        if unfit:
            writing.notices.append(prompts.LLM_UNFIT.format(name=unfit.name))
        yield writing.snapshot()
        hits = self._with_linked(_evidence_hits(result))
        evidence = gather_evidence(result.standalone, hits, self._library.chunks_of, self._embedder)
        if writer:
            model = writer.load()
            try:
                yield from Generation(writing, writer, evidence, self._embedder).stream(model)
            except TutorError:
                raise
            except Exception as error:  # each provider's client raises types of its own
                _log.warning("the LLM failed: %s", writer.redactor()("".join(traceback.format_exception(error))))
                writing.start_again(prompts.LLM_FAILED.format(reason=failure_reason(error)))
        if not writing.sentences:
            yield from self._compose(writing, evidence)
        self._tell_disagreements(writing)
        side = missing_side(result.standalone, [hit.question + " " + hit.text for hit in result.hits])
        if side:
            writing.append(Sentence(prompts.MISSING_SIDE.format(side=without_links(side)), (), 0.0, "no_claim"), "\n\n")
        self._warn(writing, result)
        yield writing.finish("partial" if side else "answered", "", self._next_questions(result))

    def _compose(self, writing: Writing, evidence: Evidence) -> Iterator[Answer]:
        """Yield the answer after each paragraph that is composed."""
        for run in compose(evidence, writing.style):
            writing.quote_run(run)
            yield writing.snapshot()
        if writing.style.simply:
            writing.notices.append(prompts.PLAINEST)

    def _tell_disagreements(self, writing: Writing) -> None:
        """Give both sides where another document contradicts a sentence that the answer cites."""
        hits = self._with_linked(writing.result.hits[:_EVIDENCE_HITS])
        others = read_passages(hit_sentences(hits, self._library.chunks_of))
        whole = [passage.sentence for passage in others if passage.whole and not passage.leads_in]
        for sides in disagreements(writing.cited, whole, self._embedder, _MAX_DISAGREEMENTS):
            writing.append(Sentence(prompts.SOURCES_DIFFER, (), 0.0, "no_claim"), "\n\n")
            for sentence in sides:
                writing.quote(sentence, harmless(sentence.plain), "\n- ")

    def _with_linked(self, hits: Sequence[SearchHit]) -> list[SearchHit]:
        """Return the hits, behind each of them the other documents' answers to the same question, with its rank."""
        return [
            answer
            for hit in hits
            for answer in (
                hit,
                *(
                    replace(hit, pair_id=other.id, question=other.question, source=other.source, also_in=())
                    for other in self._library.linked(hit.pair_id)
                ),
            )
        ]

    def _warn(self, writing: Writing, result: SearchResult) -> None:
        """Add what candidates get wrong about the best hit's question, if an entry says so: a trap of interviewers."""
        most = _TRAPS[writing.style.depth]
        known = [(self._library.pair(hit.pair_id), hit) for hit in self._with_linked(result.hits[:1])]
        pair, hit = next(((pair, hit) for pair, hit in known if pair and pair.misconceptions), (None, None))
        if pair is None or hit is None or not (writing.sentences and most):
            return
        for trap in traps_of(pair, hit, result.standalone, self._embedder)[:most]:
            writing.append(Sentence(harmless(trap.lead), (), 0.0, "no_claim"), "\n\n")
            for sentence in trap.correction:
                writing.quote(sentence, harmless(sentence.plain), " ")

    def _next_questions(self, result: SearchResult) -> list[str]:
        """Return covered questions to ask next: the follow-ups of the best hit, its relatives, then other hits."""
        best = result.hits[0]
        pair = self._library.pair(best.pair_id)
        ids = [*pair.follow_ups, *pair.related] if pair else []
        linked = [found.question for found in map(self._library.pair, ids) if found]
        others = [*linked, *(hit.question for hit in result.hits[1:])]
        return [question for question in dict.fromkeys(others) if question != best.question]


def _evidence_hits(result: SearchResult) -> list[SearchHit]:
    """Return the hits to answer from: those as good as the first, and for a question about two things some more."""
    hits = result.hits
    least = _FOR_TWO_THINGS if missing_side(result.standalone, [hits[0].question]) else _AS_GOOD
    return [hit for hit in hits[:_EVIDENCE_HITS] if hit.score >= least * hits[0].score]


def _refusal(result: SearchResult) -> str:
    return prompts.NOT_COVERED if result.hits else prompts.NOT_COVERED_AND_NOTHING_NEAR
