"""How the wording of a line tells whether it asks something."""

import re

MAX_QUESTION_CHARS = 600

_INTERROGATIVES = frozenset(
    "what what's whats how how's why when which who who's whose whom where is are am was were can could do does did "
    "should would will shall has have had may might must isn't aren't don't doesn't can't won't".split()
)
_IMPERATIVES = frozenset(
    "explain describe define compare contrast discuss name list give differentiate distinguish write implement design "
    "tell state mention walk outline illustrate derive prove show identify elaborate provide summarize summarise "
    "suppose given imagine consider assume calculate compute estimate find evaluate create build draw briefly "
    "you've you're justify demonstrate analyze analyse specify talk clarify enumerate interpret detail share suggest "
    "sketch highlight".split()
)
_OTHER_STARTS = re.compile(
    r"(?:differences? b|(?:in|at|for|on|to|by|with|from|under) (?:what|which)|let's say|please |in your |pros and cons)"
)
_SECTION_NAMES = frozenset(
    "introduction overview conclusion conclusions contents summary references notes note resources example examples "
    "answer answers solution solutions faq faqs questions prerequisites background contributing license appendix "
    "acknowledgements acknowledgments index preface advantages disadvantages benefits limitations applications "
    "explanation usage pros cons".split()
)
_SECTION_PHRASES = re.compile(
    r"(?i)\b(?:table of contents|interview questions|questions (?:and|&) answers|further reading|final thoughts|"
    r"next steps|key takeaways|what(?:'|’)s next|how to use (?:this|the) (?:guide|repo|repository|document|list)|"
    r"how to (?:answer|practi[cs]e|study)\W*\Z|"
    r"about (?:the )?(?:author|us|me)|who (?:is )?this (?:guide )?is for|how to (?:contribute|prepare))\b"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INNER_QUESTION = re.compile(r"\?(?=[\s\"”'’()\]*_`.]|$)")
_SCENE = re.compile(r"(?:You|Your|Suppose|Imagine|Assume|Given|Consider|Let's say|If)\b")
_SENTENCE_START = re.compile(r"(?<=[.!?])\s+")
_VERSUS = re.compile(r"(?i)\bvs?\.?\s+\w|\bversus\b|\bdifferences?\b")


def asks(text: str) -> float:
    """Return how much `text` reads like an interview question: above 1 it does, below 0 it surely does not."""
    plain = text.strip().strip("*_`\"'“”‘’ ").replace("’", "'")
    words = _WORD.findall(plain[:400].lower())
    if not words or len(plain) > MAX_QUESTION_CHARS:
        return -2.0
    score = _start_score(words[0], plain.lower())
    if plain.endswith("?"):
        score += 2.0
    elif _INNER_QUESTION.search(plain):
        score += 1.0 if len(plain) < 250 else 0.3
    elif plain.endswith((":", ";", ",")):
        score -= 1.2
    if _VERSUS.search(plain) and len(words) <= 16:
        score += 0.8
    if len(words) > 45:
        score -= 1.0
    return score - 3.0 if names_a_section(plain) else score


def asks_after_scene(text: str) -> bool:
    """Return whether `text` is a scene such as "You toss a coin." with a question at its end."""
    return sets_scene(text) and text.endswith("?") and asks(_SENTENCE_START.split(text)[-1]) >= 3


def sets_scene(text: str) -> bool:
    """Return whether `text` begins like a scene about which something is asked, such as "You toss a coin."."""
    return _SCENE.match(text) is not None


def names_a_section(text: str) -> bool:
    """Return whether `text` is the usual name of a part of a document (Introduction, References…), not a question."""
    words = _WORD.findall(text.lower())
    return (0 < len(words) <= 2 and words[0] in _SECTION_NAMES) or (
        len(words) <= 12 and _SECTION_PHRASES.search(text) is not None
    )


def _start_score(first: str, plain: str) -> float:
    if first in _INTERROGATIVES:
        return 1.5
    if first in _IMPERATIVES:
        return 1.4
    return 0.8 if _OTHER_STARTS.match(plain) else -0.3
