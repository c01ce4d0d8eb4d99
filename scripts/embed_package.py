"""Embed what everybody's index holds with the bundled embedder: writes `tutor/retrieval/packaged_vectors/`.

`python scripts/embed_package.py`, after a change of the adapter, and now and then after changes of the corpus or of
outside.txt. Only new texts are embedded, which takes minutes where all are.
"""

from collections import defaultdict

import numpy as np

from tutor.ingest.entries import read_corpus
from tutor.retrieval.building import embedded_texts
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import outside_questions
from tutor.retrieval.packaged import FOLDER, packaged_vectors, write_packaged_vectors
from tutor.retrieval.reusing import text_digest
from tutor.settings import curated_corpus_dir

_TEXTS_IN_A_FILE = 5000


def main() -> None:
    """Write what has changed, and remove the files of topics that are gone."""
    embedder = SentenceEmbedder()
    FOLDER.mkdir(exist_ok=True)
    known = packaged_vectors(embedder.fingerprint)
    named = _texts_by_file()
    for name, texts in named.items():
        by_digest = {text_digest(text): text for text in texts}
        new = {digest: text for digest, text in by_digest.items() if digest not in known}
        known.update(zip(new, embedder.embed(list(new.values())), strict=True))
        path = FOLDER / f"{name}.npz"
        write_packaged_vectors(
            path, list(by_digest), np.stack([known[digest] for digest in by_digest]), embedder.fingerprint
        )
        print(f"{path.name}: {len(by_digest):,} vectors, {len(new):,} new, {path.stat().st_size:,} bytes", flush=True)
    for path in FOLDER.glob("*.npz"):
        if path.stem not in named:
            path.unlink()
            print(f"{path.name}: removed")


def _texts_by_file() -> dict[str, list[str]]:
    pairs_of = defaultdict(list)
    for pair in read_corpus(curated_corpus_dir()):
        pairs_of[pair.topic].append(pair)
    texts = {topic: embedded_texts(pairs) for topic, pairs in pairs_of.items()}
    outside = outside_questions()
    for number, start in enumerate(range(0, len(outside), _TEXTS_IN_A_FILE), start=1):
        texts[f"outside-{number}"] = list(outside[start : start + _TEXTS_IN_A_FILE])
    return texts


if __name__ == "__main__":
    main()
