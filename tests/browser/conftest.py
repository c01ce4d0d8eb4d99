"""The real app in a subprocess, and a real Chromium."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.headless import CHROMIUM, launch_chromium, running_app
from tests.fakes import FakeOpenAI, able, fake_openai
from tutor.settings import Settings

KEY = "a-key-of-one-reader"
# What a machine may need whose other processes load embedders and LLMs at the same time.
TIMEOUT_MS = 90_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, or a skip where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        expect.set_options(timeout=TIMEOUT_MS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def provider() -> Iterator[FakeOpenAI]:
    """A provider whose LLM writes slowly enough to be stopped; it accepts one key."""
    sentence = "LoRA keeps a pretrained weight matrix frozen and learns its change as a product of two thin matrices."
    with fake_openai(able(f"{sentence} " * 12), keys=[KEY], pause_s=0.15) as server:
        yield server


@pytest.fixture(scope="session")
def app_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the app prints."""
    return tmp_path_factory.mktemp("app") / "log.txt"


@pytest.fixture(scope="session")
def address(built_settings: Settings, provider: FakeOpenAI, app_log: Path) -> Iterator[str]:
    """The address of the app without an LLM, one for all tests; each has a browser of its own."""
    folder = app_log.parent
    own = {name: folder / name for name in ("index", "library", "conversations.sqlite")}
    shutil.copytree(built_settings.index, own["index"])
    settings = built_settings.model_copy(
        update={"index": own["index"], "library": own["library"], "database_file": own["conversations.sqlite"]}
    )
    with running_app(settings, app_log, {"OPENAI_BASE_URL": provider.base_url}) as address:
        yield address


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages for one new person; anything that the page asks of another host fails the test."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(TIMEOUT_MS)
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


def ask(page: Page, question: str) -> None:
    """Type the question into the box and send it."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def answered(page: Page, times: int = 1, timeout_ms: int = TIMEOUT_MS) -> None:
    """Wait until this many answers are finished: only those can be edited."""
    expect(page.get_by_role("button", name="Edit")).to_have_count(times, timeout=timeout_ms)


def open_first_citation(page: Page) -> str:
    """Open the source of the first number, and return what is marked in it."""
    page.locator('a[href^="#cite-"]').first.click()
    mark = page.get_by_role("dialog").locator(".stMarkdownColoredBackground").first
    expect(mark).to_be_in_viewport(timeout=TIMEOUT_MS)
    return mark.inner_text()


def _is_elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
