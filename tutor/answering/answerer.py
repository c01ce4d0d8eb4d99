"""Answering a question from its hits: asking the LLM, checking each sentence, citing, or refusing."""

import os
import re
import traceback
from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tutor.answering import prompts
from tutor.answering.citing import without_markers
from tutor.answering.composing import compose
from tutor.answering.disagreement import disagreements
from tutor.answering.evidence import CachingEmbedder, Evidence, SourcesChecker, gather_evidence, hit_sentences
from tutor.answering.models import failure_reason
from tutor.answering.passages import read_passages, separators
from tutor.answering.sentences import complete_sentences, sentence_spans
from tutor.answering.sides import missing_side
from tutor.answering.stripping import without_links
from tutor.answering.traps import traps_of
from tutor.answering.writing import Writing, as_sentence, harmless
from tutor.errors import TutorError
from tutor.records import (
    DEFAULT_STYLE,
    Answer,
    Capabilities,
    Chunk,
    Mode,
    QAPair,
    SearchHit,
    SearchResult,
    Sentence,
    Style,
)
from tutor.redacting import printable, redacted, safe_logger

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = safe_logger(__name__)
_EVIDENCE_HITS = 3
_AS_GOOD = 0.94
_FOR_TWO_THINGS = 0.8
_PROMPT_CHARS = 1100
_DEEP_PROMPT_CHARS = 2400
_MAX_DISAGREEMENTS = 2
_TRAPS = {"short": 0, "interview": 1, "deep": 4}
COMPOSED_MODEL = "none"
# The end of a sentence without its beginning, as an LLM writes it that loses the thread of a quotation.
_TORN = re.compile(r"[\"”’'\s]*[,;)\]]")


@dataclass(frozen=True, slots=True)
class Library:
    """What an answerer reads of the index: chunks by question, questions by id, and others linked to each of them."""

    chunks_of: dict[str, Sequence[Chunk]]
    pair: Callable[[str], QAPair | None]
    linked: Callable[[str], Sequence[QAPair]]


@dataclass(frozen=True, slots=True)
class Writer:
    """The LLM of one answer: `load` builds it, `able` is what it can do, and `key` is what a person entered for it."""

    name: str
    load: Callable[[], "BaseChatModel"] = field(repr=False)
    able: Capabilities
    key: str = field(default="", repr=False)

    def redacted(self, text: str) -> str:
        """Return `text` without any key."""
        return redacted(text, ChainMap({"ENTERED_KEY": self.key}, os.environ))


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
                yield from self._written(writing, model, writer, evidence)
            except TutorError:
                raise
            except Exception as error:  # each provider's client raises types of its own
                _log.warning("the LLM failed: %s", writer.redacted("".join(traceback.format_exception(error))))
                writing.start_again(prompts.LLM_FAILED.format(reason=failure_reason(error)))
        if not writing.sentences:
            self._compose(writing, evidence)
        self._tell_disagreements(writing)
        side = missing_side(result.standalone, [hit.question + " " + hit.text for hit in result.hits])
        if side:
            writing.append(Sentence(prompts.MISSING_SIDE.format(side=without_links(side)), (), 0.0, "no_claim"), "\n\n")
        self._warn(writing, result)
        yield writing.finish("partial" if side else "answered", "", self._next_questions(result))

    def _written(
        self, writing: Writing, model: "BaseChatModel", writer: Writer, evidence: Evidence
    ) -> Iterator[Answer]:
        """Let the LLM write, and keep the sentences that a source supports."""
        room = prompts.room_for_sources(writing.result.standalone, writing.style, writer.able.context_tokens)
        passages = _to_read(evidence, writing.style, room)
        if not passages:
            writing.notices.append(prompts.LLM_NO_ROOM)
            return
        checker = SourcesChecker(evidence)
        buffer = ""
        left_out = 0
        for piece in model.stream(prompts.answer_messages(writing.result.standalone, passages, writing.style)):
            buffer = prompts.without_tags(writer.redacted(printable(buffer + _text_of(piece.content))))
            done, buffer = complete_sentences(buffer)
            for text in done:
                left_out += not self._keep(writing, checker, evidence, text, writer.able.mode)
            yield writing.snapshot(draft=buffer)
        for span in sentence_spans(buffer):
            left_out += not self._keep(writing, checker, evidence, buffer[: span.end], writer.able.mode)
            buffer = " " * span.end + buffer[span.end :]
        if not any(sentence.checked == "supported" for sentence in writing.sentences):
            writing.start_again(prompts.LLM_UNSUPPORTED)
        if left_out and writing.sentences:
            count = "1 sentence" if left_out == 1 else f"{left_out} sentences"
            writing.notices.append(prompts.LEFT_OUT.format(count=count, verb="was" if left_out == 1 else "were"))

    def _keep(self, writing: Writing, checker: SourcesChecker, evidence: Evidence, text: str, mode: Mode) -> bool:
        """Append the sentence with its marker; return False where no source supports it and the mode leaves it out."""
        sentence = re.sub(r"\s+", " ", without_markers(text)).strip()
        if not sentence or writing.has(sentence):
            return True
        if without_links(sentence) != sentence:  # whatever it says, it could carry the conversation away
            return False
        if _TORN.match(sentence):
            return False
        separator = "\n" if "\n" in text[: len(text) - len(text.lstrip())] or sentence.startswith(("- ", "* ")) else " "
        support = checker.check(sentence, self._embedder.embed([sentence])[0])
        if not support.holds:
            _log.debug("left out or marked (%.2f): %s", support.score, sentence)
            if mode == "free":
                writing.append(Sentence(sentence, (), support.score, "unsupported"), separator)
            return mode == "free"
        number = writing.cite(evidence.sentences[support.position])
        writing.append(Sentence(sentence, (number,), support.score, "supported"), separator)
        return True

    def _compose(self, writing: Writing, evidence: Evidence) -> None:
        for run in compose(evidence, writing.style):
            for passage, separator in zip(run, separators(run), strict=True):
                writing.quote(passage.sentence, as_sentence(passage), separator)
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


def _to_read(evidence: Evidence, style: Style, most: int) -> list[str]:
    """Return what an LLM reads to write in `style`: a composed answer, as far as it is read in time, and in `most`."""
    deep = style.depth == "deep"
    room = min(_DEEP_PROMPT_CHARS if deep else _PROMPT_CHARS, most)
    passages: list[str] = []
    for run in compose(evidence, Style("deep" if deep else "interview", style.simply)):
        read: list[str] = []
        for passage in run:
            room -= len(passage.plain)
            if room < 0:
                return [*passages, " ".join(read)] if read else passages
            read.append(passage.plain)
        passages.append(" ".join(read))
    return passages


def _refusal(result: SearchResult) -> str:
    return prompts.NOT_COVERED if result.hits else prompts.NOT_COVERED_AND_NOTHING_NEAR


def _text_of(content: object) -> str:
    """Return the text of a message chunk, whose content is a text or a list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return "".join(block if isinstance(block, str) else str(block.get("text", "")) for block in blocks)
