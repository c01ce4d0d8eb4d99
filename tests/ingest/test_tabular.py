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


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "What is a pan?", "level": "basic", "text": "Flat."}]',
        '[{"front": "What is a pan?", "back": "Flat."}]',
        '[{"prompt": "What is a pan?", "completion": "Flat."}]',
        '[{"prompt": "What is a pan?", "response": "Flat."}]',
        '[{"question": "What is a pan?", "explanation": "Flat."}]',
        '[{"question": "What is a pan?", "simple_explanation": "Flat."}]',
        '[{"question": "What is a pan?", "Sample answer": "Flat."}]',
        '[{"interviewQuestion": "What is a pan?", "IdealAnswer": "Flat.", "expectedKeywords": ["flat", "iron"]}]',
        '[{"question": "What is a pan?", "answer_en": "Flat."}]',
        '[{"question": "What is a pan?", "expert_answer": "Flat.", "user_answer": "Deep."}]',
        '[{"term": "Pan", "definition": "What is a pan?"}, ["What is a pan?", "Flat."]]',
        '{"1": {"question": "What is a pan?", "answer": {"text": "Flat."}}}',
        '{"What is a pan?": ["Flat."]}',
        '{"question": "What is a pan?", "answer": "Flat."}\n{"question": "Why?", "answer": ""}',
    ],
)
def test_reads_records_under_many_names(text: str) -> None:
    assert ("What is a pan?", "Flat.", 1) in [(*pair[:2], 1) for pair in pairs_of(find_in_json(text, "a.json"))]


def test_an_example_and_a_tip_belong_to_the_answer() -> None:
    text = '[{"question": "What is a pan?", "simple_explanation": "Flat.", "example": "A wok.", "tip": "Oil it."}]'

    (pair,) = find_in_json(text, "a.json").pairs

    assert pair.answer == "Flat.\n\n**Example:** A wok.\n\n**Tip:** Oil it."


def test_a_list_by_topic_keeps_the_topic() -> None:
    text = """{"topics": [
        {"name": "Pans", "description": "Flat things", "questions": [{"q": "What is a pan?", "a": "Flat."}]},
        {"title": "Pots", "content": [{"text": "What is a pot?", "answer": "Deep.", "followUpQuestions":
            [{"question": "How deep?", "answer": "Very."}]}]}]}"""

    pairs = find_in_json(text, "a.json").pairs

    assert [(pair.section, pair.question, pair.answer) for pair in pairs] == [
        ("Pans", "What is a pan?", "Flat."),
        ("Pots", "What is a pot?", "Deep."),
        ("Pots", "How deep?", "Very."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[{"question": "What is a pan?", "expected_keywords": ["flat", "iron"]}]',
        '{"Pans": ["What is a pan?"]}',
    ],
)
def test_keywords_are_no_answer_and_the_names_found_are_told(text: str) -> None:
    found = find_in_json(text, "a.json")

    assert [item.question for item in found.unanswered] == ["What is a pan?"]
    assert found.pairs == ()
    (warning,) = found.warnings
    assert all(
        name in warning.message for name in ("'expected_keywords'" if "[{" in text else "'Pans'", "question, q,")
    )


def test_records_with_unknown_names_are_told_with_those_that_are_understood() -> None:
    (warning,) = find_in_json('[{"foo": "What is a pan?", "bar": "Flat."}]', "a.json").warnings

    assert "'foo', 'bar'" in warning.message
    assert "explanation for answers" in warning.message


def test_a_column_of_keywords_is_no_answer() -> None:
    found = find_in_csv("question,expected_keywords\nWhat is a pan?,flat;iron\n", "a.csv")

    assert [item.question for item in found.unanswered] == ["What is a pan?"]
    assert "'expected keywords'" in found.warnings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nFront;Back\nWhat is a pan, a pot, or a lid?;Flat, deep, round.\n",
        "#separator:tab\n#html:false\nWhat is a pan, a pot, or a lid?\tFlat, deep, round.\n",
        "What is a pan, a pot, or a lid?\tFlat, deep, round.\nWhy, oh why?\tSo.\n",
        "no;Interview question;level;Ideal Answer\n1;What is a pan, a pot, or a lid?;easy;Flat, deep, round.\n",
        "Asked,Said\nWhy?,So.\n\"What is a pan, a pot, or a lid?\",\"Flat, deep, round.\"\nHow?,Thus.\n",
        "Why is it so?,hard,It is so.\n\"What is a pan, a pot, or a lid?\",easy,\"Flat, deep, round.\"\n",
    ],
)  # fmt: skip
def test_reads_tables_of_many_makers(text: str) -> None:
    found = find_in_csv(text, "a.csv")

    assert ("What is a pan, a pot, or a lid?", "Flat, deep, round.") in [pair[:2] for pair in pairs_of(found)]
    assert "Asked" not in [pair.question for pair in found.pairs]


def test_reads_a_list_that_is_named_json_lines() -> None:
    text = '[\n{"question": "What is a pan?", "answer": "Flat."}\n]'

    assert pairs_of(find_in_json_lines(text, "a.jsonl")) == [("What is a pan?", "Flat.", 2)]
    assert pairs_of(find_in_json_lines(text.replace('"answer"', '\n"answer"'), "a.jsonl")) == [
        ("What is a pan?", "Flat.", 1)
    ]


def test_a_quiz_in_columns_tells_the_right_option() -> None:
    text = "Question,Option A,Option B,Correct,Explanation\nWhich is flat?,Pot,Pan,B,Pots are deep.\n"

    assert pairs_of(find_in_csv(text, "a.csv")) == [
        ("Which is flat?", "- Pot\n- Pan\n\n**Answer:** Pan\n\nPots are deep.", 2)
    ]
