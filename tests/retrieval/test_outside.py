import numpy as np

from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_questions, packaged_vectors


def test_the_package_holds_a_vector_of_every_question_by_the_bundled_embedder() -> None:
    assert list(packaged_vectors(SentenceEmbedder().fingerprint)) == list(outside_questions())


def test_packaged_vectors_are_those_that_the_embedder_gives() -> None:
    embedder = SentenceEmbedder()
    packaged = packaged_vectors(embedder.fingerprint)
    some = outside_questions()[::60]
    similarity = (np.stack([packaged[question] for question in some]) * embedder.embed(some)).sum(axis=1)
    assert similarity.min() > 0.999


def test_another_embedder_takes_none_of_them() -> None:
    assert packaged_vectors("another embedder") == {}
