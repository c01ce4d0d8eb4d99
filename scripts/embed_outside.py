"""Embed the questions from outside with the embedder of the default settings: writes `tutor/retrieval/outside.npz`."""

from tutor.retrieval.embedding import SentenceEmbedder
from tutor.retrieval.outside import VECTORS_FILE, outside_questions, write_packaged_vectors
from tutor.settings import QUESTION_EMBEDDER


def main() -> None:
    """Embed and write; to be run after each change of outside.txt."""
    embedder = SentenceEmbedder(QUESTION_EMBEDDER)
    write_packaged_vectors(embedder.embed(outside_questions()), embedder.fingerprint)
    print(f"Wrote {len(outside_questions()):,} vectors to {VECTORS_FILE.name}, {VECTORS_FILE.stat().st_size:,} bytes.")


if __name__ == "__main__":
    main()
