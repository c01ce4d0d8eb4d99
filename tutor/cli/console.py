"""What the commands share: options, JSON on stdout, notices and progress on stderr."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from tutor.errors import UsageError
from tutor.records import Message
from tutor.redacting import printable, printable_json, redacted

if TYPE_CHECKING:
    from collections.abc import Callable


class _PlainConsole(Console):
    """Prints untrusted text: without a key, and without what drives a terminal."""

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(printable(redacted(text)), **options)


out = _PlainConsole(highlight=False, markup=False, soft_wrap=True)
_err = _PlainConsole(stderr=True, highlight=False, markup=False, soft_wrap=True)


def _be_verbose(wanted: bool) -> bool:
    if wanted:
        logging.getLogger("tutor").setLevel(logging.DEBUG)
    return wanted


IndexOption = Annotated[Path | None, typer.Option("--index", help="The folder of the index.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")]
HistoryOption = Annotated[
    Path | None,
    typer.Option("--history", help='A JSON list of {"role", "content"}, oldest first.', show_default=False),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Say on stderr what is going on.", callback=_be_verbose)]


def notice(text: str) -> None:
    """Print a line for the person, not for the script."""
    _err.print(text)


def print_json(record: Any) -> None:
    """Print a record or a mapping as one line of JSON."""
    fields = record if isinstance(record, dict | list) else asdict(record)
    typer.echo(printable_json(json.dumps(fields, ensure_ascii=False)))


@contextmanager
def progress_bar(label: str, *, in_bytes: bool = False) -> "Iterator[Callable[[int, int], None]]":
    """Show a bar on stderr; yields the function that takes what is done and what there is in all."""
    amount = DownloadColumn() if in_bytes else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=_err, transient=False) as progress:
        task = progress.add_task(label, total=None, visible=False)

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=True)

        yield advance


def read_history(path: Path | None) -> tuple[Message, ...]:
    """Return the conversation in a history file; raises `UsageError` for anything else."""
    if path is None:
        return ()
    try:
        return history_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise UsageError(f"The history file {str(path)!r} cannot be read: {error}.") from error


def history_from(items: Any) -> tuple[Message, ...]:
    """Return the messages of a parsed history; raises `UsageError` where it has another form."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(tuple[Message, ...]).validate_python(items)
    except ValidationError as error:
        raise UsageError(
            'A history is a JSON list of {"role": "user" or "assistant", "content": "…"}, oldest first; '
            f"this one is not: {error.errors()[0]['msg']}."
        ) from error


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that are not blank; raises `UsageError` where it cannot be read."""
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The file {str(path)!r} cannot be read: {error}.") from error


def require_one(first: Any, second: Any, names: str) -> None:
    """Exit with wrong usage unless exactly one of two alternatives is given."""
    if (first is None) == (second is None):
        raise typer.BadParameter(f"give either {names}, not both and not neither")
