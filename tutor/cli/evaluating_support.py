"""`eval support`: the check of sentences measured on its labelled pairs."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.assemble import open_tutor
from tutor.cli.console import IndexOption, JsonOption, VerboseOption, notice, out, print_json
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER, load_settings


def eval_support(
    save: Annotated[Path | None, typer.Option(help="Write the report here, as Markdown.", show_default=False)] = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Measure how the check of sentences against passages agrees with labels by hand."""
    result, markdown = measure_support(index)
    if save:
        save.write_text(markdown, encoding="utf-8")
    if json_:
        print_json(result)
    else:
        out.print(markdown)


def measure_support(index: Path | None) -> tuple[dict[str, Any], str]:
    """Return the figures by split, and the report as Markdown."""
    from tutor.answering.evidence import CachingEmbedder
    from tutor.evaluation.support import read_support_cases, support_report, support_scores
    from tutor.evaluation.support_report import support_markdown

    settings = load_settings(index=index, llm="none")
    pairs = {pair.id: pair for pair in open_tutor(settings).pairs()}
    cases = read_support_cases()
    notice(f"Checking {len(cases)} sentences against their passages …")
    embedder = CachingEmbedder(SentenceEmbedder(SENTENCE_EMBEDDER))
    support_scores(cases, pairs, embedder)  # fills the cache, so that the time below is the check's own
    started = time.perf_counter()
    scores = support_scores(cases, pairs, embedder)
    ms_per_sentence = 1000 * (time.perf_counter() - started) / len(cases)
    reports = {}
    for split in ("development", "test"):
        part = [(case, score) for case, score in zip(cases, scores, strict=True) if case.split == split]
        reports[split] = support_report([case for case, _ in part], [score for _, score in part])
    splits = {name: asdict(item) for name, item in reports.items()}
    result = {"pairs": len(cases), "ms_per_sentence": round(ms_per_sentence, 2), "splits": splits}
    return result, support_markdown(reports, ms_per_sentence)
