"""The report of an evaluation as Markdown that a person can read."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from tutor.evaluation.metrics import RETRIEVAL_MEASURES, Estimate
from tutor.evaluation.retrieval import ALL, NEW_WORDS, FollowUps, Miss, RetrievalReport

_VERSIONED = ("sentence-transformers", "torch", "faiss-cpu", "bm25s", "ir-measures")


def retrieval_markdown(reports: Mapping[str, RetrievalReport], questions: int) -> str:
    """Return the reports of the splits, each with tables by kind, refusals and the misses."""
    lines = [
        "# Retrieval",
        "",
        "Made by `interview-tutor eval retrieval`. Means with 95 % bootstrap intervals; in brackets the usual recipe "
        "(400-character chunks, one vector each) on the same cases in the same run.",
        "",
        f"{questions} questions in the index; Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in _VERSIONED)
        + ".",
    ]
    for split, report in reports.items():
        lines += ["", f"## {split.capitalize()} split", "", *_measures(report), "", *_refusal_lines(report)]
        if report.follow_ups:
            lines += ["", *_follow_up_lines(report.follow_ups)]
        for title, misses in (
            ("First hit wrong", report.misses),
            ("Answered though not covered", report.wrongly_covered),
            ("Refused though covered", report.wrongly_refused),
        ):
            lines += ["", f"### {title}: {len(misses)}", "", *_miss_lines(misses)]
    return "\n".join(lines).rstrip() + "\n"


def _measures(report: RetrievalReport) -> Iterator[str]:
    yield f"| kind | n | {' | '.join(RETRIEVAL_MEASURES)} |"
    yield f"| --- | --- | {' | '.join('---' for _ in RETRIEVAL_MEASURES)} |"
    for kind in sorted(report.measures, key=_totals_last):
        row = report.measures[kind]
        cells = []
        for name in RETRIEVAL_MEASURES:
            beside = report.baseline.get(kind, {}).get(name)
            cells.append(_cell(row[name]) + (f" [{beside.value:.2f}]" if beside else ""))
        yield f"| {kind} | {row[RETRIEVAL_MEASURES[0]].n} | {' | '.join(cells)} |"


def _totals_last(kind: str) -> tuple[bool, str]:
    return kind in {ALL, NEW_WORDS}, kind


def _refusal_lines(report: RetrievalReport) -> Iterator[str]:
    for kind in sorted(report.refused_uncovered, key=_totals_last):
        found = report.refused_uncovered[kind]
        yield f"- refused of {found.n} uncovered ({kind}): {_cell(found)}"
    yield f"- refused of {report.refused_covered.n} covered: {_cell(report.refused_covered)}"
    yield f"- expected calibration error of `confidence`: {report.calibration_error:.3f}"


def _follow_up_lines(found: FollowUps) -> Iterator[str]:
    with_llm = " worded by the LLM too |" if found.by_llm else ""
    yield f"| follow-ups | with the conversation |{with_llm} written out by hand | points below |"
    yield f"| --- | --- |{' --- |' if with_llm else ''} --- | --- |"
    for name, below in found.points_below.items():
        points = f"{below.value:.1f} ({below.low:.1f} to {below.high:.1f})"
        worded = f" {_cell(found.by_llm[name])} |" if with_llm else ""
        yield f"| {name} | {_cell(found.as_asked[name])} |{worded} {_cell(found.written_out[name])} | {points} |"
    if found.reworded:
        yield f"\nThe LLM's own wording was taken for {found.reworded.value:.0%} of {found.reworded.n} follow-ups."


def _miss_lines(misses: Sequence[Miss]) -> Iterator[str]:
    for miss in misses:
        expected = ", ".join(miss.expected) or "nothing"
        yield f"- {miss.kind}: “{miss.query}” → {', '.join(miss.found[:2])}; expected {expected}"


def _cell(value: Estimate) -> str:
    return f"{value.value:.3f} ({value.low:.2f}–{value.high:.2f})"
