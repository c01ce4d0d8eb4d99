"""Finding questions that a document only lists, without an answer anywhere in it."""

import re
from collections.abc import Collection, Sequence

from tutor.ingest.marks import Mark
from tutor.ingest.page import Page
from tutor.ingest.reports import Unanswered
from tutor.ingest.wording import asks

_LEAST_RUN = 3
_SAME_SCORE = 88.0
_MAX_LISTED = 3_000
_GIVES_RULES = re.compile(
    r"(?i)\W*(?:how to|rules?\b|guidelines?|contribut|instructions?|tips?\b|advice|what (?:you|we)(?:'|’)?(?:ll| will))"
)
_LEAST_SHARE = 0.3
_TITLE = re.compile(r"\d{1,2}[.)]\s+[A-Z][\w &/-]{2,60}\Z")
_ORDER = re.compile(r"(?i)(?:explain|describe|define|discuss|compare|differentiate|list|name|give)\b[^:]{5,200}\Z")
_NOT_WORD = re.compile(r"[\W_]+")


def asked_on(answers: Sequence[str]) -> dict[int, list[str]]:
    """Return which of `answers`, by position, only ask on, and what they ask; none where most are real answers.

    A page that lists questions line below line has no answers, although each line stands below a question.
    """
    read = {position: _only_asked(answer) for position, answer in enumerate(answers)}
    found = {position: asked for position, asked in read.items() if asked is not None}
    return found if len(found) >= max(_LEAST_RUN, _LEAST_SHARE * len(answers)) else {}


def _only_asked(answer: str) -> list[str] | None:
    """Return what the lines of `answer` ask, the next section's title aside; None where a line does not ask."""
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    asking = [line for line in lines if (line.endswith("?") and asks(line) > 1) or _ORDER.match(line)]
    titles = [line for line in lines if _TITLE.match(line)]
    return asking if lines and len(asking) + len(titles) == len(lines) else None


def listed_questions(page: Page, covered: Collection[int], known: Sequence[str]) -> list[Unanswered]:
    """Return the questions of lists outside the `covered` lines (from 0) that are not among the `known` questions."""
    from rapidfuzz import fuzz, process

    keys = [_key(question) for question in known]
    exact = set(keys)
    found: list[Unanswered] = []
    for mark in _listed(page, covered)[:_MAX_LISTED]:
        key = _key(mark.text)
        if (
            key in exact
            or any(other.startswith(key) for other in keys)
            or process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=_SAME_SCORE)
        ):
            continue
        exact.add(key)
        found.append(Unanswered(mark.text, mark.start + 1))
    return found


def _listed(page: Page, covered: Collection[int]) -> list[Mark]:
    listed: list[Mark] = []
    run: list[Mark] = []
    above = ""
    for mark in page.marks:
        item = mark.bullet or mark.number >= 0 or mark.labelled or _stands_alone(page, mark)
        bare = mark.shape != "heading" or not (mark.bullet or page.answered(mark))
        if item and bare and mark.start not in covered and asks(mark.text) >= 1.4:
            run.append(mark)
            continue
        listed += _listing(run, above)
        run = []
        above = mark.text if mark.shape == "heading" else above
    return listed + _listing(run, above)


def _stands_alone(page: Page, mark: Mark) -> bool:
    """Return whether `mark` is a question on a line by itself, between blank lines."""
    around = [page.lines[at].blank for at in (mark.start - 1, mark.end) if 0 <= at < len(page.lines)]
    return mark.shape == "plain" and mark.text.endswith("?") and asks(mark.text) >= 3 and all(around)


def _listing(run: list[Mark], above: str) -> list[Mark]:
    """Return `run` where it lists questions: not one or two, and not rules below a heading such as "How to answer"."""
    asked = any(mark.text.endswith("?") or not mark.bullet for mark in run) or "question" in above.lower()
    return run if len(run) >= _LEAST_RUN and asked and not _GIVES_RULES.match(above) else []


def _key(question: str) -> str:
    return _NOT_WORD.sub(" ", question.lower()).strip()
