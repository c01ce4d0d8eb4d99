"""Markers such as `[1]` and `[2, 3]` in a text, told from intervals, formulas, code and indices."""

import re

from tutor.rendering import literal_spans

_BRACKETS = re.compile(r"\[(\d+(?:\s*[,;–-]\s*\d+)*)\]")
# A variable of one letter or a name with an underscore; a marker may stand right behind any other word.
_VARIABLE = re.compile(r"(?:(?<![\w-])[A-Za-z]|\w*_\w*)$")


def find_markers(text: str) -> list[re.Match[str]]:
    """Return the markers in a text, in order; group 1 holds the numbers, which count from 1.

    What stands in code or a formula is none, nor is an interval that begins at 0, nor an index behind a variable.
    """
    found = list(_BRACKETS.finditer(text))
    literal = literal_spans(text) if found else []
    markers: list[re.Match[str]] = []
    index_ends = -1
    for match in found:
        if any(start <= match.start() < end for start, end in literal):
            continue
        if match.start() == index_ends or _is_index(text[: match.start()], match[1]):
            index_ends = match.end()
        elif not _is_interval(match[1]):
            markers.append(match)
    return markers


def _is_index(before: str, numbers: str) -> bool:
    behind_word = before[-1:].isalnum() or before.endswith("_")
    return behind_word and (int(re.split(r"\D", numbers)[0]) == 0 or _VARIABLE.search(before[-40:]) is not None)


def _is_interval(numbers: str) -> bool:
    return re.match(r"0+\D", numbers) is not None
