"""Telling by its look whether a line without a heading's mark is a title."""

import re

from tutor.ingest.labels import is_answer_label, without_tags
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

TITLE_MAX_CHARS = 80
_LABELLED_LINE = re.compile(r"\s*(?:\*\*|__)[^*_]{1,40}(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*\S")
_TARGET = re.compile(r"\]\([^()\s]{0,800}\)")
_SHORT_WORD = 3


def title_like(page: Page, index: int, text: str) -> bool:
    """Return whether the line at `index`, whose plain text is `text`, can be a title."""
    line, mark = page.lines[index], page.at.get(index)
    if not text or len(text) > TITLE_MAX_CHARS or line.code or line.indent > 3 or line.text.lstrip()[:1] in "|>-+•<!":
        return False
    if mark is not None and (mark.bullet or mark.labelled or mark.number >= 0 or asks(text) >= 1.5):
        return False
    if _LABELLED_LINE.match(line.text):
        return False
    words = text.split()
    return len(words) <= 10 and text[-1] not in ".?!;,:" and not text[0].islower() and not is_answer_label(text)


def is_capitalised(page: Page, index: int, entry: Mark) -> bool:
    """Return whether the line at `index`, alone below a sentence's end, has a title's look.

    That is capitals, as in "Baking Concepts" or "SOUPS", an emoji in front or, above a labelled question, a colon.
    """
    if entry.shape == "heading" or not (page.lines[index - 1].blank and page.lines[index + 1].blank):
        return False
    above = next((line.text.rstrip() for line in reversed(page.lines[:index]) if not line.blank), "")
    text = plain_text(page.lines[index].text)
    words = [word for word in text.split() if len(word) > _SHORT_WORD or word[0].isupper()]
    signed = not text[0].isalnum() and ":" not in text and len(text.split()) <= _SHORT_WORD + 1
    sure = len(words) > 1 or text.isupper() or signed or text.endswith(":")
    return sure and above[-1:] in '.!?)"”' and all(word[0].isupper() or not word[0].isalpha() for word in words)


def plain_text(text: str) -> str:
    """Return `text` without tags and without the markers of a heading or of emphasis around it."""
    return _TARGET.sub("]", without_tags(text)).strip().strip("#*_ ").strip()
