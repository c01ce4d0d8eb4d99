"""Reading what a line could mark as a question: its heading, number, label, emphasis and bullet, and its wording."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.ingest.comments import is_comment
from tutor.ingest.labels import only_uncovers, without_tags
from tutor.ingest.levels import without_leading_level, without_level_tag
from tutor.ingest.lines import Line
from tutor.ingest.trimming import balanced, parted, without_link_behind
from tutor.ingest.wording import asks
from tutor.ingest.wrapping import continued, paragraph_from, until_closed, until_label

Shape = Literal["heading", "summary", "bold", "italic", "plain"]

_MAX_CHARS = 1_500
_CODE_INDENT = 4
_BULLET = re.compile(r"(?:[-+•●○▪◦‣▸►▶–]|\*(?!\*))\s+")
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?=[*\d_])|(?<=##)(?=\w))|(={2,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s(?:#+|={2,6})\s*\Z")
_HASH_NUMBER = re.compile(r"#(\d{1,3})(?:\s?[:.)–—-]+)?\s+(?=\S)")
_CALLOUT = re.compile(
    r"\[!(?:question|faq|help)\][-+]?\s+(?=\S)|(?:\?\?\?\+?|!!!)\s+(?:question|faq|help)\s+(?=\")", re.IGNORECASE
)
_ASKED_BY = re.compile(
    r"\s+[*_]{0,2}[(\[](?:asked (?:at|by|in)|compan(?:y|ies)\b)[^()\[\]]{1,120}[)\]][*_]{0,2}\Z", re.IGNORECASE
)
_CHECKBOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_NUMBER = re.compile(
    r"[(\[]?((?:\d{1,3}\.){0,3})(\d{1,4})(?:\s?\\?[.):\]]+|\s?[-–—](?=\s)|\s\|(?=\s)|\ufe0f?\u20e3)\ufe0f?\u20e3?\s*(?=[^\d\s.)])"
    r"|((?:\d{1,3}\.){1,3})(\d{1,3})\s+(?=[(\"“'‘`]?[^\d\W])"
)
_Q_WORD = r"(?:(?:interview\s+)?question|interviewer|quest|ques|que|q)"
_LABEL = re.compile(
    rf"{_Q_WORD}\s*(?:\.?\s?no\.?|number)?\s*[#.\-–(]*\s*(?:\d{{1,3}}\.)?(\d{{1,4}})\ufe0f?\u20e3?\s*\)?(?:[\s:.)\]\-–—|>→=]*[:.)\]\-–—|>→=]\s*|(?=\*|__)|\s+|\Z)"
    rf"|{_Q_WORD}\s*(?::|[.)-](?=\s|\*|\Z)|[.](?=(?-i:[A-Z][a-z]))|\s[-–—]\s|(?=\*\*|__)|\Z)\s*:?\s*"
    rf"|{_Q_WORD}\s*\([^()]{{1,30}}\)\s*:\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]\s?q(?:uestion|ues)?\s?(\d{1,4})\s?[)\]][\s:.–—-]*(?=\S)", re.IGNORECASE)
_OTHER_NAME = re.compile(
    r"(?:faq|problem|exercise|puzzle|riddle|brain ?teaser|challenge)\s?#?(\d{1,4})\s?[:.)–—-]+\s+(?=\S)", re.IGNORECASE
)
_SERIES = re.compile(r"(?i)q\w*\s*\d{1,3}\s?[-–—]\s?q?\w*\d{1,3}\b")  # "Q1-Q15" names several
_ITALIC_LABEL = re.compile(r"(?i)([*_])((?:question|ques|q)\s?\d{0,4})\s?(?::\1|\1\s?:)\s+(?=\S)")
_INNER_LABEL = re.compile(r"\A(?:question|ques|q)\s*(?::\s*\*\*|\*\*\s*:|[:.])\s*(?=\S)", re.IGNORECASE)
_KIND_ALONE = re.compile(r"(?:[(\[][\w /+-]{2,30}[)\]]|of \d{1,4}|/ ?\d{1,4})\Z")  # "(MCQ)" behind a number
_EMOJI = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\ufe0f\u200d➤➥→⇒✓]|:[a-z_]{2,30}:)+\\s*"
)
_HEADING_TAG = re.compile(r"<h([1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_SUMMARY_TAG = re.compile(r"<summary\b[^<>]{0,200}>", re.IGNORECASE)
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,400})\]\(\s*(#?)[^()\s]{0,400}(?:\([^()]{0,100}\)[^()\s]{0,200})?"
    r"(?:\s+\"[^\"]{0,200}\")?\s*\)"
)
_TOP_LINK = re.compile(r"\[{1,2}\s*(?:⬆|↥|↑|🔝|🔼)[^\]]{0,40}\]{1,2}\(#[^)]{0,100}\)\s*")
_TRAILING = re.compile(
    "(?:\\s*(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]|\\{#[^{}]{0,100}\\}"
    "|\\[\\[[^\\[\\]]{0,80}\\]\\([^()]{0,300}\\)\\]))+\\s*\\Z"
)
_LEADERS = re.compile(r"(?:\s?\.){4,}\s*\d{1,4}\s*\Z")
_LEADERS_CHARS = 60
_ASIDE = re.compile(r"\s*(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])\s*\Z")
_LEAD_IN = re.compile(r"\A(?:[:\-–—→\s]|[=-]>)+")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
_ANSWER_ON_LINE = re.compile(r"\s(?:\*\*)?(?:A|Ans|Answer)(?:\s?[:.]|\s[-–—])(?:\*\*)?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What could be a question: lines `start` to before `end`, from 0, its parts, and `rest`, an answer on its line.

    `parted` tells that its answer consists of parts whose labels recur in other answers.
    """

    start: int
    end: int
    shape: Shape
    depth: int
    indent: int
    bullet: bool
    number: int
    labelled: bool
    linked: bool
    text: str
    rest: str
    parted: bool = False

    @property
    def style(self) -> tuple[str, int, bool, bool, bool]:
        """What the entries of one kind have in common."""
        return (self.shape, self.depth, self.bullet, self.number >= 0, self.labelled)


def read_mark(lines: Sequence[Line], index: int) -> Mark | None:
    """Return what the line at `index` could mark, with the lines on which its text goes on, or `None`."""
    line = lines[index]
    if line.text.lstrip().startswith("#") and (line.indent >= _CODE_INDENT or is_comment(lines, index)):
        return None
    if line.blank or line.code or line.rule or len(line.text) > _MAX_CHARS or line.text.lstrip().startswith("|"):
        return None
    if any(_LEADERS.search(item.text[-_LEADERS_CHARS:]) for item in lines[index : index + 2]):
        return None
    reader = _Reader(without_link_behind(line.text.strip()), line.underlined)
    reader.peel()
    return reader.mark(lines, index)


class _Reader:
    """Takes the markers off the front of one line."""

    def __init__(self, text: str, depth: int = 0) -> None:
        self.summary = self.bullet = self.bold = self.italic = self.labelled = self.linked = False
        self.rest = ""
        self.depth = depth
        self.number = -1
        if "<" in text:
            tag = _HEADING_TAG.search(text)
            if tag and (text.startswith(tag.group()) or "</h" in text[tag.end() :].lower()):
                self.depth, text = int(tag.group(1)), text[tag.end() :]
            if tag := _SUMMARY_TAG.search(text):
                self.summary = True
                text, _, after = text[tag.end() :].partition("</summary>")
                self.rest = without_tags(after).strip("* ")
            text = without_tags(text)
        self.text = _TOP_LINK.sub("", text).lstrip("> ").strip()
        if callout := _CALLOUT.match(self.text):
            self.labelled, self.text = True, self.text[callout.end() :].strip('"')

    def peel(self) -> None:
        """Take off markers, in whatever order they come, until the wording begins."""
        for _ in range(12):
            before = self.text
            self.text = without_leading_level(self.text)
            self._take_structure()
            self._take_emphasis()
            self._take_name()
            if self.text == before:
                return

    def _take_structure(self) -> None:
        if match := _EMOJI.match(self.text):
            self.text = self.text[match.end() :]
        counted = _HASH_NUMBER.match(self.text)
        if not self.depth and not counted and (match := _HEADING.match(self.text)):
            self.depth = len(match.group(1) or match.group(2))
            self.text = _CLOSING_HASHES.sub("", self.text[match.end() :]).strip()
        if not self.bullet and self.number < 0 and not self.bold and (match := _BULLET.match(self.text)):
            self.bullet, self.text = True, _CHECKBOX.sub("", self.text[match.end() :], count=1)
        if self.text.startswith("[") and (match := _LINK.match(self.text)):
            self.linked = self.linked or bool(match.group(2))
            self.text = (match.group(1) + self.text[match.end() :]).strip()

    def _take_emphasis(self) -> None:
        if not self.text.startswith(("**", "__")):
            if match := _ITALIC_LABEL.match(self.text):
                self.text = f"{match.group(2)}: {self.text[match.end() :]}"
                return
            bare = _TRAILING.sub("", self.text)
            if len(bare) > 2 and bare[0] in "*_" and bare[-1] == bare[0] and not bare[1].isspace():
                self.italic, self.text = True, bare[1:-1].strip()
            return
        if self.bold and (self.number >= 0 or self.labelled):
            self.bold, self.text = False, self.text[2:].lstrip(" :*")
        elif not self.bold:
            self.bold, self.text = True, self.text[2:].lstrip("*_ ")

    def _take_name(self) -> None:
        named = None if self.labelled or _SERIES.match(self.text) else _LABEL.match(self.text)
        if not self.labelled and (match := named or _BRACKETED.match(self.text)):
            self.labelled = True
            if match.group(1):
                self.number = int(match.group(1))
        elif self.number < 0 and (match := _NUMBER.match(self.text)) and self._counts(match):
            self.number = int(match.group(2) or match.group(4))
        elif self.number < 0 and (match := _HASH_NUMBER.match(self.text) or self._bare_number() or self._named()):
            self.number = int(match.group(1))
        else:
            return
        self.text = self.text[match.end() :].strip()

    def _counts(self, number: re.Match[str]) -> bool:
        """Return whether `number` is one of questions: deeper than two levels only where its heading asks."""
        chapters = number.group(1) or number.group(3) or ""
        return chapters.count(".") < 2 or (self.depth > 0 and asks(self.text[number.end() :]) >= 1)

    def _bare_number(self) -> re.Match[str] | None:
        """Return the match of a question's number that lacks its dot: "## 30 Does…", and not "## 3 Ways to…"."""
        number = _BARE_NUMBER.match(self.text) if self.depth or self.bold else None
        return number if number and asks(self.text[number.end() :]) >= 1 else None

    def _named(self) -> re.Match[str] | None:
        """Return the match of another name for a question, such as "Problem 3:", in front of words that ask."""
        name = _OTHER_NAME.match(self.text)
        return name if name and asks(self.text[name.end() :].rstrip("*_ ")) >= 1.4 else None

    def mark(self, lines: Sequence[Line], index: int) -> Mark | None:
        """Return the mark, with the text joined from the next lines where it goes on there."""
        if self.summary and only_uncovers(self.text):
            return None
        text, rest, end = self._closed(lines, index)
        text, rest = _ASKED_BY.sub("", _TRAILING.sub("", text).strip()), rest or self.rest
        if self.labelled and _KIND_ALONE.match(text):
            text = ""
        if self.labelled and not text and not rest:
            text, end = paragraph_from(lines, end)
            text = _INNER_LABEL.sub("", text)
        if self.labelled and text and not rest:
            text, end = until_label(lines, text, end)
        text = without_level_tag(text)
        if self.labelled and not rest and (split := _ANSWER_ON_LINE.search(text)):
            text, rest = text[: split.start()].rstrip(" |/·–—-"), text[split.end() :].strip()
        named = self.labelled or self.number >= 0
        shape = self._shape()
        if lines[index].underlined:
            end = index + 2
        if not text or (shape == "plain" and not named and not self.bullet and "?" not in text and asks(text) < 1):
            return None
        return Mark(
            start=index, end=end, shape=shape, depth=self.depth, indent=lines[index].indent, bullet=self.bullet,
            number=self.number, labelled=self.labelled, linked=self.linked, text=balanced(text), rest=rest,
        )  # fmt: skip

    def _shape(self) -> Shape:
        if self.summary or self.depth:
            return "summary" if self.summary else "heading"
        return "bold" if self.bold else "italic" if self.italic else "plain"

    def _closed(self, lines: Sequence[Line], index: int) -> tuple[str, str, int]:
        """Return the question's text, the answer on the same line, and the line after."""
        text, end = self.text, index + 1
        marker = "__" if "__" in text and "**" not in text else "**"
        if self.bold and marker not in text:
            text, end = until_closed(lines, index, text, marker)
        inner, found, after = parted(text, marker)
        after = "" if _ASIDE.match(after) else _TRAILING.sub("", f" {after}").strip()
        if not self.bold or not found:
            self.bold = not self.bold and text.endswith(marker) and text.count(marker) % 2 == 1
            text = text.removesuffix(marker).strip() if self.bold else text
        elif not after.strip("*_ .:-–—"):
            text = inner.strip()
        elif after[0] == "?" or (inner.rstrip()[-1:] not in ".?:!" and (after[0].islower() or after[0] in "`*_,(")):
            self.bold = after.endswith(marker)
            text = text.replace(marker, "").strip()
        else:
            return inner.strip(), _LEAD_IN.sub("", after).strip(), end
        text, end = continued(lines, text, end, marker if self.bold else "")
        return text, "", end
