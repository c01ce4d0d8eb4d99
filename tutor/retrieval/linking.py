"""Linking questions that several documents ask, so that they count as one with several sources."""

from collections import defaultdict
from collections.abc import Sequence

from tutor.records import QAPair
from tutor.retrieval.lexical import words


def link_duplicates(pairs: Sequence[QAPair]) -> dict[int, tuple[int, ...]]:
    """Return, for each position that has one, the positions of all questions with the same words."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, pair in enumerate(pairs):
        same[tuple(words(pair.question))].append(position)
    return {position: tuple(group) for group in same.values() if len(group) > 1 for position in group}
