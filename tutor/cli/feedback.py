"""What readers left behind: their verdicts as cases, and the questions that the corpus did not answer."""

from pathlib import Path
from typing import Annotated

import typer

from tutor.cli.console import JsonOption, out, print_json
from tutor.history import ConversationStore
from tutor.settings import load_settings


def eval_from_feedback(
    into: Annotated[Path, typer.Option(help="The folder to write; name it with --cases afterwards.")],
    json_: JsonOption = False,
) -> None:
    """Turn readers' verdicts on answers into cases."""
    from tutor.evaluation.from_feedback import cases_from_feedback, write_cases

    cases = cases_from_feedback(ConversationStore(load_settings().database_file))
    write_cases(cases, into)
    counts = {"retrieval": len(cases.retrieval), "sentences": len(cases.sentences), "review": len(cases.review)}
    if json_:
        print_json({**counts, "into": str(into)})
    else:
        out.print(
            f"{counts['retrieval']} right answers and {counts['sentences']} judged sentences became cases in {into}; "
            f"{counts['review']} wrong answers wait for a person in {into / 'review'}."
        )


def uncovered(json_: JsonOption = False) -> None:
    """List the questions that the corpus did not answer, most often asked first."""
    questions = ConversationStore(load_settings().database_file).uncovered_questions()
    if json_:
        asked = [(item.question, item.times, item.last_asked_at.isoformat()) for item in questions]
        print_json(
            {"questions": [dict(zip(("question", "times", "last_asked_at"), row, strict=True)) for row in asked]}
        )
        return
    for item in questions:
        out.print(f"{item.times} × {item.question} (last {item.last_asked_at:%Y-%m-%d})")
    if not questions:
        out.print("Every question so far was covered.")
