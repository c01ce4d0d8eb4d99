"""Joining numbered questions with their answers in a list of its own: "Questions 1, 2, 3…", then "Answers 1, 2, 3…"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.ingest.answers import make_answer
from tutor.ingest.lines import Line
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks
from tutor.ingest.wrapping import is_option

_TITLE = re.compile(
    r"(?i)\W*(?:(?:the )?(?:correct |model |sample )?answers?|answer (?:key|sheet)|keys?|solutions?|"
    r"answers to (?:the |all )?[\w -]{0,40}questions?)\W*\Z"
)
_ANSWER = re.compile(
    r"(?i)\W*(?:a|ans|answer|solution|sol)\s?#?(\d{1,3})\s*(?:\*\*|__)?\s*[.:)\-–—]+\s*(?:\*\*|__)?\s*"
)
_NUMBER = re.compile(r"\s*(?:[-*]\s+|#{1,6}\s+)?(?:\*\*|__)?\(?(\d{1,3})\s?[.):]+\s*(?:(?:\*\*|__)(?=\s|\Z))?\s*")
_LEAST = 2
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class KeyedAnswer:
    """A question's mark with its answer and the lines (from 0) of both; a quiz's options are of the answer."""

    mark: Mark
    answer: str
    lines: frozenset[int]


def keyed_answers(page: Page) -> list[KeyedAnswer]:
    """Return the numbered questions whose answers stand in a list with the same numbers below them, in order."""
    keyed: list[KeyedAnswer] = []
    titles = [at for at, line in enumerate(page.lines) if not line.code and _TITLE.match(line.text)]
    labels = [at for at, number in _answer_labels(page.lines) if number == 1]
    floor = 0
    begins = sorted({*titles, *labels})
    labelled = set(labels)
    starts = [mark.start for mark in page.marks]
    # Each key is sought between the titles beside it only, so that a page of nothing but titles is read in time.
    for before, begin, after in zip([0, 0, *begins], begins, [*begins[1:], len(page.lines)], strict=False):
        if begin < floor:
            continue
        answers = _answers(page.lines, begin, after, begin in labelled)
        questions = _last_run(page.marks[bisect_left(starts, max(floor, before)) : bisect_left(starts, begin)])
        if len(questions) < _LEAST:
            continue
        stops = [*(mark.start for mark in questions[1:]), begin]
        both = [(mark, stop) for mark, stop in zip(questions, stops, strict=True) if mark.number in answers]
        enough = len(both) >= _MOST * max(len(questions), len(answers))
        if enough and sum(_is_bare(page, mark, stop) for mark, stop in both) >= _MOST * len(both):
            found = [_joined(page, mark, stop, *answers[mark.number]) for mark, stop in both]
            keyed += found
            floor = max(max(item.lines) for item in found) + 1
    return keyed


def _joined(page: Page, mark: Mark, end: int, start: int, stop: int, rest: str) -> KeyedAnswer:
    """Return the question `mark`, its options before line `end`, with its answer on the lines `start` to `stop`."""
    lines = frozenset([*range(mark.start, end), *range(start - 1, stop)])
    options_end = next((at for at in range(mark.end, end) if page.lines[at].text.startswith("#")), end)
    options = make_answer(page.lines, mark.end, options_end)
    answer = make_answer(page.lines, start, stop, f"Answer: {rest}" if rest else "")
    return KeyedAnswer(mark, f"{options}\n\n**Answer:** {answer}" if options and answer else answer, lines)


def _answer_labels(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for at, line in enumerate(lines):
        match = None if line.code else _ANSWER.match(line.text)
        if match is not None:
            yield at, int(match.group(1))


def _answers(lines: Sequence[Line], begin: int, end: int, labelled: bool) -> dict[int, tuple[int, int, str]]:
    """Return where the answers 1, 2, 3… on the lines `begin` to `end` go on and end, with the text behind numbers."""
    pattern = _ANSWER if labelled else _NUMBER
    found: list[tuple[int, str]] = []
    stop, indent = end, 0
    for at in range(begin + (not labelled), end):
        line = lines[at]
        match = None if line.code else pattern.match(line.text)
        indent = indent if found else line.indent
        if match is not None and int(match.group(1)) == len(found) + 1 and line.indent <= indent:
            found.append((at, line.text[match.end() :].strip()))
        elif found and not line.code and line.text.startswith("#"):
            stop = at
            break
        elif not (found or line.blank or line.rule):
            return {}
    stops = [*(at for at, _ in found[1:]), stop]
    if not found or sum(asks(rest) >= 1.4 for _, rest in found) > 0.5 * len(found):
        return {}
    return {number: (at + 1, end, rest) for number, ((at, rest), end) in enumerate(zip(found, stops, strict=True), 1)}


def _last_run(marks: Sequence[Mark]) -> list[Mark]:
    """Return the last of the runs 1, 2, 3… among `marks` that mostly ask."""
    run: list[Mark] = []
    for mark in marks:
        if mark.number == 1 and (not run or mark.indent <= run[0].indent):
            run = [mark]
        elif run and mark.number == len(run) + 1 and mark.style == run[0].style and mark.indent <= run[0].indent:
            run.append(mark)
    return run if sum(asks(mark.text) >= 1 for mark in run) >= 0.6 * len(run) else []


def _is_bare(page: Page, question: Mark, stop: int) -> bool:
    """Return whether nothing stands below `question` but the options of a quiz."""
    return not question.rest and all(map(_adds_nothing, page.lines[question.end : stop]))


def _adds_nothing(line: Line) -> bool:
    return line.blank or line.rule or line.text.startswith("#") or is_option(line.text)
