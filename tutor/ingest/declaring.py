"""Reading the questions that a web page declares for search engines: schema.org's Question in JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import Any

_MAX_DECLARED = 1_000
_NOT_WORD = re.compile(r"\W+")


def declared_questions(soup: Any) -> list[tuple[str, str]]:
    """Return the questions of a parsed page's JSON-LD with their answers, which may be HTML."""
    scripts = [script.get_text() for script in soup.find_all("script", type="application/ld+json")]
    return [pair for script in scripts for pair in _questions_in(script)][:_MAX_DECLARED]


def key_of_text(text: str) -> str:
    """Return `text` in lower case with single spaces instead of all that is no word."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


def _questions_in(script: str) -> Iterator[tuple[str, str]]:
    try:
        stack = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += reversed(item)
        elif isinstance(item, dict):
            answer = item.get("acceptedAnswer")
            answer = answer[0] if isinstance(answer, list) and answer else answer
            name, text = item.get("name"), answer.get("text") if isinstance(answer, dict) else None
            if (
                item.get("@type") == "Question"
                and isinstance(name, str)
                and isinstance(text, str)
                and key_of_text(name)
            ):
                yield " ".join(name.split()), text
            stack += [item[key] for key in ("@graph", "mainEntity") if key in item]
