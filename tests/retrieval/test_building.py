import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tutor.assemble import build, open_tutor
from tutor.errors import CorpusError, IndexUnusableError
from tutor.retrieval.store import read_index, read_manifest
from tutor.settings import Settings


@pytest.fixture
def copied(built_settings: Settings, tmp_path: Path) -> Settings:
    """Settings over copies of the small corpus and its index, free to be changed."""
    shutil.copytree(built_settings.corpus[0], tmp_path / "corpus")
    shutil.copytree(built_settings.index, tmp_path / "index")
    return built_settings.model_copy(update={"corpus": (tmp_path / "corpus",), "index": tmp_path / "index"})


def edit(settings: Settings, pair_id: str, old: str, new: str) -> None:
    path = settings.corpus[0] / f"{pair_id}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_unchanged_corpus_embeds_and_writes_nothing(copied: Settings) -> None:
    before = (copied.index / "current").read_text()
    report = build(copied)
    assert (report.embedded, report.removed, report.reused) == (0, 0, report.chunks)
    assert (copied.index / "current").read_text() == before


def test_a_changed_answer_embeds_only_what_changed(copied: Settings) -> None:
    edit(
        copied,
        "foundations/dropout",
        "**What interviewers listen for.**",
        "**What interviewers listen for.** Zanzibar.",
    )
    report = build(copied)
    assert report.embedded == 1
    assert report.removed == 1
    assert report.reused == report.chunks - 1


def test_reused_vectors_are_those_of_a_build_from_nothing(copied: Settings, tmp_path: Path) -> None:
    edit(
        copied,
        "foundations/dropout",
        "**What interviewers listen for.**",
        "**What interviewers listen for.** Zanzibar.",
    )
    build(copied)
    fresh = copied.model_copy(update={"index": tmp_path / "fresh"})
    build(fresh)
    reused, anew = read_index(copied.index).vectors, read_index(fresh.index).vectors
    difference = reused.reconstruct_n(0, reused.ntotal) - anew.reconstruct_n(0, anew.ntotal)
    assert abs(difference).max() < 1e-4


def test_a_removed_question_is_gone(copied: Settings) -> None:
    (copied.corpus[0] / "generative-models/gan.md").unlink()
    report = build(copied)
    assert report.removed > 0
    assert open_tutor(copied).pair("generative-models/gan") is None


def test_the_same_id_in_two_folders_keeps_both_questions(copied: Settings, tmp_path: Path) -> None:
    other = tmp_path / "mine" / "foundations" / "dropout.md"
    other.parent.mkdir(parents=True)
    other.write_text("---\nquestion: What is my dropout?\n---\nMine alone.\n", encoding="utf-8")
    both = copied.model_copy(update={"corpus": (*copied.corpus, tmp_path / "mine")})
    build(both)
    tutor = open_tutor(both)
    mine, curated = tutor.pair("mine/foundations/dropout"), tutor.pair("foundations/dropout")
    assert mine is not None
    assert mine.answer == "Mine alone."
    assert curated is not None


def test_an_empty_corpus_is_refused_and_the_old_index_stays(copied: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    before = read_manifest(copied.index)
    with pytest.raises(CorpusError, match="interview-tutor import"):
        build(copied.model_copy(update={"corpus": (tmp_path / "empty",)}))
    assert read_manifest(copied.index) == before


def test_a_damaged_index_is_built_anew(copied: Settings) -> None:
    vectors = next(copied.index.glob("gen-*/vectors.faiss"))
    vectors.write_bytes(vectors.read_bytes()[:-100])
    with pytest.raises(IndexUnusableError, match="interview-tutor build"):
        read_index(copied.index)
    report = build(copied)
    assert report.embedded == report.chunks
    assert read_index(copied.index).manifest.questions == report.questions


def _rebuild_for_ever(settings: Settings) -> None:
    path = settings.corpus[0] / "foundations/dropout.md"
    text = path.read_text(encoding="utf-8")
    for number in range(1000):
        path.write_text(f"{text}\nEdit {number}.", encoding="utf-8")
        build(settings)


def test_a_killed_build_leaves_a_whole_index(copied: Settings) -> None:
    context = multiprocessing.get_context("fork")
    for delay in (0.0, 0.3, 0.6, 0.9, 1.2):
        process = context.Process(target=_rebuild_for_ever, args=(copied,))
        process.start()
        time.sleep(delay)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert read_index(copied.index).manifest.questions == 17
    build(copied)
    assert len(list(copied.index.glob("gen-*"))) == 1
