import pytest

from tutor.answering.checking import SupportChecker
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER

PASSAGES = (
    "LoRA keeps the base weights frozen and trains two small low-rank matrices for each layer.",
    "GPT-3 has 175 billion parameters.",
    "Dropout is switched off at test time.",
    "A larger batch reduces the variance of the gradient.",
    "PPO needs a reward model and a value model, while DPO learns from stored pairs alone.",
    "Checkpoints are written every 30 minutes, and a failed job restarts within five minutes.",
)
QUESTIONS = ("What is LoRA?", "How large is GPT-3?", "What is dropout?", "What does a batch do?", "PPO?", "The run?")


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(SENTENCE_EMBEDDER)


@pytest.fixture(scope="module")
def checker(embedder: SentenceEmbedder) -> SupportChecker:
    return SupportChecker(PASSAGES, embedder.embed(PASSAGES), QUESTIONS)


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("LoRA freezes the base weights and trains two low-rank matrices in each layer.", 0),
        ("GPT-3 has 175 billion parameters.", 1),
        ("At test time, dropout is switched off.", 2),
        ("The variance of the gradient is reduced by a larger batch.", 3),
        ("GPT-3 has 175B parameters.", 1),
        ("2. **Dropout** is switched off at test time.", 2),
        ("DPO learns from stored pairs alone, while PPO needs a reward model and a value model.", 4),
        ("Checkpoints are written every thirty minutes.", 5),
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
        "DPO needs a reward model and a value model, while PPO learns from stored pairs alone.",
        "Checkpoints are written every five minutes.",
        "LoRA keeps the base weights of Stable Diffusion XL frozen.",
        "The Eiffel Tower stands in Paris.",
        "LoRA was invented at a bakery by penguins who love gradient checkpointing.",
    ],
)
def test_another_number_a_negation_an_opposite_a_swap_or_an_invention_is_not_supported(
    checker: SupportChecker, embedder: SentenceEmbedder, sentence: str
) -> None:
    assert not checker.check(sentence, embedder.embed([sentence])[0]).holds


def test_sentences_of_one_answer_support_a_sentence_together(embedder: SentenceEmbedder) -> None:
    passages = ("QLoRA stores the base model in 4 bits.", "Its adapters are trained in 16 bits.")
    sentence = "QLoRA stores the base model in 4 bits, and its adapters are trained in 16 bits."
    vector = embedder.embed([sentence])[0]
    one_answer = SupportChecker(passages, embedder.embed(passages), ["What is QLoRA?"] * 2)
    two_answers = SupportChecker(passages, embedder.embed(passages), ["What is QLoRA?", "What are adapters?"])
    assert one_answer.check(sentence, vector).holds
    assert one_answer.check(sentence, vector).score > two_answers.check(sentence, vector).score


def test_the_denial_may_lie_in_a_verb(embedder: SentenceEmbedder) -> None:
    passages = ("Naive sampling fails to cover rare classes.",)
    checker = SupportChecker(passages, embedder.embed(passages), ["What does sampling do?"])
    sentence = "Naive sampling does not cover rare classes."
    assert checker.check(sentence, embedder.embed([sentence])[0]).holds


ATTENTION = (
    "Linear attention replaces the softmax by a product of feature maps, so that cost grows linearly with length.",
    "Sparse attention lets every token look at a few others and keeps the softmax.",
    "Its state has a fixed size, and the error on short inputs is small.",
    "The gradient of a single sample has little bias, but its variance is large.",
    "Prefix caching pays when many prompts begin alike.",
)


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Sparse attention replaces the softmax by a product of feature maps, so that cost grows linearly.", False),
        ("Linear attention lets every token look at a few others and keeps the softmax.", False),
        ("The gradient of a single sample has a large bias, but its variance is little.", False),
        ("The error on short inputs is huge.", False),
        ("Prefix caching pays even when prompts do not begin alike.", False),
        ("Linear attention replaces the softmax by a product of feature maps.", True),
        ("In sparse attention every token looks at a few others, and the softmax is kept.", True),
        ("A single sample's gradient has low bias, but its variance is high.", True),
        ("The error on short inputs is low.", True),
        ("When many prompts begin alike, prefix caching pays.", True),
    ],
)
def test_a_sentence_of_another_thing_a_turned_degree_and_a_dropped_condition_are_not_supported(
    embedder: SentenceEmbedder, sentence: str, holds: bool
) -> None:
    questions = ["How does linear attention differ from sparse attention?"] * len(ATTENTION)
    checker = SupportChecker(ATTENTION, embedder.embed(ATTENTION), questions)
    assert checker.check(sentence, embedder.embed([sentence])[0]).holds is holds
