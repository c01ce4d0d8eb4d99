"""Probing an LLM in a background thread."""

import threading
from dataclasses import dataclass

from tutor.answering.models import ChosenModel
from tutor.assemble import Tutor
from tutor.errors import TutorError
from tutor.redacting import safe_logger

_LOG = safe_logger(__name__)


@dataclass(slots=True, eq=False)
class ProbeJob:
    """A probe, for a page to look at; only its own thread writes to it, and no key stands in it."""

    finished: bool = False
    error: str = ""

    def run(self, tutor: Tutor, llm: ChosenModel | None = None) -> None:
        """Probe the LLM in use, or `llm`, which may wait for answers to be written; raises nothing."""
        try:
            tutor.probe(llm)
        except TutorError as error:
            self.error = str(error)
        except Exception as error:  # whose text and traceback may hold the key that was entered
            self.error = f"The LLM cannot be probed: {type(error).__name__}."
        if self.error:
            _LOG.warning("%s", self.error)
        self.finished = True


def start_probe(tutor: Tutor, llm: ChosenModel, loaded: threading.Event) -> ProbeJob:
    """Begin to probe an LLM that somebody has chosen, once the tutor is `loaded`, so that neither slows the other."""
    job = ProbeJob()

    def run() -> None:
        loaded.wait()
        job.run(tutor, llm)

    threading.Thread(target=run, name="tutor-probe", daemon=True).start()
    return job
