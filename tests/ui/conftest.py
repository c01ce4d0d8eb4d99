"""The real app in AppTest, with the real tutor, embedder and index, and no LLM."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from tutor.settings import Settings
from tutor.ui import state
from tutor.ui.resources import Services, services

APP_FILE = Path(__file__).resolve().parents[2] / "app.py"


def put_into_environment(settings: Settings, patch: pytest.MonkeyPatch) -> None:
    """Make `load_settings` return these settings."""
    for name in ("index", "library", "database_file", "llm"):
        patch.setenv(f"TUTOR_{name.upper()}", str(getattr(settings, name)))
    patch.setenv("TUTOR_CORPUS", ":".join(str(folder) for folder in settings.corpus))


@pytest.fixture(scope="module")
def shared(built_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The services that the app under test uses, the same for all tests of a module."""
    own = {"database_file": tmp_path_factory.mktemp("ui") / "conversations.sqlite"}
    with pytest.MonkeyPatch.context() as patch:
        put_into_environment(built_settings.model_copy(update=own), patch)
        services.clear()
        found = services()
        assert found.loaded.wait(60)
        yield found
        services.clear()


@pytest.fixture
def owner() -> str:
    return str(uuid4())


@pytest.fixture
def app(shared: Services, owner: str) -> AppTest:
    """The app at its first page, used by someone new."""
    app = AppTest.from_file(str(APP_FILE), default_timeout=30)
    app.session_state[state.OWNER] = owner
    return app.run()


@pytest.fixture
def answered(app: AppTest, shared: Services) -> Callable[[], AppTest]:
    """Run the app until no turn of its conversation is unfinished."""

    def run() -> AppTest:
        end = time.monotonic() + 30
        conversation_id = app.query_params["c"]
        while any(not turn.finished for turn in shared.store.turns(conversation_id)):
            assert time.monotonic() < end, "the answer did not come"
            time.sleep(0.02)
        return app.run()

    return run
