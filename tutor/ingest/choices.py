"""Reading the answer of a quiz's record: the options, which of them is right, and why."""

from collections.abc import Mapping, Sequence
from typing import Any

OPTION_NAMES = ("options", "choices", "alternatives")
_RIGHT_NAMES = (
    "correct answer", "correct option", "correct choice", "correct index", "correct answer index", "correct",
    "answer index", "right answer", "answer",
)  # fmt: skip
_REASON_NAMES = ("explanation", "reason", "rationale")


def chosen_answer(values: Mapping[str, Any]) -> str:
    """Return the options with the right one and its explanation as Markdown, or "" where `values` is no such record.

    The names of `values` are in lower case, their words parted by spaces. The right option is told by its text, its
    letter or its index from 0.
    """
    options = next((_named(values[name]) for name in OPTION_NAMES if name in values), {}) or _in_columns(values)
    right = next((values[name] for name in _RIGHT_NAMES if values.get(name) is not None), None)
    chosen = _chosen(options, right)
    if not chosen:
        return ""
    reason = next((values[name].strip() for name in _REASON_NAMES if isinstance(values.get(name), str)), "")
    listed = "\n".join(f"- {text}" for text in options.values())
    return f"{listed}\n\n**Answer:** {chosen}\n\n{reason}".strip()


def _named(options: Any) -> dict[str, str]:
    """Return the texts of `options` by their letters."""
    if isinstance(options, Mapping):
        return {str(name).strip().lower(): text.strip() for name, text in options.items() if isinstance(text, str)}
    if not isinstance(options, Sequence) or isinstance(options, str):
        return {}
    texts = [option.get("text") if isinstance(option, Mapping) else option for option in options[:26]]
    return {chr(ord("a") + at): text.strip() for at, text in enumerate(texts) if isinstance(text, str)}


def _in_columns(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of the fields "option a", "option b" and so on, by their letters."""
    options = {name.removeprefix("option "): values[name] for name in values if name.startswith("option ")}
    return _named({chr(ord("a") + int(at) - 1) if at in "123456" else at: text for at, text in options.items()})


def _chosen(options: Mapping[str, str], right: Any) -> str:
    texts = list(options.values())
    if isinstance(right, int) and not isinstance(right, bool):
        return texts[right] if 0 <= right < len(texts) else ""
    if not isinstance(right, str):
        return ""
    return options.get(right.strip(" ().").lower(), right.strip() if right.strip() in texts else "")
