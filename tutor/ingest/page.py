"""A document's lines together with what they could mark, and whether an answer follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.ingest.labels import answers_number, is_answer_label, only_uncovers
from tutor.ingest.lines import Line, next_content
from tutor.ingest.marks import Mark
from tutor.ingest.wording import asks

_TITLE_MAX_CHARS = 60
_LABEL_MAX_WORDS = 3
_LEAST_ALONE = 3
_MOST = 0.6
_SUMMARY = re.compile(r"(?i)<summary\b[^<>]{0,200}>(?:<\w{1,10}>)?([^<>]{1,200})<")
_LEAST_LISTED = 3
_QUESTION_END = re.compile(r"\?(?=\s)")
_SENTENCE_END = re.compile(r"(?:\?|(?<!\bvs)(?<!e\.g)(?<!i\.e)(?<!etc)\.)(?=\s+[A-Z*`\"“])")


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines with what they could mark; `at` finds a mark by its first line."""

    lines: Sequence[Line]
    marks: Sequence[Mark]
    at: dict[int, Mark]

    def follower(self, mark: Mark) -> int:
        """Return the first line with content after `mark`, or the number of lines."""
        return next_content(self.lines, mark.end)

    def text_below(self, mark: Mark) -> str:
        """Return the first line with content after `mark`, or ""."""
        index = self.follower(mark)
        return self.lines[index].text if index < len(self.lines) else ""

    def covers_answer(self, mark: Mark) -> bool:
        """Return whether a collapsible part follows `mark`, labelled "Show answer" or, below a question, anyhow."""
        asked = asks(mark.text) >= 1.4
        marked = mark.shape != "plain" or mark.number >= 0
        summary = _SUMMARY.search(self.text_below(mark)) if marked or asked else None
        if summary is None:
            return False
        named = len(summary.group(1).split()) <= _LABEL_MAX_WORDS and asks(summary.group(1)) < 1
        return (marked and only_uncovers(summary.group(1))) or (named and asked)

    def titles_question(self, mark: Mark) -> bool:
        """Return whether `mark` is a heading such as "Question 3: Caches" right above the line "Question: …"."""
        after = self.at.get(self.follower(mark))
        return mark.shape == "heading" and mark.labelled and after is not None and after.labelled and after.number < 0

    def answered(self, mark: Mark) -> bool:
        """Return whether text that can be an answer stands right after `mark`."""
        if mark.rest:
            return True
        index = self.follower(mark)
        if index >= len(self.lines):
            return False
        after = self.at.get(index)
        if after is None and self._next_title(mark, index):
            return False
        return after is None or self.labels_answer(mark, index) or _is_text_of(mark, after)

    def labels_answer(self, mark: Mark, index: int) -> bool:
        """Return whether the line at `index` begins with the label of the answer to `mark`."""
        text = self.lines[index].text
        return is_answer_label(text) or (mark.labelled and mark.number >= 0 and answers_number(text) == mark.number)

    def _next_title(self, mark: Mark, index: int) -> bool:
        """Return whether the line at `index`, alone between two lists of plain questions, is the next one's title."""
        text = self.lines[index].text.strip()
        if mark.shape != "plain" or mark.number < 0 or len(text) > _TITLE_MAX_CHARS or text[-1] in ".?!:;,":
            return False
        after = self.at.get(next_content(self.lines, index + 1))
        return (
            after is not None
            and after.number == 1 < mark.number
            and after.style == mark.style
            and (min(asks(mark.text), asks(after.text)) >= 1)
        )


def _is_text_of(mark: Mark, after: Mark) -> bool:
    """Return whether `after`, right below `mark`, begins its answer and is not the next item of a list of questions."""
    if after.shape == "heading":
        return mark.shape == "heading" and after.depth > mark.depth
    next_asks = asks(after.text) >= 1
    if after.labelled and next_asks:
        return False
    if after.style != mark.style or after.indent > mark.indent:
        return not (mark.linked and after.linked)
    if mark.number >= 0 or mark.bullet:
        return not (mark.bullet or next_asks or after.number == mark.number + 1)
    return mark.shape == "plain" or not next_asks


_DASHED = re.compile(r"(?<=\?)(?:\s*(?:[-–—]{1,2}|→|[-=]>|:{2,3})\s+|\t\s*)(?=\S)")


def with_inline_answers(page: Page) -> Page:
    """Return `page` with the items and lines that hold a question and, right behind it, its answer taken apart."""
    alone = {mark.start: _taken_apart(mark) for mark in page.marks if _stands_alone(mark)}
    alone = {start: mark for start, mark in alone.items() if mark.rest and asks(mark.text) >= 3}
    paragraphs = sum(_begins_paragraph(page, index) for index in range(len(page.lines)))
    if len(alone) < max(_LEAST_ALONE, _MOST * paragraphs):
        alone = {}
    listed = _answered_in_line(page)
    marks = [
        listed[mark.start]
        if mark.start in listed
        else _taken_apart(mark)
        if mark.shape == "plain"
        and (mark.bullet or mark.number >= 0)
        and (not page.answered(mark) or _DASHED.search(mark.text))
        else alone.get(mark.start, mark)
        for mark in page.marks
    ]
    return Page(page.lines, marks, {mark.start: mark for mark in marks})


def _stands_alone(mark: Mark) -> bool:
    return mark.shape == "plain" and not (mark.bullet or mark.number >= 0 or mark.labelled or mark.rest)


def _begins_paragraph(page: Page, index: int) -> bool:
    line, mark = page.lines[index], page.at.get(index)
    above = index == 0 or page.lines[index - 1].blank
    return above and not (line.blank or line.rule or line.code) and (mark is None or mark.shape != "heading")


def _answered_in_line(page: Page) -> dict[int, Mark]:
    """Return the items, by line, of lists most of whose items are questions with an answer, however short, behind."""
    lists: dict[tuple[object, ...], list[Mark]] = {}
    for mark in page.marks:
        named = mark.shape == "plain" and (mark.bullet or mark.number >= 0)
        if named and not (mark.rest or page.answered(mark) or _DASHED.search(mark.text)):
            lists.setdefault((mark.style, mark.indent), []).append(mark)
    listed: dict[int, Mark] = {}
    for items in lists.values():
        found = [item for mark in items if (item := _parted_at_last_mark(mark)) is not None]
        if len(found) >= max(_LEAST_LISTED, _MOST * len(items)):
            listed.update({mark.start: mark for mark in found})
    return listed


def _parted_at_last_mark(mark: Mark) -> Mark | None:
    """Return `mark` parted behind the last of the questions with which it begins; None where no answer follows."""
    end = 0
    for match in _QUESTION_END.finditer(mark.text):
        if end and not _asks_on(mark.text[end : match.end()]):
            break
        end = match.end()
    question, answer = mark.text[:end].strip(), mark.text[end:].strip()
    return replace(mark, text=question, rest=answer) if asks(question) >= 1.4 and answer else None


def _asks_on(text: str) -> bool:
    """Return whether `text` is one more question and not an answer that ends by asking."""
    return text.endswith("?") and _SENTENCE_END.search(text[:-1]) is None and asks(text) >= 1


def _taken_apart(mark: Mark) -> Mark:
    if dashed := _DASHED.search(mark.text):
        return replace(mark, text=mark.text[: dashed.start()], rest=mark.text[dashed.end() :])
    split = _SENTENCE_END.search(mark.text)
    if split is None:
        return mark
    question, answer = mark.text[: split.end()].strip(), mark.text[split.end() :].strip()
    asked = question.endswith("?") or asks(question) >= 1.4
    if not asked or "?" in answer or asks(answer) >= 1 or len(answer.split()) < 4:
        return mark
    return replace(mark, text=question, rest=answer)
