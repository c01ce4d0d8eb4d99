"""`build`, `import` and `corpus`: what the tutor knows, and where it comes from."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from tutor import assemble
from tutor.cli.console import IndexOption, JsonOption, VerboseOption, notice, out, print_json, progress_bar
from tutor.settings import curated_corpus_dir, load_settings

corpus_app = typer.Typer(help="Count and validate the curated corpus.", no_args_is_help=True)


def build(
    corpus: Annotated[
        list[Path] | None,
        typer.Option(help="A folder of question files; may be given several times.", show_default="curated, library"),
    ] = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Read the corpus folders, embed what changed, and write the index."""
    settings = load_settings(corpus=tuple(corpus or ()), index=index)
    with progress_bar("Embedding") as advance:
        report = assemble.build(settings, advance)
    if json_:
        print_json(report)
    else:
        out.print(
            f"{report.questions} questions of {report.documents} documents in {report.chunks} chunks "
            f"({report.embedded} embedded, {report.reused} reused, {report.removed} removed) "
            f"in {report.seconds:.1f} s: {report.index}"
        )
        if report.linked:
            out.print(
                f"{len(report.linked)} questions stand in several documents and count as one. "
                "See them, or undo a link: interview-tutor links list"
            )


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Documents, folders or zip files.")],
    into: Annotated[Path, typer.Option(help="The folder for the question files.")],
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Turn foreign documents into question files that `build --corpus DIR` then reads."""
    from tutor.ingest.importing import import_documents

    report = import_documents(paths, into, on_document=lambda path: notice(f"Reading {path}"))
    if json_:
        print_json(report)
        return
    for document in report.documents:
        out.print(f"{document.path}: {document.pairs} questions")
        for question in document.unanswered:
            out.print(f"  line {question.line}: no answer: {question.question}")
        for warning in document.warnings:
            out.print(f"  line {warning.line}: {warning.message}")
    out.print(f"{report.written} questions in {report.into}. Index them: interview-tutor build --corpus {report.into}")


@corpus_app.command("stats")
def corpus_stats(
    corpus: Annotated[Path | None, typer.Option(help="The corpus folder.", show_default="curated")] = None,
    json_: JsonOption = False,
) -> None:
    """Count questions by topic and level, phrasings, key points and words."""
    from tutor.ingest.entries import read_corpus
    from tutor.ingest.validating import count_words

    pairs = read_corpus(corpus or curated_corpus_dir())
    by_topic = Counter(pair.topic for pair in pairs)
    by_level = Counter(pair.level or "unknown" for pair in pairs)
    totals = {
        "also_asked": sum(len(pair.also_asked) for pair in pairs),
        "key_points": sum(len(pair.key_points) for pair in pairs),
        "words": sum(count_words(pair.answer) for pair in pairs),
    }
    if json_:
        print_json({"questions": len(pairs), "by_topic": by_topic, "by_level": by_level, **totals})
        return
    from rich.table import Table

    table = Table("", "questions")
    for name, count in [*sorted(by_topic.items()), *sorted(by_level.items()), ("all", len(pairs))]:
        table.add_row(name, str(count), end_section=name in {max(by_topic, default=""), max(by_level, default="")})
    out.print(table)
    out.print(f"{totals['also_asked']} other phrasings, {totals['key_points']} key points, {totals['words']:,} words")


@corpus_app.command("check")
def corpus_check(
    corpus: Annotated[Path | None, typer.Option(help="The corpus folder.", show_default="curated")] = None,
    json_: JsonOption = False,
) -> None:
    """Validate fields, ids, links, lengths and near-duplicate questions; exits with 1 where a rule is broken."""
    from dataclasses import asdict

    from tutor.ingest.validating import Problem, check_corpus

    folder = corpus or curated_corpus_dir()
    problems = check_corpus(folder) or [
        Problem(f"{one.id}.md", f"asks nearly the same as {other.id} (similarity {similarity:.2f})")
        for one, other, similarity in assemble.near_duplicate_questions(folder)
    ]
    if json_:
        print_json({"problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            out.print(f"{problem.path}: {problem.message}")
        notice(f"{len(problems)} problems." if problems else "The corpus keeps its rules.")
    if problems:
        raise typer.Exit(1)
