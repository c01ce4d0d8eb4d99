"""`links`: questions that several documents ask and that count as one."""

from typing import Annotated

import typer

from tutor.assemble import open_tutor
from tutor.cli.console import IndexOption, JsonOption, out, print_json
from tutor.errors import UsageError
from tutor.retrieval.linking import read_apart, separated, write_apart
from tutor.settings import load_settings

links_app = typer.Typer(help="Questions that several documents ask and that count as one.", no_args_is_help=True)
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="A question's id, as `links list` shows it.")]


@links_app.command("list")
def links_list(index: IndexOption = None, json_: JsonOption = False) -> None:
    """Show every group of linked questions, and the links that were undone."""
    settings = load_settings(index=index, llm="none")
    groups = open_tutor(settings).linked()
    apart = sorted(sorted(pair) for pair in read_apart(settings.apart_file))
    if json_:
        groups_as_ids = [[pair.id for pair in group] for group in groups]
        print_json({"linked": groups_as_ids, "undone": apart})
        return
    for group in groups:
        for number, pair in enumerate(group):
            out.print(f"{'  = ' if number else ''}{pair.question}  [{pair.id}]")
    for one, other in apart:
        out.print(f"undone: {one}  {other}")
    if not groups and not apart:
        out.print("No question is linked.")


@links_app.command("undo")
def links_undo(first: IdArgument, second: IdArgument, index: IndexOption = None) -> None:
    """Keep two questions apart from the next build on."""
    settings = load_settings(index=index, llm="none")
    groups = [[pair.id for pair in group] for group in open_tutor(settings).linked()]
    undone = separated(groups, first, second)
    write_apart(settings.apart_file, read_apart(settings.apart_file) | undone)
    out.print(f"{first} will stand alone. Put it into effect: interview-tutor build")


@links_app.command("redo")
def links_redo(first: IdArgument, second: IdArgument) -> None:
    """Let two questions be linked again from the next build on."""
    settings = load_settings()
    apart = read_apart(settings.apart_file)
    if frozenset((first, second)) not in apart:
        raise UsageError(f"{first!r} and {second!r} were not kept apart. See: interview-tutor links list")
    write_apart(settings.apart_file, apart - {frozenset((first, second))})
    out.print("They may be linked again. Put it into effect: interview-tutor build")
