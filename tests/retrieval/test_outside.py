from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_questions, packaged_vectors


def test_the_package_holds_a_vector_of_every_question_by_the_bundled_embedder() -> None:
    assert len(packaged_vectors(SentenceEmbedder().fingerprint)) == len(outside_questions())


def test_packaged_vectors_are_those_that_the_embedder_gives() -> None:
    embedder = SentenceEmbedder()
    packaged = packaged_vectors(embedder.fingerprint)
    assert (packaged[::60] * embedder.embed(outside_questions()[::60])).sum(axis=1).min() > 0.999


def test_another_embedder_takes_none_of_them() -> None:
    assert len(packaged_vectors("another embedder")) == 0
