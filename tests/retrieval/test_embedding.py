from pathlib import Path

import numpy as np
import pytest

from tutor.errors import EmbedderError
from tutor.retrieval.embedding import SentenceEmbedder


def test_vectors_have_unit_length_and_keep_their_order() -> None:
    embedder = SentenceEmbedder()
    texts = ["short", "a text that is a good deal longer than the others are", "dropout", "switching neurons off"]
    vectors = embedder.embed(texts)
    assert vectors.shape == (4, embedder.dimension) == (4, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    alone = np.array(embedder.embed_query("dropout"))
    assert int(np.argmax(vectors @ alone)) == 2


def test_progress_ends_with_all_texts() -> None:
    seen: list[tuple[int, int]] = []
    SentenceEmbedder().embed(["one", "two", "three"], lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3, 3)


def test_the_fingerprint_follows_the_files(other_embedder: str) -> None:
    assert (
        SentenceEmbedder().fingerprint == SentenceEmbedder().fingerprint != SentenceEmbedder(other_embedder).fingerprint
    )


def test_an_unknown_embedder_says_what_was_expected() -> None:
    with pytest.raises(EmbedderError, match=r"'nobody/no-such-model' cannot be loaded.*TUTOR_EMBEDDER"):
        SentenceEmbedder("nobody/no-such-model").embed(["x"])


def test_a_folder_that_is_no_model_is_an_embedder_error(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(EmbedderError, match="cannot be loaded"):
        SentenceEmbedder(str(tmp_path)).embed(["x"])
