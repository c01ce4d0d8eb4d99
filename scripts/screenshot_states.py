"""Make screenshots of the states that pass or go wrong, in light and dark, wide and narrow: `--into FOLDER`.

Loading, streaming, stopped, failed, index stale, index missing, and offline; the apps are started here, over the built
index, with an LLM that writes slowly.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from headless import ROOT, choose_llm, launch_chromium, running_app
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tutor.settings import Settings, curated_corpus_dir, load_settings

sys.path.append(str(ROOT))
from tests.fakes import FakeOpenAI, able, fake_openai

LOOKS: tuple[tuple[Literal["light", "dark"], str, int, int], ...] = (
    ("light", "wide", 1280, 860),
    ("light", "narrow", 360, 740),
    ("dark", "wide", 1280, 860),
    ("dark", "narrow", 360, 740),
)
SENTENCE = "Retrieval-augmented generation hands relevant passages to a language model together with the question. "
SETTLE_MS = 1800
TIMEOUT_MS = 120_000


def main() -> None:
    """Bring about each state and save `STATE-SCHEME-SIZE.png` for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, required=True, help="folder for the images")
    into: Path = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        fake_openai(able(SENTENCE * 300), pause_s=0.1) as provider,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        own = {"llm": "none", "database_file": Path(folder) / "chat.sqlite", "corpus": (curated_corpus_dir(),)}
        settings = load_settings().model_copy(update=own)
        answering(browser, settings, provider, into)
        other = {"corpus": (curated_corpus_dir() / "foundations",)}
        with running_app(settings.model_copy(update=other), into / "log.txt") as address:
            save(browser, f"{address}status", into, "stale")
        with running_app(
            settings.model_copy(update={**other, "index": Path(folder) / "none"}), into / "log.txt"
        ) as address:
            save(browser, address, into, "missing")


def answering(browser: Browser, settings: Settings, provider: FakeOpenAI, into: Path) -> None:
    """Save an app that loads, an answer that streams, is stopped, and fails, and the page once the app has ended."""
    environment = {"OPENAI_BASE_URL": provider.base_url}
    reader = browser.new_context(reduced_motion="reduce")
    page = reader.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    with running_app(settings, into / "log.txt", environment) as address:
        page.goto(address)
        page.get_by_test_id("stChatInputTextArea").wait_for()
        page.screenshot(path=into / "loading-light-wide.png")
        choose_llm(page, "slow", "not-a-real-key")
        page.get_by_role("link", name="Chat").click()
        ask(page, "What is retrieval-augmented generation?")
        page.get_by_text("Writing and checking").wait_for()
        save(browser, page.url, into, "streaming", reader)
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped.").wait_for()
        save(browser, page.url, into, "stopped", reader)
        provider.status = 401
        page.get_by_role("button", name="New conversation").click()
        ask(page, "What is dropout?")
        page.get_by_role("button", name="Edit").wait_for()
        save(browser, page.url, into, "failed", reader)
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=into / "offline-light-wide.png")
    reader.close()


def ask(page: Page, question: str) -> None:
    """Send a question."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def save(browser: Browser, address: str, into: Path, name: str, reader: BrowserContext | None = None) -> None:
    """Save what `reader`, or somebody new, sees at the address, in each look."""
    for scheme, size, page in looks(browser, reader):
        page.goto(address)
        page.locator("h1, [data-testid=stChatMessage]").first.wait_for(timeout=TIMEOUT_MS)
        page.get_by_text("being loaded").wait_for(state="hidden", timeout=TIMEOUT_MS)
        page.wait_for_timeout(2 * SETTLE_MS)
        page.screenshot(path=into / f"{name}-{scheme}-{size}.png")


def looks(browser: Browser, reader: BrowserContext | None) -> Iterator[tuple[str, str, Page]]:
    """Yield a page for each look, with the cookies of `reader`."""
    for scheme, size, width, height in LOOKS:
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            storage_state=reader.storage_state() if reader else None,
        )
        yield scheme, size, context.new_page()
        context.close()


if __name__ == "__main__":
    main()
