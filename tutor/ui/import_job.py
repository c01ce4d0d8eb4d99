"""Changing the library and its links, and rebuilding the index, in a background thread."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tutor.assemble import Tutor, build
from tutor.errors import TutorError
from tutor.ingest.entries import entry_paths, read_entry
from tutor.ingest.importing import import_documents
from tutor.ingest.reports import ImportReport
from tutor.redacting import safe_logger
from tutor.retrieval.linking import read_apart, separated, write_apart
from tutor.settings import Settings

_LOG = safe_logger(__name__)
_ONE_AT_A_TIME = threading.Lock()


@dataclass(slots=True, eq=False)
class ImportJob:
    """A change of the library that is under way, for a page to look at; only its own thread writes to it."""

    phase: Literal["reading", "building", "done", "failed"] = "reading"
    document: str = ""
    done: int = 0
    total: int = 0
    building_since: float = 0.0
    report: ImportReport | None = None
    error: str = ""
    questions: int = 0
    linked: int = 0

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in {"done", "failed"}

    @property
    def remaining_s(self) -> float | None:
        """An estimate of the seconds until the index is built, None where there is none yet."""
        if self.phase != "building" or not self.done:
            return None
        return (time.monotonic() - self.building_since) / self.done * (self.total - self.done)


_UNDER_WAY: Final[list[ImportJob]] = []


def job_under_way() -> ImportJob | None:
    """Return the change that is under way in this process, whichever session began it."""
    return next((job for job in _UNDER_WAY if not job.finished), None)


def start_import(tutor: Tutor, files: Sequence[tuple[str, bytes]]) -> ImportJob:
    """Begin to import files, given by name and content, into the library, and to build the index after that."""

    def change(job: ImportJob) -> None:
        folder = Path(tempfile.mkdtemp(prefix="tutor-import-"))
        try:
            paths = [_written(folder, name, content) for name, content in files]
            job.report = import_documents(
                paths, tutor.settings.library, on_document=lambda document: setattr(job, "document", document.name)
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return _start(tutor, change)


def start_removal(tutor: Tutor, document: str) -> ImportJob:
    """Begin to remove a document's questions from the library, and to build the index after that."""

    def change(job: ImportJob) -> None:
        job.document = document
        for path in library_documents(tutor.settings).get(document, []):
            path.unlink(missing_ok=True)

    return _start(tutor, change)


def start_separation(tutor: Tutor, first: str, second: str) -> ImportJob:
    """Begin to let `first`, which is linked with `second`, stand alone, and to build the index after that."""

    def change(_job: ImportJob) -> None:
        undone = separated([[pair.id for pair in group] for group in tutor.linked()], first, second)
        write_apart(tutor.settings.apart_file, read_apart(tutor.settings.apart_file) | undone)

    return _start(tutor, change)


def start_linking(tutor: Tutor, first: str, others: Sequence[str]) -> ImportJob:
    """Begin to let `first` be linked again with the others, and to build the index after that."""

    def change(_job: ImportJob) -> None:
        again = {frozenset((first, other)) for other in others}
        write_apart(tutor.settings.apart_file, read_apart(tutor.settings.apart_file) - again)

    return _start(tutor, change)


def start_build(tutor: Tutor) -> ImportJob:
    """Begin to build the index anew, as its corpus and the library are now."""
    return _start(tutor, lambda _job: None)


def library_documents(settings: Settings) -> dict[str, list[Path]]:
    """Return the question files of each document in the library."""
    documents: dict[str, list[Path]] = {}
    if settings.library.is_dir():
        for path in entry_paths(settings.library):
            documents.setdefault(read_entry(path, settings.library).source.document, []).append(path)
    return documents


def _start(tutor: Tutor, change: Callable[[ImportJob], None]) -> ImportJob:
    job = ImportJob()
    _UNDER_WAY.append(job)
    threading.Thread(target=_run, args=(job, tutor, change), name="tutor-import", daemon=True).start()
    return job


def _run(job: ImportJob, tutor: Tutor, change: Callable[[ImportJob], None]) -> None:
    try:
        with _ONE_AT_A_TIME:
            _change_and_build(job, tutor, change)
        job.phase = "done"
    except TutorError as error:
        job.error, job.phase = str(error), "failed"
    except Exception as error:
        _LOG.exception("A change of the library failed")
        job.error = f"This failed unexpectedly ({type(error).__name__}). The index is as it was; try again."
        job.phase = "failed"
    finally:
        _UNDER_WAY.remove(job)


def _change_and_build(job: ImportJob, tutor: Tutor, change: Callable[[ImportJob], None]) -> None:
    change(job)
    job.building_since = time.monotonic()
    job.phase = "building"
    built = build(tutor.settings.with_library(), on_progress=lambda done, total: _note(job, done, total))
    job.questions, job.linked = built.questions, len(built.linked)


def _note(job: ImportJob, done: int, total: int) -> None:
    job.done, job.total = done, total


def _written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / (Path(name.replace("\\", "/")).name or "document")
    path.write_bytes(content)
    return path
