"""The conversation store on a real SQLite file."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tutor.errors import HistoryError
from tutor.history import ConversationStore
from tutor.history.store import LEASE
from tutor.records import Answer, Citation, Message, SearchHit, Sentence, Source, Style, Timings

SOURCE = Source("rag.txt", "Basics", 12)


def an_answer(text: str = "RAG fetches passages [1].", status: str = "answered", draft: str = "") -> Answer:
    hit = SearchHit(
        1, 0.9, "rag/what#0", "rag/what", "What is RAG?", "RAG fetches passages.", "beginner", "rag", SOURCE
    )
    citation = Citation(1, hit.chunk_id, hit.pair_id, hit.question, "RAG fetches passages.", hit.text, SOURCE)
    sentence = Sentence("RAG fetches passages.", (1,), 0.9, "supported")
    return Answer(
        question="What is RAG?",
        standalone="What is RAG?",
        status=status,  # type: ignore[arg-type]
        text=text,
        sentences=(sentence,),
        citations=(citation,),
        retrieved=(hit,),
        suggestions=("Why RAG?",),
        model="none",
        timings=Timings(0.1, 0.2, 0.3),
        draft=draft,
    )


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[ConversationStore]:
    store = ConversationStore(tmp_path / "new folder" / "conversations.sqlite", clock=clock)
    yield store
    store.close()


def test_an_answer_comes_back_as_it_was_stored(store: ConversationStore) -> None:
    conversation = store.create(owner="me")
    turn = store.add_turn(conversation.id, "What is RAG?", "What is RAG, exactly?")
    assert store.update_turn(turn.id, "done", answer=an_answer())
    (found,) = store.turns(conversation.id)
    assert found.answer == an_answer()
    assert (found.state, found.standalone, found.finished) == ("done", "What is RAG, exactly?", True)
    assert found.asked_at.tzinfo is UTC


def test_another_process_sees_what_was_written(store: ConversationStore) -> None:
    conversation = store.create("Kept", owner="me")
    again = ConversationStore(store.database_file)
    assert again.get(conversation.id).title == "Kept"
    again.close()


def test_the_first_question_becomes_the_title(store: ConversationStore) -> None:
    conversation = store.create(owner="me")
    store.add_turn(conversation.id, "What\n is   RAG?")
    store.add_turn(conversation.id, "And RAFT?")
    assert store.get(conversation.id).title == "What is RAG?"


def test_a_long_title_is_cut(store: ConversationStore) -> None:
    assert len(store.create("word " * 100).title) <= 120


@pytest.mark.parametrize("needle", ["überanpassung", "BATCH", "50%", "_x", "fetches"])
def test_search_looks_in_titles_questions_and_answers(store: ConversationStore, needle: str) -> None:
    wanted = store.create("Überanpassung", owner="me")
    turn = store.add_turn(wanted.id, "Why is batch_x at 50% better?")
    store.update_turn(turn.id, "done", answer=an_answer())
    other = store.create("Something else, 50 and x", owner="me")
    assert [found.id for found in store.conversations(owner="me", search=needle)] == [wanted.id]
    assert {found.id for found in store.conversations(owner="me")} == {wanted.id, other.id}


def test_owners_do_not_see_each_other(store: ConversationStore) -> None:
    store.create("Mine", owner="me")
    assert store.conversations(owner="you") == []


def test_the_conversation_used_last_comes_first(store: ConversationStore) -> None:
    first, second = store.create("one"), store.create("two")
    store.add_turn(first.id, "again")
    assert [found.id for found in store.conversations()] == [first.id, second.id]


def test_deleting_hides_and_restoring_brings_back(store: ConversationStore) -> None:
    conversation = store.create("one")
    store.delete(conversation.id)
    assert store.conversations() == []
    with pytest.raises(HistoryError, match="may have been deleted"):
        store.get(conversation.id)
    with pytest.raises(HistoryError):
        store.add_turn(conversation.id, "Hello?")
    store.restore(conversation.id)
    assert store.get(conversation.id) == conversation


def test_renaming(store: ConversationStore) -> None:
    conversation = store.create("one")
    store.rename(conversation.id, "  two \n words ")
    assert store.get(conversation.id).title == "two words"
    with pytest.raises(HistoryError, match="empty"):
        store.rename(conversation.id, " ")
    with pytest.raises(HistoryError):
        store.rename("nowhere", "x")


def test_a_finished_turn_is_not_written_again(store: ConversationStore) -> None:
    turn = store.add_turn(store.create().id, "q")
    assert store.update_turn(turn.id, "stopped")
    assert not store.update_turn(turn.id, "writing", answer=an_answer())
    assert store.turn(turn.id).state == "stopped"
    assert store.turn(turn.id).answer is None


def test_messages_are_the_finished_turns(store: ConversationStore) -> None:
    conversation = store.create()
    for question, state in (("one", "done"), ("two", "failed"), ("three", "writing")):
        turn = store.add_turn(conversation.id, question)
        store.update_turn(turn.id, state, answer=an_answer(f"to {question}"))  # type: ignore[arg-type]
    assert store.messages(conversation.id) == [
        Message("user", "one"),
        Message("assistant", "to one"),
        Message("user", "two"),
        Message("assistant", "to two"),
    ]


def test_replacing_takes_out_a_turn_and_all_after_it(store: ConversationStore) -> None:
    conversation = store.create()
    turns = [store.add_turn(conversation.id, question) for question in "abc"]
    store.replace_from(turns[1].id)
    assert [turn.question for turn in store.turns(conversation.id)] == ["a"]
    assert store.turn(turns[2].id).question == "c"


def test_only_abandoned_turns_are_interrupted(store: ConversationStore, clock: Clock) -> None:
    conversation = store.create()
    abandoned, alive, finished = (store.add_turn(conversation.id, question) for question in "abc")
    store.update_turn(abandoned.id, "writing", answer=an_answer("Half"))
    store.update_turn(finished.id, "done", answer=an_answer())
    assert store.interrupt_abandoned() == 0
    clock.now += LEASE
    store.renew([alive.id])
    assert store.interrupt_abandoned() == 1
    found = store.turn(abandoned.id)
    assert (found.state, found.answer and found.answer.text) == ("interrupted", "Half")
    assert "ask again" in found.error
    assert store.turn(alive.id).state == "queued"


def test_feedback_replaces_the_earlier_verdict_on_the_same_sentence(store: ConversationStore) -> None:
    turn = store.add_turn(store.create().id, "q")
    store.give_feedback(turn.id, "wrong", sentence=0, reason="no")
    store.give_feedback(turn.id, "right")
    store.give_feedback(turn.id, "wrong", reason=" too short ")
    assert [(f.verdict, f.sentence, f.reason) for f in store.feedback(turn.id)] == [
        ("wrong", 0, "no"),
        ("wrong", None, "too short"),
    ]
    assert len(store.feedback()) == 2
    with pytest.raises(HistoryError):
        store.give_feedback("nowhere", "right")


def test_uncovered_questions_are_counted(store: ConversationStore) -> None:
    conversation = store.create()
    for question in ("Cake?", "Tea?", "Cake?"):
        turn = store.add_turn(conversation.id, question)
        store.update_turn(turn.id, "done", answer=an_answer("Not covered.", "not_covered"))
    assert [(found.question, found.times) for found in store.uncovered_questions()] == [("Cake?", 2), ("Tea?", 1)]
    assert store.uncovered_questions()[0].last_asked_at.tzinfo is UTC


def test_the_times_of_the_last_answers(store: ConversationStore) -> None:
    conversation = store.create()
    for status in ("answered", "not_covered", "partial"):
        turn = store.add_turn(conversation.id, "q")
        store.update_turn(turn.id, "done", answer=an_answer(status=status))
    assert store.recent_timings() == [Timings(0.1, 0.2, 0.3)] * 2
    assert len(store.recent_timings(limit=1)) == 1


def test_a_damaged_file_is_refused_in_words_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    file.write_bytes(b"this is no database at all, but it is mine" * 100)
    before = file.read_bytes()
    with pytest.raises(HistoryError, match=r"cannot be used.*TUTOR_DATABASE_FILE"):
        ConversationStore(file)
    assert file.read_bytes() == before


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="unable to open"):
        ConversationStore(tmp_path)


def test_a_file_of_a_newer_release_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "conversations.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(HistoryError, match="format 99"):
        ConversationStore(file)


FORMAT_1 = """
CREATE TABLE conversations (
    id TEXT NOT NULL, owner TEXT NOT NULL, title TEXT NOT NULL, created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL, deleted_at DATETIME, PRIMARY KEY (id)
);
CREATE INDEX ix_conversations_owner ON conversations (owner);
CREATE TABLE turns (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation_id TEXT NOT NULL,
    question TEXT NOT NULL, standalone TEXT, answer TEXT, text TEXT NOT NULL, status TEXT NOT NULL,
    state TEXT NOT NULL, error TEXT NOT NULL, asked_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
    lease_until DATETIME NOT NULL, replaced_at DATETIME, FOREIGN KEY(conversation_id) REFERENCES conversations (id)
);
CREATE TABLE feedback (
    turn_id TEXT NOT NULL, sentence INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    given_at DATETIME NOT NULL, PRIMARY KEY (turn_id, sentence), FOREIGN KEY(turn_id) REFERENCES turns (id)
);
INSERT INTO conversations VALUES ('c', 'me', 'Old', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', NULL);
INSERT INTO turns VALUES (1, 't', 'c', 'What is RAG?', NULL, NULL, '', '', 'failed', 'No.',
    '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', NULL);
PRAGMA user_version = 1;
"""


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A database as the first format had it, with one turn."""
    file = tmp_path / "old.sqlite"
    connection = sqlite3.connect(file)
    connection.executescript(FORMAT_1)
    connection.close()
    return file


def test_a_file_of_the_first_format_is_brought_up_to_date_and_keeps_its_turns(old_file: Path) -> None:
    for _ in range(2):
        store = ConversationStore(old_file)
        (turn,) = store.turns("c")
        assert (turn.question, turn.state, turn.style) == ("What is RAG?", "failed", Style())
        store.close()
    store = ConversationStore(old_file)
    assert store.add_turn("c", "Why?", style=Style("deep", simply=True)).style == Style("deep", simply=True)
    store.close()


def test_an_old_file_may_be_opened_by_several_at_once(old_file: Path) -> None:
    stores: list[ConversationStore] = []
    threads = [threading.Thread(target=lambda: stores.append(ConversationStore(old_file))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.turns("c")) for store in stores] == [1] * 4
    for store in stores:
        store.close()


def test_the_style_of_a_turn_comes_back(store: ConversationStore) -> None:
    conversation = store.create()
    for style in (Style("short"), Style("deep", simply=True), Style()):
        store.add_turn(conversation.id, "q", style=style)
    assert [turn.style for turn in store.turns(conversation.id)] == [Style("short"), Style("deep", True), Style()]


def test_an_answer_that_cannot_be_read_spoils_only_itself(store: ConversationStore) -> None:
    turn = store.add_turn(store.create().id, "q")
    store.update_turn(turn.id, "done", answer=an_answer())
    connection = sqlite3.connect(store.database_file)
    with connection:
        connection.execute('UPDATE turns SET answer = \'{"of": "another release"}\'')
    connection.close()
    found = store.turn(turn.id)
    assert (found.state, found.answer) == ("failed", None)
    assert "ask again" in found.error


def test_threads_write_at_once(store: ConversationStore) -> None:
    conversation = store.create()

    def write() -> None:
        for number in range(10):
            turn = store.add_turn(conversation.id, str(number))
            store.update_turn(turn.id, "done", answer=an_answer())

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.turns(conversation.id)) == 50


def _write_from_a_process(file: Path, conversation_id: str) -> None:
    store = ConversationStore(file)
    for number in range(10):
        store.add_turn(conversation_id, str(number))
    store.close()


def test_processes_open_and_write_at_once(store: ConversationStore) -> None:
    conversation = store.create()
    context = multiprocessing.get_context("spawn")
    arguments = (store.database_file, conversation.id)
    processes = [context.Process(target=_write_from_a_process, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(store.turns(conversation.id)) == 20
