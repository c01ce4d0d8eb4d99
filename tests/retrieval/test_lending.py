import pytest

from tutor.records import QAPair, Source
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.lending import lent_phrasings

CLIPPING = "Gradients above a threshold are scaled down before the update, so that one bad batch cannot ruin training."
GAN = "A generator makes samples and a discriminator tells them from real ones; both learn from the contest."
WEIGHT_CLIPPING = "The critic's weights are cut to a small range after each step, which bounds its Lipschitz constant."


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def pair(pair_id: str, question: str, answer: str, *also_asked: str) -> QAPair:
    return QAPair(pair_id, question, answer, "t", Source(pair_id, "", 1), also_asked=also_asked)


CURATED = [
    pair("c/1", "What is gradient clipping?", CLIPPING, "cap the update size", "stop training from exploding"),
    pair("c/2", "What is a GAN?", GAN, "a forger and a detective"),
    pair("c/3", "What is weight clipping in a Wasserstein GAN?", WEIGHT_CLIPPING, "keep the critic's weights small"),
]


def test_a_question_borrows_the_question_and_phrasings_of_its_curated_twin(embedder: SentenceEmbedder) -> None:
    asked = [
        pair("b", "How do you bake bread?", "Knead the dough, let it rise, bake it at 230 degrees."),
        pair("i", "Explain gradient clipping.", "Norms that are too large are scaled down before the step."),
    ]
    lent = lent_phrasings(asked, CURATED, embedder.embed)
    assert lent == [(), ("What is gradient clipping?", "cap the update size", "stop training from exploding")]


def test_a_twin_is_known_by_another_phrasing_of_it(embedder: SentenceEmbedder) -> None:
    asked = [pair("i", "How do you stop training from exploding?", "Scale gradients down that exceed a threshold.")]
    assert lent_phrasings(asked, CURATED, embedder.embed)[0][0] == "What is gradient clipping?"


def test_of_two_near_questions_the_one_that_is_answered_alike_is_the_twin(embedder: SentenceEmbedder) -> None:
    gradients = pair("i", "What is clipping?", "Large gradients are scaled down before the update of the weights.")
    weights = pair(
        "j",
        "What is clipping?",
        "After each step the critic of a Wasserstein GAN has its weights cut to a small range.",
    )
    lent = lent_phrasings([gradients, weights], CURATED, embedder.embed)
    assert [phrasings[0] for phrasings in lent] == [CURATED[0].question, CURATED[2].question]


def test_without_borrowers_or_lenders_nothing_is_embedded() -> None:
    def embed(_: object) -> object:
        raise AssertionError

    assert lent_phrasings([], CURATED, embed) == []  # type: ignore[arg-type]
    assert lent_phrasings(CURATED[:1], [], embed) == [()]  # type: ignore[arg-type]
