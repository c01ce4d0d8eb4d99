"""Make screenshots of the app's states, in light and dark, wide and narrow, from an app that is being served.

With `--readme` only the three of the README: light, wide, and reduced to few colours so that they stay small.
"""

import argparse
from pathlib import Path

from headless import launch_chromium
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

SIZES = {"wide": (1280, 860), "narrow": (360, 740)}
README_SIZE: ViewportSize = {"width": 1280, "height": 800}
README_COLOURS = 96
SETTLE_MS = 1800


def main() -> None:
    """Visit each state and save `STATE-SCHEME-SIZE.png` for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8501/", help="where the app is served")
    parser.add_argument("--into", type=Path, required=True, help="folder for the images")
    parser.add_argument("--readme", action="store_true", help="make only answer.png, source.png and browse.png")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        if arguments.readme:
            page = browser.new_page(color_scheme="light", viewport=README_SIZE, reduced_motion="reduce")
            visit_for_readme(page, arguments.address.rstrip("/"), arguments.into)
        for scheme in () if arguments.readme else ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = browser.new_context(
                    color_scheme="dark" if scheme == "dark" else "light",
                    viewport={"width": width, "height": height},
                    reduced_motion="reduce",
                )
                visit(context.new_page(), arguments.address.rstrip("/"), arguments.into, f"{scheme}-{size}")
                context.close()
        browser.close()


def visit(page: Page, address: str, into: Path, suffix: str) -> None:
    """Go through the chat and the other pages, and save what they look like."""

    def save(name: str) -> None:
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=into / f"{name}-{suffix}.png")

    page.set_default_timeout(120_000)
    page.goto(address)
    page.get_by_text("Try one of these").wait_for()
    save("1-welcome")
    ask(page, "What is retrieval-augmented generation?", 1)
    save("2-answer")
    page.locator('a[href^="#cite-"]').first.click()
    page.get_by_role("dialog").locator(".stMarkdownColoredBackground").first.wait_for()
    save("3-source")
    page.keyboard.press("Escape")
    ask(page, "and how does it compare with fine-tuning?", 2)
    save("4-follow-up")
    ask(page, "How do I bake a chocolate cake?", 3)
    save("5-refusal")
    for number, name in enumerate(("browse", "library", "status"), start=6):
        page.goto(f"{address}/{name}")
        page.locator("h1").wait_for()
        save(f"{number}-{name}")


def visit_for_readme(page: Page, address: str, into: Path) -> None:
    """Save an answer with its sources, one of them open, and the browse page."""

    def save(name: str) -> None:
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=into / name)
        Image.open(into / name).quantize(README_COLOURS).save(into / name, optimize=True)

    page.set_default_timeout(120_000)
    page.goto(address)
    ask(page, "When would you use RAG instead of fine-tuning?", 1)
    save("answer.png")
    page.locator('a[href^="#cite-"]').first.click()
    page.get_by_role("dialog").locator(".stMarkdownColoredBackground").first.wait_for()
    save("source.png")
    page.goto(f"{address}/browse")
    page.get_by_role("button", name="beginner", exact=True).wait_for()
    page.get_by_text("Meaning", exact=True).click()
    page.get_by_placeholder("Words or an idea").fill("keep answers true to the documents")
    page.keyboard.press("Enter")
    page.get_by_text("20 of ").wait_for()
    save("browse.png")


def ask(page: Page, question: str, answers: int) -> None:
    """Ask, and wait until the conversation has this many finished answers."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_test_id("stPopover").filter(has_text="Edit")).to_have_count(answers, timeout=120_000)


if __name__ == "__main__":
    main()
