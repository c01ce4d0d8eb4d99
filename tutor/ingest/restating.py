"""Finding answers that stand in one paragraph with their question, where the document lists its questions first."""

import re
from collections.abc import Sequence

from tutor.ingest.lines import Line
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

_LEAST_LISTED = 3
_MAX_LISTED = 500
_MAX_PARAGRAPHS = 5_000
_SAME_SCORE = 84.0
_MAX_QUESTION_CHARS = 300
_MAX_SENTENCES = 4
_ITEM = re.compile(r"\s{0,3}\(?(\d{1,3})[.):]*\s+(?=[^\W\d_])")
_MARKERS = re.compile(r"\s{0,3}(?:[-*•]\s+)?(?:\*\*|__)?(?:\(?\d{1,3}[.):]+\s*)?(?:\*\*|__)?")
_SENTENCE_END = re.compile(r"\?(?:\*\*|__)?|[.:](?:\*\*|__)?(?=\s)")
_NOT_WORD = re.compile(r"[\W_]+")


def restated_questions(page: Page) -> list[Mark]:
    """Return the paragraphs that begin with a question of the list before them, parted into question and answer."""
    from rapidfuzz import fuzz, process

    listed, last = _listed(page.lines)
    if len(listed) < _LEAST_LISTED:
        return []
    begin = {key.split()[0] for key in listed}
    found: list[Mark] = []
    paragraphs = [at for at in range(last + 1, len(page.lines)) if _may_restate(page.lines[at])][:_MAX_PARAGRAPHS]
    for index in paragraphs:
        text = page.lines[index].text.rstrip()
        text = text[_MARKERS.match(text).end() :]  # type: ignore[union-attr]
        if (_key(text[:40]).split() or [""])[0] not in begin:
            continue
        best, where = 0.0, 0
        for end in [match.end() for match in _SENTENCE_END.finditer(text[:_MAX_QUESTION_CHARS])][:_MAX_SENTENCES]:
            same = process.extractOne(_key(text[:end]), listed, scorer=fuzz.ratio, score_cutoff=_SAME_SCORE)
            if same and same[1] > best:
                best, where = same[1], end
        question, answer = text[:where].strip(" *_"), text[where:].strip()
        if question and answer:
            found.append(_mark(page.lines, index, question, answer))
    return found


def _listed(lines: Sequence[Line]) -> tuple[list[str], int]:
    """Return the questions of the first list of bare ones, numbered 1, 2, 3… with or without a dot; its last line."""
    run: list[str] = []
    asking = last = 0
    for index, line in enumerate(lines):
        if line.blank:
            continue
        match = _ITEM.match(line.text) if len(line.text) <= _MAX_QUESTION_CHARS and not line.code else None
        if match is not None and int(match.group(1)) == len(run) + 1 and len(run) < _MAX_LISTED:
            text = line.text[match.end() :]
            run.append(_key(text))
            asking += asks(text) >= 1
            last = index
        elif len(run) >= _LEAST_LISTED and asking >= 0.8 * len(run):
            break
        else:
            run, asking = [], 0
    return ([key for key in run if key], last) if asking >= 0.8 * len(run) else ([], 0)


def _may_restate(line: Line) -> bool:
    return not (line.blank or line.code or line.rule or line.indent > 3) and line.text.lstrip()[:1] not in "#|<>"


def _mark(lines: Sequence[Line], index: int, question: str, answer: str) -> Mark:
    return Mark(
        start=index, end=index + 1, shape="plain", depth=0, indent=lines[index].indent, bullet=False, number=-1,
        labelled=False, linked=False, text=question, rest=answer,
    )  # fmt: skip


def _key(text: str) -> str:
    return _NOT_WORD.sub(" ", text.lower()).strip()
