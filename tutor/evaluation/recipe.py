"""The usual recipe, as a baseline: 400-character chunks of question and answer, one vector each, the nearest win."""

from collections.abc import Sequence

import numpy as np

from tutor.records import QAPair
from tutor.retrieval.embedding import SentenceEmbedder

_CHUNK_CHARS = 400
_OVERLAP_CHARS = 50


class UsualRecipe:
    """Chunk, embed, search with FAISS, take the top; a question ranks by its best chunk."""

    def __init__(self, pairs: Sequence[QAPair], embedder: SentenceEmbedder) -> None:
        import faiss
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK_CHARS, chunk_overlap=_OVERLAP_CHARS)
        self._texts: list[str] = []
        self._owners: list[str] = []
        self._questions = {pair.id: pair.question for pair in pairs}
        for pair in pairs:
            for text in splitter.split_text(f"{pair.question}\n\n{pair.answer}"):
                self._texts.append(text)
                self._owners.append(pair.id)
        self._embedder = embedder
        self._index = faiss.IndexFlatIP(embedder.dimension)
        self._index.add(embedder.embed(self._texts))

    def search(self, query: str, k: int) -> tuple[list[str], float]:
        """Return the ids of the best `k` questions and the similarity of the best chunk."""
        similarity, rows = self._index.search(self._embedder.embed([query]), min(20 * k, len(self._owners)))
        found = dict.fromkeys(self._owners[row] for row in rows[0] if row >= 0)
        return list(found)[:k], float(np.max(similarity))

    def nearest(self, query: str, k: int) -> list[tuple[str, str]]:
        """Return the nearest `k` chunks, each with the question it belongs to."""
        _, rows = self._index.search(self._embedder.embed([query]), k)
        return [(self._questions[self._owners[row]], self._texts[row]) for row in rows[0] if row >= 0]
