"""The real app in a subprocess, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tutor.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_TIMEOUT_S = 60


@contextmanager
def running_app(settings: Settings, log_file: Path) -> Iterator[str]:
    """Serve the app with these settings on a free port of 127.0.0.1 and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
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


def _await_health(address: str, process: "subprocess.Popen[bytes]", log_file: Path) -> None:
    end = time.monotonic() + _START_TIMEOUT_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            assert process.poll() is None, log_file.read_text()
            assert time.monotonic() < end, log_file.read_text()
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, or a skip where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(built_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app without an LLM, already warm."""
    folder = tmp_path_factory.mktemp("app")
    settings = built_settings.model_copy(update={"database_file": folder / "conversations.sqlite"})
    with running_app(settings, folder / "log.txt") as address:
        yield address


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages for one new person; anything that the page asks of another host fails the test."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    elsewhere: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url) if _is_elsewhere(request.url) else None)

    def open_page(address: str) -> Page:
        page = context.new_page()
        page.goto(address)
        page.get_by_test_id("stChatInputTextArea").wait_for()
        return page

    yield open_page
    context.close()
    assert elsewhere == []


def _is_elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
