"""The README's commands, code and settings hold."""

import re
import shlex
from pathlib import Path

import click
import pytest
import typer.main

from tutor.cli.app import app
from tutor.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line.strip()
]


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("interview-tutor ")])
def test_a_command_of_the_readme_is_understood(line: str) -> None:
    command: click.Command = typer.main.get_command(app)
    arguments = shlex.split(line)[1:]
    context = click.Context(command)
    while isinstance(command, click.Group):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None, name
        context, command = click.Context(found, parent=context), found
    command.make_context(command.name, arguments, parent=context.parent)


def test_the_two_commands_of_the_readme_exist() -> None:
    assert {line for line in COMMANDS if line.startswith("python3 ")} == {
        "python3 scripts/run.py",
        "python3 scripts/test.py",
    }
    assert (ROOT / "scripts/run.py").is_file()
    assert (ROOT / "scripts/test.py").is_file()


def test_the_code_of_the_readme_runs_in_five_lines(
    built_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    assert len([line for line in code[1].splitlines() if line.strip()]) == 5
    monkeypatch.setenv("TUTOR_INDEX", str(built_settings.index))
    monkeypatch.setenv("TUTOR_LLM", "none")
    exec(code[1], {})
    printed = capsys.readouterr().out
    assert "[1]" in printed
    assert "embeddings-and-rag/rag.md" in printed


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"`TUTOR_([A-Z_]+)`", README)) - {"SETTINGS_FILE"}
    assert named == {name.upper() for name in Settings.model_fields}
