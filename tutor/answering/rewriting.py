"""Making a follow-up question stand alone, by rules."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.records import Message
from tutor.retrieval.lexical import STOP_WORDS, words

_LEAD = re.compile(r"^(?:(?:and|but|so|ok(?:ay)?|then|also|well|yes|now)\b[,\s]*)+", re.IGNORECASE)
# Words that leave the old subject: the question behind them is a new one.
_PLEASANTRY = r"(?:(?:ok(?:ay)?|alright|thanks?|thank you|great|good|cool|nice|got it|now|so|well|and)\b[,.!;\s]*)*"
_OTHER_TOPIC = (
    r"(?:an? |the )?(?:completely |totally )?(?:different|other|another|new|next|unrelated|change of)"
    r" (?:thing|topic|question|subject|one)(?: (?:pls|please|now))?\s*[,.:;!\u2013\u2014-]+"
)
_LEFT_TOPIC = r"(?:never ?mind|forget(?: about)?|enough (?:of|about)|leave|drop|skip)\b[^,.:;!?]{0,40}[,.;]"
_MOVED_TO = r"(?:something|let'?s (?:talk|go on|move on|switch|turn)) (?:about|on|to|with)\b"
_CHANGE_OF_TOPIC = re.compile(
    rf"^{_PLEASANTRY}(?:{_OTHER_TOPIC}|{_LEFT_TOPIC}|{_MOVED_TO})\s*",
    re.IGNORECASE,
)
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
_OWN_SUBJECT_AT = 0.85
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A follow-up question understood: `text` stands alone, `others` are further readings worth searching for."""

    text: str
    others: tuple[str, ...] = ()


def understood(
    question: str, history: Sequence[Message], similarity: Callable[[str], float] = lambda _: 0.0
) -> Reading:
    """Return the question so that it can be understood without its conversation.

    A pronoun gives way to the subject of the last question that had one, or the subject is added. A question with
    words of its own may be a change of topic: it is left alone where `similarity`, the similarity (0 to 1) of a text to
    the nearest question of the corpus, says that it asks for something there is, better than with the old subject.
    Rules can misread: unless the question surely stands alone, its own words and the question before it joined to it
    are `others`.
    """
    subject = _last_subject(history)
    if not subject:
        return Reading(question)
    if (new := _CHANGE_OF_TOPIC.sub("", question)) != question and topic_words(new):
        return Reading(_capitalised(new))
    core = _LEAD.sub("", question).strip() or question
    others = (core, f"{_last_asked(history)} {core}")
    about = _ABOUT.match(core)
    if about and not _PRONOUN.fullmatch(about["topic"]):
        return Reading(f"{about['topic']} in relation to {subject}?", others)
    connected = _connected(core, subject)
    if refers_back(core) or not topic_words(core):
        return Reading(connected, others)
    alone = 1.0 if _FULL_QUESTION.match(question) else similarity(question)
    if alone >= _OWN_SUBJECT_AT:
        return Reading(question)
    leans = core != question.strip() or _LEANING.search(core) is not None
    return Reading(connected if leans and similarity(connected) >= alone + _WORTH_ADDING else question, others)


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
            text = " ".join(topic_words(text))
    text = re.sub(r"^(?:the|a|an)\s+", "", _SUBJECT_END.sub("", text).strip(), flags=re.IGNORECASE)
    topic = topic_words(text)
    return " ".join(topic[:_MAX_SUBJECT_WORDS]) if len(text.split()) > _MAX_SUBJECT_WORDS else text if topic else ""


def _last_subject(history: Sequence[Message]) -> str:
    """Return the subject of the conversation: that of the latest question which is not itself a follow-up."""
    asked = [message.content for message in history if message.role == "user"]
    for question in reversed(asked):
        core = _LEAD.sub("", _CHANGE_OF_TOPIC.sub("", question.strip()))
        about = _ABOUT.match(core)
        if about and not _PRONOUN.fullmatch(about["topic"]):
            return about["topic"]
        if not refers_back(core) and (subject := subject_of(core)):
            return subject
    return ""


def _last_asked(history: Sequence[Message]) -> str:
    return next(message.content for message in reversed(history) if message.role == "user")


def own_words(question: str) -> list[str]:
    """Return the words of a follow-up that can name a subject, without what leads over to it."""
    return topic_words(_LEAD.sub("", _CHANGE_OF_TOPIC.sub("", question.strip())))


def refers_back(question: str) -> bool:
    """Whether a pronoun stands in the question before any subject of its own."""
    match = _POSSESSIVE.search(question) or _PRONOUN.search(question)
    if match is None or _CONJUNCTION.match(question, match.start()):
        return False
    return not topic_words(question[: match.start()])


def topic_words(text: str) -> list[str]:
    """Return the words that can name a subject."""
    return [word for word in words(text) if len(word) > 1 and word not in STOP_WORDS and word not in _ASPECTS]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
