"""axe-core finds nothing on any page, wide and narrow, in light and dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT_MS, answered, ask, open_first_citation

SIZES = {1280: 860, 360: 740}
# Streamlit's own drop zone is focusable by script and has a label, and yet the role "presentation" (axe: minor).
STREAMLITS_OWN = {("presentation-role-conflict", "stFileUploaderDropzone")}
HEADINGS = {
    "browse": "Browse the questions",
    "browse?q=foundations/dropout": "dropout",
    "library": "Library",
    "status": "Status",
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that has not been here before."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 860})
    context.set_default_timeout(TIMEOUT_MS)
    yield context.new_page()
    context.close()


def at_rest(page: Page) -> None:
    """Wait until the script has run and nothing fades in or out any more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(
        "!document.querySelector('[data-stale=true]') && document.getAnimations().every(one => one.playState !== "
        "'running' || one.effect.getTiming().iterations === Infinity)"
    )


def violations(page: Page) -> list[tuple[str, ...]]:
    """What axe finds in each of the four looks, without what is known of Streamlit's own markup."""
    found = []
    for scheme, background in (("light", "rgb(253, 253, 251)"), ("dark", "rgb(20, 24, 26)")):
        page.emulate_media(color_scheme=scheme)
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            expect(page.locator(".stApp")).to_have_css("background-color", background)
            at_rest(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for rule in Axe().run(page).response["violations"]:
                found += [(scheme, f"{width} px", rule["id"], node["html"]) for node in rule["nodes"]]
    page.set_viewport_size({"width": 1280, "height": 860})
    return [
        (*where, rule, html)
        for *where, rule, html in found
        if not any(rule == known and f'data-testid="{part}"' in html for known, part in STREAMLITS_OWN)
    ]


def test_the_chat_is_accessible_empty_answered_and_with_a_source_open(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Try one of these").wait_for()
    assert violations(page) == []

    ask(page, "What is retrieval-augmented generation?")
    answered(page)
    ask(page, "and how does it compare with fine-tuning?")
    answered(page, 2)
    assert violations(page) == []

    open_first_citation(page)
    assert violations(page) == []


@pytest.mark.parametrize("name", HEADINGS)
def test_the_page_is_accessible(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}{name}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(HEADINGS[name])
    assert violations(page) == []
