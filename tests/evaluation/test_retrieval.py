import pytest
from fakes import fake_openai

from tutor.answering.models import ChosenModel
from tutor.assemble import Tutor, open_tutor
from tutor.errors import UsageError
from tutor.evaluation.cases import RetrievalCase
from tutor.evaluation.recipe import UsualRecipe
from tutor.evaluation.report import retrieval_markdown
from tutor.evaluation.retrieval import ALL, NEW_WORDS, evaluate_retrieval
from tutor.records import Message
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER, Settings

CASES = [
    RetrievalCase("what is dropout", "plain", "development", {"foundations/dropout": 2}),
    RetrievalCase(
        "how does it compare with fine-tuning?",
        "follow-up",
        "development",
        {"embeddings-and-rag/rag-vs-fine-tuning": 2},
        (Message("user", "What is RAG?"),),
        written_out="how does RAG compare with fine-tuning?",
    ),
    RetrievalCase("what is dropout", "mislabelled", "development", {"foundations/k-means": 2}),
    RetrievalCase("Inverted dropout: scaling?", "keyword", "development", {"foundations/dropout": 2}),
    RetrievalCase("best pizza in Naples", "everyday", "development", {}),
]


def test_the_report_counts_hits_misses_and_refusals(tutor: Tutor) -> None:
    report = evaluate_retrieval(tutor, CASES, UsualRecipe(tutor.pairs(), SentenceEmbedder(SENTENCE_EMBEDDER)))
    assert report.measures["plain"]["hit@1"].value == 1.0
    assert report.measures["follow-up"]["hit@1"].value == 1.0
    assert report.measures["mislabelled"]["hit@1"].value == 0.0
    assert report.baseline["plain"]["hit@1"].value == 1.0
    assert (report.measures[ALL]["hit@1"].n, report.measures[NEW_WORDS]["hit@1"].n) == (4, 3)
    assert report.baseline[NEW_WORDS]["hit@1"].n == 3
    assert report.refused_uncovered["everyday"].value == 1.0
    assert report.refused_covered.value == 0.0
    assert [(miss.kind, miss.found[0]) for miss in report.misses] == [("mislabelled", "foundations/dropout")]
    markdown = retrieval_markdown({"development": report}, len(tutor.pairs()))
    assert markdown.index("| plain | 1 |") < markdown.index("| all | 4 |") < markdown.index(f"| {NEW_WORDS} | 3 |")
    assert "### First hit wrong: 1\n\n- mislabelled: “what is dropout” → foundations/dropout" in markdown


def test_follow_ups_are_compared_with_the_same_questions_written_out(tutor: Tutor) -> None:
    lost = RetrievalCase(
        "and the other way round?",
        "follow-up",
        "development",
        {"foundations/k-means": 2},
        (Message("user", "What is dropout?"),),
        written_out="how does k-means find its clusters?",
    )
    report = evaluate_retrieval(tutor, [*CASES, lost])
    assert report.follow_ups is not None
    assert report.follow_ups.as_asked["hit@1"].value == 0.5
    assert report.follow_ups.written_out["hit@1"].value == 1.0
    assert report.follow_ups.points_below["hit@1"].value == 50.0
    markdown = retrieval_markdown({"development": report}, len(tutor.pairs()))
    assert "| hit@1 | 0.500 (0.00–1.00) | 1.000 (1.00–1.00) | 50.0 (0.0 to 100.0) |" in markdown


def test_follow_ups_that_an_llm_words_are_measured_beside_the_rules(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = RetrievalCase(
        "in which ways can one do it",
        "follow-up",
        "development",
        {"foundations/l1-vs-l2": 2},
        (Message("user", "What is overfitting?"), Message("assistant", "Penalising large weights is a remedy.")),
        written_out="how do I penalise large weights?",
    )
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000-0000")
    with fake_openai("In which ways can one do the penalising of large weights?") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        report = evaluate_retrieval(open_tutor(settings), [asked], llm=ChosenModel("openai:gpt-test"))
    assert report.follow_ups is not None
    assert report.follow_ups.as_asked["hit@1"].value == 0.0
    assert report.follow_ups.by_llm["hit@1"].value == 1.0
    markdown = retrieval_markdown({"development": report}, 17)
    assert (
        "| follow-ups | with the conversation | worded by the LLM too | written out by hand | points below |"
        in markdown
    )
    assert "| hit@1 | 0.000 (0.00–0.00) | 1.000 (1.00–1.00) | 1.000 (1.00–1.00) | 100.0 (100.0 to 100.0) |" in markdown
    assert "The LLM's own wording was taken for 100% of 1 follow-ups." in markdown


def test_without_follow_ups_there_is_nothing_to_compare(tutor: Tutor) -> None:
    report = evaluate_retrieval(tutor, CASES[:1])
    assert report.follow_ups is None
    assert "| follow-ups |" not in retrieval_markdown({"development": report}, len(tutor.pairs()))


def test_cases_for_another_corpus_are_refused(tutor: Tutor) -> None:
    with pytest.raises(UsageError, match="'elsewhere/nothing'"):
        evaluate_retrieval(tutor, [RetrievalCase("x", "plain", "test", {"elsewhere/nothing": 2})])
