"""Answering in the background: turns are searched at once, written in a fair order, and kept in the store."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from tutor.answering.models import ChosenModel
from tutor.errors import HistoryError, TutorError
from tutor.history import ConversationStore, TurnState
from tutor.records import DEFAULT_STYLE, Answer, Message, Style
from tutor.redacting import safe_logger

_LOG = safe_logger(__name__)
_HEARTBEAT_S = 5.0
_CRASHED = (
    "Something unexpected went wrong while answering ({kind}); what was written is kept. "
    "Ask again; `interview-tutor doctor` says whether a part is missing."
)


class AnswerSource(Protocol):
    """What the worker needs of a tutor."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        standalone: str | None = None,
        llm: ChosenModel | None = None,
        style: Style = DEFAULT_STYLE,
    ) -> Iterator[Answer]:
        """Yield the answer as it grows: first with its hits and no text, last complete."""


@dataclass(slots=True, eq=False)
class _Job:
    turn_id: str
    conversation_id: str
    question: str
    standalone: str | None
    llm: ChosenModel | None
    style: Style
    snapshots: Iterator[Answer] | None = None


class AnswerWorker:
    """Answers turns of a conversation store in background threads.

    Searching (the first step of a stream) runs `searchers` at a time and never waits for the LLM. Then at most
    `writers` answers are written at once, first come, first served, and none is begun while a search is due: both want
    the processor, and whoever has no sources yet goes first. A conversation has one turn at work at a time, so that a
    follow-up knows the answer before it and nobody can fill the queue. Snapshots go to the store at most every
    `interval_s` seconds. A turn that someone else finishes in the store, such as by stopping it, is given up.
    """

    def __init__(
        self,
        tutor: AnswerSource,
        store: ConversationStore,
        *,
        searchers: int = 4,
        writers: int = 1,
        interval_s: float = 0.1,
    ) -> None:
        self._tutor = tutor
        self._store = store
        self._interval_s = interval_s
        self._jobs: defaultdict[str, deque[_Job]] = defaultdict(deque)
        self._waiting: deque[_Job] = deque()
        self._searches_due = 0
        self._changed = threading.Condition()
        self._closed = threading.Event()
        self._searching = ThreadPoolExecutor(searchers, thread_name_prefix="tutor-search")
        store.interrupt_abandoned()
        targets = {f"tutor-write-{number}": self._write_next for number in range(writers)}
        targets["tutor-heartbeat"] = self._keep_alive
        self._threads = [threading.Thread(target=run, name=name, daemon=True) for name, run in targets.items()]
        for thread in self._threads:
            thread.start()

    def submit(
        self,
        conversation_id: str,
        question: str,
        standalone: str | None = None,
        *,
        llm: ChosenModel | None = None,
        style: Style = DEFAULT_STYLE,
    ) -> str:
        """Add the question to the conversation, begin answering it, and return the new turn's id.

        `llm` writes the answer instead of the one in the settings; nothing of it is stored.
        """
        turn = self._store.add_turn(conversation_id, question, standalone, style)
        job = _Job(turn.id, conversation_id, question, standalone, llm, style)
        with self._changed:
            jobs = self._jobs[conversation_id]
            jobs.append(job)
            if len(jobs) == 1:
                self._begin(job)
        return turn.id

    def stop(self, turn_id: str) -> None:
        """Finish the turn as it stands; what is written stays."""
        self._store.update_turn(turn_id, "stopped")
        with self._changed:
            stopped = [job for job in self._waiting if job.turn_id == turn_id]
            for job in stopped:
                self._waiting.remove(job)
        for job in stopped:
            self._dismiss(job)

    def position(self, turn_id: str) -> int:
        """Return the turn's place among those that wait for the LLM, from 1; 0 where it does not."""
        with self._changed:
            return next((place for place, job in enumerate(self._waiting, start=1) if job.turn_id == turn_id), 0)

    def close(self) -> None:
        """Give up all turns, marking them as interrupted, and end the threads."""
        self._closed.set()
        with self._changed:
            unfinished = [job for jobs in self._jobs.values() for job in jobs]
            self._waiting.clear()
            self._changed.notify_all()
        for job in unfinished:
            with suppress(HistoryError):
                self._store.update_turn(job.turn_id, "interrupted", error="The tutor was closed. Ask again.")
        self._searching.shutdown(cancel_futures=True)
        for thread in self._threads:
            thread.join(timeout=5)

    def _begin(self, job: _Job) -> None:
        """Let the job be searched; called with the lock held."""
        if not self._closed.is_set():
            self._searches_due += 1
            self._searching.submit(self._search, job)

    def _search(self, job: _Job) -> None:
        found = self._find(job)
        with self._changed:
            self._searches_due -= 1
            wanted = found and not self._closed.is_set()
            if wanted:
                self._waiting.append(job)
            self._changed.notify_all()
        if not wanted:
            self._dismiss(job)

    def _find(self, job: _Job) -> bool:
        """Search and store the hits; return whether the answer can be written and is still wanted."""
        try:
            if self._store.update_turn(job.turn_id, "searching"):
                history = self._store.messages(job.conversation_id)
                job.snapshots = self._tutor.stream(
                    job.question, history=history, standalone=job.standalone, llm=job.llm, style=job.style
                )
                return self._store.update_turn(job.turn_id, "queued", answer=next(job.snapshots))
        except Exception as error:
            self._fail(job, error, None)
        return False

    def _write_next(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next_may_be_written() or self._closed.is_set())
                if self._closed.is_set():
                    return
                job = self._waiting.popleft()
            self._write(job)

    def _next_may_be_written(self) -> bool:
        return bool(self._waiting) and not self._searches_due

    def _write(self, job: _Job) -> None:
        snapshot: Answer | None = None
        state: TurnState = "writing"
        due = 0.0
        try:
            if not self._store.update_turn(job.turn_id, state):
                return
            for snapshot in job.snapshots or ():
                if time.monotonic() >= due:
                    if self._closed.is_set() or not self._store.update_turn(job.turn_id, state, answer=snapshot):
                        return
                    due = time.monotonic() + self._interval_s
            self._store.update_turn(job.turn_id, "done", answer=snapshot)
        except Exception as error:
            self._fail(job, error, snapshot)
        finally:
            self._dismiss(job)

    def _fail(self, job: _Job, error: Exception, written: Answer | None) -> None:
        if isinstance(error, TutorError):
            message = str(error)
        else:
            _LOG.error("Answering failed", exc_info=error)
            message = _CRASHED.format(kind=type(error).__name__)
        answer = replace(written, draft="") if written else None
        try:
            self._store.update_turn(job.turn_id, "failed", answer=answer, error=message)
        except HistoryError:
            _LOG.exception("The failure could not be stored")

    def _dismiss(self, job: _Job) -> None:
        with self._changed:
            jobs = self._jobs[job.conversation_id]
            jobs.remove(job)
            if jobs:
                self._begin(jobs[0])
            else:
                del self._jobs[job.conversation_id]
        if isinstance(job.snapshots, Generator):
            try:
                job.snapshots.close()
            except Exception:
                _LOG.exception("Stopping an answer failed")

    def _keep_alive(self) -> None:
        while not self._closed.wait(_HEARTBEAT_S):
            with self._changed:
                alive = [job.turn_id for jobs in self._jobs.values() for job in jobs]
            try:
                if alive:
                    self._store.renew(alive)
                self._store.interrupt_abandoned()
            except HistoryError:
                _LOG.exception("The heartbeat failed")
