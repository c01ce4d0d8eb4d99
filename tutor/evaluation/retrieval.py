"""Running the labelled retrieval cases: the tutor and, in the same run, the usual recipe."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.answering.models import ChosenModel
from tutor.errors import UsageError
from tutor.evaluation.cases import RetrievalCase, unknown_ids
from tutor.evaluation.metrics import Estimate, calibration_error, estimate, retrieval_values
from tutor.records import SearchResult
from tutor.retrieval.lexical import words

if TYPE_CHECKING:
    from tutor.assemble import Tutor
    from tutor.evaluation.recipe import UsualRecipe

_DEPTH = 10
HIT_RATES = ("hit@1", "hit@5")
ALL = "all"
# The cases whose words the corpus does not hold as a question or a phrasing: what a reader types by chance or a writer
# has thought of is found easily, the others show what the search makes of words that it has not seen.
NEW_WORDS = "all, in words not in the corpus"


@dataclass(frozen=True, slots=True)
class Miss:
    """A case whose answer did not come first, or that was wrongly covered or refused."""

    query: str
    kind: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Hits of follow-ups, by measure: understood by rules, written out by hand, and the percentage points below.

    `by_llm` are those where an LLM words them too, if one was asked, and `reworded` the share that it did.
    """

    as_asked: dict[str, Estimate]
    written_out: dict[str, Estimate]
    points_below: dict[str, Estimate]
    by_llm: dict[str, Estimate]
    reworded: Estimate | None


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """Estimates by kind, for `ALL` and for `NEW_WORDS`: the measures of `metrics`, the baseline's, and refusals."""

    measures: dict[str, dict[str, Estimate]]
    baseline: dict[str, dict[str, Estimate]]
    refused_uncovered: dict[str, Estimate]
    refused_covered: Estimate
    calibration_error: float
    follow_ups: FollowUps | None
    latency_s: Estimate
    misses: tuple[Miss, ...]
    wrongly_covered: tuple[Miss, ...]
    wrongly_refused: tuple[Miss, ...]


def evaluate_retrieval(
    tutor: "Tutor",
    cases: Sequence[RetrievalCase],
    baseline: "UsualRecipe | None" = None,
    llm: ChosenModel | None = None,
) -> RetrievalReport:
    """Search every case and measure; `llm` words the follow-ups a second time, if there is one.

    Raises `UsageError` where a case names a question that the index does not hold.
    """
    missing = unknown_ids(cases, frozenset(pair.id for pair in tutor.pairs()))
    if missing:
        raise UsageError(
            f"The cases name {len(missing)} questions that the index does not hold, such as {missing[0]!r}. "
            "Evaluate with an index of the curated corpus: interview-tutor build"
        )
    results = [tutor.search(case.query, history=case.history, k=_DEPTH) for case in cases]
    answerable = [(case, result) for case, result in zip(cases, results, strict=True) if case.relevant]
    unanswerable = [(case, result) for case, result in zip(cases, results, strict=True) if not case.relevant]
    ranked = {str(number): [hit.pair_id for hit in result.hits] for number, (_, result) in enumerate(answerable)}
    recipe = (
        {str(number): baseline.search(result.standalone, _DEPTH)[0] for number, (_, result) in enumerate(answerable)}
        if baseline
        else {}
    )
    asked = {_worded(text) for pair in tutor.pairs() for text in (pair.question, *pair.also_asked)}
    return RetrievalReport(
        measures=_by_kind([case for case, _ in answerable], ranked, asked),
        baseline=_by_kind([case for case, _ in answerable], recipe, asked) if recipe else {},
        refused_uncovered=_refusals(unanswerable),
        refused_covered=estimate([float(not result.covered) for _, result in answerable]),
        calibration_error=calibration_error(
            [result.confidence for result in results], [bool(case.relevant) for case in cases]
        ),
        follow_ups=_follow_ups(tutor, answerable, llm),
        latency_s=estimate([result.latency_s for result in results]),
        misses=tuple(_miss(case, result) for case, result in answerable if not _first_is_right(case, result)),
        wrongly_covered=tuple(_miss(case, result) for case, result in unanswerable if result.covered),
        wrongly_refused=tuple(_miss(case, result) for case, result in answerable if not result.covered),
    )


def _worded(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def _by_kind(
    cases: Sequence[RetrievalCase], ranked: dict[str, list[str]], asked: Collection[tuple[str, ...]]
) -> dict[str, dict[str, Estimate]]:
    relevant = {str(number): case.relevant for number, case in enumerate(cases)}
    values = retrieval_values(relevant, ranked)
    keys: dict[str, list[str]] = defaultdict(list)
    for number, case in enumerate(cases):
        keys[case.kind].append(str(number))
        keys[ALL].append(str(number))
        if _worded(case.query) not in asked:
            keys[NEW_WORDS].append(str(number))
    return {
        kind: {name: estimate([of_query[key] for key in queries]) for name, of_query in values.items()}
        for kind, queries in keys.items()
    }


def _follow_ups(
    tutor: "Tutor", answerable: Sequence[tuple[RetrievalCase, SearchResult]], llm: ChosenModel | None
) -> FollowUps | None:
    """Compare follow-ups with the same questions written out by hand; None where no case is written out."""
    chosen = [(case, result) for case, result in answerable if case.written_out]
    if not chosen:
        return None
    cases = [case for case, _ in chosen]
    by_rules = [result for _, result in chosen]
    by_llm = [tutor.search(case.query, history=case.history, k=_DEPTH, llm=llm) for case in cases if llm]
    asked = _hit_rates(cases, by_rules)
    written = _hit_rates(cases, [tutor.search(case.written_out, k=_DEPTH) for case in cases])
    worded = _hit_rates(cases, by_llm) if by_llm else {}
    other = [float(one.standalone != rules.standalone) for one, rules in zip(by_llm, by_rules, strict=False)]
    return FollowUps(
        as_asked={name: estimate(values) for name, values in asked.items()},
        written_out={name: estimate(values) for name, values in written.items()},
        points_below={
            name: estimate([100 * (one - rules) for one, rules in zip(written[name], asked[name], strict=True)])
            for name in HIT_RATES
        },
        by_llm={name: estimate(values) for name, values in worded.items()},
        reworded=estimate(other) if other else None,
    )


def _hit_rates(cases: Sequence[RetrievalCase], results: Sequence[SearchResult]) -> dict[str, list[float]]:
    """Return the hit rates' values, case by case."""
    relevant = {str(number): case.relevant for number, case in enumerate(cases)}
    ranked = {str(number): [hit.pair_id for hit in result.hits] for number, result in enumerate(results)}
    values = retrieval_values(relevant, ranked)
    return {name: [values[name][key] for key in relevant] for name in HIT_RATES}


def _refusals(unanswerable: Sequence[tuple[RetrievalCase, SearchResult]]) -> dict[str, Estimate]:
    values: dict[str, list[float]] = defaultdict(list)
    for case, result in unanswerable:
        values[case.kind].append(float(not result.covered))
        values[ALL].append(float(not result.covered))
    return {kind: estimate(refused) for kind, refused in values.items()}


def _first_is_right(case: RetrievalCase, result: SearchResult) -> bool:
    return bool(result.hits) and case.relevant.get(result.hits[0].pair_id, 0) == 2


def _miss(case: RetrievalCase, result: SearchResult) -> Miss:
    expected = tuple(pair_id for pair_id, grade in case.relevant.items() if grade == 2)
    found = tuple(hit.pair_id for hit in result.hits[:3])
    return Miss(result.standalone, case.kind, expected, found, result.confidence)
