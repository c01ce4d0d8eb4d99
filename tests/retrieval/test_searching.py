import pytest

from tutor.assemble import Tutor, open_tutor
from tutor.errors import IndexMissingError, IndexUnusableError, UsageError
from tutor.records import Message
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.searching import Searcher, clean_query
from tutor.retrieval.store import read_index
from tutor.settings import Settings


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("what is RAG?", "embeddings-and-rag/rag"),
        ("adapter with low-rank matrices", "training-and-alignment/lora"),
        ("penalising large weights", "foundations/l1-vs-l2"),
        ("capping the size of the update so that training does not explode", "foundations/gradient-clipping"),
        ("switching off random neurons while training", "foundations/dropout"),
        ("two networks compete, a forger and a detective", "generative-models/gan"),
        ("how long should the pieces be that I cut my documents into", "embeddings-and-rag/chunking"),
    ],
)
def test_the_right_question_comes_first(tutor: Tutor, query: str, expected: str) -> None:
    assert tutor.search(query).hits[0].pair_id == expected


def test_hits_are_one_for_each_question_with_falling_scores(tutor: Tutor) -> None:
    hits = tutor.search("LoRA", k=10).hits
    assert len({hit.pair_id for hit in hits}) == len(hits) == 10
    assert [hit.rank for hit in hits] == list(range(1, 11))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_text_of_a_hit_is_a_passage_of_its_answer(tutor: Tutor) -> None:
    for hit in tutor.search("how does attention work", k=5).hits:
        pair = tutor.pair(hit.pair_id)
        assert pair is not None
        assert hit.text in pair.answer


@pytest.mark.parametrize("query", ["best pizza in Naples", "how do I change a bicycle tyre", "when was Napoleon born"])
def test_everyday_questions_are_not_covered(tutor: Tutor, query: str) -> None:
    assert not tutor.search(query).covered


@pytest.mark.parametrize("query", ["what is RAG?", "how does dropout work", "explain QLoRA"])
def test_questions_of_the_corpus_are_covered(tutor: Tutor, query: str) -> None:
    assert tutor.search(query).covered


def test_a_follow_up_is_searched_with_its_subject(tutor: Tutor) -> None:
    result = tutor.search("and how does it compare with fine-tuning?", history=[Message("user", "What is RAG?")])
    assert result.standalone == "How does RAG compare with fine-tuning?"
    assert result.hits[0].pair_id == "embeddings-and-rag/rag-vs-fine-tuning"


@pytest.fixture(scope="module")
def searcher(built_settings: Settings) -> Searcher:
    return Searcher(read_index(built_settings.index), SentenceEmbedder())


def test_every_reading_of_a_follow_up_is_searched(searcher: Searcher) -> None:
    found = searcher.search("?", k=2, standalone="What is dropout?", other_readings=["penalising large weights"])
    assert {hit.pair_id for hit in found.hits} == {"foundations/dropout", "foundations/l1-vs-l2"}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("training-and-alignment/lora", "training-and-alignment/lora-vs-full"),
        ("embeddings-and-rag/rag", "embeddings-and-rag/rag-vs-fine-tuning"),
        (None, "training-and-alignment/fine-tuning"),
    ],
)
def test_a_follow_up_prefers_what_is_related_to_the_question_before_it(
    searcher: Searcher, before: str | None, expected: str
) -> None:
    assert searcher.search("should i use it or fine-tune", k=1, after=before).hits[0].pair_id == expected


def test_the_question_before_a_follow_up_is_the_one_that_answered_it(tutor: Tutor) -> None:
    hits = tutor.search("which one should i take", history=[Message("user", "what is lora?")]).hits
    assert [hit.pair_id.partition("/")[2] for hit in hits[:2]] == ["lora-vs-full", "lora"]


def test_a_question_that_stands_alone_gains_nothing_from_its_conversation(tutor: Tutor) -> None:
    history = [Message("user", "what is lora?")]
    assert tutor.search("What is dropout?", history=history).hits == tutor.search("What is dropout?").hits


def test_whether_a_follow_up_is_covered_its_first_reading_alone_decides(searcher: Searcher) -> None:
    assert not searcher.search("?", k=2, standalone="best pizza in Naples", other_readings=["What is dropout?"]).covered
    assert searcher.search("?", k=2, standalone="What is dropout?", other_readings=["best pizza in Naples"]).covered


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00\x07\u200b"])
def test_a_question_without_a_word_is_refused(tutor: Tutor, query: str) -> None:
    with pytest.raises(UsageError, match="is empty"):
        tutor.search(query)


def test_a_question_of_100000_characters_is_refused_with_the_limit(tutor: Tutor) -> None:
    with pytest.raises(UsageError, match=r"100,000 characters, at most 2,000"):
        tutor.search("a" * 100_000)


def test_control_characters_are_dropped_from_a_question() -> None:
    assert clean_query("what\x00 is\x1b[31m\n RAG\u202e?", 100) == "what is [31m RAG ?"


def test_a_missing_index_names_the_command(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"index": settings.library / "none"})
    with pytest.raises(IndexMissingError, match="interview-tutor build"):
        open_tutor(nowhere).search("RAG")


def test_an_index_of_another_embedder_is_refused(settings: Settings, other_embedder: str) -> None:
    with pytest.raises(IndexUnusableError, match="interview-tutor build"):
        open_tutor(settings.model_copy(update={"embedder": other_embedder})).search("RAG")
