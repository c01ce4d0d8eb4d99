"""`eval`: the product measured on its labelled cases."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.answering.models import EXTRACTIVE, ChosenModel, resolve_name
from tutor.assemble import open_tutor
from tutor.cli.console import IndexOption, JsonOption, VerboseOption, notice, out, print_json
from tutor.cli.evaluating_answers import eval_answers, measure_answers
from tutor.cli.evaluating_support import eval_support, measure_support
from tutor.cli.feedback import eval_from_feedback
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER, load_settings

eval_app = typer.Typer(help="Measure the product on its labelled cases.", no_args_is_help=True)
eval_app.command("support")(eval_support)
eval_app.command("answers")(eval_answers)
eval_app.command("from-feedback")(eval_from_feedback)


@eval_app.command("retrieval")
def eval_retrieval(
    cases: Annotated[Path | None, typer.Option(help="A folder of JSONL cases.", show_default="packaged")] = None,
    llm: Annotated[
        str | None, typer.Option(help="An LLM that words the follow-ups a second time.", show_default="rules only")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the report here, as Markdown.", show_default=False)] = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Measure hits, refusals and calibration on both splits, beside the usual recipe."""
    result, markdown = _measure_retrieval(cases, llm, index)
    if save:
        save.write_text(markdown, encoding="utf-8")
    if json_:
        print_json(result)
    else:
        out.print(markdown)


@eval_app.command("all")
def eval_all(index: IndexOption = None, json_: JsonOption = False, verbose: VerboseOption = False) -> None:
    """Measure retrieval, the check of sentences, and answers, one after the other."""
    retrieval, retrieval_report = _measure_retrieval(None, None, index)
    support, support_report = measure_support(index)
    answers, answers_report = measure_answers((), None, "test", None, None, index)
    if json_:
        print_json({"retrieval": retrieval, "support": support, "answers": answers})
    else:
        out.print(f"{retrieval_report}\n{support_report}\n{answers_report}")


def _measure_retrieval(cases: Path | None, llm: str | None, index: Path | None) -> tuple[dict[str, Any], str]:
    """Return the figures by split, and the report as Markdown."""
    from tutor.evaluation.cases import CASES_DIR, read_cases
    from tutor.evaluation.recipe import UsualRecipe
    from tutor.evaluation.report import retrieval_markdown
    from tutor.evaluation.retrieval import evaluate_retrieval

    settings = load_settings(index=index, llm=llm or EXTRACTIVE)
    tutor = open_tutor(settings)
    wording = ChosenModel(resolve_name(llm, settings.model_dir)) if llm else None
    if wording:
        tutor.warm_up()
    labelled = read_cases(cases or CASES_DIR)
    notice(f"Searching {len(labelled)} cases; embedding the baseline's chunks …")
    baseline = UsualRecipe(tutor.pairs(), SentenceEmbedder(SENTENCE_EMBEDDER))
    splits = ("development", "test")
    reports = {
        split: evaluate_retrieval(tutor, [case for case in labelled if case.split == split], baseline, wording)
        for split in splits
        if any(case.split == split for case in labelled)
    }
    markdown = retrieval_markdown(reports, len(tutor.pairs()))
    tutor.close()
    figures = {name: asdict(item) for name, item in reports.items()}
    return {"questions": len(tutor.pairs()), "splits": figures}, markdown
