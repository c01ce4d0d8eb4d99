import time
from pathlib import Path

import pytest
from ingest.labelled import DOCUMENTS, Labelled
from ingest.labelled_collections import COLLECTIONS
from ingest.labelled_habits import HABITS
from ingest.labelled_layouts import LAYOUTS
from ingest.labelled_more import MORE
from ingest.labelled_remarks import REMARKS
from ingest.labelled_strangers import STRANGERS
from ingest.labelled_talk import TALK

from tutor.ingest.decoding import decode_text
from tutor.ingest.finding import Findings, find_pairs

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
LABELLED = [*DOCUMENTS, *MORE, *HABITS, *STRANGERS, *REMARKS, *TALK, *LAYOUTS, *COLLECTIONS]
COUNTS = {"000": (8, 0), "001": (119, 1), "002": (10, 0), "003": (65, 0), "004": (60, 0)}


@pytest.mark.parametrize("document", LABELLED, ids=lambda document: document.name)
def test_finds_exactly_the_labelled_pairs(document: Labelled) -> None:
    found = find_pairs(document.text)

    assert [(pair.question, pair.answer) for pair in found.pairs] == list(document.pairs.items())
    assert tuple(item.question for item in found.unanswered) == document.unanswered


@pytest.mark.parametrize("document", LABELLED, ids=lambda document: document.name)
def test_the_line_is_where_the_question_begins(document: Labelled) -> None:
    lines = document.text.split("\n")

    for pair in find_pairs(document.text).pairs:
        around = " ".join(lines[pair.line - 1 : pair.line + 3])
        assert pair.question.split()[-1] in around


def test_the_same_question_in_two_sections_is_no_label_of_a_part() -> None:
    text = (
        "# Trade\n\n## Wood\n\n### How is it joined?\n\nWith glue.\n\n## Tin\n\n### How is it joined?\n\nWith solder.\n"
    )

    assert [(pair.section, pair.question, pair.answer) for pair in find_pairs(text).pairs] == [
        ("Wood", "How is it joined?", "With glue."),
        ("Tin", "How is it joined?", "With solder."),
    ]


def read_seed(prefix: str) -> tuple[str, Findings]:
    if not SEEDS.is_dir():
        pytest.skip(f"the real documents are not at {SEEDS}")
    path = next(SEEDS.glob(f"{prefix}*.txt"))
    text = decode_text(path.read_bytes(), path.name)
    return text, find_pairs(text)


@pytest.mark.parametrize("prefix", COUNTS)
def test_finds_every_question_of_the_real_documents(prefix: str) -> None:
    text, found = read_seed(prefix)

    assert (len(found.pairs), len(found.unanswered)) == COUNTS[prefix]
    lines = text.split("\n")
    for pair in found.pairs:
        assert pair.question in " ".join(lines[pair.line - 1].split())
        assert "Open in app" not in pair.answer
        assert "Sign up" not in pair.answer
        assert "â€" not in pair.answer


def test_reports_the_listed_question_without_an_answer() -> None:
    _, found = read_seed("001")

    assert [(item.question, item.line) for item in found.unanswered] == [
        ("Explain multimodal grounding in advanced AI models.", 136)
    ]


def test_flags_only_the_damaged_answer() -> None:
    _, found = read_seed("003")

    assert [warning.line for warning in found.warnings] == [69]
    assert "looks cut off" in found.warnings[0].message


@pytest.mark.parametrize(
    ("prefix", "sections"),
    [
        (
            "001",
            {
                ("Beginners (Q&A)", "beginner"),
                ("Intermediate (Q&A)", "intermediate"),
                ("Experienced (Q&A)", "advanced"),
            },
        ),
        ("002", {("Basic", "beginner"), ("Intermediate", "intermediate"), ("Advanced", "advanced")}),
        (
            "004",
            {("Beginner's Level", "beginner"), ("Intermediate Level", "intermediate"), ("Advanced Level", "advanced")},
        ),
    ],
)
def test_keeps_section_and_level_of_the_real_documents(prefix: str, sections: set[tuple[str, str]]) -> None:
    _, found = read_seed(prefix)

    assert {(pair.section, pair.level) for pair in found.pairs} == sections


def test_a_section_that_is_a_topic_becomes_the_topic_and_a_level_does_not() -> None:
    text = "# Spoons\n\n## Advanced\n\n### What is tin?\n\nA metal.\n\n## Woods\n\n### What is oak?\n\nA tree.\n"

    assert [(pair.topic, pair.section, pair.level) for pair in find_pairs(text).pairs] == [
        ("Spoons", "Advanced", "advanced"),
        ("Woods", "Woods", ""),
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("### 1. What is a whisk? 👶", "beginner"),
        ("### 1. What is a whisk? (Hard)", "advanced"),
        ("### 1. [Medium] What is a whisk?", "intermediate"),
        ("### 1. What is a whisk?\n\n**Difficulty:** Easy", "beginner"),
        ("### 1. What is a whisk?", ""),
    ],
)
def test_reads_the_level_at_the_question(line: str, level: str) -> None:
    found = find_pairs(f"{line}\n\nA tool.\n\n### 2. Why use one?\n\nIt is quick.\n")

    assert [pair.level for pair in found.pairs] == [level, ""]


def test_reports_the_blocks_passed_over_with_their_lines() -> None:
    found = find_pairs("# Pots\n\nWelcome to the pots.\n\n## 1. What is a pot?\n\nDeep.\n\n## Notes\n\nBe brief.\n")

    assert [(block.line, block.lines) for block in found.passed_over] == [(1, 2), (9, 2)]


def test_the_first_of_several_sections_is_no_title() -> None:
    text = "Questions, level by level:\n\n### 🟢 Basic Pot Questions\n\n#### 1. What is a pot?\n\nDeep.\n\n### 🔴 Advanced Pot Questions\n\n#### 2. What is a lid?\n\nFlat.\n"  # noqa: E501

    assert [(pair.section, pair.level) for pair in find_pairs(text).pairs] == [
        ("Basic Pot Questions", "beginner"),
        ("Advanced Pot Questions", "advanced"),
    ]


def test_a_title_above_a_labelled_question_is_no_section_but_gives_the_level() -> None:
    text = "# Pots\n\n## Lids\n\n### Question 1 (Hard)\n\n**Question:** Why is it round?\n\nIt turns.\n\n### Question 2 (Easy)\n\n**Question:** Why is it flat?\n\nIt lies.\n"  # noqa: E501

    assert [(pair.section, pair.level) for pair in find_pairs(text).pairs] == [
        ("Lids", "advanced"),
        ("Lids", "beginner"),
    ]


def test_a_long_line_of_dots_is_read_in_time() -> None:
    began = time.perf_counter()

    find_pairs("What is tea?\n" + ". " * 200_000 + "x\n")

    assert time.perf_counter() - began < 5


def test_a_title_of_answers_with_none_below_it_is_no_answer_key() -> None:
    found = find_pairs("1. What is a pot?\n2. What is a pan?\n3. What is a lid?\n\nAnswers\n")

    assert (len(found.pairs), len(found.unanswered)) == (0, 3)


@pytest.mark.parametrize(
    "text",
    ["Answers\n1. Tea\n" * 5_000, "Question 1\n\n" + "A line.\n\n" * 30_000, "**Question 1**\n" * 6_000],
    ids=["titles of answers", "short lines", "bare labels"],
)
def test_a_page_of_nothing_but_the_same_is_read_in_time(text: str) -> None:
    began = time.process_time()

    find_pairs(text)

    assert time.process_time() - began < 8
