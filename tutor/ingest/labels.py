"""Recognising HTML tags and the labels that open an answer."""

import re

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,400})?/?>")
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]{0,200}>", re.IGNORECASE)
_CODE_TAG = re.compile(r"</?code\b[^<>]{0,100}>", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?i)(?:(?:short |sample |model |possible |correct |the )?answer|ans|solution|sol|candidate)\b\s*(?:\d{1,4}\s*)?"
    r"(?:[:.*)\-–—]|\Z)|answers\s*:"
    r"|a\s*\d{0,4}\s*(?:\*\*|__)?\s*(?::|\s[-–—]\s)"
)


def without_tags(text: str) -> str:
    """Return `text` with HTML's bold and code as Markdown and every other tag removed."""
    if "<" not in text:
        return text
    return _TAG.sub("", _CODE_TAG.sub("`", _BOLD_TAG.sub("**", text)))


def is_answer_label(text: str) -> bool:
    """Return whether `text` begins with "Answer:", "**A:**" or the like."""
    return _ANSWER.match(without_tags(text).lstrip("#*_>-+• ")) is not None
