"""Writing a conversation with its sources as Markdown, JSON or HTML."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape as html_escape
from typing import Final

from tutor.history.records import Conversation, Turn
from tutor.markers import find_markers
from tutor.records import Citation, Source
from tutor.redacting import printable, printable_json
from tutor.rendering import label, markdown

_MAX_LINE_CHARS: Final = 100_000
_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }}
.text, blockquote {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
blockquote {{ border-left: .2rem solid #8a8a8a; margin: .3rem 0 .8rem; padding-left: .8rem; }}
</style>
<h1>{title}</h1>
{turns}
</html>
"""


def to_json(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return the conversation as one JSON object with every stored field but the owner."""
    head = {"id": conversation.id, "title": conversation.title, "created_at": conversation.created_at.isoformat()}
    body = [
        asdict(turn) | {"asked_at": turn.asked_at.isoformat(), "updated_at": turn.updated_at.isoformat()}
        for turn in turns
    ]
    return printable_json(json.dumps({**head, "turns": body}, ensure_ascii=False, indent=2)) + "\n"


def to_markdown(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return the conversation as Markdown in which nothing loads from elsewhere and no HTML is left."""
    parts = [f"# {_line(conversation.title)}"]
    for turn in turns:
        parts += [f"## {_line(turn.question)}", _answer_as_markdown(turn)]
    return "\n\n".join(parts) + "\n"


def answer_to_markdown(turn: Turn) -> str:
    """Return one turn's question, answer and sources as Markdown."""
    return f"**{_line(turn.question)}**\n\n{_answer_as_markdown(turn)}\n"


def to_html(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return the conversation as one HTML page; all text is escaped and nothing is loaded from elsewhere."""
    body = "\n".join(_turn_as_html(number, turn) for number, turn in enumerate(turns, start=1))
    return _PAGE.format(title=_escaped(conversation.title), turns=body)


def _answer_as_markdown(turn: Turn) -> str:
    if turn.answer is None:
        return f"*{_line(turn.error or 'No answer was written.')}*"
    parts = [markdown(turn.answer.text)]
    if turn.state != "done":
        parts.append(f"*{_line(turn.error or f'This answer was {turn.state} before its end.')}*")
    if turn.answer.citations:
        sources = [
            f"{citation.number}. {_line(citation.question)} — {_line(place(citation.source))}\n"
            f"   > {_line(citation.quote)}"
            for citation in turn.answer.citations
        ]
        parts.append("Sources:\n\n" + "\n".join(sources))
    return "\n\n".join(parts)


def _turn_as_html(number: int, turn: Turn) -> str:
    text = _escaped(turn.answer.text if turn.answer else "")
    cited = {str(citation.number) for citation in turn.answer.citations} if turn.answer else set()
    for marker in reversed(find_markers(text)):
        if marker[1] in cited:
            link = f'<a href="#source-{number}-{marker[1]}">{marker[0]}</a>'
            text = text[: marker.start()] + link + text[marker.end() :]
    parts = [f"<h2>{_escaped(turn.question)}</h2>", f'<div class="text">{text}</div>']
    if turn.state != "done":
        parts.append(f"<p><em>{_escaped(turn.error or f'This answer was {turn.state} before its end.')}</em></p>")
    if turn.answer and turn.answer.citations:
        items = "".join(_citation_as_html(number, citation) for citation in turn.answer.citations)
        parts.append(f"<h3>Sources</h3>{items}")
    return "\n".join(parts)


def _citation_as_html(turn_number: int, citation: Citation) -> str:
    return (
        f'<div id="source-{turn_number}-{citation.number}"><strong>[{citation.number}]</strong> '
        f"{_escaped(citation.question)} ({_escaped(place(citation.source))})"
        f"<blockquote>{_escaped(citation.quote)}</blockquote></div>"
    )


def place(source: Source) -> str:
    """Return where a source stands, for a person: document, section and line."""
    return ", ".join(part for part in (source.document, source.section, f"line {source.line}") if part)


def _line(text: str) -> str:
    return label(text, _MAX_LINE_CHARS)


def _escaped(text: str) -> str:
    return html_escape(printable(text))
