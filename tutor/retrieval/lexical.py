"""Lexical search: BM25 over stemmed words (Robertson and Zaragoza, 2009), through bm25s."""

import logging
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[a-z0-9]+(?:[+#]+|(?=\W|$|_))?", re.IGNORECASE)
# Function words and the phrasing of interview questions, which say nothing about the subject.
STOP_WORDS = frozenset(
    """a about an and answer any are as at be been being between but by can concept could define describe did difference
    differences discuss do does doing explain for from get give had has have having how i if in into interview is it its
    just main mean means me my name of on or our people please question role same should so some such tell term than
    that the their them then there these they this those through to up us use used uses using was we were what when
    where which while who why will with without would you your""".split()
)


def words(text: str) -> list[str]:
    """Return the lower-case words of a text; `c++` and `f1` are words, punctuation is not."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def content_words(text: str) -> list[str]:
    """Return the words that carry the subject; all words where nothing else is left."""
    every = words(text)
    return [word for word in every if word not in STOP_WORDS] or every


def stems(text: str) -> list[str]:
    """Return the stems of the content words (Snowball's English stemmer)."""
    return stem_words(content_words(text))


def stem_words(tokens: Sequence[str]) -> list[str]:
    """Return the Snowball stem of each lower-case word."""
    import Stemmer

    return list(Stemmer.Stemmer("english").stemWords(list(tokens)))


class LexicalIndex:
    """BM25 over a list of documents, scored by position."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index the texts, which must hold at least one word between them."""
        bm25s = _bm25s()
        bm25 = bm25s.BM25(method="lucene")
        bm25.index([stems(text) for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index from the files that `save` wrote; no pickle is read."""
        return cls(_bm25s().BM25.load(str(folder), show_progress=False, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Write the index's files into `folder`."""
        self._bm25.save(str(folder), show_progress=False)

    def scores(self, query: str) -> "NDArray[np.float32]":
        """Return the BM25 score of every document for the query, float32; zeros where no word is known."""
        known = [stem for stem in stems(query) if stem in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def weight(self, query: str) -> float:
        """Return the sum of the inverse document frequencies of the query's stems: the bound of its scores."""
        starts = self._bm25.scores["indptr"]
        weight = 0.0
        for stem in stems(query):
            column = self._bm25.vocab_dict.get(stem)
            weight += self._frequency_weight(0 if column is None else int(starts[column + 1] - starts[column]))
        return weight

    @property
    def unknown_weight(self) -> float:
        """The inverse document frequency of a word that no document has."""
        return self._frequency_weight(0)

    def _frequency_weight(self, documents_with_it: int) -> float:
        documents = int(self._bm25.scores["num_docs"])
        return math.log(1.0 + (documents - documents_with_it + 0.5) / (documents_with_it + 0.5))


def _bm25s() -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells of every index it builds
    return bm25s
