"""Choosing which marks of a document are its questions.

A document keeps to one way of writing its questions, or nearly so. Each way that occurs proposes its entries, and the way
that explains the most answered questions wins; plainer ways have to explain more of them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.ingest.chaining import Link, choose_chain
from tutor.ingest.lines import Line, next_content
from tutor.ingest.marks import Mark, is_answer_label
from tutor.ingest.wording import asks, names_a_section

_LEAST_MORE = 3
_SURE_WAYS = 6
_SENTENCE_END = re.compile(r"(?:\?|(?<!\bvs)(?<!e\.g)(?<!i\.e)(?<!etc)\.)(?=\s+[A-Z*`\"“])")
_UNCOVERS = re.compile(
    r"(?i)\W*(?:click|show|view|see|reveal|expand|hint|answers?|solutions?|details|explanation|toggle|read more|example)\b"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines with what they could mark; `at` finds a mark by its first line."""

    lines: Sequence[Line]
    marks: Sequence[Mark]
    at: dict[int, Mark]

    def follower(self, mark: Mark) -> int:
        """Return the first line with content after `mark`, or the number of lines."""
        return next_content(self.lines, mark.end)

    def answered(self, mark: Mark) -> bool:
        """Return whether text that can be an answer stands right after `mark`."""
        if mark.rest:
            return True
        index = self.follower(mark)
        if index >= len(self.lines):
            return False
        after = self.at.get(index)
        if after is None or is_answer_label(self.lines[index].text):
            return True
        if after.shape == "heading":
            return mark.shape == "heading" and after.depth > mark.depth
        if after.labelled and asks(after.text) >= 1:
            return False
        if after.style != mark.style or after.indent > mark.indent:
            return not (mark.linked and after.linked)
        lists = mark.bullet or after.number == mark.number + 1 or asks(after.text) >= 1
        return not (lists if mark.number >= 0 or mark.bullet else asks(after.text) >= 1 and mark.shape != "plain")


def choose_entries(page: Page, ways: int = 0) -> list[Mark]:
    """Return the questions of the way of writing that explains the most of `page`, in order; none where none does.

    `ways` is how many ways are tried, the surest first; 0 is all.
    """
    proposals: list[tuple[float, list[Mark]]] = []
    for weight, propose in _WAYS[: ways or None]:
        for entries in propose(page):
            value = weight * sum(1.0 if asks(mark.text) >= 1 else 0.3 for mark in entries if page.answered(mark))
            if value > 0 and _enough(entries):
                proposals.append((value, entries))
    if not proposals:
        return []
    proposals.sort(key=lambda proposal: -proposal[0])
    best = proposals[0][1]
    for _, entries in proposals[1:]:
        if _holds(page, entries, best):
            best = entries
    return _without_sections(page, _with_alike(page, best))


def _holds(page: Page, outer: Sequence[Mark], inner: Sequence[Mark]) -> bool:
    """Return whether the `inner` questions stand in the answers of the `outer` ones, which have text of their own."""
    if outer[0].shape == "plain" or {mark.start for mark in outer} & {mark.start for mark in inner}:
        return False
    starts = {mark.start for mark in inner}
    asking = [mark for mark in outer if asks(mark.text) >= 1 and page.answered(mark)]
    direct = [mark for mark in asking if mark.rest or not ({page.follower(mark)} & starts or _heads(page, mark))]
    one = len(outer) == 1 and outer[0].depth == 1 and asks(outer[0].text) >= 3
    of_one = one and all(mark.shape == "heading" and mark.number < 0 and not mark.labelled for mark in inner)
    if len(asking) < (1 if of_one else 2) or len(direct) < 0.7 * len(outer):
        return False
    outer_starts = {mark.start for mark in outer}
    inside, depth, held = False, 0, 0
    for mark in page.marks:
        if mark.start in outer_starts:
            inside, depth = True, mark.depth
        elif mark.start in starts and (mark.shape != "heading" or not depth or mark.depth > depth):
            held += inside
        elif mark.shape == "heading" and (not depth or mark.depth <= depth):
            inside = False
    return held >= 0.8 * len(inner)


def _heads(page: Page, mark: Mark) -> bool:
    after = page.at.get(page.follower(mark))
    return after is not None and after.shape == "heading"


def with_inline_answers(page: Page) -> Page:
    """Return `page` with the items that hold a question and, in the same line, its answer taken apart."""
    marks = [
        _taken_apart(mark)
        if mark.shape == "plain" and (mark.bullet or mark.number >= 0) and not page.answered(mark)
        else mark
        for mark in page.marks
    ]
    return Page(page.lines, marks, {mark.start: mark for mark in marks})


def _taken_apart(mark: Mark) -> Mark:
    split = _SENTENCE_END.search(mark.text)
    if split is None:
        return mark
    question, answer = mark.text[: split.end()].strip(), mark.text[split.end() :].strip()
    asked = question.endswith("?") or asks(question) >= 1.4
    if not asked or "?" in answer or asks(answer) >= 1 or len(answer.split()) < 4:
        return mark
    return replace(mark, text=question, rest=answer)


def choose_more(page: Page, covered: Collection[int]) -> list[Mark]:
    """Return further questions, of another way of writing, in the parts of `page` that the `covered` lines leave."""
    more: list[Mark] = []
    part: list[Mark] = []
    for mark in [*page.marks, None]:
        if mark is not None and mark.start not in covered and (not part or not _between(part[-1], mark, covered)):
            part.append(mark)
            continue
        entries = choose_entries(Page(page.lines, part, page.at), _SURE_WAYS) if len(part) >= 2 else []
        answered = [entry for entry in entries if page.answered(entry) and asks(entry.text) >= 1.4]
        named = all(entry.labelled or (entry.number >= 0 and entry.shape != "plain") for entry in entries)
        if len(answered) >= max(2 if named else _LEAST_MORE, 0.8 * len(entries)):
            more += entries
        part = [mark] if mark is not None and mark.start not in covered else []
    return more


def _between(earlier: Mark, later: Mark, covered: Collection[int]) -> bool:
    return any(index in covered for index in range(earlier.end, later.start))


def _enough(entries: Sequence[Mark]) -> bool:
    return len(entries) >= 2 or any(asks(mark.text) >= 3 or mark.labelled for mark in entries)


def _without_sections(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Leave out the headings with nothing but a deeper entry below them: they are sections."""
    at = {mark.start: mark for mark in entries}
    return [
        mark
        for mark in entries
        if mark.shape != "heading"
        or (below := at.get(page.follower(mark))) is None
        or (below.shape == "heading" and below.depth <= mark.depth)
    ]


def _with_alike(page: Page, entries: list[Mark]) -> list[Mark]:
    """Add the unnumbered headings that ask, on the level of most entries."""
    depths = [mark.depth for mark in entries if mark.shape == "heading"]
    if len(depths) * 2 <= len(entries):
        return entries
    usual = max(set(depths), key=depths.count)
    known = {mark.start for mark in entries}
    more = [
        mark
        for mark in page.marks
        if mark.shape == "heading" and mark.depth == usual and mark.start not in known
        and asks(mark.text) >= 2 and page.answered(mark)
    ]  # fmt: skip
    return sorted([*entries, *more], key=lambda mark: mark.start)


def _labelled(page: Page) -> list[Mark]:
    labelled = [mark for mark in page.marks if mark.labelled and not (mark.linked and mark.shape == "plain")]
    labelled = [mark for mark in labelled if page.answered(mark) or not (mark.shape == "plain")]
    if not labelled:
        return []
    if sum(mark.number >= 0 for mark in labelled) >= 0.7 * len(labelled):
        return choose_chain(
            [Link(mark, page.answered(mark), opens_section=True) for mark in labelled if mark.number >= 0]
        )
    styles = [(mark.shape, mark.bullet) for mark in labelled]
    usual = max(sorted(set(styles)), key=styles.count)
    return [mark for mark in labelled if (mark.shape, mark.bullet) == usual]


def _summaries(page: Page) -> list[Mark]:
    return [mark for mark in page.marks if mark.shape == "summary" and not _UNCOVERS.match(mark.text)]


def _numbered(page: Page) -> list[Mark]:
    numbered = [mark for mark in page.marks if mark.number >= 0]
    depths = [mark.depth for mark in numbered if mark.shape == "heading" and asks(mark.text) >= 1]
    deepest = max(depths) if len(depths) >= 3 else 6
    opened = {
        page.follower(mark)
        for mark in page.marks
        if mark.shape == "heading" and mark.depth <= deepest and asks(mark.text) < 1
    }
    return choose_chain([Link(mark, page.answered(mark), mark.start in opened) for mark in numbered])


def _headings(page: Page) -> Iterator[list[Mark]]:
    """Yield the headings that ask, level by level."""
    levels: dict[int, list[Mark]] = {}
    for mark in page.marks:
        if mark.shape == "heading":
            levels.setdefault(mark.depth, []).append(mark)
    for depth in sorted(levels):
        asking = [mark for mark in levels[depth] if asks(mark.text) >= 1]
        if asking:
            yield _filled(levels[depth], asking)


def _filled(level: Sequence[Mark], asking: Sequence[Mark]) -> list[Mark]:
    """Return the headings that ask, with the topics between them where nearly all ask."""
    if len(asking) < 5:
        return list(asking)
    first, last = asking[0].start, asking[-1].start
    between = [mark for mark in level if first <= mark.start <= last and not names_a_section(mark.text)]
    return between if len(asking) >= 0.8 * len(between) else list(asking)


def _emphasised(page: Page) -> list[Mark]:
    return [
        mark
        for mark in page.marks
        if mark.shape in ("bold", "italic") and mark.number < 0 and asks(mark.text) >= 2 and page.answered(mark)
    ]


def _nested(page: Page) -> list[Mark]:
    """Return the asking items of the list whose items carry their answers indented below them."""
    groups: dict[tuple[int, bool], list[Mark]] = {}
    for mark in page.marks:
        if mark.bullet or mark.number >= 0:
            groups.setdefault((mark.indent, mark.bullet), []).append(mark)
    best: list[Mark] = []
    for items in groups.values():
        asking = [mark for mark in items if asks(mark.text) >= 1.4]
        carrying = [mark for mark in asking if _carries(page, mark)]
        if len(carrying) > len(best) and len(asking) >= 0.6 * len(items):
            best = asking
    return best


def _carries(page: Page, mark: Mark) -> bool:
    index = page.follower(mark)
    return bool(mark.rest) or (index < len(page.lines) and page.lines[index].indent > mark.indent)


def _standing_alone(page: Page) -> list[Mark]:
    return [
        mark
        for mark in page.marks
        if mark.shape == "plain" and mark.number < 0 and not mark.bullet and mark.indent < 4
        and mark.text.endswith("?") and asks(mark.text) >= 3 and len(mark.text) <= 200
        and (mark.start == 0 or page.lines[mark.start - 1].blank or page.lines[mark.start - 1].rule)
        and page.answered(mark)
    ]  # fmt: skip


def _before_answer_labels(page: Page) -> list[Mark]:
    return [
        mark
        for mark in page.marks
        if asks(mark.text) >= 1.4
        and (index := page.follower(mark)) < len(page.lines)
        and is_answer_label(page.lines[index].text)
    ]


_WAYS: tuple[tuple[float, Callable[[Page], Iterable[list[Mark]]]], ...] = (
    (4.0, lambda page: [_labelled(page)]),
    (3.0, lambda page: [_summaries(page)]),
    (2.2, lambda page: [_before_answer_labels(page)]),
    (2.0, lambda page: [_numbered(page)]),
    (1.9, _headings),
    (1.4, lambda page: [_emphasised(page)]),
    (1.2, lambda page: [_nested(page)]),
    (0.7, lambda page: [_standing_alone(page)]),
)
