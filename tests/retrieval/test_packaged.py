"""The vectors that come with the package."""

from tutor.ingest.entries import read_corpus
from tutor.retrieval.building import embedded_texts
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.packaged import FOLDER, packaged_vectors
from tutor.retrieval.reusing import text_digest
from tutor.settings import curated_corpus_dir


def test_the_package_holds_vectors_of_the_questions_from_outside_and_of_nearly_all_of_the_curated_corpus() -> None:
    packaged = packaged_vectors(SentenceEmbedder().fingerprint)
    assert [text for text in outside_questions() if text_digest(text) not in packaged] == []
    texts = embedded_texts(read_corpus(curated_corpus_dir()))
    assert sum(text_digest(text) in packaged for text in texts) > 0.9 * len(texts)


def test_packaged_vectors_are_those_that_the_embedder_gives() -> None:
    embedder = SentenceEmbedder()
    packaged = packaged_vectors(embedder.fingerprint)
    texts = [*embedded_texts(read_corpus(curated_corpus_dir() / "foundations"))[::40], *outside_questions()[::90]]
    known = [text for text in texts if text_digest(text) in packaged]
    vectors = [packaged[text_digest(text)] for text in known]
    assert (embedder.embed(known) * vectors).sum(axis=1).min() > 0.999


def test_another_embedder_takes_none_of_them() -> None:
    assert packaged_vectors("another embedder") == {}


def test_no_file_of_them_is_large() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert max(sizes.values()) < 2_000_000, sizes
