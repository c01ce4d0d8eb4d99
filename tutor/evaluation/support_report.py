"""The report of the sentence check as Markdown that a person can read."""

import platform
from collections.abc import Iterator, Mapping, Sequence

from tutor.answering.checking import SUPPORTED_AT
from tutor.evaluation.metrics import Estimate
from tutor.evaluation.support import Disagreement, SupportReport


def support_markdown(reports: Mapping[str, SupportReport], ms_per_sentence: float) -> str:
    """Return the reports of the splits: shares that pass, the trade-off, and each disagreement."""
    lines = [
        "# The check of sentences against passages",
        "",
        "Made by `interview-tutor eval support`. Means with 95 % bootstrap intervals. The labels are by hand. Weights, "
        "signs and the threshold were chosen on the development split, whose topics are others than the test split's; "
        "the pairs of both splits and the list of opposites have the same author. The pairs are written to be hard: "
        "most wrong sentences keep the passage's own words, so the shares that pass wrongly are no forecast for the "
        "answers of an LLM.",
        "",
        f"A sentence is shown as supported from a score of {SUPPORTED_AT}; the check takes {ms_per_sentence:.1f} ms a "
        f"sentence beside the vectors, the reading of its passage included (Python {platform.python_version()}).",
    ]
    for split, report in reports.items():
        lines += ["", f"## {split.capitalize()} split", "", *_shares(report), "", *_curve(report)]
        for title, found in (
            ("Passed though not supported", report.wrongly_passed),
            ("Rejected though supported", report.wrongly_rejected),
        ):
            lines += ["", f"### {title}: {len(found)}", "", *_disagreements(found)]
    return "\n".join(lines).rstrip() + "\n"


def _shares(report: SupportReport) -> Iterator[str]:
    yield "| label | kind | n | pass |"
    yield "| --- | --- | --- | --- |"
    for label, share in report.passed.items():
        yield f"| **{label}** | all | {share.n} | {_cell(share)} |"
        for kind, part in report.passed_by_kind.get(label, {}).items():
            yield f"| {label} | {kind} | {part.n} | {_cell(part)} |"
    yield ""
    yield f"- precision, the share of what passes that is supported: {_cell(report.precision)} of {report.precision.n}"
    yield f"- agreement with the labels: {_cell(report.agreement)} of {report.agreement.n}"


def _curve(report: SupportReport) -> Iterator[str]:
    yield "| threshold | supported that pass | others that pass |"
    yield "| --- | --- | --- |"
    for threshold, (supported, others) in report.curve.items():
        yield f"| {threshold} | {supported:.3f} | {others:.3f} |"


def _disagreements(found: Sequence[Disagreement]) -> Iterator[str]:
    for item in found:
        case = item.case
        yield f"- {item.score:.2f}, {case.label}, {case.kind}: “{case.sentence}” ({case.entry or 'imported'})"


def _cell(value: Estimate) -> str:
    return f"{value.value:.3f} ({value.low:.2f}–{value.high:.2f})"
