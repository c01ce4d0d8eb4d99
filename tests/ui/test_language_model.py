"""Choosing an LLM for one session, with a key of one's own, in the real app against a server on 127.0.0.1."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import FakeOpenAI, able, fake_openai
from tests.ui.conftest import APP_FILE
from tutor.answering.models import ChosenModel
from tutor.history.exporting import to_html, to_json, to_markdown
from tutor.ui import state
from tutor.ui.resources import Services

SUPPORTED = "LoRA keeps a pretrained weight matrix frozen and learns its change as a product of two thin matrices."
QUESTION = "What is LoRA?"
KEYS = ("the-first-reader-key-1", "the-second-reader-key-2")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with fake_openai(f"{SUPPORTED} Your key is {{authorization}} .", keys=KEYS) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        yield server


def new_session(owner: str) -> AppTest:
    app = AppTest.from_file(str(APP_FILE), default_timeout=30)
    app.session_state[state.OWNER] = owner
    return app.run()


def choose(app: AppTest, model: str, key: str) -> AppTest:
    """Choose a model of the provider on the status page, and go back to the chat."""
    app.switch_page("tutor/ui/status_page.py").run()
    app.selectbox(key=state.PROVIDER).set_value("openai:MODEL").run()
    app.text_input(key=state.MODEL_NAME).set_value(model)
    next(box for box in app.text_input if box.label == "Key").set_value(key)
    return next(button for button in app.button if button.label == "Use it").click().run()


def ask(app: AppTest, shared: Services) -> AppTest:
    app.switch_page("tutor/ui/chat_page.py").run()
    app.chat_input[0].set_value(QUESTION).run()
    end = time.monotonic() + 60
    while any(not turn.finished for turn in shared.store.turns(app.query_params["c"])):
        assert time.monotonic() < end, "the answer did not come"
        time.sleep(0.02)
    return app.run()


def probed(app: AppTest) -> AppTest:
    """Wait until the chosen LLM has been probed, and draw the page again."""
    end = time.monotonic() + 60
    while not app.session_state[state.PROBE].finished:
        assert time.monotonic() < end, "the probe did not end"
        time.sleep(0.02)
    return app.run()


def asked_by_readers(server: FakeOpenAI) -> list[tuple[str, str]]:
    """Return the keys and models that answers were asked with, in order, without probes."""
    return list(dict.fromkeys((key, model) for key, model, prompt in server.asked if QUESTION in prompt))


def written_by(app: AppTest, shared: Services) -> str:
    (turn,) = shared.store.turns(app.query_params["c"])
    assert turn.answer is not None
    return turn.answer.model


def page_of(app: AppTest) -> str:
    """All that the page shows, and what its widgets hold."""
    elements = [*app.main, *app.sidebar]
    return "\n".join(f"{element.type} {element.proto} {getattr(element, 'value', '')}" for element in elements)


def test_each_session_has_its_own_model_and_key(shared: Services, server: FakeOpenAI) -> None:
    first, second, third = (new_session(f"owner-{number}") for number in range(3))
    choose(first, "model-a", KEYS[0])
    choose(second, "model-b", KEYS[1])
    for app in (second, third, first):
        ask(app, shared)
    assert asked_by_readers(server) == [(KEYS[1], "model-b"), (KEYS[0], "model-a")]
    assert {(key, model) for key, model, _ in server.asked} == {(KEYS[1], "model-b"), (KEYS[0], "model-a")}
    assert [written_by(app, shared) for app in (first, second, third)] == ["openai:model-a", "openai:model-b", "none"]


def test_a_key_stands_nowhere_once_it_is_entered(
    shared: Services, server: FakeOpenAI, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="tutor")
    app = choose(new_session("careful"), "model-a", KEYS[0])
    assert "openai\\:model-a" in app.info[0].value
    pages = [page_of(app), page_of(ask(app, shared))]
    conversation = shared.store.get(app.query_params["c"])
    turns = shared.store.turns(conversation.id)
    exports = [export(conversation, turns) for export in (to_markdown, to_html, to_json)]
    stored = json.dumps([asdict(turn) for turn in turns], default=str)
    captured = capfd.readouterr()
    everything = "\n".join([*pages, *exports, stored, caplog.text, captured.out, captured.err])
    assert SUPPORTED in everything
    assert asked_by_readers(server) == [(KEYS[0], "model-a")]
    assert KEYS[0] not in everything


def test_a_chosen_llm_is_probed_with_its_key_and_the_page_says_what_was_found(
    shared: Services, server: FakeOpenAI, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="tutor")
    server.reply, server.context_tokens = able(SUPPORTED), 3000
    app = probed(choose(new_session("prober"), "model-a", KEYS[0]))
    assert not app.exception
    (line,) = (caption.value for caption in app.caption if "Probed" in caption.value)
    assert "follows the format, keeps to its sources, reads 3,000 tokens: free mode" in line
    assert {(key, model) for key, model, _ in server.asked} == {(KEYS[0], "model-a")}
    found = shared.tutor.capabilities(ChosenModel("openai:model-a"))
    assert found is not None
    assert (found.mode, found.context_tokens) == ("free", 3000)
    captured = capfd.readouterr()
    kept = shared.settings.capabilities_file.read_text(encoding="utf-8")
    assert KEYS[0] not in "\n".join([page_of(app), kept, caplog.text, captured.out, captured.err])

    times = len(server.asked)
    assert "Probed" in page_of(probed(choose(new_session("another"), "model-a", KEYS[1])))
    assert len(server.asked) == times


def test_while_it_is_probed_the_page_says_so(shared: Services, server: FakeOpenAI) -> None:
    server.reply = able(SUPPORTED)
    with shared.tutor.models.answering():
        app = choose(new_session("early"), "model-a", KEYS[0])
        assert "Finding out what it can do" in page_of(app)
        assert server.asked == []
    assert "Finding out what it can do" not in page_of(probed(app))


def test_a_probe_that_fails_is_a_quiet_line_without_the_key(
    shared: Services, server: FakeOpenAI, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = "no-longer-valid-key"
    app = probed(choose(new_session("refused"), "model-a", wrong))
    assert (list(app.exception), list(app.error)) == ([], [])
    (line,) = (caption.value for caption in app.caption if "cannot be probed" in caption.value)
    assert "its key was not accepted" in line
    assert shared.tutor.capabilities(ChosenModel("openai:model-a")) is None
    captured = capfd.readouterr()
    assert "cannot be probed" in caplog.text
    assert wrong not in "\n".join([page_of(app), caplog.text, captured.out, captured.err])
    assert "Traceback" not in caplog.text + captured.err


def test_a_key_that_is_not_accepted_is_said_so_on_the_turn(
    shared: Services, server: FakeOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "no-longer-valid-key"
    app = ask(choose(new_session("mistaken"), "model-a", wrong), shared)
    shown = [str(getattr(element, "value", "")) for element in app.main]
    (notice,) = (place for place, text in enumerate(shown) if "its key was not accepted" in text)
    (answer,) = (place for place, text in enumerate(shown) if "](#cite-" in text)
    assert notice < answer
    assert "the LLM failed" in caplog.text
    assert wrong not in page_of(app) + caplog.text


@pytest.mark.parametrize(
    ("model", "key", "problem"),
    [("model-a", "", "needs a key"), ("model-a", "short", "not a key"), ("", KEYS[0], "There is no LLM")],
)
def test_a_choice_that_cannot_work_is_refused(
    shared: Services, monkeypatch: pytest.MonkeyPatch, model: str, key: str, problem: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    app = choose(new_session("hasty"), model, key)
    assert problem in app.error[0].value
    assert state.CHOSEN_LLM not in app.session_state


def test_the_choice_can_be_taken_back(shared: Services, server: FakeOpenAI) -> None:
    app = choose(new_session("undecided"), "model-a", KEYS[0])
    app.selectbox(key=state.PROVIDER).set_value("").run()
    next(button for button in app.button if button.label == "Use it").click().run()
    assert "**none**" in app.info[0].value
    ask(app, shared)
    assert (written_by(app, shared), asked_by_readers(server)) == ("none", [])


def test_no_path_of_the_machine_can_be_chosen(shared: Services) -> None:
    app = new_session("curious")
    app.switch_page("tutor/ui/status_page.py").run()
    assert not [option for option in app.selectbox(key=state.PROVIDER).options if "transformers" in option]
