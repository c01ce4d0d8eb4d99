"""The numbers that a text states: "eight", "8", "8B" and "8 billion" are told apart and compared by their values."""

import re
from collections.abc import Iterable

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, start=2)
}
_VALUES |= {f"{tens}-{ones}": _VALUES[tens] + _VALUES[ones] for tens in _TENS for ones in _ONES[1:10]}
_VALUES |= {"once": 1.0, "twice": 2.0, "double": 2.0, "doubled": 2.0, "half": 0.5, "third": 1 / 3, "quarter": 0.25}
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9}
_SCALED = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)(?:[ -](thousand|million|billion)\b|([kKMB])\b)"
    r"|\b(one|two|three|four|five|six|ten) hundred\b"
)
_TENS_AND_ONES = re.compile(rf"\b(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[1:10])})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?|\b(?:" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_WRITTEN_ALIKE = (
    (re.compile(r"\s*(?:%|\bper cent\b)"), " percent"),
    (re.compile(r"(?<=\d )ms\b"), "milliseconds"),
    (re.compile(r"\b(?:US )?dollars\b"), "USD"),
)


def written_alike(text: str) -> str:
    """Return the text with scales written out as digits ("7B", "7 billion") and one spelling for common units."""
    for pattern, unit in _WRITTEN_ALIKE:
        text = pattern.sub(unit, text)
    text = _TENS_AND_ONES.sub(lambda match: f"{_VALUES[match.group().lower()]:.0f}", text)
    return _SCALED.sub(_written_out, text)


def stated_numbers(text: str) -> frozenset[float]:
    """Return the values of the numbers in a text that is written alike; "one" is a pronoun and no number."""
    found = (match.group().lower() for match in _NUMBER.finditer(text))
    return frozenset(
        _VALUES[word] if word in _VALUES else float(word.replace(",", "")) for word in found if word != "one"
    )


def is_among(number: float, others: Iterable[float]) -> bool:
    """Whether a number stands among others, as such or, for a share, as its percentage."""
    return any(
        abs(number - other) <= 0.001 * max(abs(number), abs(other))
        or abs(number - 100 * other) < 0.01
        or abs(100 * number - other) < 0.01
        for other in others
    )


def _written_out(match: re.Match[str]) -> str:
    if match[4]:
        return f"{100 * _VALUES[match[4].lower()]:.0f}"
    return f"{float(match[1]) * _SCALES[(match[2] or match[3]).lower()]:.0f}"
