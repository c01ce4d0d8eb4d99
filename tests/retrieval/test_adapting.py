from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import QUESTION_EMBEDDER, SENTENCE_EMBEDDER

ASKED_PLAINLY = "chatbot makes up facts that sound true"
RIGHT = "What is hallucination in a language model?"
ABOUT_THE_SAME_THING = "How would you design a chatbot?"


def _prefers_right(name: str) -> float:
    asked, right, other = SentenceEmbedder(name).embed([ASKED_PLAINLY, RIGHT, ABOUT_THE_SAME_THING])
    return float(asked @ right - asked @ other)


def test_the_adapter_moves_a_plain_description_to_the_term_it_describes() -> None:
    assert _prefers_right(SENTENCE_EMBEDDER) < 0 < _prefers_right(QUESTION_EMBEDDER)


def test_the_adapted_embedder_leaves_the_one_for_sentences_as_it_was() -> None:
    before = SentenceEmbedder(SENTENCE_EMBEDDER).embed([RIGHT])
    SentenceEmbedder(QUESTION_EMBEDDER).embed([RIGHT])
    assert (SentenceEmbedder(SENTENCE_EMBEDDER).embed([RIGHT]) == before).all()


def test_the_two_embedders_have_different_fingerprints() -> None:
    assert SentenceEmbedder(SENTENCE_EMBEDDER).fingerprint != SentenceEmbedder(QUESTION_EMBEDDER).fingerprint
