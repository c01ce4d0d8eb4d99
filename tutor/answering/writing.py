"""An answer while it is written: its text with markers, its sentences, its citations, and quotes as sentences."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tutor.answering import prompts
from tutor.answering.citing import Bibliography, with_markers, without_markers
from tutor.answering.evidence import EvidenceSentence
from tutor.answering.passages import Passage, separators
from tutor.answering.stripping import without_links
from tutor.answering.wording import take_apart
from tutor.records import Answer, SearchResult, Sentence, Style, Timings
from tutor.redacting import printable

_MAX_SUGGESTIONS: Final = 3


class Writing:
    """The state of one answer while it is written."""

    def __init__(self, result: SearchResult, model: str, started: float, style: Style) -> None:
        self.result = result
        self.style = style
        self.sentences: list[Sentence] = []
        self.notices: list[str] = []
        self.cited: list[EvidenceSentence] = []
        self.bibliography = Bibliography()
        self._text = ""
        self._model = model
        self._started = started
        self._first_text_s = 0.0

    def append(self, sentence: Sentence, separator: str) -> None:
        """Add a sentence with its markers to the text."""
        self.sentences.append(sentence)
        mark = prompts.NOT_FOUND_MARK if sentence.checked == "unsupported" else ""
        self._text += (separator if self._text else "") + with_markers(sentence.text, sentence.citations) + mark

    def quote(self, source: EvidenceSentence, text: str, separator: str) -> None:
        """Add a sentence of a source, which is written as `text`."""
        self.append(Sentence(text, (self.cite(source),), 1.0, "supported"), separator)

    def quote_run(self, run: Sequence[Passage]) -> None:
        """Add a paragraph of a source's own sentences."""
        for passage, separator in zip(run, separators(run), strict=True):
            self.quote(passage.sentence, as_sentence(passage), separator)

    def cite(self, source: EvidenceSentence) -> int:
        """Return the number under which the answer cites a sentence of a source."""
        self.cited.append(source)
        return self.bibliography.cite(source)

    def says(self, sentence: str) -> bool:
        """Whether one sentence of the answer has all that this one speaks of; small models repeat themselves."""
        new = take_apart(sentence)
        known = (take_apart(written.text) for written in self.sentences)
        return any(set(new.stems) <= set(old.stems) and len(new.denied) == len(old.denied) for old in known)

    def start_again(self, notice: str) -> None:
        """Throw away what was written and say why."""
        self.sentences.clear()
        self.cited.clear()
        self.bibliography = Bibliography()
        self._text = ""
        self.notices.append(notice)

    def snapshot(self, draft: str = "") -> Answer:
        """Return the answer so far."""
        elapsed = time.perf_counter() - self._started
        if not self._first_text_s and (draft.strip() or self._text):
            self._first_text_s = elapsed
        return Answer(
            question=self.result.query,
            standalone=self.result.standalone,
            status="answered",
            text=self._text,
            sentences=tuple(self.sentences),
            citations=self.bibliography.citations(),
            retrieved=self.result.hits,
            suggestions=(),
            model=self._model,
            timings=Timings(self.result.latency_s, round(self._first_text_s, 3), round(elapsed, 3)),
            notices=tuple(self.notices),
            draft=without_links(without_markers(draft)),
            depth=self.style.depth,
            simply=self.style.simply,
        )

    def finish(self, status: str, text: str, suggestions: Sequence[str]) -> Answer:
        """Return the complete answer; `text` is a refusal, or "" where sentences were written."""
        if text:
            self.append(Sentence(text, (), 0.0, "no_claim"), "")
        return replace(self.snapshot(), status=status, suggestions=tuple(suggestions)[:_MAX_SUGGESTIONS])  # type: ignore[arg-type]


def as_sentence(passage: Passage) -> str:
    """Return the quote as a sentence: its emphasis where that is whole, its plain words otherwise, with a full stop."""
    text = re.sub(r"\s+", " ", harmless(passage.sentence.quote)).strip()
    signs = re.sub(r"\$[^$]+\$", "", text)
    if signs.count("**") % 2 or signs.replace("**", "").count("*") % 2 or signs.count("`") % 2:
        text = harmless(passage.plain)
    if text.endswith((".", "!", "?", "”", '"', ")", "`", "$")) or passage.leads_in:
        return text
    return f"{text.rstrip(',;:')}."


def harmless(quote: str) -> str:
    """Return what a source says without anything that could link, load, run or pass for a marker or a tag."""
    return without_links(prompts.without_openings(printable(without_markers(quote))))
