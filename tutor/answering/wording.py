"""A sentence taken apart: what it speaks of, in which order and clauses, what it denies, and which numbers it gives."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from tutor.answering.quantities import stated_numbers, written_alike
from tutor.retrieval.lexical import stem_words

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|[A-Za-z0-9]+(?:\.\d+)?[+#]*|[,;:.—–]")
_WORD_OR_BREAK = re.compile(r"[A-Za-z0-9]+(?:\.\d+)?[+#]*|[,;:.—–()]")
CONNECTIVES = frozenset(
    "while whereas and but because so since although though which when if unless until then hence therefore or".split()
)
_NEGATIONS = frozenset("not no never none nor cannot without neither hardly nobody nothing barely".split())
_FUNCTION = CONNECTIVES | frozenset(
    """a about an any are as at be been being by can could did do does doing either else even ever for from get gets got
    had has have having here how i in into is it its itself just me my of on one onto our out over own same shall she he
    should some such than that the their them there these they this those through thus to too up us very was we were
    what where who whom whose why will with within would you your also both each let lets may might must only per
    rather still yet via against between toward towards around""".split()
)
_NEGATED_PHRASE = re.compile(r"\b(?:rather than|instead of|no longer|in place of)\b")
_CONTRACTED_NOT = re.compile(r"(?<=\w)n['’]t\b")
_DENIED_STEMS = 2
_LEFT_STEMS = 3
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ )?\w+(?:ed|en|wn|ept|eld|ilt|ent|ade)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the stem behind it, its unit, and the stems before it, which say what is counted."""

    number: str
    unit: str
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence's content stems in order (numbers as "#8"), its clauses, and for each negation what it denies."""

    stems: tuple[str, ...]
    clauses: tuple[tuple[str, ...], ...]
    denied: tuple[frozenset[str], ...]
    words: frozenset[str]
    numbers: frozenset[float]
    passive: bool

    @property
    def quantities(self) -> list[Quantity]:
        """The numbers in order, each with what stands around it."""
        return [
            Quantity(
                stem,
                self.stems[place + 1] if place + 1 < len(self.stems) else "",
                frozenset(self.stems[max(0, place - _LEFT_STEMS) : place]),
            )
            for place, stem in enumerate(self.stems)
            if stem.startswith("#")
        ]


@lru_cache(maxsize=4096)
def take_apart(sentence: str) -> Wording:
    """Return the wording of one sentence of plain text."""
    text = _CONTRACTED_NOT.sub(" not", _NEGATED_PHRASE.sub("not", written_alike(sentence)))
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    content: list[str] = []
    clause_of: list[int] = []
    negated_at: list[int] = []
    clause = 0
    for token in tokens:
        clause += not token[0].isalnum() or token in CONNECTIVES
        if token in _NEGATIONS:
            negated_at.append(len(content))
        elif token[0].isalnum() and token not in _FUNCTION:
            content.append(token)
            clause_of.append(clause)
    stems = tuple(_number_or(word, stem) for word, stem in zip(content, stem_words(content), strict=True))
    return Wording(
        stems=stems,
        clauses=tuple(
            tuple(stem for stem, number in zip(stems, clause_of, strict=True) if number == wanted)
            for wanted in dict.fromkeys(clause_of)
        ),
        denied=tuple(frozenset(stems[place : place + _DENIED_STEMS]) for place in negated_at),
        words=frozenset(token for token in tokens if token[0].isalnum()),
        numbers=stated_numbers(text),
        passive=_PASSIVE.search(text) is not None and " by " in text,
    )


def word_runs(text: str, breaks: Set[str]) -> Iterator[list[str]]:
    """Yield the words of a text in runs, which end at punctuation and at the lower-case words `breaks`."""
    run: list[str] = []
    for word in [*_WORD_OR_BREAK.findall(text), "."]:
        if word[0].isalnum() and word.lower() not in breaks:
            run.append(word)
        elif run:
            yield run
            run = []


def _number_or(word: str, stem: str) -> str:
    numbers = stated_numbers(word)
    return f"#{next(iter(numbers)):g}" if len(numbers) == 1 else stem
