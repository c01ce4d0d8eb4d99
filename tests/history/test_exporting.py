"""Exports hold the whole conversation and load nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hostile import INJECTIONS, UNSEEN, live_elements, live_parts

from tests.history.test_store import an_answer
from tests.test_rendering import HOSTILE as HOSTILE_MARKDOWN
from tutor.history import Conversation, Turn
from tutor.history.exporting import answer_to_markdown, to_html, to_json, to_markdown
from tutor.records import Source

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


@pytest.mark.parametrize("hostile", [*HOSTILE_MARKDOWN, *INJECTIONS.values()])
def test_no_hostile_text_is_alive_in_an_export_wherever_it_stands(hostile: str) -> None:
    conversation, (turn,) = a_conversation(hostile)
    assert turn.answer is not None
    (citation, *_) = turn.answer.citations
    source = Source(hostile, hostile, 1)
    cited = replace(citation, question=hostile, quote=hostile, text=hostile, source=source)
    turn = replace(
        turn, question=hostile, error=hostile, state="failed", answer=replace(turn.answer, citations=(cited,))
    )
    conversation = replace(conversation, title=hostile)
    assert live_parts(to_markdown(conversation, [turn])) == []
    assert live_parts(answer_to_markdown(turn)) == []
    assert live_elements(to_html(conversation, [turn])) == []
    for export in (to_markdown, to_html, to_json):
        assert not UNSEEN.search(export(conversation, [turn]))
    assert json.loads(to_json(conversation, [turn]))["turns"][0]["answer"]["citations"][0]["quote"] == hostile


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


def test_html_links_no_index_of_a_formula_or_of_code() -> None:
    exported = to_html(*a_conversation("Read `x[1]`, $h[1]^2$ and x[1] [1]."))
    assert "Read `x[1]`, $h[1]^2$ and x[1] <a" in exported
    assert exported.count('href="#source-1-1"') == 1
