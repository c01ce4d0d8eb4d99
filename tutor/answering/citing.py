"""Numbering the passages that an answer cites. Code assigns the numbers; a marker that an LLM wrote means nothing."""

from dataclasses import replace

from tutor.answering.evidence import EvidenceSentence
from tutor.markers import find_markers
from tutor.records import Citation


def without_markers(text: str) -> str:
    """Return the text without anything that looks like a marker, nor the space before it."""
    for marker in reversed(find_markers(text)):
        start = marker.start()
        text = text[: start - text[start - 1 : start].isspace()] + text[marker.end() :]
    return text


def with_markers(text: str, numbers: tuple[int, ...]) -> str:
    """Return the sentence with the markers of its citations behind it."""
    return text + "".join(f" [{number}]" for number in numbers)


class Bibliography:
    """The citations of one answer: one number for each chunk, in order of appearance, from 1."""

    def __init__(self) -> None:
        self._citations: dict[str, Citation] = {}
        self._quoted: dict[str, tuple[int, int]] = {}

    def cite(self, sentence: EvidenceSentence) -> int:
        """Return the number of the sentence's chunk, whose quote then covers the sentence too."""
        chunk = sentence.chunk
        start, end = self._quoted.get(chunk.id, (sentence.start, sentence.end))
        start, end = min(start, sentence.start), max(end, sentence.end)
        self._quoted[chunk.id] = (start, end)
        quote = chunk.text[start:end]
        known = self._citations.get(chunk.id)
        if known:
            self._citations[chunk.id] = replace(known, quote=quote)
            return known.number
        number = len(self._citations) + 1
        self._citations[chunk.id] = Citation(
            number=number,
            chunk_id=chunk.id,
            pair_id=chunk.pair_id,
            question=sentence.hit.question,
            quote=quote,
            text=chunk.text,
            source=sentence.hit.source,
        )
        return number

    def citations(self) -> tuple[Citation, ...]:
        """Return the citations so far, by number."""
        return tuple(self._citations.values())
