"""Ending answers where a document's own habit ends them: with the part that folds away, before lines that recur."""

import re
from collections import Counter
from collections.abc import Sequence

from tutor.ingest.closing import Paragraph, paragraphs_in
from tutor.ingest.marks import Mark
from tutor.ingest.page import Page

Extent = tuple[Mark, int]

_LEAST = 3
_MOST = 0.8
_LAST_PARAGRAPHS = 3
_FOLD_END = re.compile(r"(?i)</details>\s*\Z")
_ONLY_WORDS = re.compile(r"[^\w\n#]{0,4}[^\W\d_]+(?:[ ,&'’-]{1,3}[^\W\d_]+){1,9}[.!?]?\Z")


def ended_by_habit(page: Page, extents: Sequence[Extent]) -> list[Extent]:
    """Return `extents`, entries with the line (from 0) before which each answer ends, without what is the page's."""
    return _before_recurring_lines(page, _with_folds_end(page, [_within_item(page, *extent) for extent in extents]))


def _within_item(page: Page, mark: Mark, stop: int) -> Extent:
    """End the answer to an item of an inner list before the next item of the outer list, which names a topic."""
    if not mark.bullet or not mark.indent:
        return mark, stop
    outer = (
        at for at in range(mark.end, stop) if (item := page.at.get(at)) and item.bullet and item.indent < mark.indent
    )
    return mark, next(outer, stop)


def _with_folds_end(page: Page, extents: Sequence[Extent]) -> list[Extent]:
    """End the answers with the part that folds away where nearly all end so: what stands below it is another thing."""
    ends = [
        max((at + 1 for at in range(mark.end, stop) if _FOLD_END.search(page.lines[at].text)), default=0)
        for mark, stop in extents
    ]
    clean = sum(
        end > 0 and all(line.blank or line.rule for line in page.lines[end:stop])
        for end, (_, stop) in zip(ends, extents, strict=True)
    )
    if clean < max(_LEAST, _MOST * len(extents)):
        return list(extents)
    return [(mark, end or stop) for end, (mark, stop) in zip(ends, extents, strict=True)]


def _before_recurring_lines(page: Page, extents: Sequence[Extent]) -> list[Extent]:
    """End the answers before their last paragraphs where these are lines of mere words that end several answers."""
    last = [list(paragraphs_in(page.lines, mark.end - bool(mark.rest), stop))[1:] for mark, stop in extents]
    texts = Counter(
        text for paragraphs in last for text in {text for item in paragraphs for text in _words_of(page, item) if text}
    )
    recurring = {text for text, count in texts.items() if count >= _LEAST}
    everywhere = Counter(line.text.strip() for line in page.lines) if recurring else Counter()
    ended = []
    for (mark, stop), paragraphs in zip(extents, last, strict=True):
        end = stop
        for item in reversed(paragraphs[-_LAST_PARAGRAPHS:]):
            words = _words_of(page, item)
            if not recurring.intersection(words) or not all(text and everywhere[text] > 1 for text in words):
                break
            end = item.start
        ended.append((mark, end))
    return ended


def _words_of(page: Page, paragraph: Paragraph) -> list[str]:
    """Return the lines of `paragraph`, "" for one that is more than a few words."""
    lines = page.lines[paragraph.start : paragraph.stop]
    texts = [line.text.strip() for line in lines]
    return [text if _ONLY_WORDS.match(text) and not line.code else "" for text, line in zip(texts, lines, strict=True)]
