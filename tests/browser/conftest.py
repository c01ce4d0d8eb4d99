"""The real app in a subprocess, and a real Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.headless import CHROMIUM, launch_chromium, running_app
from tutor.settings import Settings

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
def address(built_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app without an LLM, one for all tests; each has a browser of its own."""
    folder = tmp_path_factory.mktemp("app")
    settings = built_settings.model_copy(update={"database_file": folder / "conversations.sqlite"})
    with running_app(settings, folder / "log.txt") as address:
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
