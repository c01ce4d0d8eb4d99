"""The pages beside the chat, with the real tutor."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import APP_FILE, put_into_environment
from tutor.assemble import build
from tutor.retrieval.building import BuildReport
from tutor.settings import Settings
from tutor.ui import import_job, state
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


def test_what_the_browse_page_shows_stands_in_its_address(app: AppTest, open_page: Open) -> None:
    app.query_params[state.BROWSE_SEARCH] = "dropout"
    app.query_params[state.BROWSE_LEVEL] = "advanced"
    open_page("browse")
    assert not app.exception
    assert questions(app) == []
    assert "find more" in app.info[0].value
    app.button_group(key=state.BROWSE_LEVEL).set_value([]).run()
    assert "dropout" in questions(app)[0].lower()


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


def test_the_status_says_so_where_nothing_is_missing(open_page: Open) -> None:
    app = open_page("status")
    assert app.header[0].value == "What is missing"
    assert ":material/check_circle: Nothing." in [element.value for element in app.markdown]
    assert (list(app.warning), list(app.error)) == ([], [])


@pytest.mark.parametrize(
    ("llm", "command"),
    [
        ("auto", "`interview-tutor models pull qwen2.5-coder-1.5b`"),
        ("local:qwen2.5-coder-0.5b", "`interview-tutor models pull qwen2.5-coder-0.5b`"),
        ("local:/nowhere.gguf", "`interview-tutor serve --llm local:FILE.gguf`"),
        ("transformers:/nowhere", "`interview-tutor serve --llm transformers:FOLDER`"),
        ("mistralai:small", "`pip install langchain-mistralai`"),
        ("openai:small", "`export OPENAI_API_KEY=…`"),
    ],
)
def test_the_status_names_what_the_llm_lacks_and_the_command(
    llm: str, command: str, open_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_into_environment(settings.model_copy(update={"llm": llm}), monkeypatch)
    services.clear()
    app = open_page("status")
    assert services().loaded.wait(60)
    app.run()
    services.clear()
    assert not app.exception
    assert command in app.warning[0].value


@pytest.mark.parametrize("missing", ["index", "corpus"])
def test_the_status_and_the_library_offer_to_build_what_is_not_built(
    missing: str,
    open_page: Open,
    settings: Settings,
    small_corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    index = tmp_path / "index"
    if missing == "corpus":
        shutil.copytree(settings.index, index)
    own = settings.model_copy(update={"index": index, "corpus": (small_corpus / "generative-models",)})
    put_into_environment(own, monkeypatch)
    services.clear()
    app = open_page("status")
    assert services().loaded.wait(60)
    app.run()
    assert not app.exception
    assert "interview-tutor build" in [*app.error, *app.warning][0].value
    assert "start the tutor again" not in [*app.error, *app.warning][0].value

    app.switch_page("tutor/ui/library_page.py").run()
    next(button for button in app.button if button.label == "Build the index").click().run()
    _finished(app)
    assert not app.exception
    assert "now holds 1 questions" in app.success[0].value
    assert "Build the index" not in [button.label for button in app.button]
    assert [pair.id for pair in services().tutor.pairs()] == ["gan"]
    services.clear()


def test_the_status_keeps_to_the_index_in_use_where_a_new_one_is_unusable_and_the_library_builds_it(
    open_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    shutil.copytree(settings.index, index)
    put_into_environment(settings.model_copy(update={"index": index}), monkeypatch)
    services.clear()
    app = open_page("status")
    assert services().loaded.wait(60)
    (index / "current").write_text("gen-half", encoding="utf-8")
    app.run()
    assert not app.exception
    assert "Answers come from the index that was read before. The index file" in app.error[0].value
    assert "start the tutor again" not in app.error[0].value
    assert [metric.label for metric in app.metric][:2] == ["Questions", "Passages"]

    app.switch_page("tutor/ui/library_page.py").run()
    next(button for button in app.button if button.label == "Build the index").click().run()
    _finished(app)
    assert not app.exception
    assert "Build the index" not in [button.label for button in app.button]
    assert services().tutor.index_status().problem == ""
    services.clear()


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


def test_a_change_of_the_library_is_seen_after_a_reload_and_by_others_until_it_has_ended(
    open_page: Open, own_corpus: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_build = threading.Event()

    def build_later(*args: Any, **named: Any) -> BuildReport:
        assert may_build.wait(60)
        return build(*args, **named)

    monkeypatch.setattr(import_job, "build", build_later)
    app = open_page("library")
    next(button for button in app.button if button.label == "Build the index").click().run()

    other = AppTest.from_file(str(APP_FILE), default_timeout=30).run()
    other.switch_page("tutor/ui/library_page.py").run()
    assert len(other.get("progress")) == 1
    assert "Build the index" not in [button.label for button in other.button]
    may_build.set()
    _finished(other)
    assert "now holds" in other.success[0].value
    services.clear()


def test_importing_nothing_says_so(open_page: Open) -> None:
    app = open_page("library")
    next(button for button in app.button if button.label == "Import").click().run()
    assert "No document was chosen" in app.error[0].value
