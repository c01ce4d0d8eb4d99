"""Taking out of a text what no screen, log or file may get: keys, and characters that drive a terminal."""

import json
import logging
import os
import re
import traceback
from collections.abc import Callable, Mapping
from typing import Final

_HIDDEN: Final = "[key]"
_SECRET_NAME = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD)$", re.IGNORECASE)
_MIN_SECRET_CHARS = 8
_USER_INFO = re.compile(r"(?<=://)[^\s/@'\"<>]+@")
_AUTHORIZATION = re.compile(r"\b(Bearer|Basic)(\s+)[\w.~+/=-]{6,}", re.IGNORECASE)
# The forms of the providers' keys: OpenAI and Anthropic, Groq, Google, Hugging Face, GitHub.
_KEY = re.compile(r"\b(?:sk-[\w-]{8,}|gsk_\w{8,}|AIza[\w-]{20,}|hf_\w{16,}|gh[pousr]_\w{16,})")
_ESCAPE_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)")
# Controls but tab and line feed, marks that turn the direction of writing, and the invisible tag characters.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_HIDDEN_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def redacted(text: str) -> str:
    """Return `text` without keys: those of the environment, those of known forms, and passwords in addresses."""
    return redactor()(text)


def redactor(environment: Mapping[str, str] = os.environ) -> Callable[[str], str]:
    """Return a function as `redacted` for many texts: it looks the keys of the environment up once."""
    secrets = _secrets(environment)

    def redact(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, _HIDDEN)
        text = _USER_INFO.sub("", text)
        text = _AUTHORIZATION.sub(rf"\1\2{_HIDDEN}", text)
        return _KEY.sub(_HIDDEN, text)

    return redact


def printable(text: str) -> str:
    """Return `text` without escape sequences and without characters that a reader does not see and a terminal obeys."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", _ESCAPE_SEQUENCE.sub("", text)))


def printable_json(document: str) -> str:
    """Return a JSON document that says the same, with what `printable` takes out and line ends written as escapes."""
    return _HIDDEN_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], document)


def safe_logger(name: str) -> logging.Logger:
    """Return the logger `name`, whose messages and tracebacks hold no key and no control character."""
    logger = logging.getLogger(name)
    logger.addFilter(_safe)
    return logger


def _safe(record: logging.LogRecord) -> bool:
    record.msg, record.args = printable(redacted(record.getMessage())), ()
    if record.exc_info and record.exc_info[1]:
        lines = "".join(traceback.format_exception(record.exc_info[1]))
        record.exc_text, record.exc_info = printable(redacted(lines)), None
    return True


def _secrets(environment: Mapping[str, str]) -> list[str]:
    """Return the keys and the passwords of addresses in the environment, long ones first."""
    found = {value for name, value in environment.items() if _SECRET_NAME.search(name)}
    found |= {user_info.split(":", 1)[-1].rstrip("@") for value in environment.values()
              for user_info in _USER_INFO.findall(value) if ":" in user_info}  # fmt: skip
    return sorted((secret for secret in found if len(secret) >= _MIN_SECRET_CHARS), key=len, reverse=True)
