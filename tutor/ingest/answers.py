"""Making an answer's Markdown from its lines: no furniture, no label, no foreign indent, page breaks joined."""

import re
from collections.abc import Sequence

from tutor.ingest.furniture import furniture_in
from tutor.ingest.labels import PRAISE, only_uncovers, remove_tags, without_tags
from tutor.ingest.lines import Line, read_lines
from tutor.ingest.remarks import is_bare_label, is_only_source, opening_levels

_WRAPPING_TAG = re.compile(
    r"</?(?:details|summary|p|div|d[dlt]|center|section|article|span|font)\b[^<>]{0,200}>|<a\s+(?:name|id)=[^<>]{0,200}>(?:</a>)?",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\s*(?:<details\b[^<>]{0,100}>)?\s*<summary\b[^<>]{0,200}>(.{0,200})</summary>\s*", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?i)\A(?::|[-=]>|→)\s+(?=\S)|\A\s*(?:#{1,6}\s*)?(?:[-+•>]\s+|\*\s+)?(?:\*\*|__|\*|_)?\W{0,3}"
    rf"(?:(?:{PRAISE} )?answers?|ans|solution|sol|candidate|a)"
    r"\s*(?:[-–#]\s?\d{1,4}\s?(?=:)|\d{0,4})\s*(?:(?:\*\*|__|\*|_)?\s*(?::\s?-(?=\s|\Z)|:-|:(?![\w-]{1,30}:`)|\.(?=[\s*_]|\Z)|\s[-–—]+>?|\s?=>|\)|\](?!\()|-(?=\s))\s*(?:\*\*|__|\*|_)?|(?:\*\*|__)?\s*[↓⬇👇\ufe0f]*\s*\Z)\s*"
)
_BARE_LABEL = re.compile(rf"(?i)\A\s*(?:(\*\*|__)(?:{PRAISE} )?(?:answer|ans)\1\s+(?=\S)|(?-i:Ans(?:\s+|\.)(?=[A-Z])))")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_SHORT = re.compile(r"(?i)\W*short answer\b")
_LABELLED_PART = re.compile(r"\s*#{1,6} |\s*(?:\*\*|__)[^*_]{1,40}(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)")
_NUMBERS_ANSWERS = re.compile(r"(?i)\W*(?:short answer|answer\s*#?1|answer one|first answer)\b")
_NEXT_ANSWER = re.compile(
    r"(?i)\W*(?:(?:long(?:er)?|detailed|full(?:er)?|extended|second|another) answer|answer\s*#?2|answer two)\b"
)
_FACT = re.compile(r"(?i)\W*(?:difficulty|level|source|categor(?:y|ies)|tags?|topics?|type|details)\s*(?:\*\*|__)?\s*:")
_FACT_LINES = 16
_ANSWER_ALONE = re.compile(r"(?i)\s*(?:\*\*|__)(?:answer|ans|solution)\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)")
_PLACEHOLDER_CHARS = 500
_PLACEHOLDER = re.compile(
    r"(?i)[\W_]*(?:answer here|(?:answer )?coming soon|to ?do|tbd|n/a|wip|work in progress|"
    r"(?:answer )?to be (?:added|answered|completed|continued|done|filled(?: in)?|updated|written)"
    r"(?: soon| later)?)?[\W_]*\Z"
)
_OPENING_BREAKS = re.compile(r"(?i)\A(?:\s{0,20}<br\s*/?>)+\s*")
_EDGE_BREAKS = re.compile(r"(?i)\A(?:\s{0,20}(?:<br\s*/?>|&nbsp;))+\s*|\s*(?:(?:<br\s*/?>|&nbsp;)\s{0,20})+\Z")
_BARE_A = re.compile(r"\W*[Aa]\b")
_OPTION_B = re.compile(r"\s*(?:[-*]\s+)?\(?[Bb]\s*[.):]\s")
_BULLET = re.compile(r"(\s*)[•●○▪◦‣∙■➢➤]\s*(?=\S)|(\s*)·\s+(?=\S)")
_PROSE_END = re.compile(r"[\w,\-–—’”\"')]\Z")
_STRUCTURE = re.compile(r"\s*(?:[-+*]\s|\d{1,3}[.)]\s|#{1,6}\s|\||>|<|!\[|\$\$|`{3})")
_PAGE_BREAK_CHARS = "\f"


def make_answer(lines: Sequence[Line], start: int, stop: int, rest: str = "") -> str:
    """Return the answer that stands on lines `start` to before `stop` (from 0), after `rest` on the question's line."""
    kept = _without_furniture(
        _unquoted(lines[start:stop], start > 0 and _QUOTED.match(lines[start - 1].text) is not None)
    )
    if rest:
        kept = [rest, *([""] if kept and lines[start].blank else []), *kept]
    levels = opening_levels(kept)
    kept = [text for index, text in enumerate(kept) if index not in levels]
    texts = _without_label(_after_facts(kept))
    texts = _dedented(_join_broken(texts), bool(rest) or texts is not kept)
    answer = _EDGE_BREAKS.sub("", "\n".join(_trimmed(texts)).strip())
    if is_bare_label(answer) or is_only_source(answer):
        return ""
    return "" if _PLACEHOLDER.match(answer[:_PLACEHOLDER_CHARS]) and len(answer) <= _PLACEHOLDER_CHARS else answer


def _unquoted(lines: Sequence[Line], quoted: bool) -> Sequence[Line]:
    """Return `lines` without the sign of a quotation where the question, `quoted`, and all of them stand in one."""
    if not quoted or not all(line.blank or _QUOTED.match(line.text) for line in lines):
        return lines
    return read_lines("\n".join(_QUOTED.sub("", line.text, count=1) for line in lines))


def _without_furniture(lines: Sequence[Line]) -> list[str]:
    furniture = furniture_in(lines)
    texts: list[str] = []
    for index, line in enumerate(lines):
        if line.code:
            texts.append(line.text)
        elif furniture[index]:
            texts.append("")
        elif line.rule:
            texts.append(line.text)
        else:
            text = _with_title(line.text, any(text.strip() for text in texts))
            texts.append(_BULLET.sub(r"\1\2- ", remove_tags(_WRAPPING_TAG, text), count=1))
    while texts and (not texts[-1].strip() or lines[len(texts) - 1].rule):
        texts.pop()
    first = next((index for index, text in enumerate(texts) if text.strip() and not lines[index].rule), len(texts))
    return texts[first:]


def _with_title(text: str, within: bool) -> str:
    """Return `text`, a line, with what names a fold in bold `within` an answer, and without what only uncovers it."""
    fold = _SUMMARY.search(text) if "<" in text else None
    if fold is None:
        return text
    name = without_tags(fold.group(1)).strip(" *_")
    title = f"**{name}**" if within and name and not only_uncovers(name) else ""
    return text[: fold.start()] + title + text[fold.end() :]


def _after_facts(texts: list[str]) -> list[str]:
    """Return `texts` without what is said of the question (its level, its source…) before the label of the answer."""
    head = [text for text in texts[:_FACT_LINES] if text.strip()]
    if not head or not _FACT.match(head[0]):
        return texts
    labels = (at for at, text in enumerate(texts[:_FACT_LINES]) if _ANSWER_ALONE.match(text))
    return texts[next(labels, 0) :]


def _without_label(texts: list[str]) -> list[str]:
    for index, text in enumerate(texts[:12]):
        if not text.strip():
            continue
        opened = _OPENING_BREAKS.sub("", text)
        match = _LABEL.match(opened) or _BARE_LABEL.match(opened)
        if match is None or (
            _BARE_A.match(text) and any(_OPTION_B.match(other) for other in texts[index : index + 12])
        ):
            return texts
        if _NUMBERS_ANSWERS.match(text) and any(_NEXT_ANSWER.match(other) for other in texts[index + 1 :]):
            return texts
        if _SHORT.match(text) and any(_LABELLED_PART.match(other) for other in texts[index + 1 :]):
            return texts
        remainder = opened[match.end() :]
        if remainder.endswith("**") and remainder.count("**") % 2:
            remainder = remainder.removesuffix("**")
        without = [*texts[:index], remainder, *texts[index + 1 :]]
        return without if ":" in match.group() or any(other.strip() for other in without) else texts
    return texts


def _join_broken(texts: Sequence[str]) -> list[str]:
    """Join a paragraph that a page break cut: it does not end, and after blank lines goes on in lower case."""
    joined: list[str] = []
    lines = read_lines("\n".join(texts))
    for line in lines:
        text = line.text.replace(_PAGE_BREAK_CHARS, "")
        if (
            len(joined) >= 2
            and not joined[-1].strip()
            and not line.code
            and text.lstrip()[:1].islower()
            and not _STRUCTURE.match(text)
        ):
            last = len(joined) - 1
            while last >= 0 and not joined[last].strip():
                last -= 1
            before = joined[last].rstrip() if last >= 0 else ""
            if len(before) > 40 and _PROSE_END.search(before) and not before.lstrip().startswith(("|", "#", "`", "$")):
                glue = "" if before.endswith("-") and not before.endswith(" -") else " "
                joined[last:] = [before + glue + text.strip()]
                continue
        joined.append(text)
    return joined


def _dedented(texts: Sequence[str], inline: bool) -> list[str]:
    """Remove the first line's indent, as below a list item, from every line that has as much or more; less goes whole.

    Where the answer begins `inline`, behind a label or on the question's line, it is what the other lines share.
    """
    first = next((text for text in texts if text.strip()), "")
    tabs = len(first) - len(first.lstrip("\t"))
    if tabs:
        return [text.removeprefix("\t" * min(tabs, len(text) - len(text.lstrip("\t")))) for text in texts]
    own = len(first) - len(first.lstrip(" "))
    shared = min((len(text) - len(text.lstrip(" ")) for text in texts[1:] if text.strip()), default=0)
    indent = own or (shared if inline else 0)
    return [text[min(indent, len(text) - len(text.lstrip(" "))) :] for text in texts]


def _trimmed(texts: Sequence[str]) -> list[str]:
    """Strip line ends and reduce runs of blank lines outside code to one."""
    kept: list[str] = []
    for line in read_lines("\n".join(texts)):
        text = line.text.rstrip()
        if text or line.code or (kept and kept[-1]):
            kept.append(text)
    while kept and not kept[-1]:
        kept.pop()
    return kept
