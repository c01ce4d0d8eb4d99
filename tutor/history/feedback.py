"""What readers tell: their verdicts on answers, and the questions that the corpus did not answer."""

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from tutor.history.database import Database, missing
from tutor.history.records import Feedback, UncoveredQuestion, Verdict
from tutor.history.tables import FeedbackRow, TurnRow

_WHOLE_ANSWER = -1


class FeedbackStore(Database):
    """Verdicts and unanswered questions in the database of the conversations."""

    def give_feedback(self, turn_id: str, verdict: Verdict, *, sentence: int | None = None, reason: str = "") -> None:
        """Store a verdict on the answer or on one of its sentences (from 0), in place of an earlier one."""
        values = {"verdict": verdict, "reason": reason.strip(), "given_at": self.clock()}
        key = {"turn_id": turn_id, "sentence": _WHOLE_ANSWER if sentence is None else sentence}
        query = insert(FeedbackRow).values(**key, **values).on_conflict_do_update(index_elements=list(key), set_=values)
        with self.session() as session:
            if session.scalar(select(TurnRow.id).where(TurnRow.id == turn_id)) is None:
                raise missing("question", turn_id)
            session.execute(query)

    def feedback(self, turn_id: str | None = None) -> list[Feedback]:
        """Return the verdicts on one turn, or all of them, oldest first."""
        query = select(FeedbackRow).order_by(FeedbackRow.given_at, FeedbackRow.sentence)
        if turn_id is not None:
            query = query.where(FeedbackRow.turn_id == turn_id)
        with self.session() as session:
            return [_feedback(row) for row in session.scalars(query)]

    def uncovered_questions(self) -> list[UncoveredQuestion]:
        """Return the questions the corpus did not answer, most often asked first."""
        times, last = func.count(), func.max(TurnRow.asked_at)
        query = select(TurnRow.question, times, last).where(TurnRow.status == "not_covered")
        with self.session() as session:
            rows = session.execute(query.group_by(TurnRow.question).order_by(times.desc(), last.desc()))
            return [UncoveredQuestion(question, count, moment) for question, count, moment in rows]


def _feedback(row: FeedbackRow) -> Feedback:
    verdict: Verdict = row.verdict  # type: ignore[assignment]  # only Verdicts are written
    sentence = None if row.sentence == _WHOLE_ANSWER else row.sentence
    return Feedback(row.turn_id, verdict, sentence, row.reason, row.given_at)
