"""Putting the tutor together: the only place that names concrete classes."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.answering.evidence import CachingEmbedder
from tutor.answering.index_in_use import IndexInUse
from tutor.answering.model_pool import ModelPool
from tutor.answering.models import ChosenModel, resolve_name
from tutor.answering.rewriting import Reading, understood
from tutor.ingest.entries import read_corpus
from tutor.records import (
    DEFAULT_STYLE,
    Answer,
    Capabilities,
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
from tutor.settings import SENTENCE_EMBEDDER, Settings, curated_corpus_dir, load_settings

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever


class Tutor:
    """Searches the index and answers from it. Safe to share between threads; loads its parts on first use."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._llm = ChosenModel(resolve_name(settings.llm, settings.model_dir))
        # What compares sentences was fitted on the bundled embedder, whichever one searches.
        self._sentence_embedder = CachingEmbedder(SentenceEmbedder(SENTENCE_EMBEDDER))
        self.models = ModelPool(settings.model_dir, settings.capabilities_file, self._sentence_embedder)
        self._index = IndexInUse(settings.index, SentenceEmbedder(settings.embedder), self._sentence_embedder)

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
        question = self._cleaned(query)
        return self._found(self._index.loaded().searcher, question, history, standalone, llm, k or self.settings.top_k)

    def _found(
        self,
        searcher: Searcher,
        question: str,
        history: Sequence[Message],
        standalone: str | None,
        llm: ChosenModel | None,
        k: int,
    ) -> SearchResult:
        started = time.perf_counter()
        said = [replace(message, content=" ".join(printable(message.content).split())) for message in history]
        if standalone:
            reading = Reading(self._cleaned(standalone))
        else:
            reading = understood(question, said, searcher.similarity)
            if llm and reading.others and (wording := self.models.rewritten(llm, question, said)):
                reading = Reading(wording, (*reading.others, reading.text))
        found = searcher.search(
            question,
            k=k,
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
        cleaned = self._cleaned(question)
        index = self._index.loaded()
        result = self._found(index.searcher, cleaned, history, standalone, able, self.settings.top_k)
        with self.models.answering():
            yield from index.answerer.stream(result, self.models.writer(chosen), started, style)

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
        return self._index.loaded().searcher.pair(pair_id)

    def pairs(self) -> Sequence[QAPair]:
        """Return every question of the index, ordered by id."""
        return self._index.loaded().searcher.index.pairs

    def linked(self) -> list[list[QAPair]]:
        """Return the groups of questions that several documents ask and that count as one."""
        index = self._index.loaded().searcher.index
        return [[index.pairs[position] for position in group] for group in index.links]

    def index_status(self) -> IndexStatus:
        """Return what the index holds, without loading it; raises `IndexMissingError` or `IndexUnusableError`.

        The library may be in the index also where the settings' corpus leaves it out: the app builds with it.
        """
        manifest = self._index.manifest()
        digests = build_input(self.settings.with_library()).digests()
        stale = manifest.corpus_digest not in digests[len(self.settings.corpus_folders) - 1 :]
        return IndexStatus(
            str(self.settings.index),
            manifest.questions,
            manifest.chunks,
            manifest.embedder,
            stale,
            self._index.problem,
        )

    def model_status(self, llm: ChosenModel | None = None) -> ModelStatus:
        """Return the state of the LLM in use, or of `llm`, without loading it."""
        return self.models.status(llm.name if llm else self.settings.llm)

    def capabilities(self, llm: ChosenModel | None = None) -> Capabilities | None:
        """Return what a probe found of the LLM in use, or of `llm`, without loading it; None where none has ended."""
        return self.models.capabilities((llm or self._llm).name)

    def probe(self, llm: ChosenModel | None = None) -> Capabilities | None:
        """Find out what the LLM in use, or `llm`, can do, and keep it by its name; None where there is no LLM.

        Asks the LLM three short questions, unless it is known already; gives way to every question and begins again
        when all are answered. Raises `ModelError` where the LLM fails, of which nothing is kept.
        """
        return self.models.probe(llm or self._llm)

    def warm_up(self) -> None:
        """Load embedder, index and LLM, so that the first question does not wait for them."""
        self._index.loaded().searcher.search("warm up", k=1)
        self._sentence_embedder.embed(["warm up"])
        self.models.warm_up(self._llm.name)

    def close(self) -> None:
        """Stop the local LLM and give its memory back."""
        self.models.close()

    def _cleaned(self, query: str) -> str:
        return clean_query(query, self.settings.max_question_chars)


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
