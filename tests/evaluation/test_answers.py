import pytest

from tutor.assemble import Tutor
from tutor.evaluation.answers import judge, run_copying, run_tutor, summarise
from tutor.evaluation.cases import RetrievalCase, read_cases
from tutor.evaluation.judging import SupportJudge
from tutor.evaluation.replies import Passage, Reply, sample_cases, says_it_does_not_know
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER

CASES = [
    RetrievalCase("what is dropout", "plain", "development", {"foundations/dropout": 2}),
    RetrievalCase("best pizza in Naples", "everyday", "development", {}),
]


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(SENTENCE_EMBEDDER)


def test_the_composed_answer_is_cited_rightly_and_the_copy_never_refuses(
    tutor: Tutor, embedder: SentenceEmbedder
) -> None:
    pairs = {pair.id: pair for pair in tutor.pairs()}
    support = SupportJudge(embedder, {})
    own = summarise(judge(CASES, list(run_tutor(tutor, CASES)), pairs, support, embedder))
    copied = summarise(judge(CASES, list(run_copying(tutor, CASES)), pairs, support, embedder))
    assert own.invalid_markers == 0
    assert own.citation_precision.value == own.citation_recall.value == 1.0
    assert own.shown_as_supported_wrongly.value == 0.0
    assert own.judged_by == {"literal": own.statements, "hand": 0, "score": 0}
    assert own.refused_uncovered.value == 1.0
    assert own.refused_covered.value == 0.0
    assert own.correctness.value >= 0.5
    assert copied.refused_uncovered.value == 0.0


def test_wrong_markers_and_a_refusal_are_counted(tutor: Tutor, embedder: SentenceEmbedder) -> None:
    passage = Passage("What is dropout?", "Dropout sets random activations to zero.")
    text = "Dropout sets random activations to zero [1]. It cures baldness [1]. It is old [7]. So they say."
    replies = [Reply("x", CASES[0].query, False, text, {1: passage}), Reply("x", CASES[1].query, False, "Sorbillo.")]
    pairs = {pair.id: pair for pair in tutor.pairs()}
    report = summarise(judge(CASES, replies, pairs, SupportJudge(embedder, {}), embedder))
    assert report.invalid_markers == 1
    assert report.citation_precision.value == pytest.approx(1 / 3, abs=1e-3)
    assert report.citation_recall.value == pytest.approx(1 / 5)
    assert report.shown_as_supported_wrongly.value == pytest.approx(2 / 3, abs=1e-3)
    assert report.refused_uncovered.value == 0.0
    refusal = [Reply("x", CASES[0].query, True, "I don't know."), replies[1]]
    assert summarise(judge(CASES, refusal, pairs, SupportJudge(embedder, {}), embedder)).correctness.value == 0.0


def test_the_sample_is_the_same_every_time_and_spread_over_kinds_and_topics() -> None:
    cases = read_cases(split="test")
    sample = sample_cases(cases, 32)
    assert sample == sample_cases(list(reversed(cases)), 32)
    assert len([case for case in sample if not case.relevant]) == 8
    assert {case.kind for case in sample} == {case.kind for case in cases}
    assert len({next(iter(case.relevant)).partition("/")[0] for case in sample if case.relevant}) >= 5


def test_saying_that_one_does_not_know_is_a_refusal() -> None:
    assert says_it_does_not_know("I don't know.")
    assert says_it_does_not_know("The context does not provide a price.")
    assert not says_it_does_not_know("Dropout does not change the weights.")
