"""How plain a sentence is: by its length, its long words, and what only the initiated can read."""

import re

_LONG_WORD_CHARS = 7
_SIGNS = re.compile(r"\$|`|[A-Za-z]\(|[=^_\\]|(?:\d[\d.,]*\D+){4}")
_INITIATED = re.compile(r"[A-Z]{2,}|[a-z][A-Z]|[A-Za-z]\d|\d{5,}")
_EVERYDAY = re.compile(
    r"\b(?:as if|imagine|picture|analogy|think of|just as|much like|in plain words|everyday"
    r"|compares? (?:it|this|them) (?:with|to) (?!all|each|every)\w+"
    r"|like (?:an?|the|one|somebody|someone|people))\b",
    re.IGNORECASE,
)


def difficulty(sentence: str) -> float:
    """Return the LIX of one sentence (Björnsson, 1968): its words, and the percentage of long ones among them.

    Abbreviations and names with signs in them count as long words. Newspapers lie near 45, laws above 60.
    """
    words = re.findall(r"[\w'’-]+", sentence)
    long = sum(len(word) >= _LONG_WORD_CHARS or _INITIATED.search(word) is not None for word in words)
    return len(words) + 100 * long / max(len(words), 1)


def has_signs(sentence: str) -> bool:
    """Whether the sentence has a formula, code or a row of figures in it."""
    return _SIGNS.search(sentence) is not None


def is_everyday(sentence: str) -> bool:
    """Whether the sentence compares its subject with something that everybody knows."""
    return _EVERYDAY.search(sentence) is not None
