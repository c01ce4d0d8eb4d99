import multiprocessing
import re
import shutil
import signal
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tutor.assemble import build, open_tutor
from tutor.errors import CorpusError, IndexUnusableError
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.searching import Searcher
from tutor.retrieval.store import read_index, read_manifest
from tutor.settings import Settings

KILLS = 50


@pytest.fixture
def copied(built_settings: Settings, tmp_path: Path) -> Settings:
    """Settings over copies of the small corpus and its index, free to be changed."""
    shutil.copytree(built_settings.corpus[0], tmp_path / "corpus")
    shutil.copytree(built_settings.index, tmp_path / "index")
    return built_settings.model_copy(update={"corpus": (tmp_path / "corpus",), "index": tmp_path / "index"})


def add_a_word(settings: Settings) -> None:
    """Change one passage of one answer."""
    path = settings.corpus[0] / "foundations/dropout.md"
    text, listened_for = path.read_text(encoding="utf-8"), "**What interviewers listen for.**"
    assert text.count(listened_for) == 1
    path.write_text(text.replace(listened_for, f"{listened_for} Zanzibar."), encoding="utf-8")


def test_an_unchanged_corpus_embeds_and_writes_nothing(copied: Settings) -> None:
    before = (copied.index / "current").read_text()
    report = build(copied)
    assert (report.embedded, report.removed, report.reused) == (0, 0, report.chunks)
    assert (copied.index / "current").read_text() == before


def test_a_changed_answer_embeds_only_what_changed(copied: Settings) -> None:
    add_a_word(copied)
    report = build(copied)
    assert report.embedded == 1
    assert report.removed == 1
    assert report.reused == report.chunks - 1


def test_reused_vectors_are_those_of_a_build_from_nothing(copied: Settings, tmp_path: Path) -> None:
    add_a_word(copied)
    build(copied)
    fresh = copied.model_copy(update={"index": tmp_path / "fresh"})
    build(fresh)
    reused, anew = read_index(copied.index).vectors, read_index(fresh.index).vectors
    difference = reused.exact - anew.exact
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


def test_what_is_no_question_of_the_package_is_embedded_and_only_that(copied: Settings, tmp_path: Path) -> None:
    add_a_word(copied)
    report = build(copied.model_copy(update={"index": tmp_path / "fresh"}))
    assert (report.embedded, report.reused) == (1, report.chunks - 1)


def test_a_damaged_index_is_built_anew(copied: Settings) -> None:
    add_a_word(copied)
    build(copied)
    vectors = next(copied.index.glob("gen-*/vectors.faiss"))
    vectors.write_bytes(vectors.read_bytes()[:-100])
    with pytest.raises(IndexUnusableError, match="interview-tutor build"):
        read_index(copied.index)
    report = build(copied)
    assert report.embedded == 1
    assert read_index(copied.index).manifest.questions == report.questions


def _answers(settings: Settings, embedder: SentenceEmbedder) -> tuple[object, ...]:
    """Return what the index says: every question with its answer, and what searches find."""
    searcher = Searcher(read_index(settings.index), embedder)
    found = [[hit.text for hit in searcher.search(query, k=3).hits] for query in ("what is RAG?", "low-rank adapters")]
    return searcher.index.pairs, found


def _write_version(settings: Settings, original: Path, version: str) -> None:
    for path in original.glob("embeddings-and-rag/*.md"):
        text = path.read_text(encoding="utf-8")
        (settings.corpus[0] / path.relative_to(original)).write_text(f"{text}\n{version}.", encoding="utf-8")


def _wait_until_it_writes(index: Path, process: BaseProcess) -> None:
    while process.is_alive() and len(list(index.glob("gen-*"))) < 2:
        time.sleep(0.0002)


def test_50_killed_builds_leave_the_index_as_before_or_as_after(copied: Settings, built_settings: Settings) -> None:
    """The kills fall by turns over the whole length of a build and into its last moments, when it writes."""
    embedder, original = SentenceEmbedder(), built_settings.corpus[0]
    answers = {}
    for version in ("Madagascar", "Zanzibar"):
        _write_version(copied, original, version)
        build(copied)
        answers[version] = _answers(copied, embedder)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tutor.assemble", "sentence_transformers", "bm25s", "faiss", "Stemmer"])
    old, new = "Zanzibar", "Madagascar"
    spans, kills = {"building": 3.0, "writing": 0.1}, {"building": 0, "writing": 0}
    left = Counter[str]()
    for attempt in range(4 * KILLS):
        phase = "writing" if attempt % 2 else "building"
        _write_version(copied, original, new)
        process = context.Process(target=build, args=(copied,))
        process.start()
        if phase == "writing":
            _wait_until_it_writes(copied.index, process)
        process.join(timeout=spans[phase] * kills[phase] / (KILLS / 2))
        process.kill()
        process.join()
        now = _answers(copied, embedder)
        assert now in (answers[old], answers[new])
        if process.exitcode == -signal.SIGKILL:
            kills[phase] += 1
            left["generation" if len(list(copied.index.glob("gen-*"))) > 1 else "none"] += 1
        else:  # it ended before the kill: the later ones of this phase fall earlier
            assert process.exitcode == 0
            spans[phase] *= 0.8
        if now == answers[new]:
            old, new = new, old
        if sum(kills.values()) >= KILLS:
            break
    assert sum(kills.values()) >= KILLS
    assert left["generation"] > 0
    build(copied)
    assert sorted(path.name for path in copied.index.iterdir()) == sorted(
        [".lock", "current", (copied.index / "current").read_text()]
    )


def test_a_question_is_found_by_the_words_of_what_it_has_borrowed(copied: Settings, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    entry = (copied.corpus[0] / "foundations/dropout.md").read_text(encoding="utf-8")
    without = re.sub(r"also_asked:\n(?:  - .*\n)+", "", entry).replace("id: foundations/dropout", "id: bare")
    assert "stay at home" not in without
    (library / "bare.md").write_text(without, encoding="utf-8")
    settings = copied.model_copy(update={"corpus": (library,)})
    build(settings)
    assert read_index(settings.index).lexical.scores("random members stay at home")[0] > 0
