"""Turning readers' verdicts into cases: a folder that `eval retrieval` and `eval answers` read with `--cases`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.history import ConversationStore, Feedback
from tutor.records import Answer


@dataclass(frozen=True, slots=True)
class FeedbackCases:
    """JSON records: answers that readers found right, sentences they judged, and wrong answers left to a person."""

    retrieval: tuple[dict[str, Any], ...]
    sentences: tuple[dict[str, Any], ...]
    review: tuple[dict[str, Any], ...]


def cases_from_feedback(store: ConversationStore) -> FeedbackCases:
    """Return the cases in all verdicts on stored answers.

    A right answer's cited questions are relevant to its question. A wrong answer does not tell what would be right, so
    it becomes no case by itself. All are development cases: they may be tuned on.
    """
    retrieval, sentences, review = [], [], []
    for given in store.feedback():
        answer = store.turn(given.turn_id).answer
        if answer is None:
            continue
        if given.sentence is not None and given.sentence < len(answer.sentences):
            sentences.append(_sentence_case(answer, given))
        elif given.verdict == "wrong":
            review.append({"query": answer.standalone, "text": answer.text, "reason": given.reason})
        elif answer.status != "partial":
            retrieval.append(_retrieval_case(answer))
    return FeedbackCases(tuple(retrieval), tuple(sentences), tuple(review))


def write_cases(cases: FeedbackCases, folder: Path) -> None:
    """Write the cases below `folder`, in place of an earlier export."""
    _write(folder / "feedback.jsonl", cases.retrieval)
    _write(folder / "support" / "judged.jsonl", cases.sentences)
    _write(folder / "review" / "answers.jsonl", cases.review)


def _retrieval_case(answer: Answer) -> dict[str, Any]:
    ids = dict.fromkeys(citation.pair_id for citation in answer.citations)
    relevant = {pair_id: 2 if number == 0 else 1 for number, pair_id in enumerate(ids)}
    return {"query": answer.standalone, "kind": "feedback", "split": "development", "relevant": relevant}


def _sentence_case(answer: Answer, given: Feedback) -> dict[str, Any]:
    sentence = answer.sentences[given.sentence or 0]
    texts = [citation.text for citation in answer.citations if citation.number in sentence.citations]
    right = given.verdict == "right"
    return {"sentence": sentence.text, "passages": " ".join(texts), "supported": right, "reason": given.reason}


def _write(path: Path, records: Sequence[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
