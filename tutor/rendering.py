"""Untrusted text as Markdown that is safe to render.

Documents, questions and LLMs may bring any text. What leaves this module shows it with its structure, emphasis,
code, tables and formulas, but it never loads an image, holds no link other than to a citation, no HTML, and none of
Streamlit's own directives (`:red[…]`, `:material/…:`, emoji codes). Everything outside code and formulas is escaped
one character at a time, and code and formulas are written anew, so that nothing depends on guessing how a parser
would end them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from typing import Final

from tutor.redacting import printable

_BEGIN, _END = "\ue000", "\ue001"
_JOINER: Final = "\u2060"
_MARK: Final = ":yellow-background["
_FIXED: Final = {"<": "&lt;", "://": f":{_JOINER}//", _BEGIN: _MARK, _END: "]"}
_MATH: Final = frozenset({"paren", "bracket", "display", "math"})
_MATH_OPENS: Final = frozenset({"$$", r"\["})
_MATH_ENDS = re.compile(r"^\s*(?:\$\$|\\\])\s*$")
_UNSAFE_MATH = re.compile(r"\\(?:href|url|includegraphics|html\w*|def|gdef|let|newcommand)\b")
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^`]*$")
_PREFIX = re.compile(r"^\s*(?:(?:>|[-*+]|\d+[.)]|#{1,6})[ \t]+)*")
_INLINE = re.compile(
    r"""
      \\\((?P<paren>.{1,500}?)\\\)
    | \\\[(?P<bracket>.{1,500}?)\\\]
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>(?<!`)`+(?!`))(?P<code>.{1,500}?)(?<!`)(?P=ticks)(?!`)
    | \$\$(?P<display>\S(?:.{0,500}?\S)?)\$\$
    | \$(?P<math>[^\s$](?:[^$]{0,300}?[^\s$\\])?)\$(?![\d$])
    | (?<!\w)\[(?P<marker>\d{1,3})\]
    | !?\[(?P<text>[^\[\]`$\n]*)\]\(\s*<?(?P<target>[^()\s<>`|]*)>?(?:\s+"[^"`]*")?\s*\)
    | (?P<address>(?i:(?:https?|ftp)://|www\.)[^\s<>`|]*[^\s<>`|.,;:!?)\]'"*_] | [\w.+-]+@[\w-]+\.[\w-]+(?:\.[\w-]+)*)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|\w{2,31});)
    | :(?P<shortcode>(?=[^:\s]*[a-zA-Z])(?:material/)?[\w+-]+):
    | (?P<special>[\\<\[\]$`\ue000\ue001]|:(?=[a-zA-Z:])|://)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Markers:
    """Which `[number]` become links, and the prefix of their targets."""

    numbers: Collection[int] = ()
    prefix: str = ""


def markdown(text: str, *, cited: Collection[int] = (), prefix: str = "") -> str:
    """Return `text` as inert Markdown; each marker `[n]` with n in `cited` links to `#{prefix}{n}`."""
    return _blocks(_cleaned(text), _Markers(cited, prefix))


def marked(text: str, quote: str, within: str = "") -> str:
    """Return `text` as inert Markdown in which `quote` is highlighted; of several, the one inside `within`."""
    cleaned, quote, within = _cleaned(text), _cleaned(quote), _cleaned(within)
    start = cleaned.find(quote, max(cleaned.find(within), 0)) if quote.strip() else -1
    if start < 0:
        return _blocks(cleaned, _Markers())
    end = start + len(quote)
    lines, offset = [], 0
    for line in cleaned.split("\n"):
        lines.append(_mark_line(line, max(start - offset, 0), min(end - offset, len(line))))
        offset += len(line) + 1
    return _blocks("\n".join(lines), _Markers())


def label(text: str, max_chars: int = 200) -> str:
    """Return `text` as one inert line for a button, a title or an expander."""
    line = " ".join(_cleaned(text).split())
    if len(line) > max_chars:
        line = line[: max_chars - 1].rstrip() + "…"
    return _inline(line, _Markers())


def literal_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that `markdown` shows as code or as a formula."""
    spans: list[tuple[int, int]] = []
    block_ends: re.Pattern[str] | None = None
    for line in re.finditer(r"[^\n]*\n?", text):
        content = line[0].rstrip("\n")
        if block_ends:
            spans.append(line.span())
            block_ends = None if block_ends.match(content) else block_ends
        elif fence := _FENCE.match(content):
            block_ends = _fence_end(fence)
        elif content.strip() in _MATH_OPENS:
            block_ends = _MATH_ENDS
        else:
            spans += [
                (line.start() + found.start(), line.start() + found.end())
                for found in _INLINE.finditer(content)
                if _is_literal(found)
            ]
    return spans


def _cleaned(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return printable(lines.replace(_BEGIN, "").replace(_END, ""))


def _blocks(text: str, markers: _Markers) -> str:
    """Write code fences and formula blocks anew and make every other line inert."""
    lines, written = text.split("\n"), list[str]()
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := _FENCE.match(line):
            body = _until(lines, at + 1, _fence_end(fence))
            written += _code_block(fence[1].expandtabs(4), fence[3], body)
            at += len(body) + 2
        elif line.strip() in _MATH_OPENS:
            body = _until(lines, at + 1, _MATH_ENDS)
            written += _math_block("\n".join(body), markers)
            at += len(body) + 2
        else:
            written.append(_inline(line, markers))
            at += 1
    return "\n".join(written)


def _until(lines: list[str], start: int, end: re.Pattern[str]) -> list[str]:
    for at in range(start, len(lines)):
        if end.match(lines[at]):
            return lines[start:at]
    return lines[start:]


def _fence_end(fence: re.Match[str]) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*{re.escape(fence[2])}+[ \t]*$")


def _code_block(indent: str, language: str, body: list[str]) -> list[str]:
    """Return a fence that no line of `body` can end: longer than any run in it, and nothing less indented."""
    content = [line.replace(_BEGIN, "").replace(_END, "").expandtabs(4) for line in body]
    fence = "`" * max(3, 1 + max((len(run) for line in content for run in re.findall("`+", line)), default=0))
    inside = [indent + line[min(len(indent), len(line) - len(line.lstrip(" "))) :] for line in content]
    return ["", f"{indent}{fence}{language}", *inside, f"{indent}{fence}", ""]


def _math_block(body: str, markers: _Markers) -> list[str]:
    if _UNSAFE_MATH.search(body) or not body.strip():
        return [_inline(line, markers) for line in body.split("\n")]
    lines = [line for line in body.split("\n") if line.strip()]
    return ["", "$$", *(_formula(line).lstrip() for line in lines), "$$", ""]


def _inline(line: str, markers: _Markers) -> str:
    return _INLINE.sub(lambda found: _written(found, markers), line)


def _written(found: re.Match[str], markers: _Markers) -> str:  # noqa: PLR0911 - one case for each kind
    kind, part = found.lastgroup, found[found.lastgroup or 0]
    if kind in _MATH:
        return _formula_or_text(kind, part, found[0], markers)
    if kind == "code":
        return _code(part)
    if kind == "marker":
        linked = int(part) in markers.numbers
        return f"[\\[{part}\\]](#{markers.prefix}{part})" if linked else f"\\[{part}\\]"
    if kind == "target":
        words = _inline(found["text"], markers)
        return f"{words} ({_code(part)})" if part else words
    if kind == "address":
        return _code(part)
    if kind == "entity":
        plain = unescape(part)
        if plain == part or not plain.isprintable():
            return "\\" + part
        return _escape(plain) + (_JOINER if plain in ":/.@" else "")
    if kind == "shortcode":
        return f"\\:{_JOINER}{_inline(part, markers)}\\:"
    if part in _FIXED:
        return _FIXED[part]
    if kind == "escaped":
        joins = part in ":/.@" and not found.string[found.end() : found.end() + 1].isspace()
        return found[0] + (_JOINER if joins else "")
    return "\\" + part


def _is_literal(found: re.Match[str]) -> bool:
    kind = found.lastgroup or ""
    return kind == "code" or (kind in _MATH and _is_formula(kind, found[kind]))


def _is_formula(kind: str, body: str) -> bool:
    return not _UNSAFE_MATH.search(body) and (kind != "math" or _looks_like_math(body))


def _formula_or_text(kind: str, body: str, whole: str, markers: _Markers) -> str:
    if not _is_formula(kind, body):
        first = "\\\\" if whole.startswith("\\") else "\\$"
        return first + _inline(whole[1:], markers)
    return f"$${_formula(body.strip())}$$" if kind in {"bracket", "display"} else f"${_formula(body.strip())}$"


def _looks_like_math(body: str) -> bool:
    if re.search(r"[\\^_={}<>+*|]|[A-Za-z]\(.*\)", body):
        return True
    if re.fullmatch(r"-?\d+(?:\.\d+)?%|\w+/\w+|[A-Za-z](?:\s?[-,]\s?\w)*", body):
        return True
    return re.fullmatch(r"(?:[\d().\[\]'/-]|(?:(?<=\d)[A-Za-z]{3}|[A-Za-z]{1,2})(?![A-Za-z])|, ?)+", body) is not None


def _formula(body: str) -> str:
    """Return a formula that is harmless even where a parser does not take it for one."""
    body = body.replace(_BEGIN, "").replace(_END, "").replace("`", "'").replace("<", r"\lt ")
    body = re.sub(r"(?<=[\]!])(?=[(\[:])", " ", body)
    return re.sub(r"(?<=[:@])(?=[A-Za-z/:])|(?<=[wW]{3})(?=\.)", " ", body)


def _code(content: str) -> str:
    content = content.replace(_BEGIN, "").replace(_END, "")
    if "|" in content and re.search(r"[\[<]|://|www\.", content):
        return _escape(content)  # a table would cut the code in two, and read the halves as text
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", content)), default=0))
    space = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{fence}{space}{content}{space}{fence}"


def _escape(plain: str) -> str:
    """Return `plain` with every character that Markdown could read made inert."""
    broken = re.sub(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@)", _JOINER, plain)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", broken)


def _mark_line(line: str, start: int, end: int) -> str:
    """Put the marks around `line[start:end]`, without its list bullet, and never inside of code or emphasis."""
    prefix = _PREFIX.match(line)
    first = prefix.end() if prefix else 0
    start, end = max(start, first), min(end, len(line.rstrip()))
    if start >= end or _FENCE.match(line) or line.lstrip().startswith("|"):
        return _mark_cells(line) if start < end and line.lstrip().startswith("|") else line
    if not _balanced(line[start:end]):
        start, end = first, len(line.rstrip())
    inside = line[start:end]
    if not _balanced(inside):
        return line
    lead = len(inside) - len(inside.lstrip())
    return f"{line[: start + lead]}{_BEGIN}{inside.strip()}{_END}{line[start + len(inside.rstrip()) :]}"


def _mark_cells(line: str) -> str:
    if re.fullmatch(r"[\s|:-]+", line):
        return line
    cells = re.split(r"(?<!\\)\|", line)
    return "|".join(f" {_BEGIN}{cell.strip()}{_END} " if cell.strip() and _balanced(cell) else cell for cell in cells)


def _balanced(part: str) -> bool:
    plain = re.sub(r"\\.", "", part)
    return all(plain.count(sign) % 2 == 0 for sign in ("**", "`", "$", "~~")) and (
        plain.count("[") == plain.count("]") and plain.replace("**", "").count("*") % 2 == 0
    )


def unchecked(draft: str) -> str:
    """Return the sentence being written as one faint, inert line."""
    return f":gray[{label(draft, max_chars=2000)}]" if draft.strip() else ""
