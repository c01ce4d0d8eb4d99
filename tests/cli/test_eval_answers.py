"""`eval answers` as a person runs it, with a fake server as the LLM."""

import json
from pathlib import Path

import pytest
from fakes import fake_openai
from typer.testing import CliRunner

from tutor.cli.app import app
from tutor.settings import Settings

CASES = (
    '{"query": "What is LoRA?", "kind": "plain", "split": "test", "relevant": {"training-and-alignment/lora": 2}}\n'
    '{"query": "best pizza in Naples", "kind": "everyday", "split": "test", "relevant": {}}\n'
)
REPLY = "LoRA keeps a pretrained weight matrix frozen and learns its change as a product of two thin matrices. [9]"


def test_the_tutor_is_measured_beside_both_sentinels_and_replies_are_kept(
    built_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "mine.jsonl").write_text(CASES, encoding="utf-8")
    kept, saved = tmp_path / "replies.jsonl", tmp_path / "answers.md"
    command = ["eval", "answers", "--llm", "openai:gpt-test", "--index", str(built_settings.index), "--json"]
    command += ["--cases", str(tmp_path / "cases"), "--replies", str(kept), "--save", str(saved)]
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000")
    with fake_openai(REPLY) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        first = CliRunner().invoke(app, command)
        asked = len(server.prompts)
        again = CliRunner().invoke(app, command)
        assert len(server.prompts) == asked > 0
    assert first.exit_code == again.exit_code == 0, first.output
    systems = json.loads(first.stdout)["llms"]["openai:gpt-test"]
    assert list(systems) == ["tutor", "top passage", "usual recipe"]
    assert systems["tutor"]["invalid_markers"] == 0
    assert systems["usual recipe"]["invalid_markers"] == 2
    assert systems["tutor"]["refused_uncovered"]["value"] == 1.0
    assert systems["usual recipe"]["refused_uncovered"]["value"] == 0.0
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 6
    assert lines[0]["verdicts"][0]["statement"]["text"].startswith("LoRA keeps")
    report = saved.read_text(encoding="utf-8")
    assert "## LLM: openai:gpt-test" in report
    assert "labels were made by one reader of this project" in report
    assert "1.0 by construction" in report
    judges = json.loads(first.stdout)["judges"]
    assert judges["key_points"]["pairs"] == 76
    assert judges["support"]["agreement"]["n"] > 0


def test_an_unknown_split_is_wrong_usage(built_settings: Settings) -> None:
    found = CliRunner().invoke(app, ["eval", "answers", "--split", "train", "--index", str(built_settings.index)])
    assert "no split 'train'" in str(found.exception)
