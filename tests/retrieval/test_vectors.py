import shutil
from pathlib import Path

import numpy as np
import pytest

from tutor.assemble import Tutor, build, open_tutor
from tutor.retrieval import vectors as vectors_module
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.store import read_index
from tutor.retrieval.vectors import VectorStore, read_vectors, write_vectors
from tutor.settings import Settings

QUERIES = ("what is RAG?", "adapter with low-rank matrices", "switching off random neurons while training")


@pytest.fixture
def stores(
    built_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[VectorStore, VectorStore]:
    """The same 12,000 vectors, perturbed from those of the small corpus, in an exact and an approximate store."""
    real = read_index(built_settings.index).vectors.exact
    copies = np.resize(real, (12_000, real.shape[1]))
    noisy = copies + np.random.default_rng(0).normal(0.0, 0.03, copies.shape).astype(np.float32)
    noisy /= np.linalg.norm(noisy, axis=1, keepdims=True)
    found = []
    for name, limit in (("exact", 12_000), ("approximate", 11_999)):
        monkeypatch.setattr(vectors_module, "EXACT_UP_TO", limit)
        (tmp_path / name).mkdir()
        write_vectors(tmp_path / name, noisy)
        found.append(read_vectors(tmp_path / name))
    return found[0], found[1]


@pytest.fixture(scope="module")
def queries() -> np.ndarray:
    return SentenceEmbedder().embed(QUERIES)


def test_the_index_is_approximate_beyond_the_limit_only(stores: tuple[VectorStore, VectorStore]) -> None:
    exact, approximate = stores
    assert (exact.approximate, approximate.approximate) == (False, True)
    assert len(exact) == len(approximate) == 12_000


def test_an_exact_store_finds_the_nearest_rows(stores: tuple[VectorStore, VectorStore], queries: np.ndarray) -> None:
    exact, _ = stores
    for vector in queries:
        best = np.argsort(-(exact.exact @ vector))[:10]
        assert set(exact.compare(vector[None]).nearest(10)) == set(best)


def test_an_approximate_store_finds_95_of_100_nearest_rows(
    stores: tuple[VectorStore, VectorStore], queries: np.ndarray
) -> None:
    exact, approximate = stores
    found = 0
    for vector in queries:
        rows = approximate.compare(vector[None]).nearest(256)
        refined = rows[np.argsort(-approximate.compare(vector[None]).of(rows)[:, 0])[:10]]
        found += len(set(refined) & set(exact.compare(vector[None]).nearest(10)))
    assert found >= 0.95 * 10 * len(QUERIES)


def test_both_stores_give_the_same_similarity(stores: tuple[VectorStore, VectorStore], queries: np.ndarray) -> None:
    rows = np.array([3, 11_000, 256])
    for vector in queries:
        one, other = (store.compare(vector[None]).of(rows) for store in stores)
        assert np.allclose(one, other, atol=1e-6)


def test_the_highest_similarity_is_that_of_the_rows_asked_for(
    stores: tuple[VectorStore, VectorStore], queries: np.ndarray
) -> None:
    among = np.zeros(12_000, dtype=bool)
    among[5_000:5_100] = True
    expected = (queries @ stores[0].exact[5_000:5_100].T).max(axis=1)
    for store in stores:
        assert np.allclose(store.highest(queries, among), expected, atol=1e-5)
        assert (store.highest(queries, np.zeros(12_000, dtype=bool)) == -1.0).all()


def test_a_tutor_over_an_approximate_index_answers_as_over_an_exact_one(
    built_settings: Settings, tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "EXACT_UP_TO", 50)
    shutil.copytree(built_settings.corpus[0], tmp_path / "corpus")
    large = built_settings.model_copy(update={"corpus": (tmp_path / "corpus",), "index": tmp_path / "index"})
    shutil.copytree(built_settings.index, large.index)
    path = tmp_path / "corpus/foundations/k-means.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nZanzibar.", encoding="utf-8")
    assert build(large).embedded == 1
    over_large = open_tutor(large)
    for query in QUERIES:
        one, other = tutor.search(query), over_large.search(query)
        assert [hit.pair_id for hit in one.hits] == [hit.pair_id for hit in other.hits]
        assert one.confidence == pytest.approx(other.confidence, abs=1e-3)
    assert read_index(large.index).vectors.approximate
    path.write_text(path.read_text(encoding="utf-8") + " Madagascar.", encoding="utf-8")
    assert build(large).embedded == 1
