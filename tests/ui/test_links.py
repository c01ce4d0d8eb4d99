"""Questions that several documents ask, on the library page, with the real tutor."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import APP_FILE, put_into_environment
from tutor.assemble import build
from tutor.errors import UsageError
from tutor.retrieval.linking import read_apart, separated
from tutor.settings import Settings
from tutor.ui import state
from tutor.ui.import_job import ImportJob
from tutor.ui.links import by_question
from tutor.ui.resources import services

OpenLibrary = Callable[[Sequence[str]], AppTest]


@pytest.fixture
def open_library(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenLibrary]:
    """Open the library page over three documents, which all ask the given subjects."""

    def open_page(subjects: Sequence[str]) -> AppTest:
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        for document in ("first.md", "second.md", "third.md"):
            for line, subject in enumerate(subjects, start=1):
                entry = f'---\nquestion: "What is {subject}?"\nsource:\n  document: {document}\n  line: {line}\n---\n'
                (corpus / f"{document[:-3]}-{line}.md").write_text(f"{entry}\nIt is {subject}.\n", encoding="utf-8")
        own = settings.model_copy(update={"corpus": (corpus,), "index": tmp_path / "index"})
        build(own)
        put_into_environment(own, monkeypatch)
        services.clear()
        app = AppTest.from_file(str(APP_FILE), default_timeout=30).run()
        return app.switch_page("tutor/ui/library_page.py").run()

    yield open_page
    services.clear()


def finished(app: AppTest) -> AppTest:
    """The page once the change that it began has ended."""
    job: ImportJob = app.session_state[state.IMPORT]
    end = time.monotonic() + 180
    while not job.finished:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert not job.error
    return app.run()


def keys(app: AppTest, prefix: str) -> list[str]:
    return [button.key for button in app.button if (button.key or "").startswith(prefix)]


def linked_ids() -> list[list[str]]:
    return [[pair.id for pair in group] for group in services().tutor.linked()]


def test_a_link_is_shown_undone_and_made_again(open_library: OpenLibrary) -> None:
    app = open_library(["a zorblax"])
    assert not app.exception
    assert linked_ids() == [["first-1", "second-1", "third-1"]]
    shown = "\n".join(element.value for element in app.markdown)
    assert "**What is a zorblax?**" in shown
    assert all(f"{name}.md, line 1" in shown for name in ("first", "second", "third"))

    app.button(key="separate-second-1").click().run()
    finished(app)
    assert not app.exception
    assert linked_ids() == [["first-1", "third-1"]]
    assert read_apart(services().settings.apart_file) == {
        frozenset(("first-1", "second-1")),
        frozenset(("second-1", "third-1")),
    }
    assert keys(app, "separate-") == ["separate-third-1"]

    app.button(key="link-second-1").click().run()
    finished(app)
    assert linked_ids() == [["first-1", "second-1", "third-1"]]
    assert (read_apart(services().settings.apart_file), keys(app, "link-")) == (frozenset(), [])


def test_many_linked_questions_are_shown_a_page_at_a_time(open_library: OpenLibrary) -> None:
    app = open_library(["dropout", "a transformer", "beam search", "an embedding", "k-means", "ROC", "a GAN"])
    assert len(linked_ids()) == 7
    assert len([element for element in app.markdown if element.value.startswith("**What is")]) == 5
    assert "7 questions count as one" in "".join(element.value for element in app.caption)


def test_where_nothing_is_linked_nothing_is_said(app: AppTest) -> None:
    app.switch_page("tutor/ui/library_page.py").run()
    assert not app.exception
    assert [element.value for element in app.header] == ["Your documents"]


def test_without_an_index_documents_can_still_be_added(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_into_environment(settings.model_copy(update={"index": tmp_path / "nowhere"}), monkeypatch)
    services.clear()
    app = AppTest.from_file(str(APP_FILE), default_timeout=30).run()
    app.switch_page("tutor/ui/library_page.py").run()
    services.clear()
    assert (list(app.exception), list(app.error)) == ([], [])


def test_to_separate_one_of_a_group_is_to_separate_it_from_all() -> None:
    groups = [["a", "b"], ["c", "d", "e"]]
    assert separated(groups, "b", "a") == {frozenset("ab")}
    assert separated(groups, "d", "c") == {frozenset("cd"), frozenset("de")}
    for first, second in (("a", "c"), ("a", "a"), ("a", "z")):
        with pytest.raises(UsageError, match="are not linked"):
            separated(groups, first, second)


def test_separated_questions_are_gathered_under_the_one_that_stands_alone() -> None:
    undone = [frozenset("ab"), frozenset("bc"), frozenset("xy")]
    assert by_question(undone) == [("b", ["a", "c"]), ("x", ["y"])]
    assert by_question([]) == []
