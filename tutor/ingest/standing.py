"""Finding the questions that are lines by themselves, with no number, heading or emphasis."""

import re

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks, asks_after_scene, sets_scene

_QUESTION_MAX_CHARS = 200
_TELLS = re.compile(r"(?:Explain|Describe|Define|Differentiate|Distinguish|Discuss)\b")
_LEAST_DENSE = 3
_BARE_MAX_CHARS = 80


def standing_alone(page: Page) -> list[Mark]:
    """Return the questions that are lines by themselves, after a blank line unless the page hardly has any."""
    alone = [
        mark
        for mark in page.marks
        if mark.shape == "plain" and mark.number < 0 and not mark.bullet and mark.indent < 4 and page.answered(mark)
    ]
    asking = [mark for mark in alone if _asks_alone(mark.text)]
    spaced = [mark for mark in asking if _after_blank(page, mark)]
    if len(asking) >= _LEAST_DENSE and len(spaced) < 0.5 * len(asking):
        return asking
    told = [
        mark
        for mark in alone
        if _TELLS.match(mark.text) and len(mark.text) <= 80 and _after_blank(page, mark)
        and page.follower(mark) > mark.end
    ]  # fmt: skip
    return sorted([*spaced, *told], key=lambda mark: mark.start) if len(told) <= 0.5 * len(spaced) else spaced


def unmarked_lines(page: Page) -> list[Mark]:
    """Return the questions that are lines by themselves without a question mark, where hardly any has one."""
    alone = [
        mark
        for mark in page.marks
        if mark.shape == "plain" and mark.number < 0 and not mark.bullet and mark.indent < 4 and page.answered(mark)
        and _after_blank(page, mark) and len(mark.text) <= _BARE_MAX_CHARS and asks(mark.text) >= 1.4
    ]  # fmt: skip
    bare = [mark for mark in alone if mark.text[-1].isalnum() and page.follower(mark) > mark.end]
    return bare if len(bare) >= max(_LEAST_DENSE, 0.8 * len(alone)) else []


def bulleted_lines(page: Page) -> list[Mark]:
    """Return the questions behind a list's sign whose answers stand below them at the margin."""
    asking = [
        mark
        for mark in page.marks
        if mark.bullet and mark.shape == "plain" and asks(mark.text) >= 3 and page.answered(mark)
    ]
    spaced = [mark for mark in asking if _after_blank(page, mark)]
    return next((some for some in (spaced, asking) if len(some) >= max(_LEAST_DENSE, 0.5 * len(asking))), [])


def _asks_alone(text: str) -> bool:
    """Return whether `text` is a question, or a scene such as "You toss a coin." with a question at its end."""
    asking = asks_after_scene(text) or (text.endswith("?") and not sets_scene(text) and asks(text) >= 3)
    return asking and len(text) <= _QUESTION_MAX_CHARS


def _after_blank(page: Page, mark: Mark) -> bool:
    return mark.start == 0 or page.lines[mark.start - 1].blank or page.lines[mark.start - 1].rule
