"""The command, its common options, and the way from a `TutorError` to a message and an exit code."""

import logging
import os
import sys
import traceback
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Annotated

import typer

from tutor.cli import asking, documents, evaluating, feedback, linking, model_commands, serving
from tutor.cli.console import notice
from tutor.errors import TutorError, UsageError
from tutor.redacting import printable, redacted

app = typer.Typer(
    name="interview-tutor",
    help="A tutor for AI and machine-learning interviews whose every sentence can be checked against a source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(documents.build)
app.command("import")(documents.import_)
app.command("search")(asking.search)
app.command("ask")(asking.ask)
app.add_typer(documents.corpus_app, name="corpus")
app.add_typer(linking.links_app, name="links")
app.add_typer(model_commands.models_app, name="models")
app.add_typer(evaluating.eval_app, name="eval")
app.command("uncovered")(feedback.uncovered)
app.command("serve")(serving.serve)
app.command("doctor")(serving.doctor)


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"interview-tutor {version('interview-tutor')}")  # noqa: T201 - the result of this option
        except PackageNotFoundError:
            print("interview-tutor, not installed")  # noqa: T201
        raise typer.Exit


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Ask, search and build. Settings come from flags, TUTOR_* variables and the settings file, in this order."""


def _show_crash(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    sys.stderr.write(printable(redacted("".join(traceback.format_exception(error)))))


def main() -> None:
    """Run the command line and exit: 0 done, 1 it could not, 2 wrong usage."""
    sys.excepthook = _show_crash
    logging.basicConfig(level=logging.ERROR, format="%(name)s: %(message)s")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        app()
    except TutorError as error:
        notice(f"Error: {error}")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        notice("Stopped.")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
