"""Cutting answers into passages that can be quoted letter for letter."""

import re
from collections.abc import Sequence

from tutor.records import Chunk, QAPair

MAX_CHUNK_CHARS = 500
_SEPARATORS = ["\n\n", "\n", ". ", "! ", "? ", "; ", " ", ""]


def chunk_answers(pairs: Sequence[QAPair], max_chars: int = MAX_CHUNK_CHARS) -> list[Chunk]:
    """Return the chunks of all answers, in order; each is a literal slice of its answer of at most `max_chars`.

    Cuts fall between paragraphs where they can, else between lines, sentences, words. Chunks do not overlap, so
    that a passage has one number, not two.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS, keep_separator="end", chunk_size=max_chars, chunk_overlap=0
    )
    chunks: list[Chunk] = []
    for pair in pairs:
        position = 0
        for number, text in enumerate(splitter.split_text(pair.answer)):
            start = pair.answer.index(text, position)
            position = start + len(text)
            chunks.append(Chunk(f"{pair.id}#{number}", pair.id, start, position, text))
    return chunks


def embedded_text(question: str, chunk: Chunk) -> str:
    """Return what of a chunk is embedded: its question, without which many a passage has no subject, and its words."""
    return f"{question}\n{plain_text(chunk.text)}"


def plain_text(markdown: str) -> str:
    """Return Markdown without the marks that mean nothing to an embedder."""
    return re.sub(r"\s+", " ", re.sub(r"[*`#>|]+", " ", markdown)).strip()
