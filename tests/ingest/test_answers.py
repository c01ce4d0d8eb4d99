import pytest

from tutor.ingest.answers import make_answer
from tutor.ingest.lines import read_lines


def answer_of(text: str) -> str:
    lines = read_lines(text)
    return make_answer(lines, 0, len(lines))


@pytest.mark.parametrize(
    "label",
    [
        "**Answer**:",
        "**Answer:**",
        "Answer:",
        "Ans.",
        "A:",
        "**A:**",
        "### Answer\n",
        "A -",
        "**A1:**",
        "- **Answer**:",
        "Solution:",
    ],
)
def test_leaves_out_the_label(label: str) -> None:
    assert answer_of(f"{label} It boils.") == "It boils."


@pytest.mark.parametrize("text", ["A pot is deep.", "Answering takes time.", "- A: one\n- B: two", "A. one\nB. two"])
def test_keeps_what_only_looks_like_a_label(text: str) -> None:
    assert answer_of(text) == text


def test_joins_a_paragraph_over_a_page_break() -> None:
    text = "The pot is put on the fire and then it is left to\n\n\n12\n\nboil for an hour.\n\nthen eat"

    assert answer_of(text.replace("12\n", "Page 3 of 9\n")) == (
        "The pot is put on the fire and then it is left to boil for an hour.\n\nthen eat"
    )


def test_joins_nothing_in_code_and_after_a_colon() -> None:
    text = "This is what you have to write in the file of yours:\n\nboil()\n\n```\nthe first line of the code that is long\n\nsecond\n```"  # noqa: E501

    assert answer_of(text) == text


def test_leaves_out_navigation_but_not_the_same_words_in_a_sentence() -> None:
    text = "Search the list.\n\nSign up\n\nSearch\n\nWrite\n\n- Search: it finds.\n\nSign up the guests."

    assert answer_of(text) == "Search the list.\n\n- Search: it finds.\n\nSign up the guests."


def test_makes_bullets_plain_and_keeps_nesting() -> None:
    assert answer_of("  • one\n    • two\n\nend") == "- one\n  - two\n\nend"


def test_takes_off_a_shared_indent_and_keeps_code_indents() -> None:
    assert answer_of("    one\n\n    ```py\n    if x:\n        y\n    ```") == "one\n\n```py\nif x:\n    y\n```"


@pytest.mark.parametrize("text", ["", "Answer here", "TODO", "<br>", "---", "**Answer:** N/A"])
def test_a_placeholder_is_no_answer(text: str) -> None:
    assert answer_of(text) == ""
