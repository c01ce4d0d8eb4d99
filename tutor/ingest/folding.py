"""Finding the questions that a web page folds, so that a click shows the answer, or that its markup names as such."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from tutor.ingest.declaring import declared_questions, key_of_text
from tutor.ingest.wording import asks

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:question(?:[_-]?(?:title|text|header|heading|name))?|accordion[_-]?(?:header|title|button|heading|"
    r"trigger|toggle)|faq[_-]?(?:q|question|title|header|heading|toggle)|toggle-title|tab-title)(?:\s|\Z)",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "ul", "ol", "table", "pre", "dl", "blockquote", *_HEADINGS)
_SHOWS = ("div", "span", "p", "a", "button", "strong", "b")
_FOLDS = ("aria-expanded", "data-toggle", "data-bs-toggle")
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "href")
_LEAST = 2
_MAX_CHARS = 400
_LABELLED = re.compile(r"(?i)\W*(?:q|question)\s*\d*\s*[.:)]")


def name_questions(soup: Any) -> None:
    """Mark a page's folded and named questions with "Q:", and show the answers that it hides below them.

    The questions that the page declares for search engines are marked where it shows them; where it shows none of them
    they are added at its end, with the answers declared.
    """
    declared = declared_questions(soup)
    names = {key_of_text(question) for question, _ in declared}
    found = [element for element in soup.find_all(True) if _names_question(element, names)]
    around = {id(parent) for element in found for parent in element.parents}
    inner = [element for element in found if id(element) not in around and _is_one_question(element)]
    asking = [element for element in inner if asks(_text(element)) >= 1]
    if len(inner) >= _LEAST and len(asking) >= 0.5 * len(inner):
        _uncover(soup, inner)
        for element in inner:
            _mark(soup, element, labelled=len(asking) < len(inner))
    elif len(declared) >= _LEAST and not _shows_any(soup, names):
        _add(soup, declared)


def _names_question(element: Any, names: Collection[str]) -> bool:
    if element.get("itemprop") == "name":
        parent = element.find_parent(attrs={"itemtype": True})
        return parent is not None and str(parent["itemtype"]).endswith("/Question")
    if element.name == "button" or element.get("role") == "button":
        folds = any(element.has_attr(name) for name in _FOLDS) or element.find_parent(_HEADINGS) is not None
        if folds and asks(_text(element)) >= 1:
            return True
    if names and element.name in _SHOWS and key_of_text(_text(element)) in names:
        return element.find_parent(["nav", "li"]) is None
    return _NAMED.search(" ".join(element.get("class") or [])) is not None


def _text(element: Any) -> str:
    """Return the text of `element`, or "" where it is too long for a question."""
    parts: list[str] = []
    length = 0
    for part in element.stripped_strings:
        parts.append(part)
        length += len(part)
        if length > _MAX_CHARS:
            return ""
    return " ".join(parts)


def _is_one_question(element: Any) -> bool:
    text = _text(element)
    if not text or element.find_parent(["pre", "summary", "dt"]) is not None or element.name in ("summary", "dt"):
        return False
    return all(_text(block) == text for block in element.find_all(_BLOCKS))


def _uncover(soup: Any, questions: Sequence[Any]) -> None:
    """Show what the page hides right behind `questions`, or what they say they uncover."""
    targets: set[str] = set()
    for question in questions:
        holder = question.find_parent(_HEADINGS) or question
        for element in [holder, *holder.find_all(True)]:
            targets |= {str(element[name]).lstrip("#") for name in _TARGETS if element.has_attr(name)}
        after = holder.find_next_sibling()
        if after is not None:
            del after["hidden"], after["aria-hidden"]
    for element in soup.find_all(id=lambda name: bool(name) and name in targets):
        del element["hidden"], element["aria-hidden"]


def _mark(soup: Any, element: Any, labelled: bool) -> None:
    """Put a paragraph "Q: …", or a heading of that text where it stands in one, in the place of `element`.

    A heading keeps its own words, unless the questions of the page are to be `labelled`.
    """
    text = _text(element)
    heading = element if element.name in _HEADINGS else element.find_parent(_HEADINGS) or element.find(_HEADINGS)
    if heading is None:
        element.replace_with(_bold(soup, text))
        return
    heading.string = text if _LABELLED.match(text) or not labelled else f"Q: {text}"
    if heading is not element and element in heading.parents:
        element.replace_with(heading)


def _bold(soup: Any, question: str) -> Any:
    paragraph, strong = soup.new_tag("p"), soup.new_tag("strong")
    strong.string = question if _LABELLED.match(question) else f"Q: {question}"
    paragraph.append(strong)
    return paragraph


def _shows_any(soup: Any, names: Collection[str]) -> bool:
    texts = [text for text in soup.find_all(string=True) if text.parent.name not in ("script", "style")]
    shown = " ".join(filter(None, map(key_of_text, texts)))
    return any(name in shown for name in names)


def _add(soup: Any, declared: Sequence[tuple[str, str]]) -> None:
    from bs4 import BeautifulSoup

    for question, answer in declared:
        inner = BeautifulSoup(answer, "lxml")
        (soup.body or soup).append(_bold(soup, question))
        text = soup.new_tag("div")
        for part in list((inner.body or inner).contents):
            text.append(part.extract())
        (soup.body or soup).append(text)
