"""`serve`, the Streamlit app, and `doctor`, which says what works here."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from tutor.answering.models import EXTRACTIVE, model_status
from tutor.answering.probing import in_words
from tutor.assemble import open_tutor
from tutor.cli.console import IndexOption, JsonOption, VerboseOption, notice, out, print_json
from tutor.errors import IndexMissingError, TutorError
from tutor.redacting import redacted
from tutor.settings import Settings, checkout_root, load_settings

DEFAULT_PORT = 8501
_HOST = "127.0.0.1"
_START_TIMEOUT_S = 60.0


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = DEFAULT_PORT,
    llm: Annotated[str | None, typer.Option(help="An LLM's name, or none.", show_default="auto")] = None,
    index: IndexOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Start the app in the browser's reach and print its address; Ctrl-C ends it."""
    settings = load_settings(llm=llm, index=index)
    open_tutor(settings)
    _require_free(port)
    environment = dict(os.environ, TUTOR_LLM=settings.llm, TUTOR_INDEX=str(settings.index.resolve()))
    process = subprocess.Popen(_streamlit_command(port), env=environment, stdout=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends the app with it
    try:
        _wait_until_ready(process, port)
        out.print(f"Interview tutor: http://{_HOST}:{port}")
        notice("Press Ctrl-C to end it.")
        code = process.wait()
    except KeyboardInterrupt:
        code = 0
    finally:
        process.terminate()
        process.wait()
    if code:
        raise TutorError(f"The app ended with exit code {code}. Its messages are above; try: interview-tutor doctor")


def app_file() -> Path:
    """Return the Streamlit entry: the repository's, or the one packed into the wheel."""
    root = checkout_root()
    return root / "app.py" if root else Path(__file__).resolve().parent.parent / "_app.py"


def _streamlit_command(port: int) -> list[str]:
    options = {
        "server.address": _HOST,
        "server.port": str(port),
        "server.headless": "true",
        "browser.serverAddress": _HOST,
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *flags]


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
            return
        except OSError:
            pass
        probe.bind((_HOST, 0))
        free = probe.getsockname()[1]
    raise TutorError(f"Port {port} is taken by another program. Choose a free one: interview-tutor serve --port {free}")


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{_HOST}:{port}/_stcore/health", timeout=1.0):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TutorError("The app did not start. Its messages are above; look for what is missing: interview-tutor doctor")


@dataclass(frozen=True, slots=True)
class _Finding:
    """One thing that was looked at; `mend` is the command that mends it, or ""."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def doctor(index: IndexOption = None, json_: JsonOption = False, verbose: VerboseOption = False) -> None:
    """Say what works, what is missing, and the command that mends it; exits with 1 where the tutor cannot answer."""
    settings = load_settings(index=index)
    findings = [replace(finding, detail=redacted(finding.detail)) for finding in _findings(settings)]
    if json_:
        print_json({"ok": all(finding.ok for finding in findings), "findings": [asdict(item) for item in findings]})
    else:
        for finding in findings:
            out.print(f"{'ok ' if finding.ok else 'NO '} {finding.name:<10} {finding.detail}")
            if finding.mend:
                out.print(f"    {'mend' if not finding.ok else 'better'} it: {finding.mend}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def _findings(settings: Settings) -> Iterator[_Finding]:
    yield _Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    yield _checked("corpus", lambda: _corpus_finding(settings))
    yield _checked("index", lambda: _index_finding(settings))
    yield _checked("embedder", lambda: _embedder_finding(settings))
    yield _checked("LLM", lambda: _llm_finding(settings))
    app_there = importlib.util.find_spec("streamlit") is not None and app_file().is_file()
    yield _Finding("app", app_there, str(app_file()), "" if app_there else "pip install interview-tutor")
    free = shutil.disk_usage(Path.home()).free
    yield _Finding("disk", free > 1e8, f"{free / 1e9:.1f} GB free", "" if free > 1e8 else "make room")


def _checked(name: str, find: "Callable[[], _Finding]") -> _Finding:
    try:
        return find()
    except TutorError as error:
        return _Finding(name, False, str(error))


def _corpus_finding(settings: Settings) -> _Finding:
    from tutor.retrieval.building import gather_pairs

    folders = ", ".join(str(folder) for folder in settings.corpus_folders)
    return _Finding("corpus", True, f"{len(gather_pairs(settings.corpus_folders))} questions in {folders}")


def _index_finding(settings: Settings) -> _Finding:
    try:
        status = open_tutor(settings).index_status()
    except IndexMissingError:
        return _Finding("index", False, f"none in {str(settings.index)!r}", "interview-tutor build")
    detail = f"{status.questions} questions in {status.chunks} chunks, {status.path}"
    if status.stale:
        return _Finding("index", True, f"{detail}; the corpus has changed since", "interview-tutor build")
    return _Finding("index", True, detail)


def _embedder_finding(settings: Settings) -> _Finding:
    from tutor.retrieval.embedding import SentenceEmbedder
    from tutor.retrieval.searching import Searcher
    from tutor.retrieval.store import read_index

    embedder = SentenceEmbedder(settings.embedder)
    detail = f"{embedder.name}, {embedder.dimension} dimensions"
    with suppress(IndexMissingError):
        Searcher(read_index(settings.index), embedder)
    return _Finding("embedder", True, detail)


def _llm_finding(settings: Settings) -> _Finding:
    status = model_status(settings.llm, settings.model_dir)
    detail = f"{status.name}: {status.detail}"
    if status.name != EXTRACTIVE:
        detail += f"; {in_words(open_tutor(settings).capabilities())}"
    return _Finding("LLM", status.state != "missing", detail)
