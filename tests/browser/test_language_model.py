"""An LLM of one reader's own, while it writes: a key that is seen nowhere, a second tab, a refresh, and stop."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from scripts.headless import choose_llm
from tests.browser.conftest import KEY, answered, ask
from tests.fakes import FakeOpenAI

NewPage = Callable[[str], Page]


def test_an_answer_outlives_a_refresh_is_seen_in_a_second_tab_and_stopped_there(
    new_page: NewPage, browser: Browser, address: str, provider: FakeOpenAI, app_log: Path
) -> None:
    page = new_page(address)
    choose_llm(page, "slow", KEY)
    expect(page.get_by_text("Chosen with your key for this session")).to_be_visible()
    expect(page.get_by_label("Key", exact=True)).to_have_count(1)
    # While Streamlit draws the page anew the old box can stand beside the new one.
    expect(page.get_by_label("Key", exact=True).last).to_have_value("")
    expect(page.get_by_label("Key", exact=True).last).to_be_visible()
    assert KEY not in page.content()
    page.get_by_role("link", name="Chat").click()
    ask(page, "What is LoRA?")
    expect(page.get_by_text("Writing and checking against the sources")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    second_tab = new_page(page.url)
    second_tab.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped.")).to_be_visible()
    answered(second_tab)
    begun = [prompt for _, _, prompt in provider.asked if prompt.endswith("<question>What is LoRA?</question>")]
    assert len(begun) == 1
    assert {(key, model) for key, model, _ in provider.asked} == {(KEY, "slow")}

    stranger = browser.new_page()
    stranger.goto(f"{address}status")
    expect(stranger.get_by_text("answers are composed of the sources' sentences")).to_be_visible()
    stranger.close()
    assert KEY not in app_log.read_text(encoding="utf-8")
