"""Letting an LLM make a follow-up question stand alone: it proposes a wording, and code checks that.

Nothing an LLM writes is believed: a wording whose words do not stand in the conversation, or that lost words of the
question, is dropped, and so is one that comes late. The rules of `rewriting` hold then.
"""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import closing
from typing import TYPE_CHECKING, Final

from tutor.answering.citing import without_markers
from tutor.answering.prompts import stand_alone_messages
from tutor.answering.rewriting import own_words, topic_words
from tutor.answering.stripping import is_order
from tutor.records import Message
from tutor.redacting import safe_logger
from tutor.retrieval.lexical import stem_words, words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LIMIT_S: Final = 4.0
_AT_ONCE = 2
_QUESTIONS = 2
_ANSWER_CHARS = 160
_MAX_CHARS = 200
_MIN_STEM = 4
_MOST_NEW = 2
_LEAST_KEPT = 0.5
# What the wording of a question needs; marks, tags, links and code need more.
_PLAIN = re.compile(r"[\w\s?,;:.'’\"“”()/%&+=–-]+")
_STATED = (".", "!", ":")
_AMERICAN = re.compile(r"(?<=\w\wi)z(?=[eai])")
_log = safe_logger(__name__)


class FollowUpRewriter:
    """Asks LLMs to make questions stand alone: at most two at a time, so that slow ones leave threads for searching."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def rewritten(self, load: Callable[[], "BaseChatModel"], question: str, history: Sequence[Message]) -> str:
        """Return the question as the LLM words it, or "" where it fails, comes late, or writes something else."""
        asked = [message.content for message in history if message.role == "user"][-_QUESTIONS:]
        answer = next((message.content for message in reversed(history) if message.role == "assistant"), "")
        answer = without_markers(answer)
        try:
            model = load()  # which the answer waits for in any case
            line = self._in_time(lambda: _first_line(model, question, asked, answer[:_ANSWER_CHARS]))
        except Exception as error:  # each provider's client raises types of its own
            _log.info("the LLM did not rewrite a follow-up: %s", type(error).__name__)
            return ""
        return line if is_rewriting(line, question, [*asked, answer]) else ""

    def _in_time(self, write: Callable[[], str]) -> str:
        """Return what `write` returns; raises `TimeoutError` where it is late, or could not begin.

        It runs in a thread of its own, to its end, and keeps its place as long.
        """
        if not self._free.acquire(blocking=False):
            raise TimeoutError
        line: Future[str] = Future()

        def run() -> None:
            try:
                line.set_result(write())
            except Exception as error:
                line.set_exception(error)
            finally:
                self._free.release()

        threading.Thread(target=run, name="tutor-rewrite", daemon=True).start()
        return line.result(timeout=self._limit_s)


def is_rewriting(line: str, question: str, said: Sequence[str]) -> bool:
    """Whether a line is the question made to stand alone, with the words of the question and of what was `said`.

    An answer, an order, or one of the things said is none. At least half of the question's own words are kept. Of words
    that stand nowhere in the conversation there are at most two, beside others of what was said; none is a name.
    """
    if not _PLAIN.fullmatch(line) or len(line) > _MAX_CHARS or is_order(line):
        return False
    if line.endswith(_STATED) and not question.endswith(_STATED):  # an answer, most likely
        return False
    if any(words(line) == words(before) for before in said):
        return False
    known, asked, told, written = (_Words(texts) for texts in ((question, *said), (question,), said, (line,)))
    added = [word for word in topic_words(line) if not asked.hold(word)]
    new = [word for word in added if not told.hold(word)]
    own = own_words(question)
    if len(new) > (_MOST_NEW if len(added) > len(new) else 0) or not all(map(known.hold, _names(line))):
        return False
    return sum(map(written.hold, own)) >= _LEAST_KEPT * len(own)


class _Words:
    """The words of some texts, known again in other forms: "norm" in "normalisation", "optimise" in "optimizes"."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._stems = {_stem(word) for text in texts for word in words(text)}

    def hold(self, word: str) -> bool:
        stem = _stem(word)
        return stem in self._stems or any(_shortens(*sorted((stem, other), key=len)) for other in self._stems)


def _names(line: str) -> list[str]:
    """Return the words that look like names or numbers: with a digit, or a capital that begins no sentence."""
    capital = {word for word in re.findall(r"\w+", line)[1:] if word[0].isupper()} - {"I"}
    return [word.lower() for word in capital.union(re.findall(r"\w*(?:\d|\w[A-Z])\w*", line))]


def _stem(word: str) -> str:
    (stem,) = stem_words([_AMERICAN.sub("s", word)])
    return stem


def _shortens(short: str, long: str) -> bool:
    """Whether one word is the other's beginning; a number behind it would name something else."""
    return len(short) >= _MIN_STEM and long.startswith(short) and long[len(short) :].isalpha()


def _first_line(model: "BaseChatModel", question: str, asked: Sequence[str], answer: str) -> str:
    """Return the first line that the LLM writes, up to `_MAX_CHARS`; what it goes on with is not waited for."""
    text = ""
    with closing(model.stream(stand_alone_messages(question, asked, answer))) as pieces:  # type: ignore[type-var]  # LangChain's iterator is a generator
        for piece in pieces:
            text += str(piece.text)
            if "\n" in text.lstrip() or len(text) > _MAX_CHARS:
                break
    first, _, _ = text.lstrip().partition("\n")
    return first.strip()
