"""Recognising HTML tags and the labels that open an answer."""

import re

PRAISE = (
    r"(?:short|sample|model|possible|correct|the|strong|good|ideal|your|suggested|best|expected|example|perfect|great|"
    r"recommended)"
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,400})?/?>")
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]{0,200}>", re.IGNORECASE)
_CODE_TAG = re.compile(r"</?code\b[^<>]{0,100}>", re.IGNORECASE)
_BEFORE_PROSE = re.compile(r"(?:[\s\-+*•>]|<[^<>]*>)*")
_CLOSING = re.compile(r"</([a-zA-Z][a-zA-Z0-9]{0,9})")
_MENTIONED = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,9})(?: [\w-]{1,30})?\s?>")
_MARKUP = frozenset("br hr b i u em strong code sub sup font summary details center kbd small big img a".split())
_SIGNS = "#*_>-+• ✅✔☑✓💡👉➡→🅰🟢🔹🔸📝📌\ufe0f"
_UNCOVERS = re.compile(
    r"(?i)\W*(?:click|show|view|see|reveal|expand|hint|answers?|solutions?|details|explanation|toggle|"
    r"read more|example)\b[^?]{0,60}\Z"
)
_ANSWER = re.compile(
    rf"(?i)(?:(?:{PRAISE} )?answer|ans|solution|sol|candidate)\b\s*(?:\d{1, 4}\s*)?"
    r"(?:[:.*)\-–—↓⬇👇]|\Z)|answers\s*:"
    r"|(?:answer|ans)(?:\*\*|__)\s|(?-i:Ans\s(?=[A-Z]))|a\s*\d{0,4}\s*(?:\*\*|__)?\s*(?::(?![\w-]{1,30}:`)|\s?[-–—]\s)"
)
_NUMBERED_ANSWER = re.compile(r"A\s?(\d{1,4})\s*[.):]")
_REMARK = re.compile(
    r"(?i)(?:framework|approach|hints?|tips?|difficulty|level|categor(?:y|ies)|tags?|topics?|type|skills?|"
    r"company|asked (?:by|in|at)|why (?:it's|they) asked?|follow-?ups?|key points?)\s*(?:\*\*|__)?\s*:"
)


def without_tags(text: str) -> str:
    """Return `text` with HTML's bold and code as Markdown and every other tag removed."""
    if "<" not in text:
        return text
    return remove_tags(_TAG, _CODE_TAG.sub("`", _BOLD_TAG.sub("**", text)))


def remove_tags(tags: re.Pattern[str], line: str) -> str:
    """Return `line` without what `tags` matches; a tag that is spoken of, as in "a <div> is", stays.

    Such a tag opens what nothing in the line closes, with prose before it or a colon or list mark beside it.
    """
    if "<" not in line:
        return line
    prose = _BEFORE_PROSE.match(line).end()  # type: ignore[union-attr]
    closed = {name.lower() for name in _CLOSING.findall(line)}

    def kept(match: re.Match[str]) -> str:
        name = _MENTIONED.match(match.group())
        if name is None or name.group(1).lower() in closed or name.group(1).lower() in _MARKUP:
            return ""
        after = line[match.end() : match.end() + 3].lstrip()
        spoken = match.start() >= prose and (after or line[match.start() - 1] in " -")
        return match.group() if spoken or after.startswith((":", ",", "-")) else ""

    return tags.sub(kept, line)


def is_answer_label(text: str) -> bool:
    """Return whether `text` begins with "Answer:", "**A:**" or the like."""
    return _ANSWER.match(without_tags(text).lstrip(_SIGNS)) is not None


def answers_number(text: str) -> int:
    """Return the number of the question that `text` says to answer, as in "A7. …", or -1."""
    match = _NUMBERED_ANSWER.match(without_tags(text).lstrip(_SIGNS))
    return int(match.group(1)) if match else -1


def is_remark_label(text: str) -> bool:
    """Return whether `text` begins with the label of a remark about a question, such as "Hint:" or "Difficulty:"."""
    return _REMARK.match(without_tags(text).lstrip(_SIGNS)) is not None


def only_uncovers(summary: str) -> bool:
    """Return whether `summary`, the text of a collapsible part, is a fixed label such as "Show answer"."""
    return _UNCOVERS.match(summary) is not None
