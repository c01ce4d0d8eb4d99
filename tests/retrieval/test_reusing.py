import re
import shutil
from pathlib import Path

import pytest

from tutor.assemble import build
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.store import read_index
from tutor.settings import Settings


@pytest.fixture
def unbuilt(built_settings: Settings, tmp_path: Path) -> Settings:
    """Settings over a copy of part of the small corpus, without an index."""
    shutil.copytree(built_settings.corpus[0] / "foundations", tmp_path / "corpus")
    return built_settings.model_copy(update={"corpus": (tmp_path / "corpus",), "index": tmp_path / "index"})


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


def test_what_borrowing_embeds_is_added_to_the_total(unbuilt: Settings, tmp_path: Path) -> None:
    entry = next(unbuilt.corpus[0].rglob("*.md"))
    plain = re.sub(r"also_asked:\n(?:  - .*\n)+", "", entry.read_text(encoding="utf-8"))
    bare = tmp_path / "bare" / entry.name
    bare.parent.mkdir()
    bare.write_text(plain, encoding="utf-8")
    seen: list[tuple[int, int]] = []
    build(unbuilt.model_copy(update={"corpus": (bare.parent,)}), lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert [total for _, total in seen] == sorted(total for _, total in seen)
    assert seen[-1][0] == seen[-1][1]


def test_an_interrupted_build_goes_on_with_what_it_has_embedded(unbuilt: Settings) -> None:
    done, total = interrupt_after_first_batch(unbuilt)
    assert 0 < done < total
    assert totals_of_a_build(unbuilt)[0] == total - done
    assert not list(unbuilt.index.glob("*.part"))


def test_a_resumed_build_gives_the_vectors_of_an_undisturbed_one(unbuilt: Settings, built_settings: Settings) -> None:
    interrupt_after_first_batch(unbuilt)
    build(unbuilt)
    whole = read_index(built_settings.index)
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


def test_what_another_embedder_has_embedded_is_not_taken(unbuilt: Settings, other_embedder: str) -> None:
    _, total = interrupt_after_first_batch(unbuilt)
    other = unbuilt.model_copy(update={"embedder": other_embedder})
    assert totals_of_a_build(other)[0] == total + len(outside_questions())
    assert not list(unbuilt.index.glob("*.part"))
