"""`search` and `ask`, for one question or a file of them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from tutor.answering.models import EXTRACTIVE
from tutor.answering.probing import in_words
from tutor.assemble import Tutor, open_tutor
from tutor.cli.console import (
    HistoryOption,
    IndexOption,
    JsonOption,
    VerboseOption,
    history_from,
    notice,
    out,
    print_json,
    read_history,
    read_lines,
    require_one,
)
from tutor.errors import TutorError, UsageError
from tutor.records import Answer, Depth, Message, SearchResult, Style
from tutor.settings import load_settings

HitsOption = Annotated[int | None, typer.Option("-k", min=1, max=100, help="Hits at the most.", show_default="5")]


def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.", show_default=False)] = None,
    queries: Annotated[
        Path | None, typer.Option(help="A file of queries, one a line; one JSON line each.", show_default=False)
    ] = None,
    k: HitsOption = None,
    history: HistoryOption = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Find the questions that answer a query, best first."""
    require_one(query, queries, "QUERY or --queries FILE")
    tutor = open_tutor(load_settings(index=index, top_k=k, llm="none"))
    messages = read_history(history)
    if queries is not None:
        for line in read_lines(queries):
            _print_or_report(line, lambda line=line: tutor.search(line, history=messages))
        return
    result = tutor.search(query or "", history=messages)
    if json_:
        print_json(result)
    else:
        _show_hits(result)


def ask(
    question: Annotated[str | None, typer.Argument(help="What to ask.", show_default=False)] = None,
    questions: Annotated[
        Path | None,
        typer.Option(help='JSON lines of {"question": …, "history": […]}; one JSON line each.', show_default=False),
    ] = None,
    llm: Annotated[str | None, typer.Option(help="An LLM's name, or none.", show_default="auto")] = None,
    depth: Annotated[
        Depth,
        typer.Option(help="short: the direct answer; interview: also why, an example and a trap; deep: all of it."),
    ] = "interview",
    simply: Annotated[bool, typer.Option("--simply", help="In plain words, without formulas.")] = False,
    k: HitsOption = None,
    history: HistoryOption = None,
    index: IndexOption = None,
    json_: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Answer a question from the sources, each sentence with the number of its source."""
    require_one(question, questions, "QUESTION or --questions FILE")
    tutor = open_tutor(load_settings(index=index, llm=llm, top_k=k))
    style = Style(depth, simply)
    name = tutor.model_status().name
    if name != EXTRACTIVE and tutor.capabilities() is None:
        notice(f"{name}: {in_words(None)} {name}")
    try:
        if questions is not None:
            for line in read_lines(questions):
                _print_or_report(line, lambda line=line: _ask_line(tutor, line, style))
        elif json_:
            print_json(tutor.ask(question or "", history=read_history(history), style=style))
        else:
            _stream(tutor, question or "", read_history(history), style)
    finally:
        tutor.close()


def _ask_line(tutor: Tutor, line: str, style: Style) -> Answer:
    try:
        item = json.loads(line)
        text, history = item["question"], item.get("history", [])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(
            f'A line of questions is {{"question": …, "history": […]}}; this one is not: {error}.'
        ) from error
    return tutor.ask(str(text), history=history_from(history), style=style)


def _print_or_report(line: str, answer: Any) -> None:
    """Print one JSON line; a line that cannot be answered gets its error as JSON, so that the order holds."""
    try:
        print_json(answer())
    except UsageError as error:
        print_json({"query": line[:200], "error": str(error)})


def _stream(tutor: Tutor, question: str, history: tuple[Message, ...], style: Style) -> None:
    """Print the answer as it grows, then its sources."""
    shown = ""
    answer: Answer | None = None
    for answer in tutor.stream(question, history=history, style=style):
        if answer.text.startswith(shown):
            out.print(answer.text[len(shown) :], end="")
        else:
            out.print("\n" + answer.text, end="")
        shown = answer.text
    if answer is None:
        raise TutorError("There is no answer.")
    out.print()
    if answer.standalone != answer.question:
        notice(f"Understood as: {answer.standalone}")
    for citation in answer.citations:
        source = citation.source
        out.print(f"\n[{citation.number}] {citation.question} ({source.document}, line {source.line})")
        out.print(f"    “{' '.join(citation.quote.split())}”")
    if answer.suggestions:
        out.print("\nAsk next:" if answer.status != "not_covered" else "\nThe closest questions I can answer:")
        for suggestion in answer.suggestions:
            out.print(f"  - {suggestion}")
    for text in answer.notices:
        notice(text)


def _show_hits(result: SearchResult) -> None:
    if not result.covered:
        notice(f"Probably not covered (confidence {result.confidence:.2f}). The nearest questions:")
    for hit in result.hits:
        out.print(f"{hit.rank}. {hit.question}")
        out.print(f"   {hit.source.document}, line {hit.source.line}; {hit.topic}; score {hit.score:.3f}")
        for other in hit.also_in:
            out.print(f"   also in {other.source.document}, line {other.source.line}: {other.question}")
