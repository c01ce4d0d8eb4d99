"""`eval`: the product measured on its labelled cases."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tutor.assemble import open_tutor
from tutor.cli.console import IndexOption, JsonOption, VerboseOption, notice, out, print_json
from tutor.cli.evaluating_support import eval_support
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import load_settings

eval_app = typer.Typer(help="Measure the product on its labelled cases.", no_args_is_help=True)
eval_app.command("support")(eval_support)


@eval_app.command("retrieval")
def eval_retrieval(
    cases: Annotated[Path | None, typer.Option(help="A folder of JSONL cases.", show_default="packaged")] = None,
    save: Annotated[Path | None, typer.Option(help="Write the report here, as Markdown.", show_default=False)] = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Measure hits, refusals and calibration on both splits, beside the usual recipe."""
    from tutor.evaluation.cases import CASES_DIR, read_cases
    from tutor.evaluation.recipe import UsualRecipe
    from tutor.evaluation.report import retrieval_markdown
    from tutor.evaluation.retrieval import evaluate_retrieval

    settings = load_settings(index=index, llm="none")
    tutor = open_tutor(settings)
    labelled = read_cases(cases or CASES_DIR)
    notice(f"Searching {len(labelled)} cases; embedding the baseline's chunks …")
    baseline = UsualRecipe(tutor.pairs(), SentenceEmbedder(settings.embedder))
    splits = ("development", "test")
    reports = {
        split: evaluate_retrieval(tutor, [case for case in labelled if case.split == split], baseline)
        for split in splits
        if any(case.split == split for case in labelled)
    }
    markdown = retrieval_markdown(reports, len(tutor.pairs()))
    if save:
        save.write_text(markdown, encoding="utf-8")
    if json_:
        print_json({"questions": len(tutor.pairs()), "splits": {name: asdict(item) for name, item in reports.items()}})
    else:
        out.print(markdown)
