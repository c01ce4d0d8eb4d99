import pytest

from tutor.errors import ImportingError
from tutor.ingest.decoding import MAX_TEXT_BYTES, MAX_TEXT_LINES, clean_text, decode_text


def test_mends_mojibake_and_keeps_typographical_quotes() -> None:
    assert decode_text("Itâ€™s “so”, cafÃ© – naïve".encode(), "a.md") == "It’s “so”, café – naïve"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_reads_every_unicode_encoding(encoding: str) -> None:
    text = "What is “tea”? It is a drink.\n" * 3

    assert decode_text(text.encode(encoding), "a.md") == text


def test_reads_a_western_code_page() -> None:
    assert decode_text("caf\xe9 \x93so\x94".encode("latin-1"), "a.txt") == "café “so”"


def test_makes_line_ends_and_spaces_plain_and_removes_unseen_characters() -> None:
    assert decode_text("a\r\nb\rc\u00a0d\u200be\x00".encode(), "a.md") == "a\nb\nc de"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "is a zip"),
        (bytes(range(256)) * 10, "binary data"),
        (b"a" * (MAX_TEXT_BYTES + 1), "at most 5 MB"),
        (b"\n" * (MAX_TEXT_LINES + 1), "lines"),
    ],
)
def test_says_why_a_file_is_no_text(data: bytes, why: str) -> None:
    with pytest.raises(ImportingError, match=why):
        decode_text(data, "a.md")


def test_clean_text_stays_as_it_is_when_cleaned_again() -> None:
    once = clean_text("\x8dÂ\x80")

    assert (once, clean_text(once)) == ("€", "€")
