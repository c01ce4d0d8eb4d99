from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.assemble import build
from tutor.ingest.entries import format_entry, read_corpus
from tutor.records import QAPair
from tutor.retrieval import outside
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.store import read_index
from tutor.settings import Settings


@pytest.fixture
def unbuilt(built_settings: Settings, tmp_path: Path) -> Settings:
    """Settings over part of the small corpus, shorter and in other words than the package's, without an index."""
    (tmp_path / "corpus").mkdir()
    for pair in read_corpus(built_settings.corpus[0] / "foundations"):
        phrasings = tuple(f"please, {phrasing}" for phrasing in pair.also_asked)
        beginning = pair.answer.partition("\n\n")[0]
        reworded = replace(pair, question=f"Please, {pair.question}", also_asked=phrasings, answer=beginning)
        (tmp_path / "corpus" / f"{pair.id}.md").write_text(format_entry(reworded), encoding="utf-8")
    return built_settings.model_copy(update={"corpus": (tmp_path / "corpus",), "index": tmp_path / "index"})


@pytest.fixture
def little_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Two questions from outside, since an embedder that is not the package's embeds them all."""
    (tmp_path / "outside.txt").write_text("What makes bread rise?\nWho won the race?\n", encoding="utf-8")
    monkeypatch.setattr(outside, "_FILE", tmp_path / "outside.txt")
    outside.outside_questions.cache_clear()
    yield
    outside.outside_questions.cache_clear()


def first_of(settings: Settings) -> QAPair:
    return read_corpus(settings.corpus[0])[0]


def interrupt_after_first_batch(settings: Settings) -> tuple[int, int]:
    """Build as if Ctrl-C were pressed after the first full batch; return texts embedded and texts to embed."""
    seen: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        seen.append((done, total))
        if done < total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(settings, note)
    return seen[-1]


def totals_of_a_build(settings: Settings) -> list[int]:
    totals: list[int] = []
    build(settings, lambda _, total: totals.append(total))
    return totals


def test_one_total_counts_all_texts_of_a_build(unbuilt: Settings) -> None:
    seen: list[tuple[int, int]] = []
    build(unbuilt, lambda done, total: seen.append((done, total)))
    different = len({row.tobytes() for row in read_index(unbuilt.index).texts})
    assert {total for _, total in seen} == {different}
    assert seen[-1] == (different, different)


@pytest.mark.usefixtures("little_outside")
def test_what_borrowing_embeds_is_added_to_the_total(
    unbuilt: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.retrieval.packaged.FOLDER", tmp_path / "nowhere")
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "bare.md").write_text(format_entry(replace(first_of(unbuilt), also_asked=())), encoding="utf-8")
    seen: list[tuple[int, int]] = []
    build(unbuilt.model_copy(update={"corpus": (bare,)}), lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert [total for _, total in seen] == sorted(total for _, total in seen)
    assert seen[-1][0] == seen[-1][1] > seen[0][1]


def test_an_interrupted_build_goes_on_with_what_it_has_embedded(unbuilt: Settings) -> None:
    done, total = interrupt_after_first_batch(unbuilt)
    assert 0 < done < total
    assert totals_of_a_build(unbuilt)[0] == total - done
    assert not list(unbuilt.index.glob("*.part"))


def test_a_resumed_build_gives_the_vectors_of_an_undisturbed_one(unbuilt: Settings, tmp_path: Path) -> None:
    interrupt_after_first_batch(unbuilt)
    build(unbuilt)
    undisturbed = unbuilt.model_copy(update={"index": tmp_path / "undisturbed"})
    build(undisturbed)
    whole = read_index(undisturbed.index)
    expected = dict(zip(map(bytes, whole.texts), whole.vectors.exact, strict=True))
    resumed = read_index(unbuilt.index)
    for digest, vector in zip(map(bytes, resumed.texts), resumed.vectors.exact, strict=True):
        assert abs(vector - expected[digest]).max() < 1e-4


def test_a_record_that_a_kill_has_torn_is_embedded_again(unbuilt: Settings) -> None:
    done, total = interrupt_after_first_batch(unbuilt)
    partial = next(unbuilt.index.glob("*.part"))
    partial.write_bytes(partial.read_bytes()[:-100])
    assert totals_of_a_build(unbuilt)[0] == total - done + 1
    assert read_index(unbuilt.index).manifest.questions == 5


def test_a_record_that_is_no_unit_vector_is_embedded_again(unbuilt: Settings) -> None:
    done, total = interrupt_after_first_batch(unbuilt)
    partial = next(unbuilt.index.glob("*.part"))
    content = partial.read_bytes()
    partial.write_bytes(content[:-100] + bytes(100))
    assert totals_of_a_build(unbuilt)[0] == total - done + 1


@pytest.mark.usefixtures("little_outside")
def test_what_another_embedder_has_embedded_is_not_taken(unbuilt: Settings, other_embedder: str) -> None:
    _, total = interrupt_after_first_batch(unbuilt)
    other = unbuilt.model_copy(update={"embedder": other_embedder})
    assert totals_of_a_build(other)[0] == total
    assert not list(unbuilt.index.glob("*.part"))


def test_an_index_without_curated_questions_is_built_again_with_what_it_has(unbuilt: Settings) -> None:
    pair = replace(first_of(unbuilt), also_asked=())
    path = unbuilt.corpus[0] / f"{pair.id}.md"
    path.write_text(format_entry(pair), encoding="utf-8")
    build(unbuilt)
    assert len(read_index(unbuilt.index).outside) > len(outside_questions())
    path.write_text(format_entry(replace(pair, answer=f"{pair.answer} Zanzibar.")), encoding="utf-8")
    assert totals_of_a_build(unbuilt) == [1]
