"""Keys never appear in logs, errors, answers, exports or on the page, even where a server tells them."""

import json
import logging
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import fake_openai

import tutor as package
from tutor.assemble import open_tutor
from tutor.errors import ModelError, TutorError, UsageError
from tutor.history import Conversation, Turn
from tutor.history.exporting import to_html, to_json, to_markdown
from tutor.redacting import printable, redactor, safe_logger
from tutor.settings import Settings, load_settings

KEY = "not-of-a-known-form"
SUPPORTED = "LoRA keeps the pretrained weights frozen and trains two small low-rank matrices."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Incorrect API key provided: {KEY}.", "Incorrect API key provided: [key]."),
        ("Incorrect API key provided: sk-proj-abcdefgh12.", "Incorrect API key provided: [key]."),
        ("the key sk-ant-api03-abc_def-ghi", "the key [key]"),
        ("gsk_abcdefgh12 and AIzaSyA1234567890abcdefghi", "[key] and [key]"),
        ("hf_abcdefghijklmnopqr, ghp_abcdefghijklmnopqr", "[key], [key]"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer [key]"),
        ("authorization: basic bWU6aHVudGVyMg==", "authorization: basic [key]"),
        ("POST http://me:hunter2@127.0.0.1/v1", "POST http://127.0.0.1/v1"),
        ("the password is in-the-address", "the password is [key]"),
    ],
)
def test_keys_and_passwords_are_taken_out(text: str, left: str) -> None:
    environment = {"MY_API_KEY": KEY, "OPENAI_BASE_URL": "http://me:in-the-address@127.0.0.1/v1", "HOME": "POST"}
    assert redactor(environment)(text) == left


@pytest.mark.parametrize(
    "text",
    ["A bearer token stands in a header.", "me@example.org", "basic ideas", "task-specific heads", "http://a/b@c"],
)
def test_other_text_stays(text: str) -> None:
    assert redactor({"A_KEY": "short", "EMPTY_TOKEN": ""})(text) == text


def test_an_error_holds_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_API_KEY", KEY)
    for kind in (TutorError, UsageError, ModelError):
        assert str(kind(f"The LLM {KEY!r} at http://me:hunter2@host/")) == "The LLM '[key]' at http://host/"


def test_a_log_holds_no_key_in_message_or_traceback(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_API_KEY", KEY)
    try:
        raise RuntimeError(f"the server said {KEY} \x1b[2J")
    except RuntimeError as error:
        safe_logger("tutor.test").error("failed with %s", KEY, exc_info=error)
    assert "failed with [key]" in caplog.text
    assert "RuntimeError: the server said [key]" in caplog.text
    assert "\x1b" not in caplog.text


def test_every_log_of_the_package_is_a_safe_one() -> None:
    folder = Path(package.__file__).parent
    plain = [path.name for path in folder.rglob("*.py") if "getLogger(__name__)" in path.read_text(encoding="utf-8")]
    assert plain == []


@pytest.mark.parametrize("status", [200, 400, 401, 403])
@pytest.mark.parametrize("key", [KEY, "sk-proj-abcdefgh12"])
def test_a_server_that_tells_the_key_cannot_make_the_tutor_tell_it(
    status: int, key: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="tutor")
    with fake_openai(f"{SUPPORTED} Your key is {{authorization}} .", status=status) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url.replace("://", "://me:hunter2hunter2@"))
        monkeypatch.setenv("OPENAI_API_KEY", key)
        snapshots = list(open_tutor(settings.model_copy(update={"llm": "openai:gpt-test"})).stream("What is LoRA?"))
    answer = snapshots[-1]
    assert answer.sentences
    now = datetime(2026, 1, 2, tzinfo=UTC)
    conversation = Conversation("id", "owner", answer.question, now, now)
    turn = Turn("t", "id", answer.question, answer.standalone, answer, "done", "", now, now)
    exports = [export(conversation, [turn]) for export in (to_markdown, to_html, to_json)]
    everything = "\n".join([json.dumps([asdict(snapshot) for snapshot in snapshots]), caplog.text, *exports])
    assert key not in everything
    assert "hunter2" not in everything
    assert "left out" in caplog.text if status == 200 else "the LLM failed" in caplog.text


def test_a_key_in_the_settings_file_is_refused_without_repeating_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'openai_api_key = "{KEY}"\n', encoding="utf-8")
    monkeypatch.setenv("TUTOR_SETTINGS_FILE", str(file))
    with pytest.raises(UsageError, match=r"There is no setting 'openai_api_key'.*OPENAI_API_KEY") as caught:
        load_settings()
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("text", ["tab\tand\nline", "e\u0301, \u4e2d\u6587, \U0001f469\u200d\U0001f52c, a\u2060b"])
def test_what_a_person_can_read_is_printable(text: str) -> None:
    assert printable(text) == text
