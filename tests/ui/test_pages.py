"""The pages beside the chat, with the real tutor."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import put_into_environment
from tutor.settings import Settings
from tutor.ui import state
from tutor.ui.import_job import ImportJob
from tutor.ui.resources import Services, services

Open = Callable[[str], AppTest]


@pytest.fixture
def open_page(app: AppTest) -> Open:
    return lambda name: app.switch_page(f"tutor/ui/{name}_page.py").run()


def questions(app: AppTest) -> list[str]:
    return [button.label for button in app.button if (button.key or "").startswith("question-")]


def test_questions_are_filtered_by_words_topic_and_level(open_page: Open) -> None:
    app = open_page("browse")
    assert not app.exception
    everything = questions(app)
    app.text_input(key=state.BROWSE_SEARCH).set_value("dropout").run()
    assert 0 < len(questions(app)) < len(everything)
    assert "dropout" in questions(app)[0].lower()
    app.text_input(key=state.BROWSE_SEARCH).set_value("").run()
    app.selectbox(key=state.BROWSE_TOPIC).set_value("foundations").run()
    assert all("Foundations" in label for label in questions(app))


def test_questions_are_found_by_meaning(open_page: Open) -> None:
    app = open_page("browse")
    app.button_group(key=state.BROWSE_BY).set_value("Meaning")
    app.text_input(key=state.BROWSE_SEARCH).set_value("cheap tuning of a big model with small matrices").run()
    assert any("LoRA" in label for label in questions(app)[:3]), questions(app)


def test_a_question_has_a_page_of_its_own(open_page: Open) -> None:
    app = open_page("browse")
    app.query_params["q"] = "foundations/dropout"
    app.run()
    assert not app.exception
    assert "dropout" in app.title[0].value.lower()
    assert "Related questions" in [element.value for element in app.header]
    app.query_params["q"] = "gone"
    assert "no such question" in app.run().error[0].value


def test_a_question_can_be_asked_from_its_page(open_page: Open, shared: Services, owner: str) -> None:
    app = open_page("browse")
    app.query_params["q"] = "foundations/dropout"
    app.run()
    next(button for button in app.button if button.label == "Ask about this").click().run()
    assert not app.exception
    (conversation,) = shared.store.conversations(owner=owner)
    assert "dropout" in conversation.title.lower()


def test_the_status_says_what_is_in_use(open_page: Open) -> None:
    app = open_page("status")
    assert not app.exception
    assert [metric.label for metric in app.metric][:2] == ["Questions", "Passages"]
    assert "none" in app.info[0].value


def test_the_status_names_what_is_missing(
    open_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_into_environment(settings.model_copy(update={"index": tmp_path / "nowhere"}), monkeypatch)
    services.clear()
    app = open_page("status")
    services.clear()
    assert not app.exception
    assert "interview-tutor build" in app.error[0].value


@pytest.fixture
def own_corpus(small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Settings:
    """Settings whose index may be rebuilt: two questions, and a library of the test's own."""
    own = {"corpus": (small_corpus / "generative-models",), "index": tmp_path / "index"}
    changed = settings.model_copy(update=own)
    put_into_environment(changed, monkeypatch)
    services.clear()
    return changed


def _finished(app: AppTest) -> AppTest:
    job: ImportJob = app.session_state[state.IMPORT]
    end = time.monotonic() + 180
    while not job.finished:
        assert time.monotonic() < end
        time.sleep(0.05)
    return app.run()


def test_a_document_is_imported_searched_and_removed(open_page: Open, own_corpus: Settings) -> None:
    app = open_page("library")
    assert not app.exception
    document = b"Q: What is a zorblax?\nA: A zorblax is a fictional unit of patience in interviews.\n\nQ: And why?\n"
    app.file_uploader(key=state.UPLOAD).upload("mine.txt", document)
    next(button for button in app.button if button.label == "Import").click().run()
    _finished(app)
    assert not app.exception
    assert "now holds" in app.success[0].value
    hits = services().tutor.search("What is a zorblax?").hits
    assert (hits[0].question, hits[0].source.document) == ("What is a zorblax?", "mine.txt")
    assert not services().tutor.index_status().stale
    app.button(key="remove-mine.txt").click().run()
    _finished(app)
    assert not services().tutor.index_status().stale
    assert all("zorblax" not in pair.question for pair in services().tutor.pairs())
    services.clear()


def test_importing_nothing_says_so(open_page: Open) -> None:
    app = open_page("library")
    next(button for button in app.button if button.label == "Import").click().run()
    assert "No document was chosen" in app.error[0].value
