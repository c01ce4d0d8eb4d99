"""Joining a question that goes on over several lines."""

import re
from collections.abc import Sequence

from tutor.ingest.labels import is_answer_label, is_remark_label, without_tags
from tutor.ingest.lines import Line, next_content
from tutor.ingest.wording import MAX_QUESTION_CHARS, asks

_MAX_QUESTION_LINES = 4
_ENDS_OPEN = re.compile(r"(?i)\b(?:a|an|the|of|in|on|and|or|to|with|for|from|by|between|is|are|as|that|which|vs)\Z|,\Z")
_OPTION = re.compile(r"\(?[A-Za-z][.):]\s")
_BULLET = re.compile(r"[-*+•]\s")
_STARTS_ITEM = re.compile(r"\(?\d{1,4}[.):\]]+\s*\D")


def is_option(text: str) -> bool:
    """Return whether `text` is one of the answers to choose from, such as "B) steam"."""
    return _OPTION.match(text.strip().lstrip("-*• ")) is not None


def until_closed(lines: Sequence[Line], index: int, text: str, marker: str) -> tuple[str, int]:
    """Join the next lines up to the one that closes the emphasis; nothing where none does soon."""
    joined, position = text, index + 1
    for _ in range(_MAX_QUESTION_LINES):
        position = next_content(lines, position)
        if position == len(lines) or lines[position].code or position > index + 2 * _MAX_QUESTION_LINES:
            break
        part = lines[position].text.strip()
        if part.startswith((marker, "#", "|")) and part != marker:
            break
        joined, position = f"{joined} {part}", position + 1
        if marker in part:
            return joined, position
    return text, index + 1


def continued(lines: Sequence[Line], text: str, end: int, marker: str) -> tuple[str, int]:
    """Join the next lines where the question plainly goes on there."""
    for _ in range(_MAX_QUESTION_LINES - 1):
        if text.endswith((".", "?", ":", "!")) or end >= len(lines) or lines[end].blank or lines[end].code:
            break
        part = lines[end].text.strip()
        emphasised = part.startswith(marker) and part.endswith(marker)
        if marker and not (emphasised or (part[:1].islower() and _ENDS_OPEN.search(text))):
            break
        part = part.strip("*_") if marker else part
        opens = (part[:1].islower() and not text[:1].islower()) or _ENDS_OPEN.search(text) is not None
        wraps = len(text) >= 50 and part.endswith("?") and asks(text) > 0 and asks(f"{text} {part}") > asks(part)
        opens = opens or part.startswith("(")
        if (
            not part
            or not (part[0].isalnum() or part[0] in "(\"“‘'`")
            or not (opens or wraps)
            or _STARTS_ITEM.match(part)
            or is_answer_label(part)
            or is_remark_label(part)
        ):
            break
        text, end = f"{text} {part}", end + 1
    return text, end


def paragraph_from(lines: Sequence[Line], start: int) -> tuple[str, int]:
    """Return the first paragraph from `start` on as the text of a question whose label stands alone."""
    position = next_content(lines, start)
    while position < len(lines) and is_remark_label(lines[position].text):
        position = next_content(lines, position + 1)
    parts: list[str] = []
    while position < len(lines) and len(parts) < _MAX_QUESTION_LINES:
        part = without_tags(lines[position].text).strip()
        if not part or lines[position].code or is_answer_label(part) or is_remark_label(part):
            break
        if parts and (_BULLET.match(part) or _OPTION.match(part) or (parts[-1][-1:] == "?" and asks(part) < 1)):
            break
        parts.append(part.lstrip("#> ").strip("*_ "))
        position += 1
    if not parts:
        return "", start
    return _until_it_asks(lines, " ".join(parts), position)


def _until_it_asks(lines: Sequence[Line], text: str, end: int) -> tuple[str, int]:
    """Join the next paragraphs, where `text` does not ask and the last of them, above the answer's label, does."""
    if text.endswith("?") or asks(text) >= 1:
        return text, end
    joined, position = text, end
    while len(joined) <= MAX_QUESTION_CHARS and position < len(lines):
        line = lines[position]
        if is_answer_label(line.text) and not line.code:
            return (joined, position) if joined.endswith("?") else (text, end)
        if line.code or line.rule or is_option(line.text) or line.text.startswith("#") or is_remark_label(line.text):
            break
        joined, position = f"{joined} {line.text.strip()}".strip(), position + 1
    return text, end


def until_label(lines: Sequence[Line], text: str, end: int) -> tuple[str, int]:
    """Join the next lines up to the label of the answer or of a remark; nothing where none follows right below."""
    parts, position = [text], end
    while position < len(lines) and len(parts) <= _MAX_QUESTION_LINES:
        line = lines[position]
        if line.blank or line.code or line.rule:
            break
        if is_answer_label(line.text) or is_remark_label(line.text):
            return " ".join(parts), position
        part = line.text.strip()
        if not (part[0].isalnum() or part[0] in "(\"“‘'`") or _STARTS_ITEM.match(part) or _OPTION.match(part):
            break
        parts.append(part)
        position += 1
    return text, end
