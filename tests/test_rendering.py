"""Whatever text comes in, what goes out is inert; what is harmless keeps its form."""

import re

import pytest
from markdown_it import MarkdownIt

from tutor.rendering import label, markdown, marked

EVIL = "https://evil.example/?q=secret"
HOSTILE = [
    f"![x]({EVIL})",
    f"![x]( <{EVIL}> 'title')",
    f'[![x]({EVIL})](javascript:alert(1) "t")',
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt&colon;alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    f"[click][1]\n\n[1]: {EVIL}",
    f"[1]\n\n[1]: {EVIL}",
    f"![1]\n\n[1]: {EVIL} 'x'",
    f"[^1]\n\n[^1]: ![x]({EVIL})",
    f"<img src='{EVIL}'>",
    "<script>alert(1)</script>",
    "<!-- --><svg onload=alert(1)>",
    f"<{EVIL}>",
    "<a href='javascript:alert(1)'>x</a>",
    "<div>\n\n<img src=x onerror=alert(1)>\n\n</div>",
    f"\\\\![x]({EVIL})",
    f"\\![x]({EVIL})",
    f"\\\\\\[x]({EVIL})",
    f"&#33;&#91;x&#93;({EVIL})",
    f"`` ` ``![x]({EVIL})`",
    f"`a ![x]({EVIL})",
    f"a` ![x]({EVIL}) `` b",
    f"| `a|![x]({EVIL})` | b |\n|---|---|\n| c | d |",
    f"| a | b |\n|---|---|\n| `x|![x]({EVIL})` | d |",
    f"- ```\n![x]({EVIL})\n```",
    f"> ```\n![x]({EVIL})\n```",
    f"para\n    ```\n    ![x]({EVIL})\n    ```",
    f"  ```\n![x]({EVIL})",
    f"~~~\n```\n~~~\n![x]({EVIL})\n```",
    f"```\n````\n![x]({EVIL})",
    f"``` `x` \n![x]({EVIL})\n```",
    f"1. a\n   ```\n![x]({EVIL})\n   ```",
    f"$$\n![x]({EVIL})\n$$",
    f"$![x]({EVIL})^2$",
    f"$a^[x]({EVIL})$",
    f"\\[![x]({EVIL})\\]",
    f"\\(![x]({EVIL})\\)",
    f"$$![x]({EVIL})$$",
    f"[x\n]({EVIL})",
    f"![x\ny](\n{EVIL}\n)",
    f"![x]({EVIL}\r)",
    f"\ue000![x]({EVIL})\ue001",
    f"# ![x]({EVIL})",
    f"- [ ] [x]({EVIL})",
    "[[x](javascript:1)](javascript:2)",
    "![x](file:///etc/passwd)",
    "[x](//evil.example)",
]


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        for part in [token, *(token.children or [])]:
            found.append((part.type, str(part.attrs.get("href", part.attrs.get("src", "")))))
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "Text before\n{}\nand after", "- {}", "> {}", "**{}**", "| {} | b |"])
def test_no_link_image_or_html_survives(hostile: str, around: str) -> None:
    text = around.format(hostile)
    for rendered in (markdown(text), label(text), marked(text, "x")):
        kinds = {kind for kind, _ in _tokens(rendered)}
        assert kinds.isdisjoint({"link_open", "image", "html_inline", "html_block"}), rendered


@pytest.mark.parametrize(
    "address",
    [EVIL, "www.evil.example", "WWW.evil.example/x", "HTTPS://evil.example", "me@evil.example", "http\\://evil.example",
     "https&colon;//evil.example", "ht&#116;p://evil.example", "http:\\//evil.example", "www\\.evil.example",
     "www&period;evil.example", "me\\@evil.example"],
)  # fmt: skip
def test_no_bare_address_becomes_a_link(address: str) -> None:
    pattern = re.compile(r"(https?://|www\.)[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+", re.IGNORECASE)
    for rendered in (markdown(f"See {address} now"), label(address)):
        for token in MarkdownIt("commonmark").parse(rendered):
            texts = [part.content for part in token.children or [] if part.type == "text"]
            assert not pattern.search("".join(texts)), rendered


@pytest.mark.parametrize(
    "directive",
    [
        ":red[x]",
        ":material/home:",
        ":smile:",
        ":red-background[x]",
        "::note",
        ":shimmer[x]",
        ":red[x]{foreground='red'}",
    ],
)
def test_no_streamlit_directive_survives(directive: str) -> None:
    rendered = markdown(f"a {directive} b")
    assert not re.search(r"(?<!\\):[a-z]", rendered)
    assert ":material/" not in rendered
    assert ":smile:" not in rendered


def test_only_cited_markers_become_links() -> None:
    assert markdown("So [1], not [2].", cited={1}, prefix="cite-") == r"So [\[1\]](#cite-1), not \[2\]."
    assert markdown("`x[1]` stays", cited={1}, prefix="cite-") == "`x[1]` stays"
    assert markdown("x[1] stays", cited={1}, prefix="cite-") == r"x\[1\] stays"


@pytest.mark.parametrize(
    "formula",
    [
        "$x^2$",
        "$n$",
        r"$\frac{a}{b}$",
        "$O(n)$",
        "$$E = mc^2$$",
        "$d_k$",
        "$a, b$",
        "$1-p$",
        "$(4, 0, 12)$",
        "$[-1,1]$",
        "$6ND$",
        "$t/(1-t)$",
    ],
)
def test_formulas_stay(formula: str) -> None:
    assert markdown(f"Take {formula} here.") == f"Take {formula} here."


def test_latex_brackets_become_formulas() -> None:
    assert markdown(r"Take \(x^2\).") == "Take $x^2$."
    assert "$$\nx^2\n$$" in markdown("\\[\nx^2\n\\]")


@pytest.mark.parametrize(
    "price", ["$5 and $10", "from $5 to 10$ a day", "$5/mo vs US$7", "$PATH/$HOME", "US$ 3 or 4 $ each"]
)
def test_prices_stay_prices(price: str) -> None:
    assert not re.search(r"(?<!\\)\$", markdown(f"It costs {price}."))


@pytest.mark.parametrize("code", [r"\href{javascript:alert(1)}{x}", r"\includegraphics{http://evil.example/x.png}"])
def test_formulas_that_link_or_load_are_shown_as_text(code: str) -> None:
    assert r"\$" in markdown(f"${code}$")


def test_code_is_kept_letter_for_letter() -> None:
    block = "```python\nx = a[0]  # <b> $5 :red[x]\n```"
    assert block in markdown(f"Before\n{block}\nafter")
    assert markdown("Use `a[0] < b`.") == "Use `a[0] < b`."


def test_structure_stays() -> None:
    text = "# Head\n\n- **bold** and *thin*\n1. one\n\n| a | b |\n|---|---|\n| c | d |\n\n> quote"
    assert markdown(text) == text


def test_the_quote_is_marked_line_by_line() -> None:
    text = "1. **Bold** one. Two *x* here.\n2. Next `a`.\n\nLast."
    assert marked(text, "Two *x* here.\n2. Next `a`.") == (
        "1. **Bold** one. :yellow-background[Two *x* here.]\n2. :yellow-background[Next `a`.]\n\nLast."
    )


def test_of_equal_quotes_the_one_within_the_passage_is_marked() -> None:
    assert marked("Same. A. Same. B.", "Same.", "Same. B.") == r"Same. A. :yellow-background[Same.] B."


def test_a_mark_never_splits_emphasis_or_code() -> None:
    assert marked("A **bold word** here.", "word** here.") == ":yellow-background[A **bold word** here.]"
    assert "yellow" not in marked("```\ncode\n```", "code")


def test_marking_a_quote_that_is_not_there_changes_nothing() -> None:
    assert marked("Some text.", "other") == "Some text."


def test_a_label_is_one_short_line() -> None:
    assert label("a\n\n  b  " + "c" * 300, max_chars=10) == "a b ccccc…"
