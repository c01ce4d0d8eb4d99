"""Letting an LLM write an answer, and keeping of what it writes what a source supports.

One that does not keep to its sources by itself writes in two turns: the direct answer from the sentences that open the
composed answer, then the rest from the others. It reads less before its first word, and has less to confuse.
"""

import os
import re
from collections import ChainMap
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tutor.answering import prompts
from tutor.answering.citing import without_markers
from tutor.answering.composing import Run, compose
from tutor.answering.evidence import CachingEmbedder, Evidence, SourcesChecker
from tutor.answering.sentences import complete_sentences, sentence_spans
from tutor.answering.stripping import without_links
from tutor.answering.writing import Writing
from tutor.records import Answer, Capabilities, Sentence, Style
from tutor.redacting import printable, redacted, safe_logger

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_log = safe_logger(__name__)
_PROMPT_CHARS = 1100
_DEEP_PROMPT_CHARS = 2400
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

    def redacted(self, text: str) -> str:
        """Return `text` without any key."""
        return redacted(text, ChainMap({"ENTERED_KEY": self.key}, os.environ))


class Generation:
    """What one LLM writes into one answer."""

    def __init__(self, writing: Writing, writer: Writer, evidence: Evidence, embedder: CachingEmbedder) -> None:
        self._writing = writing
        self._writer = writer
        self._evidence = evidence
        self._embedder = embedder
        self._checker = SourcesChecker(evidence)
        self._strict = writer.able.mode == "strict"
        self._supported = 0
        self._left_out = 0
        self._opens_turn = True

    def stream(self, model: "BaseChatModel") -> Iterator[Answer]:
        """Yield the answer as it grows; nothing is written where no sentence has support. Raises what `model` does."""
        question, style = self._writing.result.standalone, self._writing.style
        turns = self._turns()
        if not turns:
            self._writing.notices.append(prompts.LLM_NO_ROOM)
            return
        asked: list[BaseMessage] = []
        reply = ""
        for runs in turns:
            passages = [" ".join(passage.plain for passage in run) for run in runs]
            if asked:
                asked = prompts.further_messages(asked, reply, passages, style)
            else:
                first = prompts.first_turn(style) if self._strict else style
                asked = prompts.answer_messages(question, passages, first)
            supported, left_out, start = self._supported, self._left_out, len(self._writing.sentences)
            reply = yield from self._turn(model, asked)
            if self._strict and self._supported == supported:
                for run in runs:
                    self._writing.quote_run(run)
            yield self._writing.snapshot()
            if self._left_out > left_out:
                reply = " ".join(sentence.text for sentence in self._writing.sentences[start:])
        if not self._supported:
            self._writing.start_again(prompts.LLM_UNSUPPORTED)
        elif self._left_out:
            count = "1 sentence" if self._left_out == 1 else f"{self._left_out} sentences"
            verb = "was" if self._left_out == 1 else "were"
            self._writing.notices.append(prompts.LEFT_OUT.format(count=count, verb=verb))

    def _turns(self) -> list[list[Run]]:
        """Return what the LLM reads in each turn: a composed answer, as far as it is read in time and has room."""
        style = self._writing.style
        deep = style.depth == "deep"
        room = prompts.room_for_sources(self._writing.result.standalone, style, self._writer.able.context_tokens)
        composed = compose(self._evidence, Style("deep" if deep else "interview", style.simply))
        runs = _within(composed, min(_DEEP_PROMPT_CHARS if deep else _PROMPT_CHARS, room))
        if not (self._strict and runs):
            return [runs] if runs else []
        opening = _opening_sentences(runs[0])
        rest = [run for run in (runs[0][opening:], *runs[1:]) if run]
        return [[runs[0][:opening]], *([rest] if rest and style.depth != "short" else [])]

    def _turn(self, model: "BaseChatModel", asked: "Sequence[BaseMessage]") -> Generator[Answer, None, str]:
        """Yield the answer while the LLM replies to `asked`; return the reply."""
        self._opens_turn = True
        reply = buffer = ""
        for piece in model.stream(asked):
            text = _text_of(piece.content)
            reply += text
            buffer = prompts.without_tags(self._writer.redacted(printable(buffer + text)))
            done, buffer = complete_sentences(buffer)
            for sentence in done:
                self._keep(sentence)
            yield self._writing.snapshot(draft=buffer)
        for span in sentence_spans(buffer):
            self._keep(buffer[: span.end])
            buffer = " " * span.end + buffer[span.end :]
        return self._writer.redacted(reply)

    def _keep(self, text: str) -> None:
        """Append the sentence with its marker; one without support is marked as such, or left out in strict mode."""
        sentence = re.sub(r"\s+", " ", without_markers(text)).strip()
        if not sentence:
            return
        # Whatever it says, a link could carry the conversation away.
        if without_links(sentence) != sentence or _TORN.match(sentence):
            self._left_out += 1
            return
        if self._writing.says(sentence):
            return
        support = self._checker.check(sentence, self._embedder.embed([sentence])[0])
        if support.holds:
            number = self._writing.cite(self._evidence.sentences[support.position])
            self._append(Sentence(sentence, (number,), support.score, "supported"), text)
            self._supported += 1
            return
        _log.debug("left out or marked (%.2f): %s", support.score, sentence)
        if self._strict:
            self._left_out += 1
        else:
            self._append(Sentence(sentence, (), support.score, "unsupported"), text)

    def _append(self, sentence: Sentence, text: str) -> None:
        own_line = "\n" in text[: len(text) - len(text.lstrip())] or sentence.text.startswith(("- ", "* "))
        self._writing.append(sentence, "\n\n" if self._opens_turn else "\n" if own_line else " ")
        self._opens_turn = False


def _within(composed: Sequence[Run], room: int) -> list[Run]:
    """Return the runs up to where `room` characters are full."""
    runs: list[Run] = []
    for run in composed:
        runs.append([])
        for passage in run:
            room -= len(passage.plain)
            if room < 0:
                return [run for run in runs if run]
            runs[-1].append(passage)
    return runs


def _opening_sentences(run: Run) -> int:
    """Return how many of the run's first sentences are read in the first turn, never ending in the middle of a list."""
    most, chars = 1, 0
    for count, passage in enumerate(run[:_FIRST_TURN_SENTENCES], 1):
        chars += len(passage.plain)
        if chars <= _FIRST_TURN_CHARS and not passage.leads_in:
            most = count
    return most


def _text_of(content: object) -> str:
    """Return the text of a message chunk, whose content is a text or a list of blocks."""
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return "".join(block if isinstance(block, str) else str(block.get("text", "")) for block in blocks)
