"""Importing foreign documents: finding their questions and writing each as a question file."""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from tutor.errors import ImportingError
from tutor.ingest.converting import Card, kind_of, to_cards, to_markdown
from tutor.ingest.decoding import bounded_text, clean_text, decode_text
from tutor.ingest.exported import read_exported
from tutor.ingest.finding import Findings, FoundPair, find_pairs
from tutor.ingest.opening import Document, open_documents
from tutor.ingest.reports import DocumentReport, ImportReport, ImportWarning, Unanswered  # noqa: A004
from tutor.ingest.storing import replace_questions, slug_of, write_question
from tutor.ingest.tabular import find_in_csv, find_in_json, find_in_json_lines
from tutor.records import QAPair, Source

MAX_QUESTIONS = 5_000

_RECORD_FORMATS: dict[str, Callable[[str, str], Findings]] = {
    "csv": find_in_csv,
    "json": find_in_json,
    "jsonl": find_in_json_lines,
}
_HTML_START = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(?:[0-9a-f]{8,}|\d{2,})\b")


def import_documents(
    paths: Sequence[Path], into: Path, *, on_document: Callable[[Path], None] | None = None
) -> ImportReport:
    """Write the questions of `paths` (files, folders, zips) as question files below `into`; report what was found.

    A document that was imported before is updated: what it no longer holds goes, what is the same is not written.
    `on_document` is called with each document's name before it is read. A document that cannot be read is reported
    with its `error`, and the others are imported; raises `ImportingError` where a path is missing, where no document
    at all can be read, or where `into` cannot be written.
    """
    if into.exists() and not into.is_dir():
        raise ImportingError(f"{str(into)!r} is a file, not a folder. Name a folder with --into.")
    reports: list[DocumentReport] = []
    for document in open_documents(paths):
        if on_document is not None:
            on_document(Path(document.name))
        reports.append(_import_one(document, into))
    if not reports:
        raise ImportingError(f"There is no document to import in {', '.join(repr(str(path)) for path in paths)}.")
    if all(report.error for report in reports):
        raise ImportingError("\n".join(report.error for report in reports[:10]))
    return ImportReport(tuple(reports), sum(report.pairs for report in reports), str(into))


def _import_one(document: Document, into: Path) -> DocumentReport:
    try:
        if document.error:
            raise ImportingError(document.error)
        exported, findings = _read(document)
    except ImportingError as error:
        return DocumentReport(document.name, 0, error=str(error))
    if exported is not None:
        write_question(into, exported)
        return DocumentReport(document.name, 1)
    if len(findings.pairs) > MAX_QUESTIONS:
        much = f"{document.name!r} holds more than {MAX_QUESTIONS:,} questions. Split it and import the parts."
        return DocumentReport(document.name, 0, error=much)
    folder = _folder_of(document.name)
    replace_questions(into, folder, document.name, _as_pairs(findings.pairs, document.name, folder))
    warnings = findings.warnings
    if not findings.pairs:
        nothing = f"No question with an answer was found in {document.name!r}. Mark its questions as headings or 'Q:'."
        warnings = (ImportWarning(0, nothing), *warnings)
    return DocumentReport(document.name, len(findings.pairs), findings.unanswered, warnings, findings.passed_over)


def _read(document: Document) -> tuple[QAPair | None, Findings]:
    """Return the question of a question file, or else what is found in the document."""
    name, kind = document.name, kind_of(document.name)
    if kind == "apkg":
        return None, _find_in_cards(to_cards(document.data, name))
    if kind in ("html", "pdf", "docx"):
        return None, find_pairs(bounded_text(to_markdown(document.data, kind, name), name))
    text = decode_text(document.data, name)
    if kind in _RECORD_FORMATS:
        return None, _RECORD_FORMATS[kind](text, name)
    if _HTML_START.match(text):
        return None, find_pairs(bounded_text(to_markdown(text.encode(), "html", name), name))
    exported = read_exported(text, _exported_id(name))
    return exported, Findings(()) if exported else find_pairs(text)


def _find_in_cards(cards: Sequence[Card]) -> Findings:
    pairs, unanswered = [], []
    for number, card in enumerate(cards, 1):
        question, answer = clean_text(card.question).strip(), clean_text(card.answer).strip()
        if question and answer:
            pairs.append(FoundPair(question, answer, card.deck, card.deck, "", number))
        elif question:
            unanswered.append(Unanswered(question, number))
    return Findings(tuple(pairs), tuple(unanswered))


def _as_pairs(found: Sequence[FoundPair], document: str, folder: str) -> list[QAPair]:
    """Return `found` as pairs whose ids are unique and stay the same as long as the questions do."""
    used: dict[str, int] = {}
    pairs = []
    for item in found:
        slug = slug_of(item.question)
        used[slug] = used.get(slug, 0) + 1
        name = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
        while used[slug] > 1 and name in used:
            name = f"{name}-{used[slug]}"
        used.setdefault(name, 1)
        pairs.append(
            QAPair(
                id=f"{folder}/{name}",
                question=item.question,
                answer=item.answer,
                topic=item.topic or _title_from(document),
                source=Source(document, item.section, item.line),
                level=item.level,
            )
        )
    return pairs


def _folder_of(document: str) -> str:
    """Return the folder of a document's questions: its name, and a digest that tells like names apart."""
    digest = hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{slug_of(PurePosixPath(document).stem, 'document')}-{digest}"


def _exported_id(document: str) -> str:
    """Return the id under which a question file is kept: its last folder and its name."""
    path = PurePosixPath(document)
    parts = [slug_of(part, "document") for part in (*path.parts[:-1][-1:], path.stem)]
    return "/".join(parts if len(parts) > 1 else ["imported", *parts])


def _title_from(document: str) -> str:
    words = _NUMBERS.sub(" ", PurePosixPath(document).stem.replace("_", " ").replace("-", " ")).split()
    return " ".join(words).capitalize() or PurePosixPath(document).stem
