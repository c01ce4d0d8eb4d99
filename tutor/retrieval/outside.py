"""Questions from outside: everyday life, other trades, and neighbours of our field that the corpus does not answer.

A query is measured against them as well as against the corpus; one that is nearer to them is refused.
"""

import hashlib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".txt")


@cache
def outside_questions() -> tuple[str, ...]:
    """Return the questions of outside.txt, one a line."""
    return tuple(line for line in _FILE.read_text(encoding="utf-8").splitlines() if line.strip())


def outside_digest() -> str:
    """Return a digest of the questions, by which a build knows that it has their vectors."""
    return hashlib.sha256("\n".join(outside_questions()).encode()).hexdigest()
