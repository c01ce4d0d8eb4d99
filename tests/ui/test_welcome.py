"""What the empty start offers."""

import pytest

from tutor.records import QAPair, Source
from tutor.ui.welcome import MIX, examples_by_topic, topic_name


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("embeddings-and-rag", "Embeddings and RAG"),
        ("mine/llms_and_ai", "LLMs and AI"),
        ("AI safety", "AI safety"),
        ("storage", "Storage"),
        (".", "Other questions"),
        ("", "Other questions"),
    ],
)
def test_a_topic_reads_well(topic: str, name: str) -> None:
    assert topic_name(topic) == name


def test_the_examples_begin_with_one_question_of_each_topic() -> None:
    pairs = [
        QAPair("a/1", "Rare?", "…", "a", Source("d", "", 1), "beginner"),
        QAPair("a/2", "Central?", "…", "a", Source("d", "", 2), "advanced"),
        QAPair("b/1", "Other?", "…", "b", Source("d", "", 3), related=("a/2",)),
    ]
    assert examples_by_topic(pairs) == {MIX: ["Central?", "Other?"], "a": ["Central?", "Rare?"], "b": ["Other?"]}
    assert examples_by_topic([]) == {MIX: []}
