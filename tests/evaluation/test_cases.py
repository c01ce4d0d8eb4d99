from collections import Counter
from pathlib import Path

import pytest

from tutor.errors import UsageError
from tutor.evaluation.cases import read_cases, unknown_ids
from tutor.ingest.entries import entry_paths
from tutor.settings import curated_corpus_dir

CASES = read_cases()


def test_there_are_enough_cases_of_every_kind_in_both_splits() -> None:
    answerable = Counter(case.kind for case in CASES if case.relevant)
    unanswerable = Counter(case.kind for case in CASES if not case.relevant)
    assert set(answerable) == {
        "paraphrase", "plain", "keyword", "abbreviation", "misspelt", "comparison", "scenario", "follow-up",
    }  # fmt: skip
    assert set(unanswerable) == {"everyday", "other-trade", "near-miss"}
    assert answerable.total() >= 300
    assert unanswerable.total() >= 120
    for split in ("development", "test"):
        assert {case.kind for case in CASES if case.split == split} == set(answerable) | set(unanswerable)


def test_no_topic_answers_cases_of_both_splits() -> None:
    topics = {
        split: {
            pair_id.split("/")[0]
            for case in CASES
            if case.split == split
            for pair_id, grade in case.relevant.items()
            if grade == 2
        }
        for split in ("development", "test")
    }
    assert topics["development"] & topics["test"] == set()


def test_every_case_names_questions_of_the_curated_corpus() -> None:
    folder = curated_corpus_dir()
    known = frozenset(path.relative_to(folder).with_suffix("").as_posix() for path in entry_paths(folder))
    assert unknown_ids(CASES, known) == []


def test_follow_ups_and_only_they_have_a_history() -> None:
    assert all(bool(case.history) == (case.kind == "follow-up") for case in CASES)


def test_follow_ups_and_only_they_are_written_out_and_in_other_words_than_asked() -> None:
    assert all(bool(case.written_out) == (case.kind == "follow-up") for case in CASES)
    assert all(case.written_out != case.query for case in CASES if case.written_out)


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text('{"query": "x", "kind": "plain", "split": "nowhere", "relevant": {}}\n')
    with pytest.raises(UsageError, match=r"mine\.jsonl, line 1 is not a case"):
        read_cases(tmp_path)


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no case"):
        read_cases(tmp_path)
