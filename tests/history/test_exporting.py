"""Exports hold the whole conversation and load nothing."""

import json
from datetime import UTC, datetime

import pytest

from tests.history.test_store import an_answer
from tutor.history import Conversation, Turn
from tutor.history.exporting import answer_to_markdown, to_html, to_json, to_markdown

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOSTILE = 'See ![x](https://evil.example/?q=1) <img src="https://evil.example"> [1] <script>alert(1)</script>'


def a_conversation(text: str = "RAG fetches passages [1].", state: str = "done") -> tuple[Conversation, list[Turn]]:
    conversation = Conversation("id", "the owner", "What is <b>RAG</b>?", NOW, NOW)
    turn = Turn("t", "id", "What is RAG?", None, an_answer(text), state, "", NOW, NOW)  # type: ignore[arg-type]
    return conversation, [turn]


def test_json_holds_every_field_but_the_owner() -> None:
    exported = json.loads(to_json(*a_conversation()))
    assert exported["turns"][0]["answer"]["citations"][0]["source"] == {
        "document": "rag.txt",
        "section": "Basics",
        "line": 12,
    }
    assert "owner" not in json.dumps(exported)


def test_markdown_has_the_sources() -> None:
    exported = to_markdown(*a_conversation())
    assert "## What is RAG?" in exported
    assert "1. What is RAG? — rag.txt, Basics, line 12\n   > RAG fetches passages." in exported


def test_an_answer_cut_short_says_so() -> None:
    assert "stopped before its end" in to_markdown(*a_conversation(state="stopped"))
    assert "stopped before its end" in to_html(*a_conversation(state="stopped"))


@pytest.mark.parametrize("export", [to_markdown, to_html])
def test_nothing_loads_from_elsewhere(export) -> None:  # type: ignore[no-untyped-def]
    exported = export(*a_conversation(HOSTILE))
    assert "![x](" not in exported or export is to_html
    assert "<img" not in exported
    assert "<script" not in exported
    assert "<b>" not in exported


def test_code_keeps_its_angle_brackets() -> None:
    exported = answer_to_markdown(a_conversation("```cpp\nstd::vector<int> v;\n```")[1][0])
    assert "std::vector<int> v;" in exported


def test_html_links_a_marker_to_its_source() -> None:
    exported = to_html(*a_conversation())
    assert '<a href="#source-1-1">[1]</a>' in exported
    assert 'id="source-1-1"' in exported
