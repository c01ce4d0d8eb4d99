import pytest

from tutor.answering.checking import SupportChecker, opposes
from tutor.retrieval.embedding import SentenceEmbedder

PASSAGES = (
    "LoRA keeps the base weights frozen and trains two small low-rank matrices for each layer.",
    "GPT-3 has 175 billion parameters.",
    "Dropout is switched off at test time.",
    "A larger batch reduces the variance of the gradient.",
)


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def checker(embedder: SentenceEmbedder) -> SupportChecker:
    return SupportChecker(PASSAGES, embedder.embed(PASSAGES), ["", "", "", ""])


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("LoRA freezes the base weights and trains two low-rank matrices in each layer.", 0),
        ("GPT-3 has 175 billion parameters.", 1),
        ("At test time, dropout is switched off.", 2),
        ("The variance of the gradient is reduced by a larger batch.", 3),
    ],
)
def test_a_supported_sentence_finds_its_passage(
    checker: SupportChecker, embedder: SentenceEmbedder, sentence: str, position: int
) -> None:
    support = checker.check(sentence, embedder.embed([sentence])[0])
    assert support.holds
    assert support.position == position


@pytest.mark.parametrize(
    "sentence",
    [
        "GPT-3 has 540 billion parameters.",
        "Dropout is not switched off at test time.",
        "A larger batch increases the variance of the gradient.",
        "The Eiffel Tower stands in Paris.",
        "LoRA was invented at a bakery by penguins who love gradient checkpointing.",
    ],
)
def test_another_number_a_negation_an_opposite_or_an_invention_is_not_supported(
    checker: SupportChecker, embedder: SentenceEmbedder, sentence: str
) -> None:
    assert not checker.check(sentence, embedder.embed([sentence])[0]).holds


def test_opposites_are_seen_in_both_directions() -> None:
    assert opposes("It increases cost.", "It reduces cost.")
    assert opposes("It reduces cost.", "It increases cost.")
    assert not opposes("It reduces cost.", "It lowers cost.")
