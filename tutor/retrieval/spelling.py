"""Mending misspelt words of a query against the corpus's own words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from tutor.retrieval.lexical import words

_MIN_LENGTH = 4
_TWO_EDITS_FROM = 8
_WORD = re.compile(r"[A-Za-z]+")


class SpellingMender:
    """Replaces a word that nobody knows by the corpus's nearest one.

    Distance is optimal string alignment (Damerau, 1964: insertion, deletion, substitution, transposition), one edit for
    short words and two for long ones; among equally near words the most frequent wins.
    """

    def __init__(self, texts: Iterable[str], is_word: Callable[[str], bool]) -> None:
        """Learn the words of the texts; `is_word` says which other words are left alone too."""
        self._counts = Counter(word for text in texts for word in words(text) if word.isalpha())
        self._candidates = [word for word, count in self._counts.items() if count > 1 and len(word) >= _MIN_LENGTH]
        self._is_word = is_word

    def mend(self, text: str) -> str:
        """Return the text with its misspelt words replaced, everything else as it was."""
        return _WORD.sub(lambda match: self._mended(match.group()), text)

    def _mended(self, word: str) -> str:
        low = word.lower()
        if len(low) < _MIN_LENGTH or self._knows(low) or (low.endswith("s") and self._knows(low[:-1])):
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        edits = 2 if len(low) >= _TWO_EDITS_FROM else 1
        near = process.extract(low, self._candidates, scorer=OSA.distance, score_cutoff=edits, limit=20)
        if not near:
            return word
        # A slip rarely touches the first letter.
        best = min(near, key=lambda found: (found[1], found[0][0] != low[0], -self._counts[found[0]]))
        return str(best[0])

    def _knows(self, word: str) -> bool:
        return word in self._counts or self._is_word(word)
