"""Readers' verdicts become cases, and uncovered questions can be listed, on a real database."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tutor.assemble import Tutor
from tutor.cli.app import app
from tutor.evaluation.cases import read_cases
from tutor.evaluation.judging import read_hand_labels
from tutor.history import ConversationStore


@pytest.fixture
def turns(tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three answered turns: dropout, LoRA and one that is not covered."""
    monkeypatch.setenv("TUTOR_DATABASE_FILE", str(tmp_path / "conversations.sqlite"))
    store = ConversationStore(tmp_path / "conversations.sqlite")
    conversation = store.create()
    ids = []
    for question in ("What is dropout?", "What is LoRA?", "best pizza in Naples"):
        turn = store.add_turn(conversation.id, question)
        store.update_turn(turn.id, "done", answer=tutor.ask(question))
        ids.append(turn.id)
    store.give_feedback(ids[0], "right")
    store.give_feedback(ids[1], "wrong", reason="misses the rank")
    store.give_feedback(ids[1], "wrong", sentence=0, reason="not what it says")
    store.close()
    return ids


def test_verdicts_become_cases_that_the_evaluation_reads(turns: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    done = CliRunner().invoke(app, ["eval", "from-feedback", "--into", str(folder), "--json"])
    assert json.loads(done.stdout) == {"retrieval": 1, "sentences": 1, "review": 1, "into": str(folder)}
    (case,) = read_cases(folder)
    assert (case.query, case.split, case.relevant["foundations/dropout"]) == ("What is dropout?", "development", 2)
    assert list(read_hand_labels(folder / "support" / "judged.jsonl").values()) == [False]
    assert "misses the rank" in (folder / "review" / "answers.jsonl").read_text(encoding="utf-8")


def test_uncovered_questions_are_listed(turns: list[str]) -> None:
    done = CliRunner().invoke(app, ["uncovered", "--json"])
    (found,) = json.loads(done.stdout)["questions"]
    assert (found["question"], found["times"]) == ("best pizza in Naples", 1)
    assert "1 × best pizza in Naples" in CliRunner().invoke(app, ["uncovered"]).stdout
