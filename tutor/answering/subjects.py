"""What a clause speaks of, and whether a passage says the same of another thing.

Without a parser: a clause's subject is what stands before its first verb, which its ending or its place gives away.
Where that guess fails on one of two clauses, their verbs differ and nothing is concluded.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tutor.answering.relations import share
from tutor.answering.wording import CONNECTIVES, take_apart, word_runs

_NO_WORDS = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|\([^()]*\)|['’]s\b")
_AUXILIARIES = frozenset(
    "is are was were be been has have had does do did can could may might must shall should will would cannot".split()
)
_PRONOUNS = frozenset("it they we you".split())
_RELATIVE = frozenset("which who that this these those there such".split())
_POSSESSIVE = frozenset("its their both one each".split())
_DETERMINERS = frozenset("the a an every any no".split()) | _POSSESSIVE
_PREPOSITIONS = frozenset("of in on for with at by from to as between within into and".split())
_CLOSED_CLASS = _DETERMINERS | _PREPOSITIONS | _PRONOUNS | _RELATIVE
_BREAKS = (CONNECTIVES - {"or"}) | frozenset(
    "however therefore moreover hence furthermore instead also finally thus overall similarly here then".split()
)
_NO_VERB_ENDINGS = ("ss", "us", "is", "as", "ics")
_MIN_VERB_CHARS = 4
# What may stand for the thing that was named before.
_GENERIC = """method approach technique model system algorithm process idea trick step way tool answer example mechanism
    strategy kind type form use case thing part term concept setup design measure variant version value"""
_MIN_COMMON_CHARS = 4
_MIN_PREDICATE = 2
_NEAR = 0.7
_AS_NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause's subject, its verb and all behind the subject, as stems; without a subject it has the one before."""

    subject: frozenset[str]
    verb: str
    predicate: frozenset[str]
    continues: bool


@lru_cache(maxsize=4096)
def clauses_of(sentence: str) -> tuple[Clause, ...]:
    """Return the clauses of a sentence; words without a verb belong to the clause behind them.

    A clause that begins with "which" or "this" has no subject that could be told, and does not continue.
    """
    found: list[Clause] = []
    waiting: list[str] = []
    for number, words in enumerate(word_runs(_NO_WORDS.sub(" ", sentence), _BREAKS)):
        verb = _verb(words, opens=not number)
        if verb is None:
            waiting += words
            continue
        before, said = words[:verb], take_apart(" ".join(words[verb:])).stems
        first = before[0].lower() if before else ""
        subject = frozenset[str]() if first in _RELATIVE else _stems([*waiting, *before])
        continues = first not in _RELATIVE and (not subject or first in _PRONOUNS | _POSSESSIVE)
        found.append(Clause(subject, said[0] if said else "", frozenset(said), continues))
        waiting = []
    if waiting and found:
        found[-1] = replace(found[-1], predicate=found[-1].predicate | _stems(waiting))
    return tuple(found)


class Told:
    """What the sentences of one answer, in order, say of what; `question` is the one that they answer."""

    def __init__(self, sentences: Sequence[str], question: str) -> None:
        """Take apart the sentences; where the first has a pronoun for its subject, the question names that."""
        self._asked = frozenset(take_apart(question).stems)
        self._clauses = list(_with_subjects((clause for one in sentences for clause in clauses_of(one)), self._asked))
        self._named = self._asked.union(*(clause.subject for clause in self._clauses))

    def of_another(self, sentence: str) -> int:
        """Return how many clauses say what is told of a rival of their subject alone.

        Rivals differ by one word ("sparse attention", "linear attention"), or the answer speaks of the first as well,
        or the question asks about the second. Another name for the same thing is none, as long as no source uses it.
        """
        clauses = _with_subjects(clauses_of(sentence), frozenset())
        return sum(self._is_of_another(clause, self._told_alike(clause)) for clause in clauses if clause.subject)

    def _is_of_another(self, clause: Clause, told: Sequence[Clause]) -> bool:
        if not told:
            return False
        own = min((_without(clause.subject, one.subject | one.predicate - clause.predicate) for one in told), key=len)
        theirs = min((_without(one.subject, clause.subject | clause.predicate) for one in told), key=len)
        if own and theirs:
            exchanged = len(own) == len(theirs) == 1 and all(clause.subject & one.subject for one in told)
            return bool(exchanged or own & self._named or theirs & self._asked)
        elsewhere = (one.subject for one in self._clauses if one not in told)
        return bool(own) and clause.subject in elsewhere  # "mini-batch descent" beside "batch descent"

    def _told_alike(self, clause: Clause) -> list[Clause]:
        """Return the clauses told that say nearly the same, all with the same verb and of a known subject, or none."""
        if len(clause.predicate) < _MIN_PREDICATE:
            return []
        shares = [share(clause.predicate, one.predicate | one.subject) for one in self._clauses]
        least = max(_NEAR, max(shares, default=0.0) - _AS_NEAR)
        alike = [one for one, its in zip(self._clauses, shares, strict=True) if its >= least]
        return alike if all(one.subject and one.verb == clause.verb for one in alike) else []


def _with_subjects(clauses: Iterable[Clause], named: frozenset[str]) -> Iterator[Clause]:
    """Yield the clauses, those that continue with the subject before them; `named` is that of the first."""
    for clause in clauses:
        named = clause.subject | named if clause.continues else clause.subject
        yield replace(clause, subject=named)


def _verb(words: Sequence[str], opens: bool) -> int | None:
    """Return the place of the first word that looks like a verb; it comes first only where no sentence `opens`.

    "batches reduce the variance" has its verb behind a plural, since a closed-class word follows that.
    """
    low = [word.lower() for word in words]
    for place, word in enumerate(low):
        before = low[place - 1] if place else ""
        after, later = (low[place + step] if place + step < len(low) else "" for step in (1, 2))
        if word in _AUXILIARIES:
            return place
        if word in _PRONOUNS and after and after not in _CLOSED_CLASS | _AUXILIARIES:
            return place + 1
        if not word.endswith("s") or word.endswith(_NO_VERB_ENDINGS) or len(word) < _MIN_VERB_CHARS:
            continue
        if word in _CLOSED_CLASS or after in _AUXILIARIES or after in {"", "of", "and", "or"}:
            continue
        if after in _CLOSED_CLASS:
            if (place or not opens) and before not in _DETERMINERS:
                return place
        elif later in _CLOSED_CLASS and not after.endswith(("s", "ly")):
            return place + 1
        elif place:
            return place
    return None


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(take_apart(" ".join(words)).stems)


def _without(stems: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the stems that are neither generic nor among the others, also where one shortens the other."""
    return frozenset(stem for stem in stems - _generic() if not any(_alike(stem, other) for other in others))


@cache
def _generic() -> frozenset[str]:
    return frozenset(take_apart(_GENERIC).stems)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _MIN_COMMON_CHARS and long.startswith(short))
