"""What the command line prints of untrusted text cannot drive a terminal, and tells no key."""

import json

import pytest
from hostile import INJECTIONS, UNSEEN
from typer.testing import CliRunner

from tutor.cli.app import _show_crash as show_crash
from tutor.cli.app import app
from tutor.cli.console import notice, out, print_json

DRIVING = {
    "colour": "a\x1b[31mb",
    "clear": "a\x1b[2J\x1b[Hb",
    "link": "a\x1b]8;;http://evil.example\x07b\x1b]8;;\x07",
    "title": "a\x1b]0;root@host\x1b\\b",
    "C1": "a\x9b31mb",
    "overwriting": "a\rb",
    "backspace": "a\x08b",
    "direction": "a\u202eb",
    "half a character": "a\ud800b",
    "line separator": "a\u2028b",
}


@pytest.mark.parametrize("text", [*DRIVING.values(), *INJECTIONS.values()])
def test_nothing_printed_drives_the_terminal(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    out.print(text)
    notice(text)
    print_json({"text": text})
    printed = capsys.readouterr()
    assert not UNSEEN.search(printed.out + printed.err)
    assert printed.err.strip()


@pytest.mark.parametrize("kind", DRIVING)
def test_json_says_the_same_in_one_line(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": DRIVING[kind]})
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"text": DRIVING[kind]}


def test_an_unexpected_end_tells_no_key(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "not-of-a-known-form")
    with pytest.raises(RuntimeError, match="hunter2") as caught:
        raise RuntimeError("refused: not-of-a-known-form, http://me:hunter2@127.0.0.1/v1")
    show_crash(RuntimeError, caught.value, caught.tb)
    printed = capsys.readouterr().err
    assert "RuntimeError: refused: [key], http://127.0.0.1/v1" in printed
    assert "not-of-a-known-form" not in printed
    assert "hunter2" not in printed


@pytest.mark.parametrize(
    "command", [["doctor", "--json"], ["doctor"], ["models", "list", "--json"], ["models", "list"]]
)
def test_no_command_tells_the_key_or_the_password_in_the_name_of_an_llm(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_LLM", "openai:gpt?key=not-of-a-known-form&at=http://me:hunter2@127.0.0.1")
    monkeypatch.setenv("OPENAI_API_KEY", "not-of-a-known-form")
    result = CliRunner().invoke(app, command)
    printed = result.stdout + result.stderr
    assert "openai:gpt?key=[key]" in printed
    assert "hunter2" not in printed
    assert "not-of-a-known-form" not in printed
