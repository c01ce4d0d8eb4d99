"""Finding the records of questions anywhere in JSON: in lists, in named groups, as keys, in conversations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tutor.ingest.fields import Record, asks_in_keys, key_of, read_record, section_name_of
from tutor.ingest.wording import asks

_PLAIN_GROUPS = frozenset(
    "questions data items qa qas pairs paragraphs entries results records cards rows faq faqs topics categories "
    "sections list content".split()
) | {"interview questions"}
_NESTED = ("questions", "follow ups", "followups")
_NUMBERED_NAME = re.compile(r"(?:q|question|item|card|entry|id)? ?\d+")


def records_in(value: Any) -> Iterator[Record]:
    """Yield the questions anywhere in `value`, in order; a named group above them is their section."""
    stack = [(value, "")]
    while stack:
        item, around = stack.pop()
        if isinstance(item, list):
            if all(isinstance(part, str) for part in item):
                yield from _listed(item, around)
            else:
                stack += [(part, around) for part in reversed(item)]
        elif isinstance(item, Mapping):
            record = _conversation(item, around) or read_record(item, around)
            if record is not None:
                yield record
                nested = [part for key, part in item.items() if key_of(str(key)).endswith(_NESTED)]
                stack += [(part, around) for part in reversed(nested) if isinstance(part, list)]
                continue
            told = dict(asks_in_keys(item))
            group = section_name_of(item) or around
            for key, part in reversed(list(item.items())):
                if str(key) in told:
                    stack.append(({"question": str(key), "answer": told[str(key)]}, around))
                elif isinstance(part, list | Mapping):
                    plain = key_of(str(key)) in _PLAIN_GROUPS or _NUMBERED_NAME.fullmatch(key_of(str(key)))
                    stack.append((part, group if plain else str(key)))


def _listed(texts: Sequence[str], around: str) -> Iterator[Record]:
    """Yield the question and its answer where the two are a list, or the questions of a list of mere questions."""
    if len(texts) == 2 and asks(texts[0]) >= 1.4 > asks(texts[1]):
        yield Record(texts[0], texts[1], around, "")
    elif texts and all(asks(text) >= 2 for text in texts):
        yield from (Record(text, "", around, "") for text in texts)


def _conversation(item: Mapping[str, Any], around: str) -> Record | None:
    turns = item.get("messages") or item.get("conversations")
    if not isinstance(turns, list):
        return None
    texts = [
        str(turn.get("content") or turn.get("value") or "").strip()
        for turn in turns
        if isinstance(turn, Mapping) and str(turn.get("role") or turn.get("from")).lower() != "system"
    ]
    return Record(texts[0], texts[1], around, "") if len(texts) >= 2 else None
