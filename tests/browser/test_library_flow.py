"""The way of a document into the answers, and out of them again, in a real browser against the real app."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import answered, ask, open_first_citation

BUILD_TIMEOUT_MS = 240_000
NewPage = Callable[[str], Page]
DOCUMENT = b"Q: What is a zorblax?\nA: A zorblax is a fictional unit of patience in interviews.\n\nQ: And why?\n"


def test_a_document_is_imported_asked_about_and_removed(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    page.get_by_role("link", name="Library").click()
    upload = page.locator('input[type="file"]')
    upload.set_input_files([{"name": "mine.txt", "mimeType": "text/plain", "buffer": DOCUMENT}])
    expect(page.get_by_role("button", name="Remove mine.txt")).to_be_visible()
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("The index now holds")).to_be_visible(timeout=BUILD_TIMEOUT_MS)
    expect(page.get_by_text("line 4: Without an answer: And why?")).to_be_visible()

    page.get_by_role("link", name="Chat").click()
    ask(page, "What is a zorblax?")
    answered(page)
    assert "unit of patience" in open_first_citation(page)
    expect(page.get_by_role("dialog").get_by_text("mine.txt")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Library").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("None yet.")).to_be_visible(timeout=BUILD_TIMEOUT_MS)
    expect(page.get_by_text("The index now holds")).to_be_visible(timeout=BUILD_TIMEOUT_MS)
    page.get_by_role("link", name="Chat").click()
    ask(page, "What is a zorblax?")
    expect(page.get_by_text("Nearest questions I can answer")).to_be_visible()
