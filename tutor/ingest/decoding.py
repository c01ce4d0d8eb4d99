"""Turning a text document's bytes into clean text: encoding, mojibake, foreign spaces."""

import codecs
import re

from tutor.errors import ImportingError

MAX_TEXT_BYTES = 5_000_000
MAX_TEXT_LINES = 60_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip, Word or Anki file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
_SAMPLE_BYTES = 65_536
_MAX_CONTROL_SHARE = 0.02
_FEW_CONTROLS = 8
_MAX_MENDED_CHARS = 1_000_000
_MAX_PASSES = 4
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b") + b"\x7f"
_SUSPICIOUS = re.compile("[ÂÃÄÅÆÐÑØâãäåæðñœŒŠ¢£€][\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u0085\x0b]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode_text(data: bytes, name: str) -> str:
    """Return the clean text of the document `name`, with plain line ends; raises `ImportingError` otherwise."""
    if len(data) > MAX_TEXT_BYTES:
        raise ImportingError(
            f"{name!r} holds {len(data) / 1e6:.0f} MB of text; at most {MAX_TEXT_BYTES / 1e6:.0f} MB are read. "
            "Split it and import the parts."
        )
    return bounded_text(_decoded(data, name), name)


def bounded_text(text: str, name: str) -> str:
    """Return the clean `text` of the document `name`; raises `ImportingError` where it has too many lines."""
    text = clean_text(text)
    if text.count("\n") >= MAX_TEXT_LINES:
        raise ImportingError(f"{name!r} has more than {MAX_TEXT_LINES:,} lines. Split it and import the parts.")
    return text


def clean_text(text: str) -> str:
    """Return `text` with mojibake mended, line ends and spaces made plain, and unseen characters removed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(_MAX_PASSES):
        before = text
        text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", _mended(text))))
        if text == before or not _SUSPICIOUS.search(text):
            break
    return text


def _decoded(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ImportingError(
                f"{name!r} is {kind}, not text. Give it the ending of what it is, and import it again."
            )
    sample = data[:_SAMPLE_BYTES]
    if encoding := _utf16_without_bom(sample):
        return data.decode(encoding, errors="replace")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, _MAX_CONTROL_SHARE * len(sample)):
        raise ImportingError(f"{name!r} is not text: it holds binary data. Save it as text, HTML, PDF or DOCX first.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _utf16_without_bom(sample: bytes) -> str:
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    if sample[1::2].count(0) > 0.7 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.7 * pairs and sample[1::2].count(0) < 0.1 * pairs else ""


def _mended(text: str) -> str:
    """Mend mojibake line by line, up to a bound that no real document reaches: mending takes time."""
    if not _SUSPICIOUS.search(text):
        return text
    from ftfy import fix_encoding

    lines = text.split("\n")
    left = _MAX_MENDED_CHARS
    for index, line in enumerate(lines):
        if len(line) <= left and _SUSPICIOUS.search(line):
            lines[index] = fix_encoding(line)
            left -= len(line)
    return "\n".join(lines)
