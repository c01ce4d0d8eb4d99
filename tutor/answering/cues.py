"""By what words a sentence shows what it does in an explanation."""

import re

from tutor.answering.plainness import is_everyday

_WHY = re.compile(
    r"\b(?:because|since|so that|therefore|thus|hence|reasons?|causes?|due to|leads? to|depends? on|which is why|means?"
    r"|lets?|allows?|explains?)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:for (?:example|instance)|e\.g\.|suppose|imagine|(?:an?|worked|small|typical) example|say that)\b"
    r"|^(?:take|consider|assume) |^(?:for|with|at) [$\d]|\bin numbers\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\w.])(?![012]\b)\d[\d,.]*")
_FIGURES_OF_AN_EXAMPLE = 2
_SURELY = 2.0
_PITFALL = re.compile(
    r"\b(?:(?:common|frequent|usual|classic) (?:mistake|error)s?|misconceptions?|misunderst\w+|pitfalls?|traps?"
    r"|(?:often|easily) confused|beware|wrongly)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"(?:it|its|they|their|this|these|those|that|such|both|here|there|the (?:reason|cause|result|effect|latter|former"
    r"|same|two|first|second|third|last|others?|rest|difference)|evidence|without|if so|otherwise|then|hence|therefore"
    r"|thus|so|but|and|however|instead|also|another|others?|again|similarly|likewise|conversely|still|yet|nor"
    r"|for (?:example|this|that)|in (?:this|that|these|both|the (?:first|second|latter|former|other|same)|contrast)"
    r"|by contrast|after|as a (?:result|consequence)|most of|some of|each of|even so)\b",
    re.IGNORECASE,
)


def explains(sentence: str, _simply: bool) -> float:
    """Return 1 where the sentence gives a reason or a consequence."""
    return float(_WHY.search(sentence) is not None)


def exemplifies(sentence: str, simply: bool) -> float:
    """Return how surely the sentence is an example: 2 by its words, 1 by its figures, which plain words do without."""
    if _EXAMPLE.search(sentence) or is_everyday(sentence):
        return _SURELY
    return float(not simply and len(_FIGURE.findall(sentence)) >= _FIGURES_OF_AN_EXAMPLE)


def warns(sentence: str, _simply: bool) -> float:
    """Return 1 where the sentence names a mistake that people make."""
    return float(_PITFALL.search(sentence) is not None)


def leans(sentence: str) -> bool:
    """Whether the sentence opens with what only the sentence before it explains."""
    return _LEANING.match(sentence) is not None
