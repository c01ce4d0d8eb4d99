"""Linking questions that several documents ask."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tutor.errors import CorpusError, UsageError
from tutor.records import QAPair
from tutor.retrieval.lexical import content_words, stem_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

Apart = frozenset[frozenset[str]]
NOTHING_APART: Apart = frozenset()
_SAME_AT = 0.8
_SURELY_SAME_AT = 0.95
_NEAR_DUPLICATE_AT = 0.9
_BLOCK = 1024
# What a question names beside its subject: "What is tokenization in NLP?" asks the same without its last two words.
_CONTEXT = frozenset(
    stem_words("ai artificial context explain gen genai generative intelligence llm llms model models nlp term".split())
)


def link_duplicates(
    pairs: Sequence[QAPair], vectors: "NDArray[np.float32]", apart: Apart = NOTHING_APART
) -> list[tuple[int, ...]]:
    """Return groups of positions of questions that different documents ask, each group rising, in order.

    `vectors` are the questions' unit vectors, of shape (len(pairs), dimension). Two questions are the same where they
    are near and name the same subject, or where they are nearly equal; `apart` holds pairs of ids that a person has
    separated. Links are transitive.
    """
    subjects = [_subject(pair.question) for pair in pairs]
    leader = list(range(len(pairs)))
    for first, second, similarity in _near(vectors):
        one, other = pairs[first], pairs[second]
        if one.source.document == other.source.document or frozenset((one.id, other.id)) in apart:
            continue
        if similarity >= _SURELY_SAME_AT or subjects[first] == subjects[second]:
            leader[_root(leader, second)] = _root(leader, first)
    groups: dict[int, list[int]] = defaultdict(list)
    for position in range(len(pairs)):
        groups[_root(leader, position)].append(position)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def near_duplicates(pairs: Sequence[QAPair], vectors: "NDArray[np.float32]") -> list[tuple[QAPair, QAPair, float]]:
    """Return pairs of questions so alike, with their cosine similarity, that one should be a phrasing of the other."""
    return [
        (pairs[first], pairs[second], similarity)
        for first, second, similarity in _near(vectors)
        if similarity >= _NEAR_DUPLICATE_AT
    ]


def separated(groups_of_ids: Iterable[Collection[str]], first: str, second: str) -> set[frozenset[str]]:
    """Return the pairs of ids to keep apart so that `first` is no longer linked with `second`.

    Links are transitive: apart from one of a group means apart from all that stay with it. Raises `UsageError` where
    no group holds both.
    """
    group = next((set(ids) for ids in groups_of_ids if first in ids and second in ids), None)
    if group is None or first == second:
        raise UsageError(f"{first!r} and {second!r} are not linked. See: interview-tutor links list")
    return {frozenset((first, other)) for other in group - {first}}


def read_apart(path: Path) -> Apart:
    """Return the pairs of ids that a person has separated; raises `CorpusError` for an unreadable file."""
    if not path.is_file():
        return NOTHING_APART
    try:
        return frozenset(frozenset((str(one), str(other))) for one, other in json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(
            f"The file {str(path)!r} with undone links cannot be read: {error}. Mend or remove it."
        ) from error


def write_apart(path: Path, apart: Iterable[frozenset[str]]) -> None:
    """Keep the pairs of ids that a person has separated."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(sorted(sorted(pair) for pair in apart), indent=1), encoding="utf-8")
    beside.replace(path)


def by_position(groups: Iterable[Sequence[int]]) -> Mapping[int, Sequence[int]]:
    """Return, for each linked position, its whole group."""
    return {position: group for group in groups for position in group}


def _near(vectors: "NDArray[np.float32]") -> Iterable[tuple[int, int, float]]:
    """Yield the position pairs whose similarity is high enough to look at, a block of rows at a time."""
    for start in range(0, len(vectors), _BLOCK):
        similarity = vectors[start : start + _BLOCK] @ vectors.T
        for row, column in np.argwhere(similarity >= _SAME_AT):
            if start + row < column:
                yield int(start + row), int(column), float(similarity[row, column])


def _subject(question: str) -> frozenset[str]:
    every = frozenset(stem_words(content_words(question)))
    return every - _CONTEXT or every


def _root(leader: list[int], position: int) -> int:
    while leader[position] != position:
        position = leader[position]
    return position
