"""The app in a process of its own and a headless Chromium: for the browser tests, the screenshots and the benchmark."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.error import URLError

from playwright.sync_api import Browser, Page, Playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tutor.settings import Settings

ROOT: Final = Path(__file__).resolve().parent.parent
CHROMIUM: Final = shutil.which("chromium") or "/usr/bin/chromium"
_CHROMIUM_ARGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_TIMEOUT_S: Final = 60
_TRIES: Final = 5
_LIST_OPENS_MS: Final = 3000


def launch_chromium(playwright: Playwright) -> Browser:
    """Start a Chromium that asks nothing of the network by itself."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(_CHROMIUM_ARGS))


@contextmanager
def running_app(
    settings: Settings, log_file: Path, extra: Mapping[str, str] | None = None, port: int | None = None
) -> Iterator[str]:
    """Serve the app with these settings on `port` of 127.0.0.1, or else on a free one, and yield its address.

    `extra` is added to its environment; what it prints goes to `log_file`.
    """
    port = port or _free_port()
    environment = dict(os.environ) | {
        "TUTOR_INDEX": str(settings.index),
        "TUTOR_LIBRARY": str(settings.library),
        "TUTOR_DATABASE_FILE": str(settings.database_file),
        "TUTOR_MODEL_DIR": str(settings.model_dir),
        "TUTOR_CORPUS": os.pathsep.join(str(folder) for folder in settings.corpus),
        "TUTOR_LLM": settings.llm,
    }
    flags = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *flags]
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment | dict(extra or {}), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/"
            _await_health(f"{address}_stcore/health", process, log_file)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def choose_llm(page: Page, model: str, key: str) -> None:
    """Let a model of openai write in the session of this page; ends on the Status page, while the model is probed.

    What is still being drawn above can close the list of LLMs, which is then opened again.
    """
    page.get_by_role("link", name="Status").click()
    page.get_by_text("Use another one in this session").click()
    option = page.get_by_role("option", name="openai")
    for _ in range(_TRIES):
        page.get_by_role("combobox", name="Language model").click()
        with suppress(PlaywrightTimeout):
            option.wait_for(timeout=_LIST_OPENS_MS)
            break
    option.click()
    page.get_by_label("Model", exact=True).fill(model)
    page.get_by_label("Key", exact=True).fill(key)
    page.get_by_role("button", name="Use it").click()
    page.get_by_text("Chosen with your key for this session").wait_for()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_health(address: str, process: "subprocess.Popen[bytes]", log_file: Path) -> None:
    end = time.monotonic() + _START_TIMEOUT_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The app did not start:\n{log_file.read_text()}") from None
            time.sleep(0.1)
