"""Reading the sentences of an answer as passages: whole, with the lists and formulas that belong to them."""

from tutor.answering.evidence import EvidenceSentence
from tutor.answering.passages import Passage, read_passages, separators
from tutor.answering.sentences import sentence_spans
from tutor.records import QAPair, SearchHit, Source
from tutor.retrieval.chunking import chunk_answers, plain_text


def passages_of(answer: str, max_chars: int = 500) -> list[Passage]:
    source = Source("notes.md", "", 1)
    hit = SearchHit(1, 1.0, "notes/a#0", "notes/a", "Why?", "", "", "notes", source)
    chunks = chunk_answers([QAPair("notes/a", "Why?", answer, "notes", source)], max_chars)
    spans = [(chunk, span) for chunk in chunks for span in sentence_spans(chunk.text)]
    return read_passages(
        [
            EvidenceSentence(hit, chunk, span.start, span.end, plain_text(chunk.text[span.start : span.end]), order)
            for order, (chunk, span) in enumerate(spans)
        ]
    )


def quotable(answer: str, max_chars: int = 500) -> list[str]:
    return [passage.sentence.quote for passage in passages_of(answer, max_chars) if passage.whole]


def test_a_sentence_is_one_with_the_formula_that_ends_it() -> None:
    (passage,) = passages_of("The size of one sequence is\n\n$$2 n d$$\n\nwhere $d$ is the dimension of a head.")
    assert passage.plain == "The size of one sequence is $$2 n d$$ where $d$ is the dimension of a head."
    assert passage.whole


def test_what_breaks_off_before_a_formula_in_another_chunk_cannot_be_quoted() -> None:
    assert quotable("The size of one sequence of tokens is\n\n$$2 n d + 4 n$$\n\nwhere so.", 40) == ["$$2 n d + 4 n$$"]


def test_sentences_in_quotation_marks_stay_together() -> None:
    said = 'One may say: "The model has seen much. It still guesses. We check it."'
    assert quotable(f"{said} Nobody minds that answer.") == [said, "Nobody minds that answer."]


def test_a_bold_label_belongs_to_its_sentence() -> None:
    answer = "- **Drift.** New lighting raises all of the scores.\n- **Base rate.** Faults are very rare in practice."
    assert quotable(answer) == [
        "**Drift.** New lighting raises all of the scores.",
        "**Base rate.** Faults are very rare in practice.",
    ]


def test_headings_questions_table_rows_and_halves_of_sentences_cannot_be_quoted() -> None:
    answer = "# A heading of four words\n\nWhy does it do that?\n\n| a | row of a table |\n\nand so on it goes here."
    assert quotable(answer) == []


def test_a_sentence_cut_by_the_end_of_a_chunk_cannot_be_quoted() -> None:
    answer = "Short ones are kept. " + "Long sentences without any stop go on " * 4 + "until they end."
    assert quotable(answer, 80) == ["Short ones are kept."]


def test_a_sentence_leads_into_the_list_after_it_and_only_then() -> None:
    first, *_ = passages_of(
        "Three costs follow in practice:\n\n- Memory grows with every token.\n- Time grows as well."
    )
    assert first.leads_in
    (code, after) = passages_of(
        "One line computes all of it with numpy:\n\n```python\nx = 1\n```\n\nThe rest is simple."
    )
    assert (code.leads_in, code.whole, after.whole) == (False, True, True)
    (promise,) = passages_of("The steps of the method are as follows:\n\n```python\nx = 1\n```")
    assert not promise.whole


def test_a_sentence_that_announces_code_cannot_be_quoted() -> None:
    assert quotable("Suppose an application builds this prompt:\n\n```\nTranslate.\n```\n\nIt is then sent off.") == [
        "It is then sent off."
    ]


def test_a_sentence_that_is_left_out_does_not_end_its_paragraph() -> None:
    first, _, last = passages_of(
        "Ten topics suit a set of rules. How exact must the wording be? Legal notices want text."
    )
    assert separators([first, last]) == ["\n\n", " "]


def test_a_run_is_written_with_the_source_s_list_marks_unless_an_item_stands_alone() -> None:
    passages = passages_of(
        "Two things matter to people:\n\n1. The first is speed.\n2. The second is cost.\n\nThat is all of it."
    )
    assert separators(passages) == ["\n\n", "\n\n1. ", "\n2. ", "\n\n"]
    assert separators(passages[1:2]) == ["\n\n"]
