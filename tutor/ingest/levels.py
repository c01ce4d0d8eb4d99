"""Reading the level of a question from the words and signs that documents use for it."""

import re
from collections.abc import Sequence

from tutor.records import Level

_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        "beginner",
        re.compile(
            r"(?i)\b(?:beginners?|basics?|junior|easy|entry[- ]level|fundamentals?|freshers?|novice)\b|👶|🟢"
        ),
    ),
    ("intermediate", re.compile(r"(?i)\b(?:intermediate|medium|mid[- ]?level|middle|moderate)\b|🟡")),
    ("advanced", re.compile(r"(?i)\b(?:advanced?|senior|experts?|experienced|hard|difficult|challenging)\b|🚀|🔴")),
)  # fmt: skip
_TAG = re.compile(r"(?:^|\s)[*`]{0,3}[\[(`]([\w -]{3,20})[\])`][*`]{0,3}(?=\W*\Z|\s)")
_EDGE_TAG = re.compile(
    r"\A[*`_]{0,3}[\[(`]([\w -]{3,20})[\])`][*`_]{0,3}\s+|\s+[*`_]{0,3}[\[(`]([\w -]{3,20})[\])`][*`_]{0,3}\Z"
)
_LEADING_TAG = re.compile(r"(\*\*|__|`|)[\[(]([\w -]{3,20})[\])]\1\s+(?=\S)")
_STATED_LEVEL = re.compile(r"(?im)^\W*(?:difficulty|level)\W*[:\-–—]\W*(\w[\w -]{2,20})")
_LEVEL_ONLY = re.compile(
    r"(?i)(?:\W|\b(?:beginners?|basics?|junior|easy|entry|fundamentals?|freshers?|intermediate|medium|mid|middle|moderate|"
    r"advanced?|senior|experts?|experienced|hard|difficult|levels?|questions?|answers?|interview|and|for|q|a|s|section|part|"
    r"tier|to|the|with|top|most|asked|\d+)\b)+\Z"
)


def level_of(texts: Sequence[str]) -> Level:
    """Return the level that the first of `texts` with one names, or ""."""
    for text in texts:
        found = [level for level, pattern in _LEVELS if pattern.search(text)]
        if len(found) == 1:
            return found[0]
    return ""


def tagged_level(question: str) -> Level:
    """Return the level that a bracket at the beginning or end of `question` gives, such as "(hard)", or ""."""
    tags = [tag for tag in _TAG.findall(question) if tells_only_level(tag)]
    return level_of(tags)


def without_level_tag(question: str) -> str:
    """Return `question` without a bracket at its beginning or end that tells nothing but its level."""
    tag = _EDGE_TAG.search(question)
    if tag is None:
        return question
    level = tag.group(1) or tag.group(2)
    bare = (question[: tag.start()] + question[tag.end() :]).strip()
    return bare if bare and level_of([level]) and tells_only_level(level) else question


def without_leading_level(text: str) -> str:
    """Return `text`, Markdown, without a bracket at its beginning, emphasised by itself, that tells only a level."""
    tag = _LEADING_TAG.match(text)
    return text[tag.end() :] if tag and level_of([tag.group(2)]) and tells_only_level(tag.group(2)) else text


def stated_level(answer: str) -> Level:
    """Return the level that a line such as "Difficulty: easy" near the beginning of `answer` states, or ""."""
    stated = _STATED_LEVEL.search(answer[:300])
    return level_of([stated.group(1)]) if stated else ""


def tells_only_level(section: str) -> bool:
    """Return whether `section` is a level, or a phrase such as "Questions and answers", and no topic."""
    return _LEVEL_ONLY.match(section) is not None
