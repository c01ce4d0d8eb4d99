"""Putting the tutor together: the only place that names concrete classes."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.answering.answerer import Answerer, Library
from tutor.answering.evidence import CachingEmbedder
from tutor.answering.model_pool import ModelPool
from tutor.answering.models import ChosenModel, resolve_name
from tutor.answering.rewriting import Reading, understood
from tutor.ingest.entries import read_corpus
from tutor.records import (
    DEFAULT_STYLE,
    Answer,
    Capabilities,
    Chunk,
    IndexStatus,
    Message,
    ModelStatus,
    QAPair,
    SearchResult,
    Style,
)
from tutor.redacting import printable
from tutor.retrieval.building import BuildInput, BuildReport, build_index
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.linking import near_duplicates, read_apart
from tutor.retrieval.searching import Searcher, clean_query
from tutor.retrieval.store import read_index, read_manifest
from tutor.settings import SENTENCE_EMBEDDER, Settings, curated_corpus_dir, load_settings

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is read from one index."""

    searcher: Searcher
    answerer: Answerer


class Tutor:
    """Searches the index and answers from it. Safe to share between threads; loads its parts on first use."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._llm = ChosenModel(resolve_name(settings.llm, settings.model_dir))
        self._embedder = SentenceEmbedder(settings.embedder)
        # What compares sentences was fitted on the bundled embedder, whichever one searches.
        self._sentence_embedder = CachingEmbedder(SentenceEmbedder(SENTENCE_EMBEDDER))
        self.models = ModelPool(settings.model_dir, settings.capabilities_file, self._sentence_embedder)
        self._parts: _Parts | None = None
        self._parts_lock = threading.Lock()

    def search(
        self,
        query: str,
        *,
        history: Sequence[Message] = (),
        k: int | None = None,
        standalone: str | None = None,
        llm: ChosenModel | None = None,
    ) -> SearchResult:
        """Return the hits for `query`, made stand-alone with `history` unless `standalone` is given.

        Rules do that; where they are not sure, `llm` words it too, if one is given. Raises `UsageError` for an unusable
        query, `IndexMissingError` or `IndexUnusableError`.
        """
        started = time.perf_counter()
        question = clean_query(query, self.settings.max_question_chars)
        searcher = self._loaded().searcher
        said = [replace(message, content=" ".join(printable(message.content).split())) for message in history]
        if standalone:
            reading = Reading(clean_query(standalone, self.settings.max_question_chars))
        else:
            reading = understood(question, said, searcher.similarity)
            if llm and reading.others and (wording := self.models.rewritten(llm, question, said)):
                reading = Reading(wording, (*reading.others, reading.text))
        found = searcher.search(
            question,
            k=k or self.settings.top_k,
            standalone=reading.text,
            other_readings=reading.others,
            after=_answered_last(searcher, said) if reading.others else None,
        )
        return replace(found, latency_s=round(time.perf_counter() - started, 4))

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        standalone: str | None = None,
        llm: ChosenModel | None = None,
        style: Style = DEFAULT_STYLE,
    ) -> Iterator[Answer]:
        """Yield the answer as it grows: first with its hits and no text, last complete.

        `llm` writes it instead of the one in the settings. One that writes freely, as the probe found, words follow-ups
        too. Closing the iterator stops the LLM. Raises what `search` raises, and `ModelError` where the LLM that was
        asked for cannot be used.
        """
        started = time.perf_counter()
        chosen = llm or self._llm
        able = chosen if self.models.words_follow_ups(chosen.name) else None
        result = self.search(question, history=history, standalone=standalone, llm=able)
        with self.models.answering():
            yield from self._loaded().answerer.stream(result, self.models.writer(chosen), started, style)

    def ask(self, question: str, *, history: Sequence[Message] = (), style: Style = DEFAULT_STYLE) -> Answer:
        """Return the complete answer; raises what `stream` raises."""
        *_, answer = self.stream(question, history=history, style=style)
        return answer

    def as_retriever(self) -> "BaseRetriever":
        """Return the search as a LangChain retriever, for chains of one's own."""
        from tutor.retrieval.retriever import QuestionRetriever

        return QuestionRetriever(search=self.search)

    def pair(self, pair_id: str) -> QAPair | None:
        """Return the question with this id, or None where the index no longer holds it."""
        return self._loaded().searcher.pair(pair_id)

    def pairs(self) -> Sequence[QAPair]:
        """Return every question of the index, ordered by id."""
        return self._loaded().searcher.index.pairs

    def linked(self) -> list[list[QAPair]]:
        """Return the groups of questions that several documents ask and that count as one."""
        index = self._loaded().searcher.index
        return [[index.pairs[position] for position in group] for group in index.links]

    def index_status(self) -> IndexStatus:
        """Return what the index holds, without loading it; raises `IndexMissingError` or `IndexUnusableError`.

        The library may be in the index also where the settings' corpus leaves it out: the app builds with it.
        """
        manifest = read_manifest(self.settings.index)
        built_from = (self.settings, self.settings.with_library())
        stale = all(manifest.corpus_digest != build_input(settings).digest() for settings in built_from)
        return IndexStatus(str(self.settings.index), manifest.questions, manifest.chunks, manifest.embedder, stale)

    def model_status(self, llm: ChosenModel | None = None) -> ModelStatus:
        """Return the state of the LLM in use, or of `llm`, without loading it."""
        return self.models.status(llm.name if llm else self.settings.llm)

    def capabilities(self) -> Capabilities | None:
        """Return what a probe found of the LLM in use, without loading it; None where it has not been probed."""
        return self.models.capabilities(self._llm.name)

    def probe(self) -> Capabilities | None:
        """Find out what the LLM in use can do, and keep it; None where there is no LLM.

        Asks the LLM three short questions, unless it is known already; gives way to every question and begins again
        when all are answered. Raises `ModelError` where the LLM fails, of which nothing is kept.
        """
        return self.models.probe(self._llm)

    def warm_up(self) -> None:
        """Load embedder, index and LLM, so that the first question does not wait for them."""
        self._loaded().searcher.search("warm up", k=1)
        self._sentence_embedder.embed(["warm up"])
        self.models.warm_up(self._llm.name)

    def reload_index(self) -> None:
        """Let the next question read the index anew, after a build."""
        with self._parts_lock:
            self._parts = None

    def close(self) -> None:
        """Stop the local LLM and give its memory back."""
        self.models.close()

    def _loaded(self) -> _Parts:
        with self._parts_lock:
            if self._parts is None:
                index = read_index(self.settings.index)
                searcher = Searcher(index, self._embedder)
                chunks_of: dict[str, list[Chunk]] = defaultdict(list)
                for chunk in index.chunks:
                    chunks_of[chunk.pair_id].append(chunk)
                library = Library(dict(chunks_of), searcher.pair, searcher.linked)
                self._parts = _Parts(searcher, Answerer(library, self._sentence_embedder))
            return self._parts


def _answered_last(searcher: Searcher, history: Sequence[Message]) -> str | None:
    """Return the id of the question that answers what was asked last, or None where nothing does."""
    last = max(position for position, message in enumerate(history) if message.role == "user")
    reading = understood(history[last].content, history[:last], searcher.similarity)
    result = searcher.search(history[last].content, k=1, standalone=reading.text, other_readings=reading.others)
    return result.hits[0].pair_id if result.covered else None


def open_tutor(settings: Settings | None = None) -> Tutor:
    """Return a tutor for `settings` (default: those in force). Nothing is loaded until it is asked.

    Raises `UsageError` for a setting or an LLM's name that does not fit.
    """
    return Tutor(settings or load_settings())


def build(settings: Settings | None = None, on_progress: Callable[[int, int], None] | None = None) -> BuildReport:
    """Build the index of the settings' corpus folders; `on_progress` gets texts embedded and texts to embed."""
    chosen = settings or load_settings()
    return build_index(build_input(chosen), chosen.index, SentenceEmbedder(chosen.embedder), on_progress)


def near_duplicate_questions(folder: Path) -> list[tuple[QAPair, QAPair, float]]:
    """Return the questions of a corpus folder that are nearly the same, by the bundled embedder."""
    pairs = read_corpus(folder)
    return near_duplicates(pairs, SentenceEmbedder(SENTENCE_EMBEDDER).embed([pair.question for pair in pairs]))


def build_input(settings: Settings) -> BuildInput:
    """Return what the settings' index is made of."""
    return BuildInput(
        folders=settings.corpus_folders,
        apart=read_apart(settings.apart_file),
        curated=lambda: read_corpus(curated_corpus_dir()),
    )
