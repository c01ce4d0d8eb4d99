"""Turning a web page, or a fragment of HTML, into Markdown without its navigation, scripts and forms."""

from typing import Any

from tutor.ingest.folding import name_questions
from tutor.ingest.weeding import weed, without_foot

_DROPPED = (
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "embed", "nav", "aside", "form",
    "button", "input", "select", "textarea", "dialog", "head", "audio", "video",
)  # fmt: skip
_BLOCKS = ("p", "div", "pre", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")


def html_to_markdown(data: bytes | str) -> str:
    """Return the Markdown of a page's main part; what a reader does not see on the page is left out."""
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(data, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    name_questions(soup)
    for element in soup(_DROPPED):
        element.decompose()
    for element in soup.find_all(lambda one: one.has_attr("hidden") or one.get("aria-hidden") == "true"):
        if not element.decomposed:
            element.decompose()
    weed(soup)
    body = _main_part(soup)
    if body is not soup:
        for element in body(["header", "footer"]):
            if not element.find(["h1", "h2", "h3"]):
                element.decompose()
    _mark_questions(soup, body)
    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        strip=["img"],
    )
    markdown = without_foot(converter.convert_soup(body).strip())
    headed = body.find("h1") is not None or not title
    return markdown if headed else f"# {title}\n\n{markdown}"


def _main_part(soup: Any) -> Any:
    body = soup.body or soup
    length = len(body.get_text())
    for name in ("main", "article"):
        parts = body.find_all(name)
        if len(parts) == 1 and len(parts[0].get_text()) > 0.5 * length:
            return parts[0]
    return body


def _mark_questions(soup: Any, body: Any) -> None:
    """Turn summaries and defined terms, for which Markdown has no word, into bold paragraphs."""
    for element in body.find_all(["summary", "dt"]):
        if element.find(["h1", "h2", "h3", "h4", "h5", "h6"]) is None:
            paragraph = soup.new_tag("p")
            strong = soup.new_tag("strong")
            strong.string = element.get_text(" ", strip=True)
            paragraph.append(strong)
            element.replace_with(paragraph)
    for element in body.find_all(["dd", "details", "dl", "section"]):
        element.name = "div"
