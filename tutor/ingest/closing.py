"""Telling the closing words of a page, or of a chat, from the answer above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.ingest.labels import without_tags
from tutor.ingest.lines import Line

_MAX_CHARS = 400
_SHORT_WORDS = 6
_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)]|\d\ufe0f?\u20e3)\s")
_SENTENCE_END = re.compile(r"(?<=[.!?])\W*\s+")
_NOTHING_SAID = r"(?i)[^\w\"“'‘>|]*"
# What a chat offers to do next.
_OFFER = re.compile(
    _NOTHING_SAID + r"(?:(?:please |just )?let me know\b|want me to\b|feel free to (?:ask|reach out)\b|"
    r"would you like (?:me|these|this|them|to (?:go|see|try|continue|proceed|explore|dive|practi[cs]e))\b|"
    r"do you want (?:me to|these|this as|more|an? (?:\w+ )?(?:pdf|quiz|version|cheat ?sheet))\b|"
    r"sh(?:all|ould) i (?:also |now |next )?"
    r"(?:continue|go on|proceed|add|expand|create|include|generate|prepare|turn)\b|"
    r"if you(?:['’]d| would| want| need| like| prefer)\b.{0,160}?\b"
    r"(?:i (?:can|could|will)\b|i['’](?:ll|m)\b|let me know\b|feel free\b|just (?:ask|let me|say|tell)\b)|"
    r"(?:i )?hope (?:this|these|that|it) helps?(?: you| out)?\W*\Z)"
)
# How a page takes leave of its reader.
_LEAVE = re.compile(
    _NOTHING_SAID + r"(?:thanks? (?:you )?(?:so much )?for (?:reading|visiting|watching)|stay tuned|follow me\b|"
    r"happy (?:learning|coding|reading|interviewing)|happy \w+ing(?: (?:and|&) \w+ing)?\W*\Z|connect with me\b|"
    r"if you (?:liked|enjoyed|found) (?:this|the|it|these)|(?:please|kindly) (?:clap|share|subscribe|follow|star)|"
    r"subscribe (?:to|for)\b|(?:good luck|best of luck|all the (?:very )?best)(?: (?:with|on|for|in|to)\b|\W*\Z)|"
    r"don['’]t forget to (?:like|clap|subscribe|follow|star|share)|explore all \d+|by mastering these|"
    r"give (?:this|it) a (?:star|clap)|"
    r"(?:i |we )?hope (?:you|this|these|the)\b.{0,60}\b(?:help\w*|enjoyed|useful|interviews?)\b|"
    r"feel free to (?:contribute|comment|share|fork|open|submit|suggest|connect|star)\b|"
    r"(?:contributions|pull requests|prs)\b.{0,40}\bwelcome\b|"
    r"that['’]s (?:it|all)(?: for (?:today|now|this)\b| folks\b|!)|"
    r"more questions\b.{0,30}\b(?:soon|coming)\b|keep (?:learning|coding|practi[cs]ing)\W*\Z)"
)
# What stands at a page's foot.
_FOOT = re.compile(
    _NOTHING_SAID + r"(?:©|copyright\b|last (?:updated|modified|edited)\b|licensed under\b|"
    r"(?:made|built|created|written|maintained|compiled|curated|prepared|authored) (?:with|by)\b)"
)
# What closing words say of the questions above them.
_SUMS_UP = re.compile(
    _NOTHING_SAID
    + r"(?:these|this|that|that['’]s|the above|above|here|here['’]s|now|you|you['’]ve|with (?:these|this)|by|we|"
    r"we['’]ve|overall)\b.{0,120}\b(?:interviews?|questions?|q\s?&\s?as?)\b"
)
_SUMS_UP_ALL = re.compile(
    r"(?i)\binterviews?\b.{0,40}\bquestions\b|\bquestions\b.{0,80}\b(?:prepare|interviews?)\b|"
    r"\b\d+\+?\W{1,4}(?:\w+ ){0,2}(?:questions|q\s?&\s?as?)\b"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines `start` to before `stop` without a blank one, their text, and whether a rule stands above them."""

    start: int
    stop: int
    text: str
    ruled: bool


def closing_start(lines: Sequence[Line], start: int, stop: int, last: bool, final: bool) -> int | None:
    """Return the line from which on only closing words stand in an answer, lines `start` to before `stop`, or `None`.

    `last` tells that no question of the same section follows, `final` that none follows at all. Between questions only
    a chat's offer closes an answer. The first paragraph is always the answer's own.
    """
    paragraphs = list(paragraphs_in(lines, start, stop))
    for position, paragraph in enumerate(paragraphs[1:], 1):
        if not _closes(paragraph, last):
            continue
        leaves = final and _LEAVE.match(paragraph.text) is not None
        if (last and paragraph.ruled) or leaves or _all_close(paragraphs[position:], last):
            return paragraph.start
    final_paragraph = paragraphs[-1] if final and len(paragraphs) > 1 else None
    return final_paragraph.start if final_paragraph and _is_emphasised_sentence(lines, final_paragraph) else None


def _closes(paragraph: Paragraph, last: bool) -> bool:
    text = paragraph.text
    if len(text) > _MAX_CHARS or _LIST_ITEM.match(text):
        return False
    sentences = _SENTENCE_END.split(text, maxsplit=1)
    texts = sentences if len(sentences[0].split()) <= _SHORT_WORDS else [text]
    if any(_OFFER.match(part) for part in texts):
        return True
    if not last:
        return False
    if paragraph.ruled and _FOOT.match(text):
        return True
    sums_up = _SUMS_UP.match(text) is not None and (paragraph.ruled or _SUMS_UP_ALL.search(text) is not None)
    return sums_up or any(_LEAVE.match(part) for part in texts)


def _all_close(paragraphs: Sequence[Paragraph], last: bool) -> bool:
    """Return whether `paragraphs`, the first of which closes, all do; the lists of an offer count with it."""
    return all(_closes(item, last) or _LIST_ITEM.match(item.text) for item in paragraphs) and (
        len(paragraphs) == 1 or paragraphs[0].text.endswith(":") or _closes(paragraphs[1], last)
    )


def _is_emphasised_sentence(lines: Sequence[Line], paragraph: Paragraph) -> bool:
    """Return whether `paragraph`, below a rule, is one sentence, emphasised or behind a tick or the like."""
    text = lines[paragraph.start].text.strip()
    emphasised = text[:1] in "*_" and text[-1:] == text[:1] and text.strip("*_ ")[-1:] in "!."
    emphasised = emphasised or (text[:1] in "✅🎉🚀🏁🙌🎯" and text[-1:] in "!.")
    return emphasised and paragraph.ruled and paragraph.stop == paragraph.start + 1


def paragraphs_in(lines: Sequence[Line], start: int, stop: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of lines `start` to before `stop`, from 0; one that holds code has no text."""
    ruled = False
    first = -1
    for index in range(start, stop + 1):
        line = lines[index] if index < stop else None
        if line is not None and not (line.blank or line.rule):
            first = index if first < 0 else first
            continue
        if first >= 0:
            text = " ".join(item.text.strip() for item in lines[first:index])[: 2 * _MAX_CHARS]
            code = any(item.code for item in lines[first:index])
            yield Paragraph(first, index, "" if code else without_tags(text), ruled)
            first, ruled = -1, False
        ruled = ruled or (line is not None and line.rule)
