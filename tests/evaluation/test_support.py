from collections import Counter
from pathlib import Path

import pytest

from tutor.assemble import Tutor
from tutor.errors import UsageError
from tutor.evaluation.support import SupportCase, read_support_cases, support_report, support_scores
from tutor.evaluation.support_report import support_markdown
from tutor.ingest.entries import entry_paths
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import SENTENCE_EMBEDDER, curated_corpus_dir

CASES = read_support_cases()
NOTES = "The cache holds 40 requests. Old requests are dropped first."
KEPT = SupportCase("The cache holds 40 requests.", "supported", "light", "test", "transformers", passage=NOTES)
WRONG = SupportCase("The cache holds 90 requests.", "contradicted", "number", "test", "transformers", passage=NOTES)
OTHER = SupportCase("Penguins like fish.", "unsupported", "invented", "test", "transformers", passage=NOTES)


def test_there_are_enough_pairs_of_every_label_in_both_splits_and_all_topics() -> None:
    labels = Counter(case.label for case in CASES)
    assert labels["supported"] >= 140
    assert min(labels[label] for label in ("unsupported", "contradicted", "wrong-relation")) >= 80
    assert len({case.topic for case in CASES}) == 14
    for split in ("development", "test"):
        assert {case.label for case in CASES if case.split == split} == set(labels)
    assert sum(bool(case.passage) for case in CASES) >= 60


def test_no_topic_has_pairs_of_both_splits() -> None:
    topics = {split: {case.topic for case in CASES if case.split == split} for split in ("development", "test")}
    assert topics["development"] & topics["test"] == set()


def test_each_pair_has_one_passage_that_exists_and_stands_once() -> None:
    known = {
        path.relative_to(curated_corpus_dir()).with_suffix("").as_posix() for path in entry_paths(curated_corpus_dir())
    }
    assert all(bool(case.entry) != bool(case.passage) for case in CASES)
    assert {case.entry for case in CASES if case.entry} <= known
    assert len({(case.sentence, case.entry, case.passage) for case in CASES}) == len(CASES)


def test_a_report_counts_what_passes_by_label_and_names_the_disagreements(tutor: Tutor) -> None:
    cases = [KEPT, WRONG, OTHER]
    scores = support_scores(cases, {pair.id: pair for pair in tutor.pairs()}, SentenceEmbedder(SENTENCE_EMBEDDER))
    report = support_report(cases, scores)
    assert report.passed["supported"].value == 1.0
    assert report.passed["contradicted"].value == report.passed["unsupported"].value == 0.0
    assert report.precision.value == report.agreement.value == 1.0
    markdown = support_markdown({"test": support_report([KEPT, WRONG], [0.1, 0.9])}, 1.0)
    assert (
        "### Passed though not supported: 1\n\n- 0.90, contradicted, number: “The cache holds 90 requests.”" in markdown
    )
    assert "### Rejected though supported: 1\n\n- 0.10, supported, light: “The cache holds 40 requests.”" in markdown


def test_an_index_without_the_curated_questions_is_refused(tutor: Tutor) -> None:
    with pytest.raises(UsageError, match="'elsewhere/nothing'"):
        support_scores(
            [SupportCase("x", "supported", "light", "test", "x", entry="elsewhere/nothing")],
            {},
            SentenceEmbedder(SENTENCE_EMBEDDER),
        )


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"sentence": "x"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1 is not a case"):
        read_support_cases(path)
