"""Taking off a web page what is not its text: navigation, banners, sharing, comments, lists of contents, the foot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_ROLES = ("navigation", "search", "contentinfo", "complementary", "dialog", "alertdialog", "menu", "menubar", "toolbar")
_CONTAINERS = ("div", "section", "ul", "ol", "p", "header", "footer", "table", "dl", "figure")
_INLINE_NAMED = re.compile(
    r"(?:^|[-_\s])(?:headerlink|hash-link|skip-?link|screen-reader-text|sr-only|visually-hidden)\b"
)
_NAMED = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|navlinks?|breadcrumbs?|sidebar|sphinxsidebar|toc|tocbot|tableofcontents|"
    r"table-of-contents|cookies?|cookieconsent|gdpr|newsletter|subscribe|subscription|sharing|share|sharedaddy|social|"
    r"related|comments|respond|pagination|pager|footer|colophon|copyright|adverts?|advertisement|ads|adsbygoogle|promo|"
    r"popup|author-(?:box|bio|info|card)|about-author|post-(?:meta|tags|nav)|"
    r"byline)(?:$|[-_\s])",
    re.IGNORECASE,
)
_MOST_OF_PAGE = 0.4
_NAV_WORD = (
    r"(?:table of )?contents|(?:previous|prev|next|last|first)(?: (?:chapter|page|section|post|article|question|topic|"
    r"lesson|part))?|up|top|back|back to top|home|index|main|main page|search|edit|edit this page|permalink"
)
_NAV_TEXT = re.compile(rf"(?i)(?:[\W_]|\b(?:{_NAV_WORD})\b)*\Z")
_NAV_LINK = re.compile(rf"(?i)[\W_]*(?:{_NAV_WORD})[\W_]*\Z|\s*[«‹←].*|.*[»›→]\s*\Z")
_NAV_BLOCKS = ("ul", "ol", "p", "div", "table", "center", "small")
_NAV_MAX_CHARS = 400
_NAV_MAX_OUTSIDE_CHARS = 80
_AFTER_TEXT = re.compile(
    r"(?i)\W*(?:leave a (?:comment|reply)|\d+ (?:comments?|responses?|thoughts? on\b.*)|related (?:posts|articles|"
    r"questions|reading|content)|you (?:may|might) also like\b.*|about the authors?|share this\b.*|recent posts|"
    r"post navigation|read next|more from\b.*|subscribe to\b.*|join our newsletter|sign up for\b.*)\W*\Z"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FOOT = re.compile(
    r"(?i)[\W_]*(?:©|\(c\) ?\d{4}|copyright\b|all rights reserved|(?:this (?:page|document|site)|page) (?:was )?"
    r"(?:last (?:modified|updated|changed|edited|generated)|generated|is licensed|licensed)|"
    r"last (?:modified|updated|edited|changed)\b|"
    r"(?:generated|created|built|made|powered|hosted) (?:by|using|with|on)\b|privacy policy|terms of (?:use|service))"
)
_FOOT_MAX_CHARS = 300


@dataclass(frozen=True, slots=True)
class _Size:
    """How much an element holds, in characters without spaces: text, text of links, links to places on the page."""

    text: int
    linked: int
    places: int
    to_places: int


def weed(soup: Any) -> None:
    """Remove from a parsed page the elements that no answer holds."""
    elements = soup.find_all(True)
    sizes = _sizes(elements)
    whole = max((size.text for size in sizes.values()), default=0)
    for element in elements:
        if element.decomposed:
            continue
        size = sizes[id(element)]
        if (
            (_is_named_apart(element) and not _keeps(element, size.text, whole))
            or (element.name in ("ul", "ol") and size.places >= 2 and size.to_places >= 0.95 * size.text)
            or (element.name in _NAV_BLOCKS and _navigates(element, size))
        ):
            element.decompose()
        elif element.name in _HEADINGS and _AFTER_TEXT.match(element.get_text(" ", strip=True)):
            _remove_section(element)


def _sizes(elements: Sequence[Any]) -> dict[int, _Size]:
    """Return the sizes of `elements`, which stand in the page's order, by their `id`."""
    sizes: dict[int, _Size] = {}
    for element in reversed(elements):
        text = linked = places = to_places = 0
        for child in element.children:
            if isinstance(child, str):
                text += len("".join(child.split()))
            else:
                size = sizes[id(child)]
                text, linked = text + size.text, linked + size.linked
                places, to_places = places + size.places, to_places + size.to_places
        if element.name == "a" and element.get("href"):
            linked = text
            if len(element["href"]) > 1 and element["href"][0] == "#":
                places, to_places = 1, text
        sizes[id(element)] = _Size(text, linked, places, to_places)
    return sizes


def without_foot(markdown: str) -> str:
    """Return `markdown` without the last paragraphs that tell its copyright, its date or its maker."""
    paragraphs = markdown.rstrip().split("\n\n")
    while len(paragraphs) > 1 and _is_foot(paragraphs[-1]):
        paragraphs.pop()
    return "\n\n".join(paragraphs).rstrip()


def _is_foot(paragraph: str) -> bool:
    text = " ".join(paragraph.split())
    return len(text) <= _FOOT_MAX_CHARS and (not text.strip("-*_ \n") or _FOOT.match(text) is not None)


def _is_named_apart(element: Any) -> bool:
    if element.get("role") in _ROLES:
        return True
    pattern = _NAMED if element.name in _CONTAINERS else _INLINE_NAMED if element.name in ("a", "span") else None
    names = " ".join([*(element.get("class") or []), str(element.get("id") or "")])
    return pattern is not None and bool(names.strip()) and pattern.search(names) is not None


def _keeps(element: Any, text: int, whole: int) -> bool:
    """Return whether `element`, named like navigation, holds the page's text or is a part of code."""
    return text > _MOST_OF_PAGE * whole or element.find_parent(["pre", "code"]) is not None


def _navigates(element: Any, size: _Size) -> bool:
    """Return whether a block is a line such as "Next: …, Previous: …, Up: …" or a list of such links."""
    if not size.linked or size.text > _NAV_MAX_CHARS or size.text - size.linked > _NAV_MAX_OUTSIDE_CHARS:
        return False
    outside = "".join(text for text in element.find_all(string=True) if text.find_parent("a") is None)
    if not _NAV_TEXT.match(outside) or element.find([*_HEADINGS, "pre"]) is not None:
        return False
    links = element.find_all("a", href=True)
    return bool(re.search(r"\w", outside)) or all(_NAV_LINK.match(link.get_text(" ", strip=True)) for link in links)


def _remove_section(heading: Any) -> None:
    """Remove `heading` with all that follows it up to the next heading of its depth or less."""
    for element in list(heading.find_next_siblings()):
        if element.name in _HEADINGS and element.name <= heading.name:
            break
        if element.find([name for name in _HEADINGS if name <= heading.name]) is not None:
            break
        element.decompose()
    heading.decompose()
