"""Keeping out of answers what could link, load or run, and sentences that give orders to an LLM.

An address that an LLM writes can carry the conversation to whoever owns it (Greshake et al., 2023). The page shows
every answer inert in any case; this keeps such text out of the database, the JSON and every other reader as well.
"""

import re
from typing import Final

ADDRESS_LEFT_OUT: Final = "(address left out)"
_TARGET = r"[^()\n]*(?:\([^()\n]*\)[^()\n]*)*"
_IMAGE = re.compile(rf"!\[[^\]\n]*\](?:\({_TARGET}\)?|\[[^\]\n]*\])")
_LINK = re.compile(rf"\[(?P<words>[^\[\]\n]*)\]\((?P<target>{_TARGET})\)")
_LINK_TARGET = re.compile(r"\s*<?(?:[a-z][a-z0-9+.-]*:|[/#.?]|[\w-]+[./])|\s*$", re.IGNORECASE)
_ELEMENT = re.compile(
    r"<\s*/?\s*(?:a|img|image|picture|script|iframe|frame|svg|math|object|embed|applet|style|link|meta|base|form|input"
    r"|button|video|audio|source|html|head|body|div|span|details|marquee)(?=[\s/>])[^<>]*>?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|(?<![\w/])//(?=\w+\.\w))[^\s<>\"'`)\]]+"
    r"|\b(?:javascript|vbscript):[^\s<>\"'`]+|\bdata:\w+/[^\s<>\"'`)]+",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"[\s*_#:!-]*(?:(?:please|now|important|attention|note|system|assistant|(?:new )?instructions?)\b[\s*_:,!.-]*)*(?:"
    r"(?:ignore|disregard|forget|override|bypass) (?:all|any|every|your|the|these|previous|prior)\b[^.]{0,40}"
    r"\b(?:instructions?|prompts?|rules|guidelines)\b"
    r"|(?:print|reveal|repeat|output|show|tell|give|leak|send)\b[^.]{0,30}\b(?:your|system|initial|hidden)\b"
    r"[^.]{0,20}\b(?:prompt|instructions?)\b"
    r"|you are (?:now|no longer)\b|from now on,? you\b|obey\b"
    r"|(?:begin|start|end|finish) (?:your|every|each) (?:answer|reply|response)\b"
    r"|(?:say|write|answer|reply|respond)\b[^.]{0,40}\b(?:alone|only|and nothing else)\W*$)",
    re.IGNORECASE,
)


def is_order(sentence: str) -> bool:
    """Whether a sentence tells an LLM what to do, in one of the usual wordings; such a sentence states nothing.

    This only keeps plain attempts from being quoted. What protects from the others is that an order is no source:
    what an LLM makes of it has to stand in a passage.
    """
    return _ORDER.match(sentence) is not None


def without_links(text: str) -> str:
    """Return the text without images, elements and addresses; of a link, the words stay."""
    text = _COMMENT.sub(" ", _ELEMENT.sub(" ", _IMAGE.sub(" ", text)))  # a space, lest the rest should close up to one
    text = _LINK.sub(lambda found: found["words"] if _LINK_TARGET.match(found["target"]) else found[0], text)
    return _ADDRESS.sub(ADDRESS_LEFT_OUT, text)
