"""Cutting Markdown into sentences that keep their place, whole or as they stream in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_FENCE = re.compile(r"^[ \t]*(```|~~~)", re.MULTILINE)
_ITEM_MARK = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+|[ \t]*#{1,6}[ \t]+|[ \t]*>[ \t]?")
_END = re.compile(r"[.!?][\"”’')\]*_]*(?=\s+!?[\"“‘(\[*_`$A-Z0-9])")
_CLOSED = re.compile(r"[.!?:][\"”’')\]*_]*$")
_WRAPPED_AT = 55
# A title is written with a capital: "ms." ends a sentence. What a number follows is no end, and else may be one: "No."
_ABBREVIATION = re.compile(
    r"(?:\b(?:[Ee]\.g|[Ii]\.e|etc|[Vv]s|[Cc]f|al|[Aa]pprox|resp|ca|Dr|Mr|Ms|Mrs|Prof)|\b[A-Z]|^\s*\d{1,3})\.$"
)
_BEFORE_NUMBER = re.compile(r"\b(?:[Ff]igs?|[Ee]qs?|[Ss]ec|[Nn]o|pp?)\.$")


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]`: one sentence; `paragraph` counts the paragraph or list item it stands in, from 0."""

    start: int
    end: int
    paragraph: int


def sentence_spans(markdown: str) -> list[Span]:
    """Return the sentences of Markdown in order, without list marks; code blocks are left out."""
    spans: list[Span] = []
    for number, (start, end) in enumerate(_paragraphs(markdown)):
        mark = _ITEM_MARK.match(markdown, start, end)
        position = mark.end() if mark else start
        for match in _END.finditer(markdown, position, end):
            if _is_abbreviation(markdown[position : match.end()], markdown[match.end() : match.end() + 8]):
                continue
            spans.append(Span(position, match.end(), number))
            position = match.end() + len(markdown[match.end() : end]) - len(markdown[match.end() : end].lstrip())
        if markdown[position:end].strip():
            spans.append(Span(position, position + len(markdown[position:end].rstrip()), number))
    return spans


def complete_sentences(text: str) -> tuple[list[str], str]:
    """Return the sentences of a growing text that have surely ended, each with the white space around it, and the rest.

    Joined, they are the text again. A sentence has ended once the next one has begun.
    """
    spans = sentence_spans(text)
    if len(spans) < 2:
        return [], text
    cuts = [0, *(span.start for span in spans[1:])]
    cuts = [_before_mark(text, cut) for cut in cuts]
    return [text[start:end] for start, end in pairwise(cuts)], text[cuts[-1] :]


def _before_mark(text: str, position: int) -> int:
    """Move a cut in front of the list mark that belongs to the sentence after it."""
    line = text.rfind("\n", 0, position) + 1
    return line if not text[line:position].strip(" \t-*+•>#.)0123456789") else position


def _is_abbreviation(text: str, after: str) -> bool:
    found = _ABBREVIATION.search(text[-12:]) or (after.lstrip()[:1].isdigit() and _BEFORE_NUMBER.search(text[-12:]))
    return text.endswith(".") and bool(found)


def _paragraphs(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the stretch of every paragraph, list item and heading; a wrapped line belongs to the one before it."""
    open_start: int | None = None
    open_end = 0
    for start, end in _lines(markdown):
        if open_start is not None and start != end and _continues(markdown[open_start:open_end], markdown[start:end]):
            open_end = end
            continue
        if open_start is not None:
            yield open_start, open_end
        open_start, open_end = (start, end) if start != end else (None, 0)
    if open_start is not None:
        yield open_start, open_end


def _continues(before: str, line: str) -> bool:
    """Whether `line` goes on with the paragraph `before`, which some documents wrap and others do not."""
    if _ITEM_MARK.match(line) or line.lstrip().startswith("|") or before.lstrip().startswith(("#", "|")):
        return False
    last = before.rsplit("\n", 1)[-1]
    return line.lstrip()[:1].islower() or (len(last) >= _WRAPPED_AT and not _CLOSED.search(before))


def _lines(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the stretch of every line outside code blocks; an empty one for a blank line or a block."""
    fenced = False
    position = 0
    for line in markdown.splitlines(keepends=True):
        start, position = position, position + len(line)
        fence = _FENCE.match(line) is not None
        fenced = fenced != fence
        yield (start, start) if fenced or fence else (start, start + len(line.rstrip()))
