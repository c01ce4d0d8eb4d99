"""The sentences of the sources as they can be read: whole, with their list marks, gathered to paragraphs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tutor.answering.evidence import EvidenceSentence
from tutor.retrieval.chunking import plain_text

_LIST_MARK = re.compile(r"(?:^|\n)[ \t]*([-*+•]|\d{1,3}[.)])[ \t]+$")
_HEADING_MARK = re.compile(r"(?:^|\n)[ \t]*#{1,6}[ \t]+$")
_LABEL = re.compile(r"\*\*[^*\n]{1,60}[.:!?]\*\*[ \t]*$")
_CLOSED = re.compile(r"[.!?…][\"”’')\]*_`]*$")
_FORMULA = re.compile(r"\$\$.*\$\$[.,;]?$", re.DOTALL)
_MARKER_LIKE = re.compile(r"\[\d+\]")
# A sentence that a formula, a list or a table completes.
_BROKEN_OFF = re.compile(
    r"\b(?:is|are|be|as|by|of|to|the|a|an|and|or|with|where|when|that|gives|becomes|minimi[sz]es)$"
)
# What promises something that is not there, such as code.
_ANNOUNCING = re.compile(
    r"\b(?:follow\w*|below|here|(?:these|this)(?: \w+)?|such as|like|is|are|be|as|by|of|to|with|in)\s*:$", re.IGNORECASE
)
_MATH = re.compile(r"\$[^$]+\$")
_BEGINNING = re.compile(r"[\"“‘(*_`\[]*[A-Z0-9$`]")
_SPACE = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?")
_MAX_SPACE = 8
_MAX_JOINED = 5
_MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the evidence, at `position` there, widened to what it needs to be read.

    `paragraph` counts paragraphs and list items, `mark` is the list mark that opens it. `whole` says whether it can be
    quoted: it is no heading, no table row, no half of a sentence. One that `leads_in` needs what follows, a list or a
    formula.
    """

    sentence: EvidenceSentence
    position: int
    paragraph: int
    mark: str = ""
    in_list: bool = False
    whole: bool = True
    leads_in: bool = False

    @property
    def plain(self) -> str:
        """The sentence without Markdown."""
        return self.sentence.plain

    @property
    def is_formula(self) -> bool:
        """Whether it is nothing but a formula."""
        return _FORMULA.match(self.sentence.quote) is not None


def read_passages(sentences: Sequence[EvidenceSentence]) -> list[Passage]:
    """Return the evidence's sentences as passages, in order; a sentence and the formula that ends it become one."""
    passages: list[Passage] = []
    position = 0
    while position < len(sentences):
        taken = _sentences_in_one(sentences, position)
        joined = _joined(sentences[position : position + taken])
        mark = _LIST_MARK.search(joined.chunk.text[: joined.start])
        before = passages[-1] if passages else None
        between = _between(before.sentence, joined) if before else None
        apart = between is None or mark is not None or "\n\n" in between
        paragraph = before.paragraph + apart if before else 0
        in_list = mark is not None or (before is not None and before.in_list and not apart)
        passages.append(Passage(joined, position, paragraph, mark[1] if mark else "", in_list, _is_whole(joined)))
        position += taken
    return [
        _in_its_place(passage, before, after)
        for before, passage, after in zip([None, *passages], passages, [*passages[1:], None], strict=False)
    ]


def _in_its_place(passage: Passage, before: Passage | None, after: Passage | None) -> Passage:
    """Return the passage with what only its neighbours show: whether it is cut, and whether it leads into something."""
    following = after if after and adjoin(passage, after) else None
    closed = _CLOSED.search(passage.sentence.quote) is not None
    if following and passage.plain.endswith(":") and (following.mark or following.is_formula):
        return replace(passage, leads_in=True)
    cut = _is_cut(before, passage) or _is_cut(passage, following)
    unfinished = not closed and ((following and following.is_formula) or _ANNOUNCING.search(passage.plain))
    return replace(passage, whole=passage.whole and not cut and not unfinished)


def adjoin(before: Passage, after: Passage) -> bool:
    """Whether nothing stands between two passages of one answer but space and a list mark."""
    between = _between(before.sentence, after.sentence)
    return between is not None and _SPACE.fullmatch(between) is not None


def _between(before: EvidenceSentence, after: EvidenceSentence) -> str | None:
    """Return what stands between two sentences, or None where it is another answer's or another chunk's text."""
    if before.hit.pair_id != after.hit.pair_id:
        return None
    if before.chunk.id == after.chunk.id:
        return before.chunk.text[before.end : after.start]
    space = after.chunk.start - before.chunk.end
    if not 0 <= space <= _MAX_SPACE:
        return None
    return before.chunk.text[before.end :] + "\n" * space + after.chunk.text[: after.start]


def _joined(parts: Sequence[EvidenceSentence]) -> EvidenceSentence:
    """Return neighbours as one sentence, with the bold label that stands before them."""
    first, end = parts[0], parts[-1].end
    label = _LABEL.search(first.chunk.text[: first.start])
    start = label.start() if label else first.start
    return replace(first, start=start, end=end, plain=plain_text(first.chunk.text[start:end]))


def _sentences_in_one(sentences: Sequence[EvidenceSentence], position: int) -> int:
    """Return how many sentences from `position` on are one: several quoted ones, or one that a formula completes."""
    first = sentences[position]
    for taken, last in enumerate(sentences[position : position + _MAX_JOINED], start=1):
        if taken > 1 and not _goes_on(sentences[position + taken - 2], last):
            break
        if taken > 1 and _quotes_whole(first.chunk.text[first.start : last.end]):
            return taken
        if taken == 1 and _quotes_whole(first.quote):
            break
    _, *rest = sentences[position : position + 3]
    if not rest or _CLOSED.search(first.quote) or not _goes_on(first, rest[0]) or not _FORMULA.match(rest[0].quote):
        return 1
    return 3 if len(rest) > 1 and _goes_on(rest[0], rest[1]) and rest[1].plain[:1].islower() else 2


def _quotes_whole(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _goes_on(before: EvidenceSentence, after: EvidenceSentence) -> bool:
    return before.chunk.id == after.chunk.id and before.chunk.text[before.end : after.start].isspace()


def _is_whole(sentence: EvidenceSentence) -> bool:
    plain = sentence.plain
    if _FORMULA.match(sentence.quote):
        return True
    if plain.endswith(("?", ",", ";")) or not _quotes_whole(plain) or "|" in _MATH.sub("", sentence.quote):
        return False
    if _HEADING_MARK.search(sentence.chunk.text[: sentence.start]) or not _BEGINNING.match(sentence.quote):
        return False
    return len(plain.split()) >= _MIN_WORDS and not (_BROKEN_OFF.search(plain) or _MARKER_LIKE.search(plain))


def _is_cut(before: Passage | None, after: Passage | None) -> bool:
    """Whether the end of a chunk cut one sentence into these two."""
    if before is None or after is None or before.sentence.chunk.id == after.sentence.chunk.id:
        return False
    return before.paragraph == after.paragraph and not _CLOSED.search(before.sentence.quote)


def separators(run: Sequence[Passage]) -> list[str]:
    """Return what stands before each passage of a run in Markdown: space, and list marks unless an item is alone."""
    marked = any(passage.mark for passage in run[1:])
    counted = _counts(passage.mark for passage in run)
    found: list[str] = []
    for before, passage in zip([None, *run], run, strict=False):
        if before is not None and before.paragraph == passage.paragraph:
            found.append(" ")
        elif marked and passage.mark:
            found.append(("\n" if before and before.in_list else "\n\n") + (passage.mark if counted else "-") + " ")
        else:
            found.append("\n\n")
    return found


def _counts(marks: Iterable[str]) -> bool:
    """Whether numbered items are all there, each list from 1."""
    last = 0
    for mark in marks:
        if mark[:1].isdigit():
            number = int(mark[:-1])
            if number not in {1, last + 1}:
                return False
            last = number
    return True
