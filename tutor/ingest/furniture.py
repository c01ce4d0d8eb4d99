"""Telling a page's furniture (navigation, sign-up lines, advertising, empty tags) from what is written on it."""

import re
from collections.abc import Sequence

from tutor.ingest.labels import without_tags
from tutor.ingest.lines import Line

_FURNITURE = re.compile(
    r"(?i)\W*(?:open in app|sign up|sign in|sign ?up now|log ?in|get started|member[- ]only story|"
    r"skip to (?:main )?content|"
    r"\[?(?:go |jump |scroll )?(?:back|return|up) to (?:the )?(?:\w+ )?(?:top|contents|toc|blog|home|list|"
    r"index|menu|start|questions|read ?me)\]?(?:\([^()\s]{0,200}\))?|"
    r"go to top|top|advertisements?|sponsored|"
    r"\d+ min(?:ute)? read|listen|share|follow|press enter or click to view image in full size|"
    r"(?:show|view|see|hide|reveal|toggle|display)(?: the| my| suggested)? (?:answer|solution)s?|"
    r"(?:click|tap)(?: here)? to (?:see|show|view|reveal|hide)(?: the)? (?:answer|solution)s?|"
    r"image (?:for post|by author)|photo by .{2,60} on .{2,40}|subscribe(?: now)?|loading\W*|copy(?: code)?|"
    r"page \d+(?: of \d+)?|toggle navigation|table of contents|"
    r"accept (?:all )?cookies|this site uses cookies.*|enroll now|register now|download (?:pdf|now)|"
    r"explore all \d+ .*)\W*\Z"
)
_ADVERT = re.compile(
    r"(?i)\W*(?:become an? [\w -]{2,40}(?:engineer|scientist|analyst|developer|professional|expert)|"
    r"(?:start (?:learning|your (?:free )?(?:trial|journey))|get certified|enroll (?:now|today|in|for)|"
    r"sign up (?:for|now|to|today)|"
    r"join (?:our|over|the (?:course|program|community))|book (?:a|your) (?:free )?(?:demo|call|session)|"
    r"click here to (?:join|subscribe|sign|enrol|download|buy|start|register|get|learn|explore|read)|"
    r"subscribe to|download (?:our|your) |our (?:certification|course|bootcamp|program)s?\b|"
    r"(?:also|must|recommended|suggested|related) (?:read|check|reading|articles?|posts?)\b\s*[:\-–]|"
    r"read (?:more|also)\s*[:\-–]|"
    r"learn [\w +#.-]{2,40} here\s*:|hope (?:this|the) (?:article|post|blog)\b|"
    r"check out our|(?:visit|read|refer|see) (?:to )?our (?:blog|website|channel|page)\b|"
    r"explore (?:our|the) [\w -]{0,60}(?:course|program|bootcamp|certification)|land your dream).*)\W*\Z"
)
# What a site's generator reads, and the tags of a post.
_SHORTCODE = re.compile(r"\s*(?:\{\{[<%].{0,280}[%>]\}\}|\{%.{0,280}%\})\s*\Z")
_HASHTAGS = re.compile(r"\W*(?:#[A-Za-z]\w{1,40}[\s*_,]*){3,}\Z")
_LINK = re.compile(r"\[([^\[\]]{1,100})\]\([^()\s]{0,300}\)")
_NAV_WORD = r"(?:prev(?:ious)?|next|back|home|up|index|contents|main|return)"
_NAV_TEXT = re.compile(
    rf"(?i)(?:[\W_]|\b(?:{_NAV_WORD}|up next|to|page|chapter|section|lesson|part|read|continue)\b)*\Z"
)
_NAV_LINK = re.compile(
    rf"(?i)\W*{_NAV_WORD}\b(?:\W*\Z|\W*[:→»]| (?:to|chapter|page|section|lesson|part)\b)|.*[»›→]\W*\Z"
)
_ITEM = re.compile(r"(?:[-+*•]|\d+[.)])\s")
_VOTES = re.compile(r"[\s\d|·•\ufe0f]*[👍👎👏💬❤🔖🔥][\s\d|·•\ufe0f👍👎👏💬❤🔖🔥]*\Z")
_NEAR_FURNITURE = re.compile(
    r"(?i)\W*(?:search|report|reply|bookmark|upvote|downvote|write|medium|home|menu|about|help|next|previous|prev|\d{1,4})\W*\Z"
)
_TOP = re.compile(r"\[?[^\[\]]{0,30}(?:back to top|⬆|↥|🔝)[^\[\]]{0,30}\]?\(?#?", re.IGNORECASE)
_EMPTY_HTML = re.compile(
    r"\s*(?:</?(?:details|summary|p|div|b|br|center|a|section|article|span|ul|ol|li|hr)\b[^<>]{0,200}>\s*)+\Z",
    re.IGNORECASE,
)


def furniture_in(lines: Sequence[Line]) -> list[bool]:
    """Return for each of `lines` whether it is furniture; weak words such as "Search" only beside sure furniture."""
    sure = [not line.code and is_furniture(line.text) for line in lines]
    near = [not line.code and _NEAR_FURNITURE.match(line.text) is not None for line in lines]
    return [sure[index] or (near[index] and _beside(index, lines, sure, near)) for index in range(len(lines))]


def is_furniture(text: str) -> bool:
    """Return whether `text`, a whole line, belongs to the page and not to what is written on it."""
    stripped = text.strip()
    if len(stripped) > 300:
        return False
    bare = without_tags(stripped).strip()
    if _ITEM.match(bare) and "(#" not in bare:
        return False
    return (
        _FURNITURE.match(bare) is not None
        or (len(bare) < 220 and not bare.startswith(("-", "*", "|")) and _ADVERT.match(bare) is not None)
        or _EMPTY_HTML.match(stripped) is not None
        or ("](" in bare and _navigates(bare))
        or any(habit.match(bare) for habit in (_SHORTCODE, _HASHTAGS, _VOTES))
        or (len(bare) < 90 and "(#" in bare and _TOP.search(bare) is not None)
        or (bool(stripped) and not bare and "<img" not in stripped.lower())
    )


def _navigates(text: str) -> bool:
    """Return whether `text` is nothing but links to the pages before, after or above."""
    links, outside = _LINK.findall(text), _LINK.sub(" ", text)
    named = re.search(r"\w", outside) is not None and not outside.strip().endswith(":")
    leads = named or outside.strip("*_ ").lower().startswith(("next", "prev", "back", "up next"))
    return bool(links) and _NAV_TEXT.match(outside) is not None and (leads or all(map(_NAV_LINK.match, links)))


def _beside(index: int, lines: Sequence[Line], sure: Sequence[bool], near: Sequence[bool]) -> bool:
    """Return whether only blanks and furniture stand between the line at `index` and sure furniture."""
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(lines) and abs(position - index) < 25 and (lines[position].blank or near[position]):
            position += step
        if 0 <= position < len(lines) and sure[position]:
            return True
    return False
