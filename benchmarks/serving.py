"""The app as its readers meet it: `python benchmarks/serving.py` wants a built index and Chromium, and prints a table.

Twenty sessions ask through the worker in this process, since twenty browsers would measure the browsers.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Browser, Page, sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / folder) for folder in ("scripts", ".")]

from headless import choose_llm, launch_chromium, running_app  # noqa: E402 - scripts is no package

from tests.fakes import able, fake_openai  # noqa: E402 - the repository's root comes first
from tutor.answering.worker import AnswerWorker  # noqa: E402
from tutor.assemble import open_tutor  # noqa: E402
from tutor.evaluation.cases import read_cases  # noqa: E402
from tutor.history import ConversationStore  # noqa: E402
from tutor.settings import Settings, curated_corpus_dir, load_settings  # noqa: E402

SESSIONS = 20
VISITS = 10
KEYSTROKES = 60
QUESTION = "What is retrieval-augmented generation?"
SENTENCE = "Retrieval-augmented generation hands relevant passages to a language model together with the question. "
ECHO = """
() => {
  window.echoes = [];
  const box = document.querySelector('[data-testid="stChatInputTextArea"]');
  let pressed = 0;
  box.addEventListener("keydown", () => (pressed = performance.now()), true);
  box.addEventListener("input", () => requestAnimationFrame(() => window.echoes.push(performance.now() - pressed)));
}
"""


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def usable_box_s(browser: Browser, address: str) -> list[float]:
    """Return the seconds from an address to a question box, for new readers."""
    found = []
    for _ in range(VISITS):
        context = browser.new_context()
        page = context.new_page()
        started = time.perf_counter()
        page.goto(address)
        page.get_by_test_id("stChatInputTextArea").wait_for()
        found.append(time.perf_counter() - started)
        context.close()
    return found


def echo_ms(page: Page) -> list[float]:
    """Return the milliseconds from a key to the next frame after its letter has arrived in the box."""
    page.evaluate(ECHO)
    page.get_by_test_id("stChatInputTextArea").press_sequentially("a" * KEYSTROKES, delay=40)
    echoes: list[float] = page.evaluate("window.echoes")
    return echoes


def ask(page: Page, question: str) -> None:
    """Send a question."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def resident_mb(address: str) -> float:
    """Return the resident memory of the process that serves `address`."""
    port = address.rstrip("/").rsplit(":", 1)[-1]
    for folder in Path("/proc").glob("[0-9]*"):
        words = (folder / "cmdline").read_bytes().decode().split("\0")
        if "streamlit" in words and port in words:
            return int((folder / "statm").read_text().split()[1]) * 4096 / 1e6
    raise RuntimeError(f"No process serves {address}.")


def first_sources_s(settings: Settings) -> list[float]:
    """Return, for sessions that ask at once without an LLM, the seconds until each has its sources."""
    tutor = open_tutor(settings)
    tutor.warm_up()
    store = ConversationStore(settings.database_file)
    worker = AnswerWorker(tutor, store)
    questions = [case.query for case in read_cases() if not case.history][:SESSIONS]
    started = time.perf_counter()
    turns = {worker.submit(store.create(owner=str(uuid4())).id, question) for question in questions}
    found: list[float] = []
    while turns:
        there = [turn for turn in map(store.turn, turns) if turn.answer or turn.finished]
        if failed := [turn.error for turn in there if turn.error]:
            raise RuntimeError(failed[0])
        found += [time.perf_counter() - started] * len(there)
        turns -= {turn.id for turn in there}
        time.sleep(0.02)
    worker.close()
    store.close()
    return found


def main() -> None:
    """Measure, and print the rows of a table."""
    with tempfile.TemporaryDirectory() as folder, fake_openai(able(SENTENCE * 200), pause_s=0.05) as server:
        own = {"corpus": (curated_corpus_dir(),), "llm": "none", "database_file": Path(folder) / "worker.sqlite"}
        settings = load_settings().model_copy(update=own)
        sources = first_sources_s(settings)
        served = {"database_file": Path(folder) / "served.sqlite"}
        environment = {"OPENAI_BASE_URL": server.base_url}
        with (
            running_app(settings.model_copy(update=served), Path(folder) / "log.txt", environment) as address,
            sync_playwright() as playwright,
        ):
            browser = launch_chromium(playwright)
            page = browser.new_page()
            page.set_default_timeout(120_000)
            page.goto(address)
            page.get_by_text("Try one of these").wait_for()
            boxes = usable_box_s(browser, address)
            idle = echo_ms(page)
            choose_llm(page, "slow", "not-a-real-key")
            page.get_by_role("link", name="Chat").click()
            ask(page, QUESTION)
            page.get_by_text("Writing and checking").wait_for()
            streaming = echo_ms(page)
            page.get_by_role("button", name="Stop").click()
            page.get_by_text("Stopped.").wait_for()
            before = resident_mb(address)
            for _ in range(SESSIONS):
                reader = browser.new_context().new_page()
                reader.goto(address)
                reader.get_by_text("Try one of these").wait_for(timeout=120_000)
            each = (resident_mb(address) - before) / SESSIONS
            browser.close()
    print("| what | median | p95 |\n| --- | --- | --- |")
    print(f"| address to usable box, s | {statistics.median(boxes):.2f} | {p95(boxes):.2f} |")
    print(f"| key to echo, idle, ms | {statistics.median(idle):.0f} | {p95(idle):.0f} |")
    print(f"| key to echo while an answer streams, ms | {statistics.median(streaming):.0f} | {p95(streaming):.0f} |")
    print(f"| first sources, {SESSIONS} at once, s | {statistics.median(sources):.2f} | {p95(sources):.2f} |")
    print(f"\nThe app holds {before:.0f} MB, and {each:.1f} MB more for each open session.")


if __name__ == "__main__":
    main()
