"""The index that questions are answered from: read on first use, and anew once a build has put another one there."""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tutor.answering.answerer import Answerer, Library
from tutor.answering.evidence import CachingEmbedder
from tutor.errors import IndexMissingError, IndexUnusableError
from tutor.records import Chunk
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.searching import Searcher
from tutor.retrieval.store import Manifest, generation_in_use, read_index, read_manifest

# After so long an index that could not be read is tried again: it may have been copied meanwhile.
RETRY_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class LoadedIndex:
    """What is read from one index; whoever holds it can go on with it after a build."""

    generation: str
    searcher: Searcher
    answerer: Answerer


class IndexInUse:
    """The index of a folder, as it was last found whole; safe to share between threads.

    `problem` says why what is in the folder now is not used, or "".
    """

    def __init__(self, folder: Path, embedder: SentenceEmbedder, sentence_embedder: CachingEmbedder) -> None:
        self.problem = ""
        self._folder = folder
        self._embedder = embedder
        self._sentence_embedder = sentence_embedder
        self._loaded: LoadedIndex | None = None
        self._refused = ""
        self._retry_at = 0.0
        self._lock = threading.Lock()

    def loaded(self) -> LoadedIndex:
        """Return the index, read now where none was read yet or a build has put another one in use.

        Where that cannot be read, the former one stays. Raises `IndexMissingError` or `IndexUnusableError` where there
        is no former one.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = self._read()
            else:
                self._renew(self._loaded)
            return self._loaded

    def manifest(self) -> Manifest:
        """Return what the index holds, without reading the whole of one that is not in use yet; raises as `loaded`."""
        return self.loaded().searcher.index.manifest if self._loaded else read_manifest(self._folder)

    def _renew(self, former: LoadedIndex) -> None:
        generation = ""
        try:
            generation = generation_in_use(self._folder)
            if generation == self._refused and time.monotonic() < self._retry_at:
                return
            if generation != former.generation:
                self._loaded = self._read()
            self.problem = self._refused = ""
        except (IndexMissingError, IndexUnusableError) as error:
            self.problem, self._refused, self._retry_at = str(error), generation, time.monotonic() + RETRY_S

    def _read(self) -> LoadedIndex:
        generation = generation_in_use(self._folder)  # first: one that is put in use meanwhile is read next time
        index = read_index(self._folder)
        searcher = Searcher(index, self._embedder)
        chunks_of: dict[str, list[Chunk]] = defaultdict(list)
        for chunk in index.chunks:
            chunks_of[chunk.pair_id].append(chunk)
        library = Library(dict(chunks_of), searcher.pair, searcher.linked)
        return LoadedIndex(generation, searcher, Answerer(library, self._sentence_embedder))
