"""The LLMs of a tutor: each is loaded once for all, probed while no answer is written, and used accordingly."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.answering.capabilities import keep_capabilities, kept_capabilities
from tutor.answering.evidence import CachingEmbedder
from tutor.answering.generating import Writer
from tutor.answering.models import EXTRACTIVE, ChosenModel, load_chat_model, model_status, resolve_name
from tutor.answering.probing import UNPROBED, ProbeInterruptedError, probe
from tutor.answering.prompts import read_prompt_head
from tutor.answering.standing_alone import FollowUpRewriter
from tutor.records import Capabilities, Message, ModelStatus
from tutor.redacting import redacted

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_ON_THIS_COMPUTER = ("local:", "transformers:")


class ModelPool:
    """LLMs by their resolved names; safe to share between threads."""

    def __init__(self, model_dir: Path, capabilities_file: Path, embedder: CachingEmbedder) -> None:
        self._model_dir = model_dir
        self._capabilities_file = capabilities_file
        self._embedder = embedder
        self._models: dict[str, BaseChatModel] = {}
        self._load_lock = threading.Lock()
        self._loading = ""
        self._rewriter = FollowUpRewriter()
        self._probes: dict[str, threading.Lock] = {}
        self._answers = 0
        self._quiet = threading.Condition()

    def load(self, llm: ChosenModel) -> "BaseChatModel":
        """Return the LLM, kept for all who use it unless it is built with somebody's key; raises `ModelError`.

        One that is there does not wait for another that is being loaded.
        """
        if llm.key:
            return load_chat_model(llm.name, self._model_dir, llm.key)
        if there := self._models.get(llm.name):
            return there
        with self._load_lock:
            if llm.name not in self._models:
                self._loading = llm.name
                try:
                    self._models[llm.name] = load_chat_model(llm.name, self._model_dir)
                finally:
                    self._loading = ""
            return self._models[llm.name]

    def status(self, name: str) -> ModelStatus:
        """Return the state of an LLM by any name that settings use, without loading it."""
        status, resolved = model_status(name, self._model_dir), resolve_name(name, self._model_dir)
        if resolved in self._models:
            return replace(status, state="ready")
        return replace(status, state="loading") if resolved == self._loading else status

    def capabilities(self, name: str) -> Capabilities | None:
        """Return what a probe found of the LLM, without loading it; None where it has not been probed."""
        return kept_capabilities(self._capabilities_file, name, self._model_dir)

    def probe(self, llm: ChosenModel) -> Capabilities | None:
        """Find out what the LLM can do, and keep it by its name; None for no LLM.

        Asks the LLM three short questions, unless it is known already; gives way to every answer and begins again when
        all are written. Raises `ModelError` where the LLM fails, of which nothing is kept.
        """
        with self._probes.setdefault(llm.name, threading.Lock()):
            found = self.capabilities(llm.name)
            if found or llm.name == EXTRACTIVE:
                return found
            while found is None:
                with self._quiet:
                    self._quiet.wait_for(lambda: not self._answers)
                with suppress(ProbeInterruptedError):
                    found = probe(self.load(llm), self._embedder, lambda: not self._answers)
            keep_capabilities(self._capabilities_file, llm.name, self._model_dir, found)
            return found

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count an answer that is being written, for probes to give way to."""
        with self._quiet:
            self._answers += 1
        try:
            yield
        finally:
            with self._quiet:
                self._answers -= 1
                self._quiet.notify_all()

    def writer(self, llm: ChosenModel) -> Writer | None:
        """Return the LLM as an answer needs it, used as its probe allows; None for no LLM."""
        if llm.name == EXTRACTIVE:
            return None
        able = self.capabilities(llm.name) or UNPROBED
        return Writer(redacted(llm.name), partial(self.load, llm), able, llm.key)

    def words_follow_ups(self, name: str) -> bool:
        """Whether the LLM is asked for the wording of follow-ups: one that the probe found to write freely."""
        able = self.capabilities(name)
        return able is not None and able.mode == "free"

    def rewritten(self, llm: ChosenModel, question: str, history: Sequence[Message]) -> str:
        """Return a follow-up as the LLM words it, or "" where that is of no use or not to be had.

        An LLM on this computer is not asked while an answer is being written or waits for it.
        """
        writer = self.writer(llm)
        if writer is None or (self._answers and llm.name.startswith(_ON_THIS_COMPUTER)):
            return ""
        with self.answering():
            return self._rewriter.rewritten(writer.load, question, history)

    def warm_up(self, name: str) -> None:
        """Load the LLM, and let a local one read the beginning that its prompts share."""
        if name == EXTRACTIVE:
            return
        model = self.load(ChosenModel(name))
        if name.startswith("local:"):
            if self.words_follow_ups(name):
                read_prompt_head(model, follow_ups=True)
            read_prompt_head(model)

    def close(self) -> None:
        """Stop the local LLMs and give their memory back."""
        with self._load_lock:
            local = any(name.startswith("local:") for name in self._models)
            self._models.clear()
        if local:
            from tutor.answering.local_server import stop_servers

            stop_servers()
