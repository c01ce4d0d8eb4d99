"""Making a follow-up question stand alone, by rules."""

import re
from collections.abc import Callable, Sequence

from tutor.records import Message
from tutor.retrieval.lexical import STOP_WORDS, words

_LEAD = re.compile(r"^(?:(?:and|but|so|ok(?:ay)?|then|also|well|yes|now)\b[,\s]*)+", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<topic>.+?)\s*\??$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:its|their)\b(?=\s+\w)", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:(?:this|that|these|those|the same)\s+(?:technique|method|approach|model|idea|concept|algorithm|architecture"
    r"|process|trick|thing|one|mechanism|strategy|system)s?|it|they|them|this|these|those|the former|that)\b",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"that\s+(?:the|a|an|is|are|was|were|can|has|have)\b", re.IGNORECASE)
_VERBS = (
    r"work\w*|help\w*|differ\w*|compare\w*|learn\w*|reduc\w*|improv\w*|save\w*|handl\w*|process\w*|generat\w*|train\w*"
    r"|need\w*|used?|avoid\w*|prevent\w*|affect\w*|matter\w*|important|better|so"
)
_NOUN_OF = r"(?: meant by| the (?:role|purpose|idea|concept|point|meaning|goal|use|difference) of| the)?"
_ORDER = r"explain|define|describe|discuss|tell me about|compare|introduce|summari[sz]e|teach me"
_SUBJECT_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bdifferences? between (?P<subject>.+)$",
        rf"^(?:what|who) (?:is|are|was|were){_NOUN_OF} (?P<subject>.+)$",
        r"^what does (?P<subject>.+?) (?:mean|do|stand for)\b.*$",
        rf"^(?:how|why) (?:do|does|can|is|are|would|did) (?P<subject>.+?) (?:{_VERBS})\b.*$",
        rf"^(?:{_ORDER})(?: me)?(?: the)?(?: (?:concept|idea|role|purpose|working|notion) of)? (?P<subject>.+)$",
    )
)
_SUBJECT_END = re.compile(
    r"\s*(?:[?.!;:]|,\s*(?:and|why|how|what|when)\b|\band (?:how|why|what|when)\b"
    r"|\bin (?:the context|simple|short|brief|one|two|plain)\b).*$",
    re.IGNORECASE,
)
_ASKING = re.compile(r"^(?:what|who|how|why|when|where|which|is|are|do|does|can|could|should|would)\b", re.IGNORECASE)
_FULL_QUESTION = re.compile(
    r"^(?:what (?:is|are)|explain|define|describe) (?:an? )?(?!the\b)\w[\w -]+\??$", re.IGNORECASE
)
# A pronoun after words of its own, or an opening that leans on what was said.
_LEANING = re.compile(
    r"\b(?:it|they|them|its|their|this|these|those|that one|instead|else)\b"
    r"|^(?:what if|which ones?|how many|is there)\b",
    re.IGNORECASE,
)
_OWN_SUBJECT_AT = 0.72
_WORTH_ADDING = 0.02
_MAX_SUBJECT_WORDS = 10
# Words that ask something of a subject named earlier, and name none themselves.
_ASPECTS = frozenset(
    """advantages advantage disadvantages disadvantage drawbacks drawback limitations limitation pros cons benefits
    benefit example examples steps step types kinds formula equation code detail details deeper more simpler
    simply short again elaborate further downside downsides upside tradeoff tradeoffs off offs cost costs work
    works problem problems issue issues alternatives alternative important matter happen happens typical practice
    practical real world case cases applications application compare compared better worse best worst faster
    slower cheaper implement choose hi hello thanks help hard needed need good bad fail fails much many often
    summary summarise summarize other others else one ones version full line brief words continue follow
    mathematically intuition intuitively""".split()
)


def stand_alone(question: str, history: Sequence[Message], similarity: Callable[[str], float] = lambda _: 0.0) -> str:
    """Return the question so that it can be understood without its conversation.

    A pronoun gives way to the subject of the last question that had one, or the subject is added. A question with
    words of its own may be a change of topic: it is left alone where `similarity`, the similarity (0 to 1) of a text to
    the nearest question of the corpus, says that it asks for something there is, better than with the old subject.
    """
    subject = _last_subject(history)
    if not subject:
        return question
    core = _LEAD.sub("", question).strip() or question
    about = _ABOUT.match(core)
    if about and not _PRONOUN.fullmatch(about["topic"]):
        return f"{about['topic']} in relation to {subject}?"
    connected = _connected(core, subject)
    if _refers_back(core) or not _topic_words(core):
        return connected
    if core == question.strip() and not _LEANING.search(core):
        return question
    alone = similarity(question)
    if alone >= _OWN_SUBJECT_AT or _FULL_QUESTION.match(question) or similarity(connected) < alone + _WORTH_ADDING:
        return question
    return connected


def _connected(core: str, subject: str) -> str:
    """Return the question with the subject in place of a pronoun, or behind it."""
    for pattern, named in ((_POSSESSIVE, f"{subject}'s"), (_PRONOUN, subject)):
        match = pattern.search(core)
        if match and not _CONJUNCTION.match(core, match.start()):
            return _capitalised(core[: match.start()] + named + core[match.end() :])
    return _capitalised(f"{core.rstrip('?.! ')}, for {subject}?")


def subject_of(question: str) -> str:
    """Return what a question is about, in its own words, or "" where it names nothing."""
    text = _LEAD.sub("", question.strip())
    for frame in _SUBJECT_FRAMES:
        if match := frame.search(text):
            text = match["subject"]
            break
    else:
        if _ASKING.match(text):
            text = " ".join(_topic_words(text))
    text = re.sub(r"^(?:the|a|an)\s+", "", _SUBJECT_END.sub("", text).strip(), flags=re.IGNORECASE)
    topic = _topic_words(text)
    return " ".join(topic[:_MAX_SUBJECT_WORDS]) if len(text.split()) > _MAX_SUBJECT_WORDS else text if topic else ""


def _last_subject(history: Sequence[Message]) -> str:
    """Return the subject of the conversation: that of the latest question which is not itself a follow-up."""
    asked = [message.content for message in history if message.role == "user"]
    for question in reversed(asked):
        core = _LEAD.sub("", question)
        about = _ABOUT.match(core)
        if about and not _PRONOUN.fullmatch(about["topic"]):
            return about["topic"]
        if not _refers_back(core) and (subject := subject_of(question)):
            return subject
    return ""


def _refers_back(question: str) -> bool:
    """Whether a pronoun stands in the question before any subject of its own."""
    match = _POSSESSIVE.search(question) or _PRONOUN.search(question)
    if match is None or _CONJUNCTION.match(question, match.start()):
        return False
    return not _topic_words(question[: match.start()])


def _topic_words(text: str) -> list[str]:
    """Return the words that can name a subject."""
    return [word for word in words(text) if len(word) > 1 and word not in STOP_WORDS and word not in _ASPECTS]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
