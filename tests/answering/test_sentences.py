import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.answering.sentences import complete_sentences, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "It needs 3.5 GB, e.g. on a laptop. Fig. 2 shows it.",
            ["It needs 3.5 GB, e.g. on a laptop.", "Fig. 2 shows it."],
        ),
        ("A wrapped line that is long enough to have been cut by its\nwriter goes on. End.", None),
        ("- **Item**: says a thing\n- Another. And more", ["**Item**: says a thing", "Another.", "And more"]),
        ("1. First\n2. Second", ["First", "Second"]),
        ("# Heading\nText follows.", ["Heading", "Text follows."]),
        ("Before.\n\n```python\nx = 1. Y\n```\n\nAfter.", ["Before.", "After."]),
        ("Short line\nAnother Line", ["Short line", "Another Line"]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        (
            "A step takes 50 ms. In all it is 3 sec. Is it slow? No. It is not.",
            ["A step takes 50 ms.", "In all it is 3 sec.", "Is it slow?", "No.", "It is not."],
        ),
        ("It converges to x. The rest stays.", ["It converges to x.", "The rest stays."]),
        (
            "Ms. Ada and Dr. J. Smith cite Sec. 3, no. 4 and p. 7, cf. Eq. 2.",
            ["Ms. Ada and Dr. J. Smith cite Sec. 3, no. 4 and p. 7, cf. Eq. 2."],
        ),
        ("", []),
    ],
)
def test_sentences_of_markdown(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["A wrapped line that is long enough to have been cut by its\nwriter goes on.", "End."]
    assert sentences(text) == expected


def test_a_growing_text_gives_up_a_sentence_once_the_next_has_begun() -> None:
    assert complete_sentences("It is. ") == ([], "It is. ")
    assert complete_sentences("It is. N") == (["It is. "], "N")


@given(st.text(alphabet="ab .!?\n-*1`A", max_size=80))
def test_complete_sentences_and_rest_are_the_text(text: str) -> None:
    done, rest = complete_sentences(text)
    assert "".join(done) + rest == text


@given(st.text(max_size=120))
def test_spans_rise_and_stay_inside_the_text(text: str) -> None:
    position = 0
    for span in sentence_spans(text):
        assert position <= span.start < span.end <= len(text)
        position = span.end
