"""Running the labelled sentence–passage pairs: whether the check of a sentence agrees with the hand labels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from tutor.answering.checking import SUPPORTED_AT, Embeds, SupportChecker
from tutor.answering.evidence import hit_sentences, support_checker
from tutor.errors import UsageError
from tutor.evaluation.cases import CASES_DIR, Split
from tutor.evaluation.metrics import Estimate, estimate
from tutor.records import QAPair, SearchHit, Source
from tutor.retrieval.chunking import chunk_answers

Label = Literal["supported", "unsupported", "contradicted", "wrong-relation"]
SUPPORT_CASES = CASES_DIR / "support" / "pairs.jsonl"
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class SupportCase:
    """A sentence, the passage that it is checked against, and the label that a person gave it.

    The passage is the whole answer of `entry`, a question of the curated corpus, or else `passage`, a text written as
    if it came from an imported document. No topic has cases of both splits.
    """

    sentence: str
    label: Label
    kind: str
    split: Split
    topic: str
    entry: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case on which the check and the label differ, with the score that it got."""

    case: SupportCase
    score: float


@dataclass(frozen=True, slots=True)
class SupportReport:
    """Shares of cases that pass the check, by label and by kind, and how far passing agrees with the labels.

    `curve` holds, for each threshold, the shares of supported and of other sentences that would pass.
    """

    passed: dict[str, Estimate]
    passed_by_kind: dict[str, dict[str, Estimate]]
    precision: Estimate
    agreement: Estimate
    curve: dict[float, tuple[float, float]]
    wrongly_passed: tuple[Disagreement, ...]
    wrongly_rejected: tuple[Disagreement, ...]


def read_support_cases(path: Path = SUPPORT_CASES) -> list[SupportCase]:
    """Return the cases of a JSONL file; raises `UsageError` that names the line of one that cannot be read."""
    adapter = TypeAdapter(SupportCase)
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            cases.append(adapter.validate_json(line))
        except ValidationError as error:
            raise UsageError(f"{path}, line {number} is not a case: {error.errors()[0]['msg']}.") from error
    return cases


def support_scores(cases: Sequence[SupportCase], pairs: Mapping[str, QAPair], embedder: Embeds) -> list[float]:
    """Return the score of the check for each case; raises `UsageError` where the index lacks a question."""
    missing = sorted({case.entry for case in cases if case.entry} - pairs.keys())
    if missing:
        raise UsageError(
            f"The cases name {len(missing)} questions that the index does not hold, such as {missing[0]!r}. "
            "Evaluate with an index of the curated corpus: interview-tutor build"
        )
    embedder.embed([case.sentence for case in cases])  # in one batch, for an embedder that remembers
    checkers: dict[str, SupportChecker] = {}
    scores = []
    for case in cases:
        place = case.entry or case.passage
        if place not in checkers:
            checkers[place] = checker_of(case, pairs, embedder)
        scores.append(checkers[place].check(case.sentence, embedder.embed([case.sentence])[0]).score)
    return scores


def checker_of(case: SupportCase, pairs: Mapping[str, QAPair], embedder: Embeds) -> SupportChecker:
    """Return the checker that an answer drawn from this one passage would have."""
    pair = pairs[case.entry] if case.entry else _imported(case.passage)
    chunks = chunk_answers([pair])
    first = chunks[0]
    hit = SearchHit(1, 1.0, first.id, pair.id, pair.question, first.text, pair.level, pair.topic, pair.source)
    sentences = hit_sentences([hit], {pair.id: chunks})
    return support_checker(sentences, embedder.embed([sentence.plain for sentence in sentences]))


def support_report(cases: Sequence[SupportCase], scores: Sequence[float]) -> SupportReport:
    """Return how the scores agree with the labels of `cases`, which must not be empty."""
    scored = list(zip(cases, scores, strict=True))
    kinds: dict[str, dict[str, Estimate]] = defaultdict(dict)
    for label, kind in sorted({(case.label, case.kind) for case in cases}):
        kinds[label][kind] = _passing(score for case, score in scored if (case.label, case.kind) == (label, kind))
    right = [case.label == "supported" for case, score in scored if score >= SUPPORTED_AT]
    return SupportReport(
        passed={
            label: _passing(score for case, score in scored if case.label == label)
            for label in ("supported", "unsupported", "contradicted", "wrong-relation")
        },
        passed_by_kind=dict(kinds),
        precision=estimate([float(value) for value in right]),
        agreement=estimate([float((score >= SUPPORTED_AT) == (case.label == "supported")) for case, score in scored]),
        curve={
            threshold: (
                _share(score >= threshold for case, score in scored if case.label == "supported"),
                _share(score >= threshold for case, score in scored if case.label != "supported"),
            )
            for threshold in THRESHOLDS
        },
        wrongly_passed=tuple(
            Disagreement(case, score) for case, score in scored if case.label != "supported" and score >= SUPPORTED_AT
        ),
        wrongly_rejected=tuple(
            Disagreement(case, score) for case, score in scored if case.label == "supported" and score < SUPPORTED_AT
        ),
    )


def _imported(passage: str) -> QAPair:
    return QAPair("imported", "What do the notes say?", passage, "imported", Source("notes.md", "", 1))


def _passing(scores: Iterable[float]) -> Estimate:
    return estimate([float(score >= SUPPORTED_AT) for score in scores])


def _share(values: Iterable[bool]) -> float:
    every = list(values)
    return round(sum(every) / max(len(every), 1), 4)
