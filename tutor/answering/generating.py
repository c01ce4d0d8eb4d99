"""Letting an LLM write an answer, and keeping of what it writes what a source supports.

One that does not keep to its sources by itself is used strictly. It writes in two turns: the direct answer from the
sentences that open the composed answer, then the rest from the others, so that it reads less before its first word and
has less to confuse. Of what it writes, only that is kept which is surely supported and keeps to the source's words,
since one word in place of another may turn a sentence round; the source's own sentence takes the place of others near
to it.
"""

import os
import re
from collections import ChainMap
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tutor.answering import prompts
from tutor.answering.checking import Support
from tutor.answering.citing import without_markers
from tutor.answering.composing import Run, compose
from tutor.answering.cues import leans
from tutor.answering.evidence import CachingEmbedder, Evidence, SourcesChecker
from tutor.answering.passages import read_passages
from tutor.answering.sentences import complete_sentences, sentence_spans
from tutor.answering.stripping import without_links
from tutor.answering.wording import take_apart
from tutor.answering.writing import Writing, as_sentence
from tutor.records import Answer, Capabilities, Sentence, Style
from tutor.redacting import printable, redactor, safe_logger

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_log = safe_logger(__name__)
_PROMPT_CHARS = 1100
_DEEP_PROMPT_CHARS = 2400
# Of the development pairs' wrong sentences, each written to be hard, under 2 % reach this (docs/support.md).
_SURELY_SUPPORTED_AT = 0.8
_SAYS_NEARLY_THAT = 0.6
_FIRST_TURN_CHARS = 420
_FIRST_TURN_SENTENCES = 3
# The end of a sentence without its beginning, as an LLM writes it that loses the thread of a quotation.
_TORN = re.compile(r"[\"”’'\s]*[,;)\]]")


@dataclass(frozen=True, slots=True)
class Writer:
    """The LLM of one answer: `load` builds it, `able` is what it can do, and `key` is what a person entered for it."""

    name: str
    load: Callable[[], "BaseChatModel"] = field(repr=False)
    able: Capabilities
    key: str = field(default="", repr=False)

    def redactor(self) -> Callable[[str], str]:
        """Return a function that takes every key out of a text."""
        return redactor(ChainMap({"ENTERED_KEY": self.key}, os.environ))


class Generation:
    """What one LLM writes into one answer."""

    def __init__(self, writing: Writing, writer: Writer, evidence: Evidence, embedder: CachingEmbedder) -> None:
        self._writing = writing
        self._writer = writer
        self._evidence = evidence
        self._embedder = embedder
        self._redact = writer.redactor()
        self._strict = writer.able.mode == "strict"
        self._supported = 0
        self._left_out = 0
        self._opens_turn = True
        self._as_written = True
        self._quotable = {
            passage.position: passage
            for passage in read_passages(evidence.sentences)
            if passage.whole and not passage.leads_in and not (passage.sentence.order and leans(passage.plain))
        }

    def stream(self, model: "BaseChatModel") -> Iterator[Answer]:
        """Yield the answer as it grows; nothing is written where no sentence has support. Raises what `model` does."""
        question, style = self._writing.result.standalone, self._writing.style
        asked: list[BaseMessage] = []
        reply = ""
        for runs in self._turns():
            passages = [" ".join(passage.plain for passage in run) for run in runs]
            if asked:
                asked = prompts.further_messages(asked, reply, passages, style)
            else:
                first = prompts.first_turn(style) if self._strict else style
                asked = prompts.answer_messages(question, passages, first)
            supported, start = self._supported, len(self._writing.sentences)
            reply = yield from self._turn(model, asked)
            if self._strict and self._supported == supported:
                for run in runs:
                    self._writing.quote_run(run)
            yield self._writing.snapshot()
            if not self._as_written:
                reply = " ".join(sentence.text for sentence in self._writing.sentences[start:])
        if not asked:
            self._writing.notices.append(prompts.LLM_NO_ROOM)
        elif not self._supported:
            self._writing.start_again(prompts.LLM_UNSUPPORTED)
        elif self._left_out:
            count = "1 sentence" if self._left_out == 1 else f"{self._left_out} sentences"
            verb = "was" if self._left_out == 1 else "were"
            self._writing.notices.append(prompts.LEFT_OUT.format(count=count, verb=verb))

    @cached_property
    def _checker(self) -> SourcesChecker:
        return SourcesChecker(self._evidence)

    def _turns(self) -> Iterator[list[Run]]:
        """Yield what the LLM reads in each turn: a composed answer, as far as it is read in time and has room.

        What a turn reads is composed when its time has come, so that the first need not wait for the others.
        """
        style = self._writing.style
        deep = style.depth == "deep"
        room = prompts.room_for_sources(self._writing.result.standalone, style, self._writer.able.context_tokens)
        composed = compose(self._evidence, Style("deep" if deep else "interview", style.simply))
        runs = _within(composed, min(_DEEP_PROMPT_CHARS if deep else _PROMPT_CHARS, room))
        first = next(runs, None)
        if first is None:
            return
        if not self._strict:
            yield [first, *runs]
            return
        opening = _opening_sentences(first)
        yield [first[:opening]]
        if style.depth == "short":
            return
        if rest := [run for run in (first[opening:], *runs) if run]:
            yield rest

    def _turn(self, model: "BaseChatModel", asked: "Sequence[BaseMessage]") -> Generator[Answer, None, str]:
        """Yield the answer while the LLM replies to `asked`; return the reply."""
        self._opens_turn = self._as_written = True
        reply = buffer = ""
        for piece in model.stream(asked):
            text = str(piece.text)
            reply += text
            buffer = prompts.without_tags(self._redact(printable(buffer + text)))
            done, buffer = complete_sentences(buffer)
            for sentence in done:
                self._keep(sentence)
            yield self._writing.snapshot(draft=buffer)
        for span in sentence_spans(buffer):
            self._keep(buffer[: span.end])
            buffer = " " * span.end + buffer[span.end :]
        return self._redact(reply)

    def _keep(self, text: str) -> None:
        """Append the sentence with its marker, or what stands for it where no source supports it."""
        sentence = re.sub(r"\s+", " ", without_markers(text)).strip()
        if not sentence:
            return
        # Whatever it says, a link could carry the conversation away.
        if without_links(sentence) != sentence or _TORN.match(sentence):
            self._leave_out()
            return
        if self._writing.says(sentence):
            return
        vector = self._embedder.embed([sentence])[0]
        support = self._checker.check(sentence, vector)
        if support.holds and (not self._strict or self._is_sure(sentence, support)):
            number = self._writing.cite(self._evidence.sentences[support.position])
            self._append(Sentence(sentence, (number,), support.score, "supported"), text)
            self._supported += 1
            return
        _log.debug("left out, replaced or marked (%.2f): %s", support.score, sentence)
        if not self._strict:
            self._append(Sentence(sentence, (), support.score, "unsupported"), text)
        elif float(self._evidence.vectors[support.position] @ vector) < _SAYS_NEARLY_THAT:
            self._leave_out()
        else:
            self._quote_instead(support.position, text)

    def _is_sure(self, sentence: str, support: Support) -> bool:
        """Whether a supported sentence surely says what the source does: by its score, and in words that are there."""
        best = self._evidence.sentences[support.position]
        beside = self._evidence.sentences[max(0, support.position - 1) : support.position + 2]
        texts = [best.hit.question, *(one.plain for one in beside if one.hit.pair_id == best.hit.pair_id)]
        known = {stem for text in texts for stem in take_apart(text).stems}
        return support.score >= _SURELY_SUPPORTED_AT and known.issuperset(take_apart(sentence).stems)

    def _quote_instead(self, position: int, text: str) -> None:
        """Put a source's sentence in the place of one that is near to it and not surely supported."""
        self._as_written = False
        passage = self._quotable.get(position)
        if passage is None:
            self._leave_out()
        elif not self._writing.says(passage.plain):
            self._writing.quote(passage.sentence, as_sentence(passage), self._separator(text))
            self._supported += 1
            self._opens_turn = False

    def _leave_out(self) -> None:
        self._left_out += 1
        self._as_written = False

    def _append(self, sentence: Sentence, text: str) -> None:
        self._writing.append(sentence, self._separator(text))
        self._opens_turn = False

    def _separator(self, text: str) -> str:
        """Return what stands before a sentence that the LLM wrote as `text`, with the white space around it."""
        own_line = "\n" in text[: len(text) - len(text.lstrip())] or text.lstrip().startswith(("- ", "* "))
        return "\n\n" if self._opens_turn else "\n" if own_line else " "


def _within(composed: Iterable[Run], room: int) -> Iterator[Run]:
    """Yield the runs up to where `room` characters are full."""
    for run in composed:
        fitting = []
        for passage in run:
            room -= len(passage.plain)
            if room >= 0:
                fitting.append(passage)
        if fitting:
            yield fitting
        if room < 0:
            return


def _opening_sentences(run: Run) -> int:
    """Return how many of the run's first sentences are read in the first turn, never ending in the middle of a list."""
    most, chars = 1, 0
    for count, passage in enumerate(run[:_FIRST_TURN_SENTENCES], 1):
        chars += len(passage.plain)
        if chars <= _FIRST_TURN_CHARS and not passage.leads_in:
            most = count
    return most
