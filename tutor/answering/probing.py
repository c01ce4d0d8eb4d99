"""Probing an LLM: a few fixed questions over invented passages show once what it can do, and so how it is used.

Code judges the replies: a model that passes has shown little, one that fails has shown enough.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.answering import prompts
from tutor.answering.checking import Embeds, SupportChecker
from tutor.answering.citing import without_markers
from tutor.answering.models import failure_reason
from tutor.answering.quantities import stated_numbers, written_alike
from tutor.answering.sentences import sentence_spans
from tutor.errors import ModelError
from tutor.records import DEFAULT_STYLE, Capabilities, Mode

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Every server and model that is still in use reads as much; the prompts here are shorter.
UNKNOWN_CONTEXT_TOKENS = 2048
UNPROBED = Capabilities(False, False, UNKNOWN_CONTEXT_TOKENS, "strict")
_MAX_SENTENCES = 6
_MAX_CHARS = 700  # who writes more does not follow the format
_MIN_WORDS = 3
_ASK_SERVER_S = 5.0
_SUPPORTED_SHARE = 0.8
# The names under which llama.cpp, vLLM and LM Studio tell how much a model, or one request to it, can hold.
_CONTEXT_KEYS = frozenset({"n_ctx", "n_ctx_train", "max_model_len", "max_context_length"})
_LIST = re.compile(r"^\s*(?:[-*•#]|\d{1,2}[.)])\s", re.MULTILINE)


class ProbeInterruptedError(ModelError):
    """The probe gave way to a question; nothing is known yet."""


@dataclass(frozen=True, slots=True)
class _Probe:
    """A question over sentences of a passage.

    `states` are the numbers of a right reply, `owned` those that belong to one of two names and not to the other.
    """

    question: str
    passage: tuple[str, ...]
    states: tuple[float, ...] = ()
    owned: tuple[tuple[str, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one reply shows: whether it is in form, and how many of its sentences have support and keep the facts."""

    in_format: bool
    sentences: int
    supported: int
    true_to_passage: bool


PROBES = (
    _Probe(  # general knowledge says two averages and 0.001
        "How many moving averages does Adam keep in the Brindle library, and what is its default learning rate?",
        (
            "In the Brindle library, Adam keeps three moving averages of each gradient, not two.",
            "Its default learning rate there is 0.7, because the library divides every gradient by its norm.",
        ),
        (3.0, 0.7),
    ),
    _Probe(  # which of the two does what is easily turned round
        "How do the Osk index and the Tarn index differ?",
        (
            "The Osk index keeps every vector whole, so it takes 40 GB and misses no neighbour.",
            "The Tarn index keeps a code of 8 bytes for each vector, so it takes 2 GB and misses some neighbours.",
        ),
        owned=(("Osk", (40.0,)), ("Tarn", (8.0, 2.0))),
    ),
    _Probe(  # the passage holds no answer
        "In which year did the Osk index appear, and who wrote it?",
        (
            "The Osk index keeps every vector whole, so it takes 40 GB and misses no neighbour.",
            "It is built in one pass, and a deleted vector leaves an empty place behind.",
        ),
    ),
)


def probe(model: "BaseChatModel", embedder: Embeds, may_go_on: Callable[[], bool] = lambda: True) -> Capabilities:
    """Return what the LLM can do, from its replies to three short questions of about 60 words each.

    Raises `ProbeInterruptedError` as soon as it may not go on, and `ModelError` where the LLM fails or writes nothing.
    """
    replies = [_reply(model, item, may_go_on) for item in PROBES]
    if not any(replies):
        raise ModelError("The LLM wrote nothing when it was probed. Answer without it: --llm none")
    findings = [_judged(item, reply, embedder) for item, reply in zip(PROBES, replies, strict=True)]
    answerable = findings[:-1]
    written = sum(finding.sentences for finding in answerable)
    supported = sum(finding.supported for finding in answerable)
    follows = all(finding.in_format for finding in findings)
    keeps = all(finding.true_to_passage for finding in findings) and supported >= _SUPPORTED_SHARE * max(written, 1)
    tokens = context_tokens(model)
    return Capabilities(follows, keeps, tokens, _mode(follows, keeps, supported, tokens))


def context_tokens(model: "BaseChatModel") -> int:
    """Return how many tokens the LLM can hold, prompt and answer together, as far as it or its server says."""
    stated = (model.profile or {}).get("max_input_tokens")
    return min([*([stated] if stated else []), *_stated_by_server(model)], default=UNKNOWN_CONTEXT_TOKENS)


def in_words(found: Capabilities | None) -> str:
    """Return what was found of an LLM as a line for its user."""
    if found is None:
        return "not probed yet, used in strict mode: interview-tutor models probe"
    follows = "follows the format" if found.follows_format else "does not follow the format"
    keeps = "keeps to its sources" if found.keeps_to_sources else "does not always keep to its sources"
    return f"{follows}, {keeps}, reads {found.context_tokens:,} tokens: {found.mode} mode"


def _mode(follows: bool, keeps: bool, supported: int, tokens: int) -> Mode:
    if prompts.room_for_sources("", DEFAULT_STYLE, tokens) <= 0 or not (follows or supported):
        return "extractive"
    return "free" if follows and keeps else "strict"


def _reply(model: "BaseChatModel", item: _Probe, may_go_on: Callable[[], bool]) -> str:
    text = ""
    pieces = model.stream(prompts.answer_messages(item.question, [" ".join(item.passage)]))
    try:
        with closing(pieces):  # type: ignore[type-var]  # LangChain's iterator is a generator
            for piece in pieces:
                if not may_go_on():
                    raise ProbeInterruptedError("The probe of the LLM gave way to a question.")
                text += str(piece.text)
                if len(text) > _MAX_CHARS:
                    break
    except ModelError:
        raise
    except Exception as error:  # each provider's client raises types of its own
        raise ModelError(
            f"The LLM cannot be probed: {failure_reason(error)}. Check it, or answer without it: --llm none"
        ) from None  # what it says may hold the key
    return text.strip()


def _judged(item: _Probe, reply: str, embedder: Embeds) -> _Finding:
    checker = SupportChecker(item.passage, embedder.embed(item.passage), [item.question] * len(item.passage))
    plain = without_markers(reply)
    sentences = [plain[span.start : span.end] for span in sentence_spans(plain)]
    vectors = embedder.embed(sentences) if sentences else ()
    holding = [
        _is_sentence(text) and checker.check(text, vector).holds
        for text, vector in zip(sentences, vectors, strict=True)
    ]
    stated, known = _numbers(plain), _numbers(" ".join((item.question, *item.passage)))
    return _Finding(
        in_format=_is_in_format(plain, sentences),
        sentences=len(sentences),
        supported=sum(holding),
        true_to_passage=known >= stated >= set(item.states) and not any(_mixes_up(item, text) for text in sentences),
    )


def _mixes_up(item: _Probe, sentence: str) -> bool:
    """Whether a sentence that names one of the two things gives it a number of the other."""
    named = [name for name, _ in item.owned if name in sentence]
    others = {number for name, numbers in item.owned if name not in named for number in numbers}
    return len(named) == 1 and bool(others & _numbers(sentence))


def _numbers(text: str) -> frozenset[float]:
    return stated_numbers(written_alike(text))


def _is_in_format(reply: str, sentences: list[str]) -> bool:
    """Whether the reply is a few whole sentences, each written once, without a list or the prompt's tags."""
    once = len(set(sentences)) == len(sentences)
    plain = not _LIST.search(reply) and prompts.without_tags(reply) == reply
    return 0 < len(sentences) <= _MAX_SENTENCES and all(map(_is_sentence, sentences)) and once and plain


def _is_sentence(text: str) -> bool:
    closed = text.endswith((".", "!", "?", "”", '"', ")"))
    return text[0].isupper() and len(text.split()) >= _MIN_WORDS and closed


def _stated_by_server(model: "BaseChatModel") -> Iterator[int]:
    """Yield the context lengths that an OpenAI-compatible server tells; servers differ in whether they do."""
    client: Any = getattr(model, "root_client", None)
    if client is None:
        return
    from openai import OpenAIError

    asked = client.with_options(timeout=_ASK_SERVER_S, max_retries=0)
    root = str(client.base_url).rstrip("/")
    with suppress(OpenAIError, ValueError):
        yield from _context_lengths(asked.get(f"{root.removesuffix('/v1')}/props", cast_to=object))
    with suppress(OpenAIError, ValueError):
        models = asked.get(f"{root}/models", cast_to=object)
        listed = models.get("data", []) if isinstance(models, dict) else []
        name = getattr(model, "model_name", "")
        yield from _context_lengths([item for item in listed if len(listed) == 1 or item.get("id") == name])


def _context_lengths(content: object) -> Iterable[int]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            if key in _CONTEXT_KEYS and isinstance(value, int) and value > 0:
                yield value
            else:
                yield from _context_lengths(value)
    elif isinstance(content, list):
        for value in content:
            yield from _context_lengths(value)
