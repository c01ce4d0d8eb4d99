from pathlib import Path

import pytest

from tutor.evaluation.judging import (
    COVERED_AT,
    SupportJudge,
    coverage,
    coverage_agreement,
    label_key,
    read_hand_labels,
    statements,
    support_agreement,
)
from tutor.evaluation.replies import Passage, Reply
from tutor.evaluation.support import SupportCase
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER

DROPOUT = Passage("What is dropout?", "Dropout sets random activations to zero. It is off at test time.")
CLIPPING = Passage("What is gradient clipping?", "Clipping bounds the norm of the gradient.")


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(SENTENCE_EMBEDDER)


def reply(text: str, *passages: Passage, remarks: tuple[str, ...] = ()) -> Reply:
    return Reply("tutor", "q", False, text, dict(enumerate(passages, 1)), remarks)


def test_markers_behind_the_full_stop_belong_to_the_sentence_before() -> None:
    found = statements(reply("One is so. [1] Two is [2, 3]. Three.\n\n- Four. [1][2]", DROPOUT, CLIPPING))
    assert [(item.text, item.markers, item.valid) for item in found] == [
        ("One is so.", (1,), (1,)),
        ("Two is.", (2, 3), (2,)),
        ("Three.", (), ()),
        ("Four.", (1, 2), (1, 2)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"The factor $\gamma\in[0,1]$ weighs rewards. [1]", (r"The factor $\gamma\in[0,1]$ weighs rewards.", (1,))),
        ("Values in [0, 1] are read as `x[2]`. [1]", ("Values in [0, 1] are read as x[2] .", (1,))),
        ("[0, 1] is the range [2].", ("[0, 1] is the range.", (2,))),
    ],
)
def test_an_interval_or_an_index_is_no_marker(text: str, expected: tuple[str, tuple[int, ...]]) -> None:
    assert [(item.text, item.markers) for item in statements(reply(text, DROPOUT, CLIPPING))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **Cost.** Each unit costs. [1]", [("Cost. Each unit costs.", (1,))]),
        ("- **Why it helps?** Units cannot rely. [2] And so on. [1]",
         [("Why it helps? Units cannot rely.", (2,)), ("And so on.", (1,))]),
        ("**Cost.** Each unit costs. [1]\n\n**Use.** It is off. [2]",
         [("Cost. Each unit costs.", (1,)), ("Use. It is off.", (2,))]),
        ("- It is so. [1] **Cost.** Each unit costs.", [("It is so.", (1,)), ("Cost. Each unit costs.", ())]),
    ],
)  # fmt: skip
def test_a_bold_label_belongs_to_the_sentence_behind_it(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(item.text, item.markers) for item in statements(reply(text, DROPOUT, CLIPPING))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Dropout is free.** [1] It is not. [2]", [("Dropout is free.", (1,)), ("It is not.", (2,))]),
        ("- **Dropout is free.**\n- It is not. [2]", [("Dropout is free.", ()), ("It is not.", (2,))]),
        ("It is **free.** It is not. [2]", [("It is free.", ()), ("It is not.", (2,))]),
    ],
)
def test_bold_words_that_stand_for_themselves_are_a_statement(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(item.text, item.markers) for item in statements(reply(text, DROPOUT, CLIPPING))] == expected


def test_a_sentence_with_its_label_is_supported_by_the_passage_that_has_both(embedder: SentenceEmbedder) -> None:
    passage = Passage(
        "What is dropout?", "It has two sides:\n\n- **Cost.** Training takes longer.\n- **Use.** It generalises."
    )
    (found,) = statements(reply("- **Cost.** Training takes longer. [1]", passage))
    verdict = SupportJudge(embedder, {}).verdict(found, {1: passage})
    assert (verdict.supported, verdict.how) == (True, "literal")


def test_a_range_of_markers_is_read_and_a_remark_claims_nothing() -> None:
    found = statements(
        reply("All agree [1-3]. My sources say nothing about X.", remarks=("My sources say nothing about X.",))
    )
    assert [(item.markers, item.valid) for item in found] == [((1, 2, 3), ())]


def verdict_of(judge: SupportJudge, text: str, *passages: Passage) -> tuple[bool, str]:
    given = reply(text, *passages)
    (statement,) = statements(given)
    verdict = judge.verdict(statement, given.passages)
    return verdict.supported, verdict.how


def test_a_literal_sentence_is_supported_and_one_without_a_marker_is_not(embedder: SentenceEmbedder) -> None:
    judge = SupportJudge(embedder, {})
    assert verdict_of(judge, "It is **off** at test time. [1]", DROPOUT) == (True, "literal")
    assert verdict_of(judge, "It is off at test time.", DROPOUT)[0] is False
    assert verdict_of(judge, "It is off at test time. [2]", DROPOUT, CLIPPING) == (False, "score")


def test_a_negated_or_invented_sentence_is_not_supported(embedder: SentenceEmbedder) -> None:
    judge = SupportJudge(embedder, {})
    assert verdict_of(judge, "Dropout is not off at test time. [1]", DROPOUT) == (False, "score")
    assert verdict_of(judge, "Dropout was invented in Lisbon in 1901. [1]", DROPOUT) == (False, "score")


def test_a_persons_label_wins_over_the_score(embedder: SentenceEmbedder) -> None:
    labels = {("units are switched off at random", label_key([DROPOUT])): True}
    assert verdict_of(SupportJudge(embedder, labels), "Units are switched off at random. [1]", DROPOUT) == (
        True,
        "hand",
    )


def test_a_second_marker_that_adds_nothing_is_seen(embedder: SentenceEmbedder) -> None:
    given = reply("It is off at test time. [1][2]", DROPOUT, CLIPPING)
    (statement,) = statements(given)
    verdict = SupportJudge(embedder, {}).verdict(statement, given.passages)
    assert (verdict.supported, verdict.alone) == (True, (True, False))


def test_a_key_point_is_covered_by_the_sentence_that_makes_it(embedder: SentenceEmbedder) -> None:
    points = ["At test time dropout is switched off.", "Gradient clipping bounds the gradient's norm."]
    made, other = coverage(points, "Some words first. Dropout is switched off at test time. [1]", embedder)
    assert made >= COVERED_AT > other
    assert coverage(points, "", embedder) == [0.0, 0.0]


def test_the_judge_of_key_points_agrees_with_the_labels_of_topics_it_was_not_set_on(
    embedder: SentenceEmbedder,
) -> None:
    agreed, kappa, pairs = coverage_agreement(embedder)
    assert pairs == 76
    assert agreed > 0.7
    assert kappa > 0.4


def test_agreement_on_support_is_by_label_and_leaves_out_what_the_corpus_lacks(embedder: SentenceEmbedder) -> None:
    cases = [
        SupportCase("It is off at test time.", "supported", "light", "test", "t", passage=DROPOUT.text),
        SupportCase("Few would call this a regulariser.", "supported", "heavy", "test", "t", passage=DROPOUT.text),
        SupportCase("Dropout was invented in Lisbon.", "unsupported", "added", "test", "t", passage=DROPOUT.text),
        SupportCase("It is off at test time.", "supported", "light", "test", "t", entry="not/there"),
    ]
    found = support_agreement(SupportJudge(embedder, {}), cases, {})
    assert {name: (item.value, item.n) for name, item in found.items()} == {
        "supported": (0.5, 2),
        "unsupported": (0.0, 1),
        "agreement": (0.6667, 3),
    }


def test_without_a_file_there_are_no_labels(tmp_path: Path) -> None:
    assert read_hand_labels(tmp_path / "none.jsonl") == {}
