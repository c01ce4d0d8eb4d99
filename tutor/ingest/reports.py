"""What an import found: frozen records whose `dataclasses.asdict` is the JSON of `interview-tutor import`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that its document lists without an answer, and its line, from 1."""

    question: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportWarning:  # noqa: A001 - the name in the contract
    """Something that a person should check, at a line of the document, from 1; line 0 is the whole document."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A block that holds no question: its first line, from 1, how many lines it has, and how it begins."""

    line: int
    lines: int
    begins: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was found in one document; `error` says why nothing could be read, and is empty otherwise."""

    path: str
    pairs: int
    unanswered: tuple[Unanswered, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found in all documents; `written` counts the questions that now stand in `into` because of it."""

    documents: tuple[DocumentReport, ...]
    written: int
    into: str
