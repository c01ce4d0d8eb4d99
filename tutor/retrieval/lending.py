"""Lending imported questions the phrasings of their curated twins, a document expansion written by hand."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from tutor.records import QAPair
from tutor.retrieval.chunking import chunk_answers, embedded_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
# The right twin of a question is among so many nearest by the question alone; only these are compared in full.
_CANDIDATES = 8
# Similarity of the question to a phrasing of the twin, plus that of the two answers. Chosen on 262 imported questions
# whose twins a person had named: 261 borrow, 9 in 10 of these from that twin; on others it has not been measured.
_TWIN_AT = 1.25
# Of a curated question's wordings, so many are compared: with more, that would have to be chosen anew.
_COMPARED_WORDINGS = 16


def lent_phrasings(borrowers: Sequence[QAPair], curated: Sequence[QAPair], embed: Embed) -> list[tuple[str, ...]]:
    """Return, for each borrower, the question and other phrasings of its curated twin, or none.

    They make an imported question findable in words that its own document does not use. `embed` returns unit vectors of
    shape (number of texts, dimension). The twin asks most nearly the same and answers it most alike.
    """
    if not borrowers or not curated:
        return [() for _ in borrowers]
    asked = embed([pair.question for pair in borrowers])
    by_question = asked @ embed([pair.question for pair in curated]).T
    candidates = np.argsort(-by_question, axis=1)[:, :_CANDIDATES]
    compared = np.unique(candidates)
    phrasings = [[curated[position].question, *curated[position].also_asked] for position in compared]
    nearest_phrasing = _best_of_each(asked, [wordings[:_COMPARED_WORDINGS] for wordings in phrasings], embed)
    alike = _answer_vectors(borrowers, embed) @ _answer_vectors([curated[at] for at in compared], embed).T
    score = nearest_phrasing + alike
    score[~np.stack([np.isin(compared, row) for row in candidates])] = 0.0
    twins = score.argmax(axis=1)
    return [tuple(phrasings[twin]) if row[twin] >= _TWIN_AT else () for row, twin in zip(score, twins, strict=True)]


def _best_of_each(asked: "NDArray[np.float32]", groups: Sequence[Sequence[str]], embed: Embed) -> "NDArray[np.float32]":
    """Return the similarity of each question to the nearest text of each group, of shape (questions, groups)."""
    similarity = asked @ embed([text for group in groups for text in group]).T
    starts = np.cumsum([0, *(len(group) for group in groups[:-1])])
    nearest: NDArray[np.float32] = np.maximum.reduceat(similarity, starts, axis=1)
    return nearest


def _answer_vectors(pairs: Sequence[QAPair], embed: Embed) -> "NDArray[np.float32]":
    """Return a unit vector for each answer: the mean direction of its chunks."""
    questions = {pair.id: pair.question for pair in pairs}
    chunks = chunk_answers(pairs)
    vectors = embed([embedded_text(questions[chunk.pair_id], chunk) for chunk in chunks])
    sizes = [len(list(group)) for _, group in groupby(chunks, key=lambda chunk: chunk.pair_id)]
    sums: NDArray[np.float32] = np.add.reduceat(vectors, np.cumsum([0, *sizes[:-1]]), axis=0)
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    return sums
