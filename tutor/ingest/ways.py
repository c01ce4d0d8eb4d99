"""The ways in which documents mark their questions; each proposes the entries that it would find."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from tutor.ingest.chaining import Link, choose_chain
from tutor.ingest.dialogues import INTERVIEWERS, PROMPTERS, dialogue_questions
from tutor.ingest.emphasising import emphasised_questions
from tutor.ingest.headings import asking_headings
from tutor.ingest.labelling import labelled_alike
from tutor.ingest.labels import is_answer_label
from tutor.ingest.manuals import manual_questions
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.restating import restated_questions
from tutor.ingest.standing import bulleted_lines, standing_alone, unmarked_lines
from tutor.ingest.wording import asks, names_a_section

Way = Callable[[Page], Iterable[list[Mark]]]

_LIST_ITEMS = 2
_NEARLY_ALL = 0.8
_TITLE_MAX_CHARS = 80
_ALL_ANSWERS = re.compile(r"(?i)\W*(?:answers|solutions|answer key)\W*\Z")
_ANSWER_LABEL_ALONE = re.compile(r"(?i)[\W_]*(?:[a-z]+ )?(?:answer|ans)\s*\d{0,3}[\W_]*\Z")
_TOPIC = re.compile(r"\A(?:[\w'’-]+ ){0,4}[\w'’-]+:\s+(?=\S)")  # as in "Trees: explain how one is pruned"
_CODE = re.compile(r"[A-Z]{1,2}\d{1,3}[.)]\s+(?=\S)")
_PROMISES = re.compile(
    r"(?i)\bquestions?(?: (?:and|&) answers?)?(?: ?\([\d\s–-]{1,12}\))?\W*\Z|\bquestions (?:and|&) answers\b"
)


def _labelled(page: Page) -> list[Mark]:
    labelled = [
        mark
        for mark in page.marks
        if mark.labelled and not (mark.linked and mark.shape == "plain") and not page.titles_question(mark)
    ]
    links = _links(page, labelled, {mark.start for mark in labelled})
    links = [link for link in links if link.answered or link.mark.shape != "plain"]
    if sum(link.mark.number >= 0 for link in links) >= 0.7 * len(links):
        chain = choose_chain([link for link in links if link.mark.number >= 0])
        return _with_last(page, chain, labelled)
    styles = [(link.mark.shape, link.mark.bullet) for link in links]
    usual = max(sorted(set(styles)), key=styles.count)
    return _with_last(page, [link.mark for link, style in zip(links, styles, strict=True) if style == usual], labelled)


def _with_last(page: Page, entries: list[Mark], labelled: Sequence[Mark]) -> list[Mark]:
    """Add the last of the `labelled` marks where it is alike, goes on with the numbers and has nothing below it."""
    if not entries or labelled[-1].start <= entries[-1].start or page.follower(labelled[-1]) < len(page.lines):
        return entries
    before, last = entries[-1], labelled[-1]
    goes_on = last.number == (before.number + 1 if before.number >= 0 else -1)
    return [*entries, last] if last.style == before.style and goes_on else entries


def _summaries(page: Page) -> list[Mark]:
    return [mark for mark in page.marks if mark.shape == "summary"]


def _numbered(page: Page) -> list[Mark]:
    numbered = [mark for mark in page.marks if mark.number >= 0]
    depths = [mark.depth for mark in numbered if mark.shape == "heading" and asks(mark.text) >= 1]
    deepest = max(depths) if len(depths) >= 3 else 6
    opened = {
        page.follower(mark)
        for mark in page.marks
        if mark.shape == "heading" and mark.depth <= deepest and asks(mark.text) < 1
    }
    promised = _promised(page)
    opened |= promised
    links = _links(page, numbered, opened)
    return choose_chain([replace(link, promised=link.mark.start in promised) for link in links])


def _promised(page: Page) -> set[int]:
    """Return where the numbered items begin, 1, 2, 3…, each with text below it, of sections that promise questions."""
    promised: set[int] = set()
    expected = 0
    for mark in page.marks:
        if mark.number < 0:
            if mark.shape == "heading":
                expected = 1 if _PROMISES.search(mark.text) else 0
            continue
        above = page.lines[mark.start - 1].text if mark.start else ""
        if mark.number == 1 and len(above) <= _TITLE_MAX_CHARS and _PROMISES.search(above):
            expected = 1
        after = page.at.get(page.follower(mark))
        if mark.number == expected and page.answered(mark) and (after is None or after.number < 0):
            promised.add(mark.start)
            expected += 1
    return promised


def _links(page: Page, numbered: Sequence[Mark], opened: Collection[int]) -> list[Link]:
    """Return the links for `numbered`; the last item of a list of bare questions is not answered by what follows."""
    links: list[Link] = []
    bare = 0
    for index, mark in enumerate(numbered):
        answered = page.answered(mark)
        follows = index > 0 and _follows(page, numbered[index - 1], mark)
        if answered and follows and bare >= _LIST_ITEMS and mark.shape == "plain" and not mark.rest:
            answered = False
        bare = 0 if answered else bare + (asks(mark.text) >= 1)
        links.append(Link(mark, answered, mark.start in opened, labelled=_labels_answer(page.text_below(mark))))
    return links


def _follows(page: Page, before: Mark, mark: Mark) -> bool:
    """Return whether `mark` is the next item of the list of `before`: spaced alike, and numbered on."""
    blank = [page.lines[item.start - 1].blank for item in (before, mark) if item.start]
    return mark.number == before.number + 1 and len(set(blank)) <= 1


def _nested(page: Page) -> list[Mark]:
    """Return the asking items of the list whose items carry their answers indented below them."""
    groups: dict[tuple[int, bool], list[Mark]] = {}
    for mark in page.marks:
        if mark.bullet or mark.number >= 0:
            groups.setdefault((mark.indent, mark.bullet), []).append(mark)
    best: list[Mark] = []
    for items in groups.values():
        asking = [mark for mark in items if asks(_TOPIC.sub("", mark.text)) >= 1.4]
        carrying = [mark for mark in asking if _carries(page, mark)]
        if len(carrying) > len(best) and len(asking) >= 0.6 * len(items):
            best = _with_terms(page, items, asking)
    return best


def _with_terms(page: Page, items: Sequence[Mark], asking: list[Mark]) -> list[Mark]:
    """Return the asking items, and the bare terms between them where nearly all items ask and all carry an answer."""
    if len(asking) < _NEARLY_ALL * len(items) or not all(_carries(page, mark) for mark in items):
        return asking
    return [mark for mark in items if mark in asking or not names_a_section(mark.text)]


def _carries(page: Page, mark: Mark) -> bool:
    index = page.follower(mark)
    return bool(mark.rest) or (index < len(page.lines) and page.lines[index].indent > mark.indent)


def _before_answer_labels(page: Page) -> list[Mark]:
    return [
        mark
        for mark in page.marks
        if page.covers_answer(mark)
        or (asks(mark.text) >= 1.4 and _labels_answer(page.text_below(mark)) and not _is_labelled_answer(page, mark))
    ]


def _labels_answer(text: str) -> bool:
    """Return whether `text` begins with the label of one answer."""
    return is_answer_label(text) and not _ALL_ANSWERS.match(text)


def _is_labelled_answer(page: Page, mark: Mark) -> bool:
    """Return whether `mark` stands right below the label of an answer, the only thing on its line."""
    above = next(
        (line.text for line in reversed(page.lines[max(0, mark.start - 3) : mark.start]) if not line.blank), ""
    )
    return _ANSWER_LABEL_ALONE.match(above) is not None


def _coded(page: Page) -> list[Mark]:
    """Return the headings and bold lines such as "A1. Overfitting" where no question is labelled."""
    if any(mark.labelled for mark in page.marks):
        return []
    coded = [mark for mark in page.marks if mark.shape in ("heading", "bold") and _CODE.match(mark.text)]
    return [replace(mark, text=_CODE.sub("", mark.text)) for mark in coded]


WAYS: tuple[tuple[float, Way], ...] = (
    (4.0, lambda page: [_labelled(page)]),
    (3.0, lambda page: [_summaries(page)]),
    (2.2, lambda page: [_before_answer_labels(page)]),
    (2.0, lambda page: [_numbered(page)]),
    (1.9, asking_headings),
    (1.4, lambda page: [emphasised_questions(page)]),
    (1.2, lambda page: [_nested(page)]),
    (0.7, lambda page: [standing_alone(page)]),
    (0.7, lambda page: [bulleted_lines(page)]),
    (0.5, lambda page: [unmarked_lines(page)]),
    (2.3, lambda page: [manual_questions(page)]),
    (2.1, lambda page: [restated_questions(page)]),
    (2.05, lambda page: [_coded(page)]),
    (1.9, lambda page: [[mark for mark in page.marks if mark.parted]]),
    (0.9, lambda page: [labelled_alike(page)]),
    (6.0, lambda page: [dialogue_questions(page, INTERVIEWERS)]),
    (1.0, lambda page: [dialogue_questions(page, PROMPTERS)]),
)
