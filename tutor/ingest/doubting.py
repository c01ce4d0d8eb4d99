"""Telling which answers look damaged, so that a person checks them."""

import re

from tutor.ingest.reports import ImportWarning  # noqa: A004

_SHOWN_CHARS = 80
_STRUCTURE = re.compile(r"\s*(?:[-+*]\s|\d{1,3}[.)]\s|#{1,6}\s|\||>|<|!\[|\$|`|\*\*|_)")
_OPEN_END = re.compile(r"(?:,|\b(?:a|an|the|of|in|on|and|or|to|with|for|from|by|between|as|that|which|into|than))\Z")
_FIRST_WORD = re.compile(r"[a-z][a-z]+(?=[\s,;.])")


def doubts_about(question: str, answer: str, line: int) -> list[ImportWarning]:
    """Return what is doubtful about one answer; `line` is the question's, from 1."""
    shown = question if len(question) <= _SHOWN_CHARS else f"{question[:_SHOWN_CHARS]}…"
    first, last = answer.split("\n", 1)[0], answer.rsplit("\n", 1)[-1].rstrip()
    doubts = []
    if _FIRST_WORD.match(first) and not _STRUCTURE.match(first):
        doubts.append("begins in the middle of a sentence: its beginning may be missing")
    if _OPEN_END.search(last) or (not _STRUCTURE.match(last) and len(last) > 80 and last[-1:].isalpha()):
        doubts.append("ends in the middle of a sentence: its end may be missing")
    if answer.count("```") % 2:
        doubts.append("opens a code block that it does not close")
    return [ImportWarning(line, f"The answer to {shown!r} looks cut off: it {doubt}.") for doubt in doubts]
