"""`eval answers`: the tutor's answers measured beside two sentinels, with each LLM that is there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.answering.models import EXTRACTIVE, list_models, load_chat_model, resolve_name
from tutor.assemble import open_tutor
from tutor.cli.console import IndexOption, JsonOption, VerboseOption, notice, out, print_json
from tutor.errors import UsageError
from tutor.evaluation.cases import RetrievalCase
from tutor.evaluation.replies import Reply
from tutor.settings import SENTENCE_EMBEDDER, Settings, load_settings

_LLM_CASES = 32


def eval_answers(
    llm: Annotated[
        list[str] | None,
        typer.Option(help="An LLM's name; may be repeated.", show_default="none and the local ones here"),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=4, help="Cases for each LLM, a quarter of them uncovered.", show_default="32; none: all"),
    ] = None,
    split: Annotated[str, typer.Option(help="test, or development.")] = "test",
    cases: Annotated[Path | None, typer.Option(help="A folder of JSONL cases.", show_default="packaged")] = None,
    replies: Annotated[
        Path | None,
        typer.Option(help="Keep replies and verdicts here; kept replies are not asked for again.", show_default=False),
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the report here, as Markdown.", show_default=False)] = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Measure citations, correctness, refusals and times of the answers, beside two sentinels."""
    result, markdown = measure_answers(llm or [], limit, split, cases, replies, index)
    if save:
        save.write_text(markdown, encoding="utf-8")
    if json_:
        print_json(result)
    else:
        out.print(markdown)


def measure_answers(
    llms: Sequence[str], limit: int | None, split: str, cases: Path | None, replies: Path | None, index: Path | None
) -> tuple[dict[str, Any], str]:
    """Return the figures by LLM and system, and the report as Markdown."""
    from tutor.answering.evidence import CachingEmbedder
    from tutor.evaluation.answers import judge, summarise
    from tutor.evaluation.answers_report import answers_markdown, keep_judged
    from tutor.evaluation.cases import CASES_DIR, read_cases, unknown_ids
    from tutor.evaluation.judging import SupportJudge, coverage_agreement, read_hand_labels, support_agreement
    from tutor.evaluation.replies import sample_cases
    from tutor.evaluation.support import read_support_cases
    from tutor.retrieval.embedding import SentenceEmbedder

    if split not in {"test", "development"}:
        raise UsageError(f"There is no split {split!r}. Expected test or development.")
    settings = load_settings(index=index, llm=EXTRACTIVE)
    labelled = [case for case in read_cases(cases or CASES_DIR) if case.split == split]
    embedder = CachingEmbedder(SentenceEmbedder(SENTENCE_EMBEDDER))
    pairs = {pair.id: pair for pair in open_tutor(settings).pairs()}
    if missing := unknown_ids(labelled, frozenset(pairs)):
        raise UsageError(f"The index does not hold {missing[0]!r}. Evaluate the curated corpus: interview-tutor build")
    support = SupportJudge(embedder, read_hand_labels((cases or CASES_DIR) / "support" / "judged.jsonl"))
    runs, figures = {}, {}
    for name in _names(llms, settings):
        count = limit or (len(labelled) if name == EXTRACTIVE else _LLM_CASES)
        chosen = labelled if count >= len(labelled) else sample_cases(labelled, count)
        for system, found in _replies(name, chosen, replies, settings):
            runs[name, system] = judge(chosen, found, pairs, support, embedder)
            figures[name, system] = summarise(runs[name, system])
    if replies:
        keep_judged(replies, runs)
    covering = coverage_agreement(embedder)
    labelled_sentences = [case for case in read_support_cases() if case.split == "test"]
    supporting = support_agreement(SupportJudge(embedder, {}), labelled_sentences, pairs)
    result: dict[str, Any] = {
        "split": split,
        "judges": {
            "key_points": dict(zip(("agreement", "kappa", "pairs"), covering, strict=True)),
            "support": {name: asdict(item) for name, item in supporting.items()},
        },
        "llms": {},
    }
    for (name, system), report in figures.items():
        result["llms"].setdefault(name, {})[system] = asdict(report)
    return result, answers_markdown(runs, figures, split, covering, supporting)


def _names(llms: Sequence[str], settings: Settings) -> list[str]:
    """Return the LLMs to measure: those named, or none and every local one that is here."""
    if llms:
        return list(dict.fromkeys(resolve_name(name, settings.model_dir) for name in llms))
    there = [item.name for item in list_models(settings.model_dir) if item.state != "missing"]
    return [EXTRACTIVE, *(name for name in there if name.startswith("local:"))]


def _replies(
    name: str, cases: Sequence[RetrievalCase], path: Path | None, settings: Settings
) -> Iterator[tuple[str, list[Reply]]]:
    """Yield each system with its replies to the cases."""
    from tutor.evaluation.answers import run_copying, run_recipe, run_tutor
    from tutor.evaluation.answers_report import keep_reply, read_replies
    from tutor.evaluation.recipe import UsualRecipe
    from tutor.evaluation.replies import TOP_PASSAGE, TUTOR, USUAL_RECIPE
    from tutor.retrieval.embedding import SentenceEmbedder

    kept = read_replies(path) if path else {}
    tutor = open_tutor(settings.model_copy(update={"llm": name}))

    def answer(system: str, run: Callable[[Sequence[RetrievalCase]], Iterator[Reply]]) -> tuple[str, list[Reply]]:
        missing = [case for case in cases if (name, system, case.query) not in kept]
        for number, reply in enumerate(run(missing) if missing else (), 1):
            kept[name, system, reply.query] = reply
            notice(f"{name}, {system}: {number} of {len(missing)}")
            if path:
                keep_reply(path, name, reply)
        return system, [kept[name, system, case.query] for case in cases]

    def stuffed(missing: Sequence[RetrievalCase]) -> Iterator[Reply]:
        recipe = UsualRecipe(tutor.pairs(), SentenceEmbedder(SENTENCE_EMBEDDER))
        return run_recipe(tutor, recipe, lambda: load_chat_model(name, settings.model_dir), missing)

    try:
        if any((name, TUTOR, case.query) not in kept for case in cases):
            tutor.warm_up()
        yield answer(TUTOR, lambda missing: run_tutor(tutor, missing))
        yield answer(TOP_PASSAGE, lambda missing: run_copying(tutor, missing))
        if name != EXTRACTIVE:
            yield answer(USUAL_RECIPE, stuffed)
    finally:
        tutor.close()
