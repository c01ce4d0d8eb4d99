"""The converting process: bytes on stdin, one JSON object on stdout.

A hostile document can exhaust memory, crash a parser or never end; here it takes only this process with it.
"""

import io
import json
import sys
import warnings
import zipfile
from typing import Any

_MAX_UNPACKED_BYTES = 150_000_000
_MAX_HTML_BYTES = 8_000_000
_MAX_OUTPUT_CHARS = 5_000_000
_STYLES = "p[style-name^='Question'] => h3.question:fresh"


class UnreadableError(Exception):
    """Why a document cannot be read, worded to follow its name."""


def convert(data: bytes, kind: str, seconds: int) -> dict[str, Any]:
    """Return `{"text": Markdown}`, or `{"cards": […]}` for an Anki package; raises `UnreadableError`."""
    if kind == "html":
        if len(data) > _MAX_HTML_BYTES:
            raise UnreadableError(
                f"has more than {_MAX_HTML_BYTES / 1e6:.0f} MB of HTML. Save its text and import that."
            )
        from tutor.ingest.hypertext import html_to_markdown

        return _bounded(html_to_markdown(data))
    if kind == "docx":
        return _bounded(_docx_to_markdown(data))
    if kind == "pdf":
        from tutor.ingest.pages import pdf_to_markdown

        return _bounded(pdf_to_markdown(data))
    from tutor.ingest.decks import read_cards

    return {"cards": read_cards(data, seconds)}


def _bounded(text: str) -> dict[str, Any]:
    if len(text) > _MAX_OUTPUT_CHARS:
        raise UnreadableError("holds too much text. Split it.")
    return {"text": text}


def _docx_to_markdown(data: bytes) -> str:
    import mammoth

    from tutor.ingest.hypertext import html_to_markdown

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MAX_UNPACKED_BYTES:
                raise UnreadableError("unpacks to far more than a document holds. Save it as text and import that.")
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError(
            "is no Word document, is damaged, or is protected with a password. Save it anew without one."
        ) from error
    ignored = mammoth.images.img_element(lambda image: {"src": ""})
    page = mammoth.convert_to_html(io.BytesIO(data), convert_image=ignored, style_map=_STYLES)
    return html_to_markdown(page.value.encode())


def _limit(max_bytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the longest wait alone bounds the process there
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (max_bytes, max_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer_for(data: bytes, kind: str, seconds: int) -> dict[str, Any]:
    """Return what `convert` returns, or `{"error": why}`, worded to follow the document's name."""
    try:
        return convert(data, kind, seconds)
    except UnreadableError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "takes too much memory to read. Split it, or save it as text."}
    except RecursionError:
        return {"error": "is nested too deeply to read. Save it as text and import that."}
    except Exception as error:
        return {"error": f"is damaged ({type(error).__name__}). Save it as text and import that."}


def main() -> None:
    """Convert the document on stdin; the arguments: its kind, bytes of memory, seconds of processor time."""
    warnings.simplefilter("ignore")
    kind, max_bytes, seconds = sys.argv[1:4]
    _limit(int(max_bytes), int(seconds))
    sys.stdout.write(json.dumps(answer_for(sys.stdin.buffer.read(), kind, int(seconds))))
