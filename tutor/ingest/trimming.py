"""Taking off a question's text what only stands around it: a link behind it, markers that nothing opens."""

import re

_LINK_BEHIND = re.compile(
    r"(?<=\?)(\s*(?:\*\*)?\s*)\((?:[^()\[\]*]{0,40})(?:\*\*)?\s?\[[^\[\]]{1,80}\]\([^()\s]{1,800}(?:\([^()\s]{0,100}\)[^()\s]{0,200}){0,3}\)"
    r"(?:\*\*)?\s?\)(\*\*)?\s*\Z"
)
_URL = r"\([^()\s]{1,800}(?:\([^()\s]{0,100}\)[^()\s]{0,200}){0,3}\)"
_SOURCE_BEHIND = re.compile(
    r"(?i)(?<=\S)\s*(?:\[\[[^\[\]]{1,40}\]\]|[(\[]?\[(?:src|sources?|links?|refs?|references?|papers?|videos?|articles?|"
    rf"docs?|wiki(?:pedia)?|blog|post|more|details|read more|\d{{1,2}})\]){_URL}[)\]]?\s*\Z"
)
_ONE_EMPHASISED = re.compile(r"[\W\d]*\*\*[^*]+\*\*\Z")


def without_link_behind(text: str) -> str:
    """Return `text` without a link behind a question: "Why? ([paper](…))", "## Explain why. [[source]](…)"."""
    behind = _SOURCE_BEHIND.search(text) if text.endswith((")", "]")) else None
    if behind is not None:
        bare = text[: behind.start()]
        if bare.endswith("?") or bare.startswith("#") or _ONE_EMPHASISED.match(bare):
            return bare
    behind = _LINK_BEHIND.search(text) if text.endswith((")", "*")) else None
    if behind is None:
        return text
    bare = text[: behind.start()]
    return f"{bare}**" if bare.count("**") % 2 else bare


def parted(text: str, marker: str) -> tuple[str, str, str]:
    """Return what stands before and after the first `marker` that closes; one after a space opens, as in "**args"."""
    closing = re.search(rf"(?<=\S){re.escape(marker)}", text)
    return (text[: closing.start()], marker, text[closing.end() :]) if closing else text.partition(marker)


def balanced(text: str) -> str:
    """Return `text` without an emphasis or code marker at its end that nothing opens."""
    text = re.sub(r"<br\s*/?>\Z", "", text).strip()
    for marker in ("**", "__", "`", "*"):
        if text.endswith(marker) and text.count(marker) % 2:
            text = text.removesuffix(marker).strip()
    return text
