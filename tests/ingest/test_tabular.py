import pytest

from tutor.errors import ImportingError
from tutor.ingest.finding import Findings
from tutor.ingest.tabular import find_in_csv, find_in_json, find_in_json_lines


def pairs_of(found: Findings) -> list[tuple[str, str, int]]:
    return [(pair.question, pair.answer, pair.line) for pair in found.pairs]


def test_reads_csv_columns_by_name_with_level_section_and_line() -> None:
    text = 'id,Difficulty,Answer,Question,Topic\n1,Hard,"It is\nround.",What is a pan?,Pans\n2,easy,,Why?,Pans\n3,,Flat.,What else?,\n'  # noqa: E501

    found = find_in_csv(text, "a.csv")

    assert pairs_of(found) == [("What is a pan?", "It is\nround.", 2), ("What else?", "Flat.", 5)]
    assert [(pair.section, pair.level) for pair in found.pairs] == [("Pans", "advanced"), ("", "")]
    assert [(item.question, item.line) for item in found.unanswered] == [("Why?", 4)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_reads_csv_without_a_header(delimiter: str) -> None:
    text = f"What is a pan?{delimiter}Flat.\nWhat is a pot?{delimiter}Deep.\n"

    assert pairs_of(find_in_csv(text, "a.csv")) == [("What is a pan?", "Flat.", 1), ("What is a pot?", "Deep.", 2)]


@pytest.mark.parametrize(
    "text",
    [
        '[{"question": "What is a pan?", "answer": "Flat."}]',
        '{"data": [{"Q": "What is a pan?", "A": "Flat."}]}',
        '{"What is a pan?": "Flat."}',
        '[{"instruction": "What is a pan?", "input": "", "output": "Flat."}]',
        '{"messages": [{"role": "system", "content": "x"}, {"role": "user", "content": "What is a pan?"},'
        ' {"role": "assistant", "content": "Flat."}]}',
        '{"paragraphs": [{"qas": [{"question": "What is a pan?", "answers": [{"text": "Flat."}]}]}]}',
    ],
)
def test_reads_the_usual_forms_of_json(text: str) -> None:
    assert pairs_of(find_in_json(text, "a.json")) == [("What is a pan?", "Flat.", 1)]
    assert pairs_of(find_in_json_lines(text, "a.jsonl")) == [("What is a pan?", "Flat.", 1)]


def test_a_named_group_is_the_section() -> None:
    text = '{"Pans": [{"q": "What is a pan?", "a": ["Flat.", "Round."], "level": "beginner"}], "n": 3}'

    (pair,) = find_in_json(text, "a.json").pairs

    assert (pair.section, pair.answer, pair.level) == ("Pans", "- Flat.\n- Round.", "beginner")


def test_a_bad_line_is_left_out_with_a_warning() -> None:
    found = find_in_json_lines('{"q": "What?", "a": "x"}\n{\n\n{"q": "Why?", "a": "y"}', "a.jsonl")

    assert pairs_of(found) == [("What?", "x", 1), ("Why?", "y", 4)]
    assert [warning.line for warning in found.warnings] == [2]


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "1" * 5_000])
def test_says_what_is_wrong_with_json(text: str) -> None:
    with pytest.raises(ImportingError, match="valid JSON"):
        find_in_json(text, "a.json")


def test_says_which_columns_are_missing() -> None:
    with pytest.raises(ImportingError, match="'question' and 'answer'"):
        find_in_csv("a,b\n1,2\n", "a.csv")


@pytest.mark.parametrize(
    "record",
    [
        '{"question": "Which is flat?", "options": ["Pot", "Pan"], "answer": 1, "explanation": "Pots are deep."}',
        '{"id": 4, "question": "Which is flat?", "choices": {"A": "Pot", "B": "Pan"}, "correctAnswer": "B",'
        ' "explanation": "Pots are deep."}',
        '{"question": "Which is flat?", "options": [{"text": "Pot"}, {"text": "Pan"}], "correct_index": 1,'
        ' "rationale": "Pots are deep."}',
        '{"questionText": "Which is flat?", "options": ["Pot", "Pan"], "answer": "Pan", "explanation":'
        ' "Pots are deep."}',
    ],
)
def test_reads_the_right_option_of_a_quiz(record: str) -> None:
    found = find_in_json(f'{{"Pans": [{record}]}}', "a.json")

    assert pairs_of(found) == [("Which is flat?", "- Pot\n- Pan\n\n**Answer:** Pan\n\nPots are deep.", 1)]
    assert [pair.section for pair in found.pairs] == ["Pans"]


@pytest.mark.parametrize("right", ["7", "-1", "null", "true", '"C"', "[0]", "1e400"])
def test_a_quiz_that_tells_no_option_keeps_its_explanation(right: str) -> None:
    text = f'[{{"question": "Which is flat?", "options": ["Pot", "Pan"], "correct": {right}, "explanation": "Deep."}}]'

    assert pairs_of(find_in_json(text, "a.json")) == [("Which is flat?", "Deep.", 1)]
