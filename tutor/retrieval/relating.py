"""Which questions belong together, as the corpus says: a follow-up often asks what is related to the one before it."""

from collections import defaultdict
from collections.abc import Iterable

from tutor.records import QAPair


def related_questions(pairs: Iterable[QAPair]) -> dict[str, frozenset[str]]:
    """Return, for each id, those that it names as related and those that name it."""
    related: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for other in pair.related:
            related[pair.id].add(other)
            related[other].add(pair.id)
    return {pair_id: frozenset(others) for pair_id, others in related.items()}
