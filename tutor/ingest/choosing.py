"""Choosing which marks of a document are its questions.

A document keeps to one way of writing its questions, or nearly so. Each way that occurs proposes its entries, and the
way that explains the most answered questions wins; plainer ways have to explain more of them.
"""

from collections.abc import Collection, Sequence

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.pruning import pruned
from tutor.ingest.series import with_series
from tutor.ingest.ways import WAYS
from tutor.ingest.wording import asks

_LEAST_MORE = 3
_SURE_WAYS = 6
_BEGINNING_CHARS = 40


def choose_entries(page: Page, ways: int = 0) -> list[Mark]:
    """Return the questions of the way of writing that explains the most of `page`, in order; none where none does.

    `ways` is how many ways are tried, the surest first; 0 is all.
    """
    proposals: list[tuple[float, list[Mark]]] = []
    for weight, propose in WAYS[: ways or None]:
        for entries in propose(page):
            value = weight * sum(
                1.0 if mark.parted or asks(mark.text) >= 1 else 0.3 for mark in entries if page.answered(mark)
            )
            if value > 0 and _enough(page, entries):
                proposals.append((value, entries))
    if not proposals:
        return []
    proposals.sort(key=lambda proposal: -proposal[0])
    best = proposals[0][1]
    for _, entries in proposals[1:]:
        if _holds(page, entries, best):
            best = entries
    return pruned(page, with_series(page, _with_alike(page, best)))


def _holds(page: Page, outer: Sequence[Mark], inner: Sequence[Mark]) -> bool:
    """Return whether the `inner` questions stand in the answers of the `outer` ones, which have text of their own."""
    of_inner = {index for mark in inner for index in range(mark.start, mark.end)}
    if outer[0].shape == "plain" or of_inner & {mark.start for mark in outer}:
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


def choose_more(page: Page, covered: Collection[int], known: Sequence[Mark]) -> list[Mark]:
    """Return further questions, of another way of writing, in the parts of `page` that the `covered` lines leave.

    A line that begins like one of the `known` questions is of the contents.
    """
    begins = tuple(_beginning(mark.text) for mark in known)
    more: list[Mark] = []
    part: list[Mark] = []
    for mark in [*page.marks, None]:
        if mark is not None and mark.start not in covered and (not part or not _between(part[-1], mark, covered)):
            part.append(mark)
            continue
        entries = choose_entries(Page(page.lines, part, page.at), _SURE_WAYS) if len(part) >= 2 else []
        answered = [entry for entry in entries if page.answered(entry) and asks(entry.text) >= 1.4]
        named = all(entry.labelled or (entry.number >= 0 and entry.shape != "plain") for entry in entries)
        sure = named and all(entry.labelled and asks(entry.text) >= 3 for entry in entries)
        if len(answered) >= max(1 if sure else 2 if named else _LEAST_MORE, 0.8 * len(entries)):
            more += [entry for entry in entries if not any(at.startswith(_beginning(entry.text)) for at in begins)]
        part = [mark] if mark is not None and mark.start not in covered else []
    return more


def _beginning(text: str) -> str:
    return "".join(char for char in text[:_BEGINNING_CHARS].lower() if char.isalnum())


def _between(earlier: Mark, later: Mark, covered: Collection[int]) -> bool:
    return any(index in covered for index in range(earlier.end, later.start))


def _enough(page: Page, entries: Sequence[Mark]) -> bool:
    return len(entries) >= 2 or any(
        asks(mark.text) >= 3 or mark.labelled or page.covers_answer(mark) or _is_bold_question(mark) for mark in entries
    )


def _is_bold_question(mark: Mark) -> bool:
    return mark.shape == "bold" and mark.text.endswith("?")


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
