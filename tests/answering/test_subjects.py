import pytest

from tutor.answering.subjects import Told, clauses_of

ANSWER = (
    "Linear attention replaces the softmax by a product of feature maps, so that cost grows linearly.",
    "Sparse attention lets every token look at a few others.",
    "It keeps the softmax.",
    "A beam search decoder scores several prefixes in parallel, while a greedy decoder follows the best token.",
    "QLoRA (quantised low-rank adaptation) keeps the base model in four bits; QLoRA needs little memory.",
    "The windowed variant reads blocks in parallel, which is fast but loses the order of tokens.",
    "Batch descent needs a pass over all data, and mini-batch descent needs a few examples.",
)
QUESTION = "How does linear attention differ from sparse attention?"


@pytest.mark.parametrize(
    ("sentence", "subject", "verb"),
    [
        ("Sparse attention replaces the softmax.", {"spars", "attent"}, "replac"),
        ("Larger batches reduce the variance of the gradient.", {"larger", "batch"}, "reduc"),
        ("Mini-batches are the standard.", {"mini", "batch"}, "standard"),
        ("Adam stores gradient moments.", {"adam"}, "store"),
        ("The model's weights $w_t$ are shared.", {"model", "weight"}, "share"),
        ("This keeps the cache small.", set(), "keep"),
    ],
)
def test_the_subject_stands_before_the_first_verb(sentence: str, subject: set[str], verb: str) -> None:
    (clause,) = clauses_of(sentence)
    assert (clause.subject, clause.verb) == (subject, verb)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sparse attention replaces the softmax by a product of feature maps.",
        "Sparse attention replaces the softmax by a product of feature maps, so that cost grows linearly.",
        "Linear attention keeps the softmax.",
        "Linear attention lets every token look at a few others.",
        "A greedy decoder scores several prefixes in parallel.",
        "A beam search decoder follows the best token.",
        "Mini-batch descent needs a pass over all data.",
        "Window attention lets every token look at a few others.",
    ],
)
def test_what_is_told_of_another_thing_is_seen(sentence: str) -> None:
    assert Told(ANSWER, QUESTION).of_another(sentence) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Linear attention replaces the softmax by a product of feature maps.",
        "Linear attention replaces the softmax by feature maps, so that its cost grows linearly.",
        "This method replaces the softmax by a product of feature maps.",
        "It replaces the softmax by a product of feature maps.",
        "Sparse attention keeps the softmax.",
        "With sparse attention, every token looks at a few others.",
        "A beam decoder scores several prefixes in parallel.",
        "A greedy decoder follows the best token, while beam search scores several prefixes.",
        "Kernelised attention drops the softmax altogether.",
        "The windowed variant reads blocks in parallel but loses the order of tokens.",
        "QLoRA keeps the base model in four bits.",
        "Descent in mini-batches needs a few examples.",
    ],
)
def test_the_same_thing_by_its_own_name_a_shorter_one_or_a_pronoun_is_no_other(sentence: str) -> None:
    assert Told(ANSWER, QUESTION).of_another(sentence) == 0


def test_the_question_names_what_the_first_sentence_calls_it() -> None:
    told = Told(("It trains two small matrices beside each frozen layer.",), "How does LoRA differ from prefix tuning?")
    assert told.of_another("LoRA trains two small matrices beside each frozen layer.") == 0
