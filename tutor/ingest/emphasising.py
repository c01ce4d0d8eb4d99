"""Choosing the bold or italic lines that are questions, with the titles among them."""

import re
from collections.abc import Sequence

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks, asks_after_scene, names_a_section

_LEAST_ASKING = 5
_MOST = 0.7
_NEARLY_ALL = 0.9
_TELLS = re.compile(r"(?:Explain|Describe|Define|Differentiate|Distinguish|Discuss|Compare)\b")
_ITEM = re.compile(r"\s*(?:[-+*•]|\d{1,3}[.)])\s")


def emphasised_questions(page: Page) -> list[Mark]:
    """Return the bold or italic lines that ask, and the titles that stand between them in the same way."""
    lines = [mark for mark in page.marks if mark.shape in ("bold", "italic") and mark.number < 0]
    sure = [mark for mark in lines if page.answered(mark) and (asks(mark.text) >= 2 or asks_after_scene(mark.text))]
    titles = [mark for mark in lines if _is_title(page, mark)]
    if _listed_below(page, titles):
        return sorted({mark.start: mark for mark in [*sure, *titles]}.values(), key=lambda mark: mark.start)
    telling = [mark for mark in titles if mark not in sure and page.answered(mark) and _TELLS.match(mark.text)]
    return sorted([*sure, *telling], key=lambda mark: mark.start) if len(telling) <= len(sure) else sure


def _is_title(page: Page, mark: Mark) -> bool:
    """Return whether `mark` is all that stands on its line, at the margin, below a blank line or another title."""
    if mark.shape != "bold" or mark.bullet or mark.rest or mark.indent or names_a_section(mark.text):
        return False
    above = page.at.get(mark.start - 1)
    return mark.start == 0 or page.lines[mark.start - 1].blank or (above is not None and above.style == mark.style)


def _listed_below(page: Page, titles: Sequence[Mark]) -> bool:
    """Return whether most of `titles` ask and nearly all have a list right below them, as their answers."""
    starts = {mark.start for mark in titles}
    answered = [mark for mark in titles if page.answered(mark) and page.follower(mark) not in starts]
    asking = sum(asks(mark.text) >= 1 for mark in answered)
    listed = sum(_ITEM.match(page.text_below(mark)) is not None for mark in answered)
    return asking >= max(_LEAST_ASKING, _MOST * len(answered)) and listed >= _NEARLY_ALL * len(answered)
