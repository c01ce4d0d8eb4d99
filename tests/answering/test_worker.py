"""The background worker with a real store and a scripted tutor."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.history.test_store import an_answer
from tutor.answering.models import ChosenModel
from tutor.answering.worker import AnswerWorker
from tutor.errors import IndexMissingError
from tutor.history import ConversationStore, Turn
from tutor.records import DEFAULT_STYLE, Answer, Message, Style


class ScriptedTutor:
    """Streams one sentence a step. A search may wait for its gate, each step for `gate`. Records what it was asked."""

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.search_gates: dict[str, threading.Event] = {}
        self.writing: list[str] = []
        self.closed: list[str] = []
        self.histories: list[Sequence[Message]] = []
        self.llms: list[ChosenModel | None] = []
        self.styles: list[Style] = []
        self.search_error: Exception | None = None
        self.write_error: Exception | None = None

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Message] = (),
        standalone: str | None = None,
        llm: ChosenModel | None = None,
        style: Style = DEFAULT_STYLE,
    ) -> Iterator[Answer]:
        self.histories.append(history)
        self.llms.append(llm)
        self.styles.append(style)
        if gate := self.search_gates.get(question):
            assert gate.wait(timeout=10)
        if self.search_error:
            raise self.search_error
        answer = replace(an_answer(""), question=question, standalone=standalone or question)
        try:
            yield answer
            self.writing.append(question)
            for step in (1, 2, 3):
                assert self.gate.acquire(timeout=10)
                yield replace(answer, text=f"{step} of 3", draft="unchecked")
                if self.write_error:
                    raise self.write_error
            yield replace(answer, text="complete")
        finally:
            self.closed.append(question)


@pytest.fixture
def tutor() -> ScriptedTutor:
    return ScriptedTutor()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    store = ConversationStore(tmp_path / "conversations.sqlite")
    yield store
    store.close()


@pytest.fixture
def worker(tutor: ScriptedTutor, store: ConversationStore) -> Iterator[AnswerWorker]:
    worker = AnswerWorker(tutor, store, interval_s=0)
    yield worker
    tutor.gate.release(100)
    worker.close()


def eventually(condition: Callable[[], object], timeout_s: float = 5) -> None:
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def reaches(store: ConversationStore, turn_id: str, state: str) -> Turn:
    eventually(lambda: store.turn(turn_id).state == state)
    return store.turn(turn_id)


def test_hits_come_first_then_the_growing_answer(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    turn_id = worker.submit(store.create().id, "q", "q in full")
    found = reaches(store, turn_id, "writing")
    assert found.answer is not None
    assert (found.answer.text, len(found.answer.retrieved), found.answer.standalone) == ("", 1, "q in full")
    tutor.gate.release()
    eventually(lambda: (answer := store.turn(turn_id).answer) and answer.text == "1 of 3")
    tutor.gate.release(2)
    done = reaches(store, turn_id, "done")
    assert done.answer is not None
    assert (done.answer.text, done.answer.draft) == ("complete", "")


def test_the_conversation_so_far_is_the_history(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    conversation = store.create()
    tutor.gate.release(3)
    reaches(store, worker.submit(conversation.id, "one"), "done")
    worker.submit(conversation.id, "two")
    eventually(lambda: len(tutor.histories) == 2)
    assert tutor.histories[1] == [Message("user", "one"), Message("assistant", "complete")]


def test_stopping_keeps_what_is_written_and_ends_the_stream(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    turn_id = worker.submit(store.create().id, "q")
    tutor.gate.release()
    eventually(lambda: (answer := store.turn(turn_id).answer) and answer.text)
    worker.stop(turn_id)
    assert store.turn(turn_id).state == "stopped"
    tutor.gate.release()
    eventually(lambda: tutor.closed == ["q"])
    stopped = store.turn(turn_id)
    assert stopped.answer is not None
    assert (stopped.state, stopped.answer.text) == ("stopped", "1 of 3")


def test_a_stopped_turn_in_the_queue_is_never_written(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    first = worker.submit(store.create().id, "first")
    reaches(store, first, "writing")
    second = worker.submit(store.create().id, "second")
    eventually(lambda: worker.position(second) == 1)
    worker.stop(second)
    assert worker.position(second) == 0
    tutor.gate.release(3)
    reaches(store, first, "done")
    assert (tutor.writing, "second" in tutor.closed) == (["first"], True)


def test_a_search_does_not_wait_for_the_llm(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    reaches(store, worker.submit(store.create().id, "slow"), "writing")
    others = [worker.submit(store.create().id, f"other {number}") for number in range(6)]
    for turn_id in others:
        eventually(lambda turn_id=turn_id: store.turn(turn_id).answer is not None)  # type: ignore[misc]
        assert store.turn(turn_id).state == "queued"
    eventually(lambda: sorted(map(worker.position, others)) == [1, 2, 3, 4, 5, 6])


def test_an_answer_is_not_begun_while_another_question_has_no_sources_yet(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    tutor.search_gates = {"first": threading.Event(), "second": threading.Event()}
    turns = [worker.submit(store.create().id, question) for question in tutor.search_gates]
    tutor.search_gates["first"].set()
    reaches(store, turns[0], "queued")
    time.sleep(0.1)
    assert (store.turn(turns[0]).state, tutor.writing) == ("queued", [])

    tutor.search_gates["second"].set()
    tutor.gate.release(6)
    for turn_id in turns:
        reaches(store, turn_id, "done")
    assert tutor.writing == ["first", "second"]


@pytest.mark.parametrize("ending", ["failed", "stopped"])
def test_a_search_that_comes_to_nothing_does_not_hold_up_the_answers(
    ending: str, worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    tutor.search_gates = {"first": threading.Event(), "second": threading.Event()}
    first, second = (worker.submit(store.create().id, question) for question in tutor.search_gates)
    tutor.search_gates["first"].set()
    reaches(store, first, "queued")
    if ending == "stopped":
        worker.stop(second)
    else:
        tutor.search_error = IndexMissingError("gone")
    tutor.search_gates["second"].set()
    tutor.gate.release(3)
    reaches(store, first, "done")
    assert store.turn(second).state == ending


def test_a_busy_conversation_does_not_hold_up_another(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    busy, quiet = store.create(), store.create()
    turns = [worker.submit(busy.id, "busy 0")]
    reaches(store, turns[0], "writing")
    for conversation, question in ((busy, "busy 1"), (busy, "busy 2"), (quiet, "quiet")):
        turns.append(worker.submit(conversation.id, question))
    eventually(lambda: worker.position(turns[-1]))
    assert [worker.position(turn_id) for turn_id in turns] == [0, 0, 0, 1]
    tutor.gate.release(12)
    for turn_id in turns:
        reaches(store, turn_id, "done")
    assert tutor.writing == ["busy 0", "quiet", "busy 1", "busy 2"]


def test_a_question_asked_too_early_waits_for_the_answer_before_it(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    conversation = store.create()
    turns = [worker.submit(conversation.id, question) for question in ("one", "two", "three")]
    worker.stop(turns[1])
    tutor.gate.release(6)
    reaches(store, turns[2], "done")
    assert tutor.histories == [[], [Message("user", "one"), Message("assistant", "complete")]]


def test_a_tutor_error_is_shown_as_it_is(worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore) -> None:
    tutor.search_error = IndexMissingError("There is no index. Run `interview-tutor build`.")
    failed = reaches(store, worker.submit(store.create().id, "q"), "failed")
    assert failed.error == "There is no index. Run `interview-tutor build`."


def test_a_crash_keeps_what_is_written_and_the_worker_goes_on(
    worker: AnswerWorker, tutor: ScriptedTutor, store: ConversationStore
) -> None:
    tutor.write_error = ZeroDivisionError("oh")
    tutor.gate.release()
    failed = reaches(store, worker.submit(store.create().id, "q"), "failed")
    assert failed.answer is not None
    assert (failed.answer.text, failed.answer.draft) == ("1 of 3", "")
    assert "ZeroDivisionError" in failed.error
    tutor.write_error = None
    tutor.gate.release(3)
    reaches(store, worker.submit(store.create().id, "next"), "done")


def test_closing_marks_what_is_unfinished(tutor: ScriptedTutor, store: ConversationStore) -> None:
    worker = AnswerWorker(tutor, store, interval_s=0)
    turn_id = worker.submit(store.create().id, "q")
    reaches(store, turn_id, "writing")
    tutor.gate.release(3)
    worker.close()
    assert store.turn(turn_id).state in {"interrupted", "done"}
    assert tutor.closed == ["q"]


def test_snapshots_are_throttled(
    tutor: ScriptedTutor, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[str] = []
    update = store.update_turn

    def counted(turn_id: str, state: str, **values: object) -> bool:
        writes.append(state)
        return update(turn_id, state, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "update_turn", counted)
    worker = AnswerWorker(tutor, store, interval_s=60)
    tutor.gate.release(3)
    reaches(store, worker.submit(store.create().id, "q"), "done")
    worker.close()
    assert writes == ["searching", "queued", "writing", "writing", "done"]


def test_a_turn_is_answered_in_the_style_that_was_asked_for_and_keeps_it(
    worker: AnswerWorker, store: ConversationStore, tutor: ScriptedTutor
) -> None:
    tutor.gate.release(100)
    turn_id = worker.submit(store.create().id, "What is RAG?", style=Style("deep", simply=True))
    assert reaches(store, turn_id, "done").style == Style("deep", simply=True)
    assert tutor.styles == [Style("deep", simply=True)]
