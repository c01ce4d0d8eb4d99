"""Whatever the bytes, importing raises nothing but a `TutorError`, and what was imported can be imported again."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest.labelled import DOCUMENTS
from ingest.made import make_deck, make_docx, make_pdf, make_zip

from tutor.errors import TutorError
from tutor.ingest.converter import answer_for
from tutor.ingest.entries import format_entry, read_corpus
from tutor.ingest.finding import find_pairs
from tutor.ingest.importing import import_documents

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT_SUFFIXES = st.sampled_from([".md", ".txt", ".csv", ".json", ".jsonl", ".zip", "", ".tsv"])
LINES = st.sampled_from(
    [line for document in DOCUMENTS for line in document.text.split("\n")]
    + ["Q1: What?", "A:", "**", "```", "$$", "|Q|A|", "|-|-|", "<details>", "<summary>x?</summary>", "1.", "\f", "---", "===",  # noqa: E501
       "# ", "- - -", "**Q", "[a](", "Question", "❓", "1️⃣", "\ud800", "\x85", "What is\u2028it?", "> Q: why?"]
)  # fmt: skip
DOCUMENT_TEXTS = st.one_of(st.text(max_size=300), st.lists(LINES, max_size=40).map("\n".join))


def imported(data: bytes, suffix: str) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, f"document{suffix}")
        document.write_bytes(data)
        try:
            report = import_documents([document], Path(folder, "into"))
        except TutorError:
            return []
        if not report.written:
            return []
        pairs = read_corpus(Path(folder, "into"))
        assert len(pairs) == report.written
        import_documents([Path(folder, "into")], Path(folder, "again"))
        assert read_corpus(Path(folder, "again")) == pairs
        assert {path.name for path in Path(folder).iterdir()} == {document.name, "into", "again"}
        return [(pair.question, pair.answer) for pair in pairs]


@given(data=st.binary(max_size=400), suffix=TEXT_SUFFIXES)
@QUICK
def test_any_bytes_are_imported_or_refused(data: bytes, suffix: str) -> None:
    imported(data, suffix)


@given(text=DOCUMENT_TEXTS, suffix=TEXT_SUFFIXES)
@QUICK
def test_any_text_is_imported_or_refused_and_comes_back_the_same(text: str, suffix: str) -> None:
    imported(text.encode("utf-8", "surrogatepass"), suffix)


@given(text=DOCUMENT_TEXTS)
@QUICK
def test_every_found_line_is_in_the_text_and_every_part_is_filled(text: str) -> None:
    found = find_pairs(text)

    for pair in found.pairs:
        assert 1 <= pair.line <= text.count("\n") + 1
        assert pair.question.strip() == pair.question != ""
        assert pair.answer.strip() == pair.answer != ""


@given(question=st.text(min_size=1, max_size=80), answer=st.text(min_size=1, max_size=200))
@QUICK
def test_a_csv_row_comes_back_as_it_was(question: str, answer: str) -> None:
    import csv
    import io

    from tutor.ingest.decoding import clean_text

    stream = io.StringIO()
    csv.writer(stream).writerows([["question", "answer"], [question, answer]])
    data = stream.getvalue().encode("utf-8", "replace")
    expected = clean_text(data.decode())

    for got_question, got_answer in imported(data, ".csv"):
        assert "".join(got_question.split()) in "".join(expected.replace('""', '"').split())
        assert "".join(got_answer.split()) in "".join(expected.replace('""', '"').split())


BASES = {
    "pdf": make_pdf([[("1. What is a pot?", 2, 0), ("Deep.", 1, 14)]]),
    "docx": make_docx([("Heading1", "What is a pot?"), ("", "Deep.")]),
    "apkg": make_deck([["What is a pot?", "Deep."]]),
    "html": b"<h2>What is a pot?</h2><p>Deep.</p>",
    "zip": make_zip({"a.md": "## What is a pot?\n\nDeep.\n"}),
}


@given(kind=st.sampled_from(sorted(set(BASES) - {"zip"})), start=st.integers(0, 3000), noise=st.binary(max_size=40))
@QUICK
def test_a_damaged_document_has_text_or_a_reason(kind: str, start: int, noise: bytes) -> None:
    data = BASES[kind]
    start %= len(data)

    answer = answer_for(data[:start] + noise + data[start + len(noise) :], kind, 5)

    assert set(answer) in ({"text"}, {"cards"}, {"error"})


@given(start=st.integers(0, 300), noise=st.binary(max_size=20))
@QUICK
def test_a_damaged_zip_is_imported_or_refused(start: int, noise: bytes) -> None:
    data = BASES["zip"]
    start %= len(data)

    imported(data[:start] + noise + data[start + len(noise) :], ".zip")


def test_question_files_are_read_back_letter_for_letter() -> None:
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "document.md").write_text(document.text, encoding="utf-8")
            import_documents([Path(folder, "document.md")], Path(folder, "into"))
            if document.pairs:
                pairs = read_corpus(Path(folder, "into"))
                assert {pair.question: pair.answer for pair in pairs} == document.pairs
                assert all(format_entry(pair) for pair in pairs)
