"""The tutor as a whole: an index that is built while it runs, and what it says of its index."""

import shutil
from pathlib import Path

import pytest

from tutor.assemble import Tutor, build, open_tutor
from tutor.errors import IndexMissingError, UsageError
from tutor.settings import Settings

DROPOUT = "foundations/dropout"


@pytest.fixture
def own(built_settings: Settings, tmp_path: Path) -> Settings:
    """Settings over copies of the small corpus and its index, free to be changed."""
    shutil.copytree(built_settings.corpus[0], tmp_path / "corpus")
    shutil.copytree(built_settings.index, tmp_path / "index")
    folders = {"corpus": (tmp_path / "corpus",), "index": tmp_path / "index", "library": tmp_path / "library"}
    return built_settings.model_copy(update=folders)


@pytest.fixture
def running(own: Settings) -> Tutor:
    """A tutor that has read its index."""
    tutor = open_tutor(own)
    tutor.pairs()
    return tutor


def write(settings: Settings, name: str, question: str, answer: str) -> None:
    (settings.corpus[0] / f"{name}.md").write_text(f"---\nquestion: {question}\n---\n{answer}\n", encoding="utf-8")


def index_file(settings: Settings, name: str) -> Path:
    return settings.index / (settings.index / "current").read_text() / name


def test_the_next_question_is_answered_from_an_index_that_was_built_elsewhere(running: Tutor, own: Settings) -> None:
    write(own, "zorblax", "What is a zorblax?", "A zorblax is a fictional unit of patience in interviews.")
    assert running.index_status().stale
    build(own)
    assert running.search("What is a zorblax?").hits[0].pair_id == "zorblax"
    assert not running.index_status().stale
    assert running.pair("zorblax") is not None


def test_an_answer_that_is_being_written_ends_on_the_index_it_began_with(running: Tutor, own: Settings) -> None:
    before = running.ask("What is dropout?")
    stream = running.stream("What is dropout?")
    next(stream)
    (own.corpus[0] / f"{DROPOUT}.md").unlink()
    build(own)
    assert running.pair(DROPOUT) is None
    *_, answer = stream
    assert answer.text == before.text
    assert {citation.pair_id for citation in answer.citations} == {DROPOUT}
    assert running.ask("What is dropout?").status != "answered"


def test_an_unusable_new_index_is_not_taken_and_said_so_until_a_usable_one_is_there(
    running: Tutor, own: Settings
) -> None:
    write(own, "zorblax", "What is a zorblax?", "A zorblax is a fictional unit of patience in interviews.")
    build(own)
    whole = index_file(own, "rows.npy").read_bytes()
    index_file(own, "rows.npy").write_bytes(whole[:-8])
    assert running.search("What is dropout?").hits[0].pair_id == DROPOUT
    assert running.pair("zorblax") is None
    status = running.index_status()
    assert "rows.npy' is damaged or missing" in status.problem
    assert status.questions == len(running.pairs())
    build(own)
    assert running.pair("zorblax") is not None
    assert running.index_status().problem == ""


def test_an_index_that_is_still_being_copied_is_taken_once_it_is_whole(
    running: Tutor, own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.answering.index_in_use.RETRY_S", 0.0)
    write(own, "zorblax", "What is a zorblax?", "A zorblax is a fictional unit of patience in interviews.")
    build(own)
    whole = index_file(own, "rows.npy").read_bytes()
    index_file(own, "rows.npy").unlink()
    assert running.pair("zorblax") is None
    index_file(own, "rows.npy").write_bytes(whole)
    assert running.pair("zorblax") is not None
    assert running.index_status().problem == ""


def test_an_index_that_is_taken_away_stays_in_use(running: Tutor, own: Settings) -> None:
    shutil.rmtree(own.index)
    assert running.search("What is dropout?").hits[0].pair_id == DROPOUT
    assert "Build it first: interview-tutor build" in running.index_status().problem
    with pytest.raises(IndexMissingError):
        open_tutor(own).index_status()


def test_the_status_reads_each_question_file_once(
    running: Tutor, own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own, "zorblax", "What is a zorblax?", "A zorblax is a fictional unit of patience in interviews.")
    (own.library / "mine").mkdir(parents=True)
    shutil.copy(own.corpus[0] / "zorblax.md", own.library / "mine" / "zorblax.md")
    read: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or read_bytes(path))
    assert running.index_status().stale
    assert sorted(read) == sorted([*own.corpus[0].rglob("*.md"), *own.library.rglob("*.md")])


def test_an_index_with_or_without_the_library_is_not_stale(own: Settings) -> None:
    own.library.mkdir()
    (own.library / "mine.md").write_text("---\nquestion: What is a zorblax?\n---\nPatience.\n", encoding="utf-8")
    assert not open_tutor(own).index_status().stale
    build(own.with_library())
    assert not open_tutor(own).index_status().stale
    (own.library / "mine.md").write_text("---\nquestion: What is a zorblax?\n---\nA unit.\n", encoding="utf-8")
    assert open_tutor(own).index_status().stale


def test_an_unusable_question_is_said_before_an_index_is_looked_for(own: Settings, tmp_path: Path) -> None:
    nowhere = open_tutor(own.model_copy(update={"index": tmp_path / "nowhere"}))
    with pytest.raises(UsageError, match="The question is empty"):
        nowhere.search("")
    with pytest.raises(UsageError, match="The question is empty"):
        nowhere.ask("")
