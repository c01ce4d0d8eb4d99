"""The way of a reader through the chat, in a real browser against the real app."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from scripts.headless import running_app
from tests.browser.conftest import answered, ask, open_first_citation
from tutor.settings import Settings

QUESTION = "What is retrieval-augmented generation?"
NewPage = Callable[[str], Page]


def test_ask_open_a_source_follow_up_refuse_and_come_back(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    ask(page, QUESTION)
    answered(page)
    assert "?c=" in page.url
    assert "passages" in open_first_citation(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    ask(page, "and how does it compare with fine-tuning?")
    answered(page, 2)
    expect(page.get_by_text("Understood as")).to_have_count(1)

    ask(page, "How do I bake a chocolate cake?")
    answered(page, 3)
    expect(page.get_by_text("Nearest questions I can answer")).to_be_visible()

    page.reload()
    answered(page, 3)
    second_tab = new_page(page.url)
    answered(second_tab, 3)
    expect(second_tab.get_by_text(QUESTION, exact=True).first).to_be_attached()


def test_the_box_comes_before_the_rest_of_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    frames: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(bytes(frame))))
    page.goto(address)
    page.get_by_text("Try one of these").wait_for()
    context.close()
    first = {
        words: next(place for place, frame in enumerate(frames) if words in frame)
        for words in (b"Ask about machine learning", b"Simply", b"New conversation", b"Prepare for your AI interview")
    }
    assert min(first, key=first.__getitem__) == b"Ask about machine learning", first


def test_where_the_tutor_has_ended_the_page_says_what_to_do_and_goes_on_once_it_runs_again(
    new_page: NewPage, built_settings: Settings, tmp_path: Path
) -> None:
    settings = built_settings.model_copy(update={"database_file": tmp_path / "conversations.sqlite"})
    with running_app(settings, tmp_path / "log.txt") as address:
        page = new_page(address)
        page.get_by_text("Try one of these").wait_for()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    shown = dialog.evaluate(
        "dialog => ['h2', 'h2 + div'].map(part => getComputedStyle(dialog.querySelector(part), '::after').content)"
    )
    assert shown[0] == '"The tutor does not answer"'
    assert "interview-tutor serve" in shown[1]
    with running_app(settings, tmp_path / "log.txt", port=int(address.rstrip("/").rsplit(":", 1)[-1])):
        expect(dialog).to_have_count(0)


def test_how_a_follow_up_was_understood_can_be_changed(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    ask(page, QUESTION)
    answered(page)
    ask(page, "and how does it compare with fine-tuning?")
    answered(page, 2)
    page.get_by_role("button", name="Change").click()
    page.get_by_role("textbox", name="Understood as").fill("How does LoRA compare with full fine-tuning?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask this instead").click()
    expect(page.get_by_text("Understood as: How does LoRA compare")).to_be_visible()
    answered(page, 2)


def test_the_keyboard_reaches_the_box_the_last_question_and_a_new_conversation(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    box = page.get_by_test_id("stChatInputTextArea")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("What is dropout?")
    page.keyboard.press("Enter")
    answered(page)
    expect(box).to_have_value("")
    page.keyboard.press("Alt+ArrowUp")
    expect(box).to_have_value("What is dropout?")
    page.keyboard.press("Alt+n")
    expect(page.get_by_text("Prepare for your AI interview")).to_be_visible()


def test_the_browser_names_a_conversation_and_goes_back_to_it(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    ask(page, "What is dropout?")
    answered(page)
    expect(page).to_have_title("What is dropout? · Interview tutor")
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("Prepare for your AI interview")).to_be_visible()
    expect(page).to_have_title("Interview tutor")
    page.go_back()
    expect(page.locator("[class*=st-key-question-]").get_by_text("What is dropout?")).to_be_visible()


def test_a_conversation_is_deleted_brought_back_and_exported(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    ask(page, QUESTION)
    answered(page)
    page.get_by_role("button", name="Menu").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown", exact=True).click()
    assert f"## {QUESTION}" in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="Delete conversation").click()
    page.get_by_role("button", name="Undo").click()
    answered(page)


def test_nothing_is_loaded_or_linked_from_hostile_text(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    ask(
        page,
        "What is RAG? ![x](https://evil.example/a) <img src='https://evil.example'> www.evil.example",
    )
    answered(page)
    assert page.locator('a[href*="evil.example"], img[src*="evil.example"]').count() == 0


def test_nothing_scrolls_sideways_on_a_phone(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    page.set_viewport_size({"width": 360, "height": 740})
    ask(page, QUESTION)
    answered(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    open_first_citation(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_click_on_a_number_that_gets_lost_is_asked_once_more(new_page: NewPage, address: str) -> None:
    page = new_page(address)
    ask(page, QUESTION)
    answered(page)
    page.evaluate("() => { const open = window.tutorOpen; window.tutorOpen = () => { window.tutorOpen = open; }; }")
    assert "passages" in open_first_citation(page)


def test_the_real_local_model_streams_and_can_be_stopped(
    new_page: NewPage, built_settings: Settings, local_model_dir: Path, tmp_path: Path
) -> None:
    own = {"database_file": tmp_path / "conversations.sqlite", "llm": "auto", "model_dir": local_model_dir}
    with running_app(built_settings.model_copy(update=own), tmp_path / "log.txt") as address:
        page = new_page(address)
        page.get_by_test_id("stButtonGroup").get_by_text("Short", exact=True).click()
        ask(page, QUESTION)
        expect(page.locator("[class*=st-key-left-hit]").first).to_be_visible()
        page.reload()  # in the middle of the answer
        answered(page, timeout_ms=120_000)
        assert "passages" in open_first_citation(page)
        page.keyboard.press("Escape")
        ask(page, "How does LoRA work?")
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("Stopped.")).to_be_visible()
        page.reload()
        answered(page, 2)
