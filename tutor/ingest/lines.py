"""Splitting a document into lines, and telling code, formulas, rules and blanks from text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MAX_LINE_CHARS = 2_000

_LEAST_DRAWN = 4
_LEAST_BAR = 8
_COMMENT_LINES = 100
_FENCE = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})(.*)")
_RULE = re.compile(r"(?:-[-\s]{2,}|\*[*\s]{2,}|_[_\s]{2,}|=[=\s]{2,}|\#[#\s]+|<hr\s*/?>)\Z", re.IGNORECASE)
_EMPTY_HTML = re.compile(
    r"(?:</?(?:details|p|div|b|br|center|a|section|article|span)\b[^<>]{0,200}>\s*)+\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; `code` lies inside a fence or a formula, or is too long to be read, and marks nothing.

    `underlined` is the depth of a heading that is marked by the line below it, or 0.
    """

    text: str
    indent: int
    blank: bool
    code: bool
    rule: bool
    underlined: int = 0


def read_lines(text: str) -> list[Line]:
    """Split `text` at newlines. A fence that is never closed opens no code; comments of HTML are left out."""
    lines: list[Line] = []
    fence, opened = "", 0
    written = text.split("\n")
    hidden = 0
    for number, whole in enumerate(written):
        if not fence and number >= hidden and whole.lstrip().startswith("<!--"):
            hidden = _comment_end(written, number)
        raw = whole if number >= hidden else whole.rpartition("-->")[2] if number + 1 == hidden else ""
        expanded = raw.replace("\t", "    ")
        stripped = expanded.strip()
        before = fence
        if not _underlines(stripped, lines):
            fence = _fence_after(fence, raw, stripped)
        if fence and not before:
            opened = len(lines)
        lines.append(
            Line(
                text=raw,
                indent=len(expanded) - len(expanded.lstrip()),
                blank=not stripped or (not before and stripped[0] == "<" and _EMPTY_HTML.match(stripped) is not None),
                code=bool(before or fence) or len(raw) > MAX_LINE_CHARS,
                rule=not before and len(stripped) < 200 and _RULE.match(stripped) is not None,
            )
        )
    if fence:
        lines[opened:] = [replace(line, code=len(line.text) > MAX_LINE_CHARS) for line in lines[opened:]]
    return _with_underlined(_with_literal_blocks(lines))


def _comment_end(written: Sequence[str], start: int) -> int:
    """Return the line after the comment that opens the line `start`, or `start` where nothing closes it soon."""
    near = range(start, min(start + _COMMENT_LINES, len(written)))
    return next((at + 1 for at in near if "-->" in written[at]), start)


def _underlines(stripped: str, above: Sequence[Line]) -> bool:
    """Return whether `stripped` draws a line in reStructuredText's further signs below a text of about its length."""
    if len(stripped) < _LEAST_DRAWN or stripped[0] not in "~^" or stripped.strip(stripped[0]) or not above:
        return False
    text = above[-1].text.strip()
    alone = len(above) == 1 or above[-2].blank
    return alone and not above[-1].code and 0 < len(text) <= len(stripped) + 1 and len(stripped) < 2 * len(text)


def _with_literal_blocks(lines: list[Line]) -> list[Line]:
    """Mark as code what is indented below a line that ends with "::", as reStructuredText has it."""
    margin = -1
    for index, line in enumerate(lines):
        if line.blank or line.code:
            continue
        if margin >= 0 and line.indent > margin:
            lines[index] = replace(line, code=True)
            continue
        opens = line.text.rstrip().endswith("::") and index + 1 < len(lines) and lines[index + 1].blank
        margin = line.indent if opens else -1
    return lines


def _with_underlined(lines: list[Line]) -> list[Line]:
    """Mark the lines that the next line underlines, at the least indent: headings of depth 1 (=) or 2 (-)."""
    underlined: list[Line] = []
    for index in range(len(lines) - 1):
        line, under = lines[index], lines[index + 1].text.strip()
        if line.blank or line.rule or line.code or len(line.text) > 200:
            continue
        text = line.text.strip()
        alone = index == 0 or lines[index - 1].blank
        if _underlines(under, lines[max(0, index - 1) : index + 1]):
            lines[index : index + 2] = [replace(line, underlined=3), replace(lines[index + 1], rule=True)]
            underlined.append(lines[index])
        if not lines[index + 1].rule:
            continue
        alone = alone or (len(under) >= _LEAST_BAR and lines[index - 1].text.strip() == under)
        drawn = set(under) in ({"="}, {"-"}) and len(under) >= min(len(text), 5)
        if alone and drawn and (text[0] not in "-*+>#|<" or text.startswith("**")):
            lines[index] = replace(line, underlined=1 if under[0] == "=" else 2)
            underlined.append(lines[index])
    margin = min((line.indent for line in underlined), default=0)
    return [replace(line, underlined=0) if line.underlined and line.indent > margin else line for line in lines]


def next_content(lines: Sequence[Line], index: int) -> int:
    """Return the first line from `index` on that is neither blank nor a rule, or `len(lines)`."""
    while index < len(lines) and (lines[index].blank or lines[index].rule):
        index += 1
    return index


def _fence_after(fence: str, raw: str, stripped: str) -> str:
    if fence == "$$":
        return "" if stripped.endswith("$$") else fence
    if "`" not in raw and "~" not in raw and "$" not in raw:
        return fence
    match = _FENCE.match(raw)
    if fence:
        closes = match is not None and match.group(1).startswith(fence) and not match.group(2).strip()
        return "" if closes else fence
    if match is not None and "`" not in match.group(2):
        return match.group(1)
    return "$$" if stripped.startswith("$$") and stripped.count("$$") == 1 else ""
