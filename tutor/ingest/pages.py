"""Reading a PDF's text line by line, with the emphasis and the gaps that tell questions from answers."""

import ctypes
import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tutor.ingest.converter import UnreadableError
from tutor.ingest.printing import PageLine, without_contents, without_running_titles

_MAX_PAGES = 1_500
_BOLD_WEIGHT = 600
_LARGE = 1.18
_GAP = 1.45
_SAMPLES = 8
_STARTS_ANEW = re.compile(r"\W*(?:\d{1,3}[.):]|q\w*\s*\d|[-•●▪])", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d{1,3}\.)+\d{1,3}\s")
_WORDS = re.compile(r"\b[^\W\d_]{2,40}\b(?![\x02\ufffe])")
_DIVIDED = re.compile("([^\\W\\d_]{1,40})[\x02\ufffe]\n?([^\\W\\d_]{1,40})")
_DATE = re.compile(r"(?i)\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \w{3,9} \d{4}|\w{3,9} \d{4}")
_SAME_SIZE = 0.92
_DEEPEST = 6


def pdf_to_markdown(data: bytes) -> str:
    """Return a PDF's text as Markdown: large lines as headings, bold lines bold, gaps as blank lines.

    Raises `UnreadableError` for a broken or protected PDF and for one that holds only pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "protected with a password" if "assword" in str(error) else "no readable PDF"
        raise UnreadableError(f"is {reason}. Save it anew, without a password, and import that.") from error
    if len(document) > _MAX_PAGES:
        raise UnreadableError(f"has {len(document):,} pages; at most {_MAX_PAGES:,} are read. Split it.")
    read = [line for number in range(len(document)) for line in _page_lines(document, number)]
    lines = without_contents(without_running_titles(read))
    if not lines:
        raise UnreadableError("holds no text, only pictures. Recognise its text (OCR) first.")
    return _markdown(lines)


def _page_lines(document: Any, number: int) -> list[PageLine]:
    from pypdfium2 import raw

    page = document[number]
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    aligned = len(text) == text_page.count_chars()
    lines: list[PageLine] = []
    start = 0
    for part in text.split("\n"):
        inner = part.strip()
        if inner:
            first = start + len(part) - len(part.lstrip())
            last = first + len(inner) - 1
            sample = {first + step * (last - first) // _SAMPLES for step in range(_SAMPLES + 1)}
            bold = aligned and all(_is_bold(raw, text_page, at) for at in sample if not text[at].isspace())
            size = raw.FPDFText_GetFontSize(text_page, first) if aligned else 0.0
            bottom = _bottom(raw, text_page, first) if aligned else 0.0
            lines.append(PageLine(inner, bold, size, bottom, number))
        start += len(part) + 1
    text_page.close()
    page.close()
    return lines


def _is_bold(raw: Any, text_page: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT:
        return True
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text_page, index, buffer, 128, flags)
    return length > 0 and any(word in buffer.value.lower() for word in (b"bold", b"black", b"heavy", b"semibd"))


def _bottom(raw: Any, text_page: Any, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return y.value


def _markdown(lines: Sequence[PageLine]) -> str:
    body = statistics.median(line.size for line in lines)
    steps = [above.bottom - line.bottom for above, line in pairwise(lines) if above.page == line.page]
    usual = statistics.median([step for step in steps if 0 < step < 4 * max(body, 1)] or [0.0])
    all_bold = sum(line.bold for line in lines) > 0.6 * len(lines)
    sizes = _heading_sizes([line.size for line in lines if line.size >= _LARGE * body])
    parts: list[str] = []
    for line, apart in _paragraph_starts(_merged(lines, usual, body), usual):
        large = body > 0 and line.size >= _LARGE * body and len(line.text) < 300 and not _DATE.fullmatch(line.text)
        plain = f"\\{line.text}" if line.text.startswith("#") else line.text
        bold = f"**{plain}**" if line.bold and not all_bold else plain
        text = f"{'#' * _depth(line.size, sizes)} {line.text}" if large else bold
        if apart and parts:
            parts.append("")
        parts.append(text)
    return _with_whole_words("\n".join(parts))


def _heading_sizes(sizes: Sequence[float]) -> list[float]:
    """Return the sizes of type that tell the depths of headings, the largest first."""
    kinds: list[float] = []
    for size in sorted(set(sizes), reverse=True):
        if not kinds or size < _SAME_SIZE * kinds[-1]:
            kinds.append(size)
    return kinds


def _depth(size: float, sizes: Sequence[float]) -> int:
    first = 2 if len(sizes) < _DEEPEST else 1
    return min(sum(size < _SAME_SIZE * kind for kind in sizes) + first, _DEEPEST)


def _with_whole_words(text: str) -> str:
    """Join the words that line ends divide; the hyphen stays where both parts are words of the document."""
    words = set(_WORDS.findall(text.lower()))

    def joined(match: re.Match[str]) -> str:
        one, other = match.group(1), match.group(2)
        compound = {one.lower(), other.lower()} <= words and (one + other).lower() not in words
        return f"{one}{'-' if compound else ''}{other}"

    return _DIVIDED.sub(joined, text)


def _merged(lines: Sequence[PageLine], usual: float, body: float) -> list[PageLine]:
    """Join the lines of one wrapped heading or bold sentence."""
    merged: list[PageLine] = []
    for line in lines:
        above = merged[-1] if merged else None
        large = line.size >= _LARGE * body > 0
        if (
            above is not None
            and (line.bold or large)
            and (above.bold == line.bold or large)
            and round(above.size) == round(line.size)
            and above.page == line.page
            and 0 < _step(above, line) <= max(_GAP * usual, 1.6 * line.size)
            and (not above.text.endswith((".", "?", ":", "!")) or (large and _NUMBERED.match(above.text)))
            and not _STARTS_ANEW.match(line.text)
        ):
            merged[-1] = replace(above, text=f"{above.text} {line.text}", bottom=line.bottom)
        else:
            merged.append(line)
    return merged


def _step(above: PageLine, line: PageLine) -> float:
    """Return how far `line` stands below `above`, whose text may hold several lines that a divided word joins."""
    divided = sum(above.text.count(mark) for mark in "\x02\ufffe")
    return (above.bottom - line.bottom) / (1 + divided)


def _paragraph_starts(lines: Sequence[PageLine], usual: float) -> list[tuple[PageLine, bool]]:
    starts = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else line
        step = _step(above, line)
        starts.append((line, above.page != line.page or step < 0 or (usual > 0 and step > _GAP * usual)))
    return starts
