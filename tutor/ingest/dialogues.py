"""Reading interviews that are written as a dialogue: who asks, who answers, turn by turn."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.wording import asks

_SPEAKER = re.compile(
    r"[^\w`|$]{0,12}([A-Za-z][A-Za-z .'-]{0,28}?) ?\d{0,2}(?:\s*\([^()]{1,30}\))?\s*"
    r"(?:(?:\*\*|__)\s*:|:\s*(?:\*\*|__)|:)(?:\s+|\Z)"
)
INTERVIEWERS = frozenset(
    "interviewer|i|int|hiring manager|recruiter|hr|host|moderator|examiner|panelist|panel|senior engineer".split("|")
)
PROMPTERS = frozenset("user|human|you said|prompt|front".split("|"))
_ANSWERERS = frozenset("candidate|c|you|me|interviewee|applicant|respondent|guest|engineer|student".split("|"))
_NAMES_ANSWER = re.compile(r"(?i)\b(?:answer|ans|solution|a)\Z")
_OPENERS = re.compile(
    r"(?i)(?:(?:ok(?:ay)?|great|good|nice|right|now|so|and|but|then|next|alright|all right|well|perfect|excellent|sure|"
    r"thanks?|thank you|interesting|got it|i see|fair enough|makes sense)\b[\s,.!:;–—-]*){1,4}"
)
_INVITES = re.compile(
    r"(?i)\b(?:let['’]s (?:talk|discuss|consider|say|design|build|look|dive|go (?:deeper|through)|imagine|suppose)|"
    r"i(?:['’]d| would) like you to|i want you to|tell me)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LEAST_TURNS = 2
_LONG_ANSWER_WORDS = 25
_MAX_QUESTION_CHARS = 1_200


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one speaker says from line `start` on, from 0: `said` on that line, and all of it as one `text`."""

    start: int
    asker: bool
    said: str
    text: str


def dialogue_questions(page: Page, askers: Collection[str]) -> list[Mark]:
    """Return the turns of a dialogue that ask, each with the beginning of the turn that answers it; else none.

    `askers` are the names of who asks, in lower case.
    """
    turns = _turns(page, askers)
    found = []
    for turn, after in pairwise(turns):
        if turn.asker and not after.asker and _asks(turn.text, after.text):
            found.append(_mark(page, turn, after))
    return found if len(found) >= _LEAST_TURNS else []


def turns_apart(page: Page, entries: Sequence[Mark]) -> list[int]:
    """Return the lines (from 0) at which whoever asks the `entries` of a dialogue begins to speak, asking or not."""
    if not entries or not entries[0].labelled:
        return []
    starts = {turn.start for turn in _turns(page, INTERVIEWERS) if turn.asker}
    return sorted(starts) if starts.issuperset(mark.start for mark in entries) else []


def _turns(page: Page, names_of_askers: Collection[str]) -> list[_Turn]:
    """Return the turns of the two sides of a dialogue, in order; none where the page holds none."""
    spoken = []
    for index, line in enumerate(page.lines):
        match = None if line.code or line.blank else _SPEAKER.match(line.text)
        if match is not None:
            spoken.append((index, " ".join(match.group(1).lower().split()), line.text[match.end() :].strip()))
    names = Counter(name for _, name, _ in spoken)
    askers = {name for name in names if name in names_of_askers and (name != "i" or "c" in names)}
    followers = Counter(after for (_, name, _), (_, after, _) in pairwise(spoken) if name in askers)
    asked = sum(names[name] for name in askers)
    answerers = {
        name
        for name, count in followers.items()
        if name not in askers and not _NAMES_ANSWER.search(name) and (name in _ANSWERERS or count >= 0.5 * asked)
    }
    if asked < _LEAST_TURNS or not answerers:
        return []
    sides = [(index, name in askers, said) for index, name, said in spoken if name in askers | answerers]
    stops = [*(index for index, _, _ in sides[1:]), len(page.lines)]
    return [
        _Turn(index, asker, said, _joined(page, index, stop, said))
        for (index, asker, said), stop in zip(sides, stops, strict=True)
    ]


def _joined(page: Page, start: int, stop: int, said: str) -> str:
    """Return what is said from line `start` to before `stop` as one line of text, up to a heading."""
    parts = [said]
    for index in range(start + 1, stop):
        mark = page.at.get(index)
        if mark is not None and mark.shape == "heading":
            break
        if not page.lines[index].rule:
            parts.append(page.lines[index].text.strip())
    return " ".join(part for part in parts if part)[: 2 * _MAX_QUESTION_CHARS]


def _asks(said: str, answer: str) -> bool:
    """Return whether the turn `said` asks, by its words or by the length of its `answer`."""
    if not said or len(said) > _MAX_QUESTION_CHARS:
        return False
    sentences = [_OPENERS.sub("", sentence, count=1) for sentence in _SENTENCE.split(said)]
    asking = any(asks(sentence) >= 1 or _INVITES.search(sentence) for sentence in sentences)
    return asking or len(answer.split()) >= _LONG_ANSWER_WORDS


def _mark(page: Page, turn: _Turn, answer: _Turn) -> Mark:
    text = turn.text.strip("*_ ")
    quoted = len(text) > 2 and text[0] in '"“' and text[-1] in '"”' and not set('"“”') & set(text[1:-1])
    return Mark(
        start=turn.start, end=answer.start + 1, shape="bold", depth=0, indent=page.lines[turn.start].indent,
        bullet=False, number=-1, labelled=True, linked=False, text=text[1:-1] if quoted else text, rest=answer.said,
    )  # fmt: skip
