"""The report on answers as Markdown, and the replies kept in a file, every judged sentence with them."""

import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from tutor.errors import UsageError
from tutor.evaluation.answers import AnswersReport, JudgedReply
from tutor.evaluation.metrics import Estimate
from tutor.evaluation.replies import TUTOR, Reply

Key = tuple[str, str]  # LLM and system
_VERSIONED = ("interview-tutor", "sentence-transformers", "torch", "faiss-cpu", "xllamacpp", "langchain")
_SAMPLED = 12
_ROWS: dict[str, Callable[[AnswersReport], str]] = {
    "invalid markers": lambda item: str(item.invalid_markers),
    "citation precision": lambda item: _share(item.citation_precision),
    "citation recall": lambda item: _share(item.citation_recall),
    "unsupported shown as supported": lambda item: _share(item.shown_as_supported_wrongly),
    "judged: literal, by hand, by score": lambda item: ", ".join(str(count) for count in item.judged_by.values()),
    "correctness": lambda item: _share(item.correctness),
    "refused of uncovered": lambda item: _share(item.refused_uncovered),
    "refused of covered": lambda item: _share(item.refused_covered),
    "words (median)": lambda item: f"{item.words:.0f}",
    "first text, s (median)": lambda item: f"{item.first_token_s:.2f}",
    "whole answer, s (median)": lambda item: f"{item.total_s:.2f}",
}


def answers_markdown(
    runs: Mapping[Key, Sequence[JudgedReply]],
    reports: Mapping[Key, AnswersReport],
    split: str,
    covering: tuple[float, float, int],
    supporting: Mapping[str, Estimate],
) -> str:
    """Return tables by LLM, what was wrongly shown as supported, and a sample to check by hand."""
    agreed, kappa, pairs = covering
    packages = ", ".join(f"{name} {version(name)}" for name in _VERSIONED)
    lines = [
        "# Answers",
        "",
        "Made by `interview-tutor eval answers`. Means with 95 % bootstrap intervals. Beside the tutor, in the same "
        "run: its best passage copied, and the usual recipe (the four nearest chunks in a prompt, the reply as "
        "it comes).",
        "",
        f"The {split} split; Python {platform.python_version()}, {packages}.",
        "",
        "How it is measured. Statements and markers are read from the text that is shown. Citation recall is the "
        "share of statements that the cited passages support together, precision the share of markers whose passage "
        "helps (Gao et al., 2023; Liu et al., 2023). The judge is not the tutor's own check: a sentence that stands "
        "literally in its passage is supported, a person's label counts where there is one, all others must reach a "
        "strict score. Correctness is the share of the question's essential key points that one or two sentences "
        "make, refusals counting 0.",
        "",
        "How far to trust it. All labels were made by one reader of this project; nobody else checked them, and the "
        "agreement of two readers is unknown. The score for key points weighs meaning and words alike, as settled "
        "with all pairs in view; thresholds were chosen on development pairs, when the figures of the test pairs, of "
        f"other topics, had been seen: those given here are not untouched. Key points: the judge agrees with "
        f"the labels on {agreed:.3f} of {pairs} pairs (kappa "
        f"{kappa:.2f}). Support: {_supporting(supporting)} The judge therefore rejects many paraphrases, which counts "
        "against a system, and lets sentences pass that join a passage's words in a wrong relation, which counts for "
        "it: read the figures by score as rough, in both directions.",
        "",
        "With `none` as the LLM the tutor copies whole sentences of its sources and numbers them: citation precision "
        "and recall are 1.0 by construction there and say nothing of quality. The copied passage carries no markers, "
        "so its citation figures say nothing either; it is also shorter, so it has room for fewer key points.",
    ]
    for llm in dict.fromkeys(llm for llm, _ in reports):
        own = {system: report for (name, system), report in reports.items() if name == llm}
        lines += ["", f"## LLM: {llm}", "", *_table(own)]
        judged = runs[llm, TUTOR]
        lines += ["", "### Shown as supported, judged unsupported", "", *_wrong_lines(judged)]
        lines += ["", "### A sample to check by hand", "", *_sample_lines(judged)]
    return "\n".join(lines).rstrip() + "\n"


def read_replies(path: Path) -> dict[tuple[str, str, str], Reply]:
    """Return the replies kept in a file, by LLM, system and query; raises `UsageError` for another file."""
    if not path.is_file():
        return {}
    adapter = TypeAdapter(Reply)
    try:
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        replies = [(item["llm"], adapter.validate_python(item["reply"])) for item in items]
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise UsageError(
            f"{str(path)!r} does not hold replies of an evaluation. Name another with --replies."
        ) from error
    return {(llm, reply.system, reply.query): reply for llm, reply in replies}


def keep_reply(path: Path, llm: str, reply: Reply) -> None:
    """Add a reply to the file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"llm": llm, "reply": asdict(reply)}, ensure_ascii=False) + "\n")


def keep_judged(path: Path, runs: Mapping[Key, Iterable[JudgedReply]]) -> None:
    """Write all replies with their verdicts in place of what the file held."""
    lines = [
        json.dumps(
            {"llm": llm, **{name: value for name, value in asdict(item).items() if name != "case"}}, ensure_ascii=False
        )
        for (llm, _), judged in runs.items()
        for item in judged
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(reports: Mapping[str, AnswersReport]) -> Iterator[str]:
    heads = [f"{system} ({report.cases} cases, {report.statements} statements)" for system, report in reports.items()]
    yield f"| | {' | '.join(heads)} |"
    yield f"| --- |{' --- |' * len(heads)}"
    for name, cell in _ROWS.items():
        yield f"| {name} | {' | '.join(cell(report) for report in reports.values())} |"


def _wrong_lines(judged: Sequence[JudgedReply]) -> Iterator[str]:
    wrong = [(item, v) for item in judged for v in item.verdicts if v.statement.markers and not v.supported]
    for item, verdict in wrong:
        yield f"- “{item.reply.query}” ({verdict.how}): {verdict.statement.text}"
    if not wrong:
        yield "None."


def _sample_lines(judged: Sequence[JudgedReply]) -> Iterator[str]:
    """Show statements that do not stand literally in a passage first: they are the ones to doubt."""
    shown = [(item, v) for item in judged for v in item.verdicts if v.statement.valid]
    shown.sort(key=lambda pair: pair[1].how == "literal")
    for item, verdict in shown[:_SAMPLED]:
        passage = " ".join(item.reply.passages[number].text for number in verdict.statement.valid)
        says = "supported" if verdict.supported else "unsupported"
        yield f"- {says} ({verdict.how}): {verdict.statement.text}"
        yield f"  - passage: {' '.join(passage.split())}"


def _supporting(found: Mapping[str, Estimate]) -> str:
    passed = ", ".join(f"{item.value:.3f} of {item.n} {name}" for name, item in found.items() if name != "agreement")
    both = found.get("agreement")
    return f"it passes {passed} sentences and agrees on {both.value:.3f} of {both.n}." if both else "no labelled pairs."


def _share(value: Estimate) -> str:
    return f"{value.value:.3f} ({value.low:.2f}–{value.high:.2f})" if value.n else "–"
