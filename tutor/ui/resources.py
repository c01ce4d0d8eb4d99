"""What all sessions share: one tutor, one conversation store and one worker, loaded behind the page."""

import atexit
import threading
from dataclasses import dataclass, field

import streamlit as st

from tutor.answering.worker import AnswerWorker
from tutor.assemble import Tutor, open_tutor
from tutor.errors import TutorError
from tutor.history import ConversationStore
from tutor.redacting import safe_logger
from tutor.settings import Settings, load_settings
from tutor.ui.probe_job import ProbeJob

_LOG = safe_logger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """The shared parts.

    `questions_loaded` is set once the index has been read, `loaded` once the tutor is warm, whether or not that went
    well; `probe` is that of the LLM in the settings, which comes after.
    """

    settings: Settings
    tutor: Tutor
    store: ConversationStore
    worker: AnswerWorker
    probe: ProbeJob = field(default_factory=ProbeJob)
    questions_loaded: threading.Event = field(default_factory=threading.Event)
    loaded: threading.Event = field(default_factory=threading.Event)

    def load(self) -> None:
        """Warm the tutor up, then probe its LLM; what goes wrong here is shown when a question needs it."""
        try:
            self.tutor.pairs()
            self.questions_loaded.set()
            self.tutor.warm_up()
            self.loaded.set()
            self.probe.run(self.tutor)
        except TutorError as error:
            _LOG.warning("%s", error)
        except Exception:
            _LOG.exception("Warming up failed")
        finally:
            self.questions_loaded.set()
            self.loaded.set()
            self.probe.finished = True

    def close(self) -> None:
        """End the threads and the LLM."""
        self.worker.close()
        self.tutor.close()


@st.cache_resource(show_spinner=False, on_release=Services.close)
def services() -> Services:
    """Return the shared parts, the same for every session; raises `TutorError` where they cannot be made."""
    settings = load_settings()
    store = ConversationStore(settings.database_file)
    tutor = open_tutor(settings)
    shared = Services(settings, tutor, store, AnswerWorker(tutor, store))
    threading.Thread(target=shared.load, name="tutor-warm-up", daemon=True).start()
    atexit.register(shared.close)
    return shared
