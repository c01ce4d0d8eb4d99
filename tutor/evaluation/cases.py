"""Labelled cases: what people ask, and which questions of the corpus answer it. Packaged, never indexed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from tutor.errors import UsageError
from tutor.records import Message

Split = Literal["development", "test"]
CASES_DIR = Path(__file__).resolve().parent / "cases"


@dataclass(frozen=True, slots=True)
class RetrievalCase:
    """A query, the ids that answer it with their grade (2: answers, 1: partly), and the conversation before it.

    No id means that the corpus does not answer the query. Whatever is tuned is tuned on the development split; its
    topics are others than those of the test split. A follow-up is also `written_out` by hand from the conversation
    alone, so that it stands by itself.
    """

    query: str
    kind: str
    split: Split
    relevant: dict[str, int]
    history: tuple[Message, ...] = field(default=())
    written_out: str = ""


def read_cases(folder: Path = CASES_DIR, split: Split | None = None) -> list[RetrievalCase]:
    """Return the cases of all JSONL files in `folder`, of one split or both.

    Raises `UsageError` that names the file and the line of a case that cannot be read.
    """
    adapter = TypeAdapter(RetrievalCase)
    cases = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                cases.append(adapter.validate_json(line))
            except ValidationError as error:
                raise UsageError(f"{path}, line {number} is not a case: {error.errors()[0]['msg']}.") from error
    if not cases:
        raise UsageError(f"There is no case in {str(folder)!r}; expected JSON lines in files *.jsonl.")
    return [case for case in cases if split in (None, case.split)]


def unknown_ids(cases: Sequence[RetrievalCase], known: frozenset[str]) -> list[str]:
    """Return the ids that cases name and the index does not hold."""
    return sorted({pair_id for case in cases for pair_id in case.relevant} - known)
