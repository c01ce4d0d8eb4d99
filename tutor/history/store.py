"""The conversation store: every read and write of conversations and turns; feedback comes with it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, CursorResult, Update, func, or_, select, update
from sqlalchemy.orm import Session

from tutor.errors import HistoryError
from tutor.history.database import missing
from tutor.history.feedback import FeedbackStore
from tutor.history.records import UNFINISHED, Conversation, Turn, TurnState
from tutor.history.tables import ConversationRow, TurnRow
from tutor.records import DEFAULT_STYLE, Answer, Message, Style, Timings

MAX_TITLE_CHARS = 120
LEASE = timedelta(seconds=15)
_INTERRUPTED = "The tutor was closed while it wrote this answer. What was written is kept; ask again for the rest."
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)


class ConversationStore(FeedbackStore):
    """Conversations in the SQLite file `database_file`; safe to share between threads and between processes.

    `clock` gives the present moment, aware of its time zone. Every method raises `HistoryError`, whose message says
    what to do, where the file cannot be read or written or does not hold what was asked for.
    """

    # Conversations

    def create(self, title: str = "", *, owner: str = "") -> Conversation:
        """Start a conversation, which belongs to `owner`."""
        now = self.clock()
        row = ConversationRow(
            id=str(uuid4()), owner=owner, title=_clean_title(title), created_at=now, updated_at=now, deleted_at=None
        )
        with self.session() as session:
            session.add(row)
        return _conversation(row)

    def get(self, conversation_id: str) -> Conversation:
        """Return the conversation; deleted ones are not found."""
        with self.session() as session:
            row = session.get(ConversationRow, conversation_id)
            if row is None or row.deleted_at is not None:
                raise missing("conversation", conversation_id)
            return _conversation(row)

    def conversations(self, *, owner: str = "", search: str = "", limit: int = 100) -> list[Conversation]:
        """Return `owner`'s conversations, last used first, whose title, questions or answers contain `search`."""
        query = select(ConversationRow).where(ConversationRow.owner == owner, ConversationRow.deleted_at.is_(None))
        if needle := search.strip().casefold():
            in_turns = select(TurnRow.conversation_id).where(
                TurnRow.replaced_at.is_(None),
                or_(*(_contains(part, needle) for part in (TurnRow.question, TurnRow.text))),
            )
            query = query.where(or_(_contains(ConversationRow.title, needle), ConversationRow.id.in_(in_turns)))
        with self.session() as session:
            rows = session.scalars(query.order_by(ConversationRow.updated_at.desc()).limit(limit))
            return [_conversation(row) for row in rows]

    def rename(self, conversation_id: str, title: str) -> None:
        """Give the conversation another title; an empty one is refused."""
        if not (cleaned := _clean_title(title)):
            raise HistoryError("The title of a conversation cannot be empty. Give it at least one letter.")
        self._change_conversation(conversation_id, title=cleaned)

    def delete(self, conversation_id: str) -> None:
        """Hide the conversation; `restore` brings it back."""
        self._change_conversation(conversation_id, deleted_at=self.clock())

    def restore(self, conversation_id: str) -> None:
        """Undo `delete`."""
        self._change_conversation(conversation_id, deleted_at=None)

    # Turns

    def add_turn(
        self, conversation_id: str, question: str, standalone: str | None = None, style: Style = DEFAULT_STYLE
    ) -> Turn:
        """Add a queued question at the end of the conversation, which gets its title from its first question."""
        now = self.clock()
        row = TurnRow(
            id=str(uuid4()),
            conversation_id=conversation_id,
            question=question,
            standalone=standalone,
            answer=None,
            text="",
            status="",
            state="queued",
            error="",
            asked_at=now,
            updated_at=now,
            lease_until=now + LEASE,
            replaced_at=None,
            depth=style.depth,
            simply=style.simply,
        )
        touch = update(ConversationRow).where(
            ConversationRow.id == conversation_id, ConversationRow.deleted_at.is_(None)
        )
        with self.session() as session:
            if not _changed(session, touch.values(updated_at=now)):
                raise missing("conversation", conversation_id)
            session.execute(touch.where(ConversationRow.title == "").values(title=_clean_title(question)))
            session.add(row)
        return _turn(row)

    def turn(self, turn_id: str) -> Turn:
        """Return the turn as it is now."""
        with self.session() as session:
            row = session.scalar(select(TurnRow).where(TurnRow.id == turn_id))
            if row is None:
                raise missing("question", turn_id)
            return _turn(row)

    def turns(self, conversation_id: str) -> list[Turn]:
        """Return the conversation's turns, oldest first, without those that were replaced."""
        query = select(TurnRow).where(TurnRow.conversation_id == conversation_id, TurnRow.replaced_at.is_(None))
        with self.session() as session:
            return [_turn(row) for row in session.scalars(query.order_by(TurnRow.number))]

    def update_turn(
        self, turn_id: str, state: TurnState, *, answer: Answer | None = None, error: str | None = None
    ) -> bool:
        """Write what is known of an unfinished turn; what is None stays as it was.

        Returns False, and writes nothing, once the turn is finished: whoever writes it should stop then.
        """
        now = self.clock()
        values: dict[str, object] = {"state": state, "updated_at": now, "lease_until": now + LEASE}
        if answer is not None:
            values |= {"answer": _ANSWER.dump_json(answer).decode(), "text": answer.text, "status": answer.status}
        if error is not None:
            values["error"] = error
        query = update(TurnRow).where(TurnRow.id == turn_id, TurnRow.state.in_(UNFINISHED))
        with self.session() as session:
            return _changed(session, query.values(values)) > 0

    def recent_timings(self, limit: int = 50) -> list[Timings]:
        """Return how long the last finished answers took, oldest first; refusals are left out."""
        query = select(TurnRow).where(TurnRow.state == "done", TurnRow.status.in_(("answered", "partial")))
        with self.session() as session:
            turns = [_turn(row) for row in session.scalars(query.order_by(TurnRow.number.desc()).limit(limit))]
        return [turn.answer.timings for turn in reversed(turns) if turn.answer is not None]

    def replace_from(self, turn_id: str) -> None:
        """Take this turn and all after it out of the conversation, to ask again or otherwise; they stay stored."""
        turn = self.turn(turn_id)
        number = select(TurnRow.number).where(TurnRow.id == turn_id).scalar_subquery()
        query = update(TurnRow).where(TurnRow.conversation_id == turn.conversation_id, TurnRow.number >= number)
        with self.session() as session:
            session.execute(query.values(replaced_at=self.clock()))

    def messages(self, conversation_id: str) -> list[Message]:
        """Return the questions and answers so far, as history for the next question."""
        messages: list[Message] = []
        for turn in self.turns(conversation_id):
            if turn.finished and turn.answer is not None and turn.answer.text:
                messages += [Message("user", turn.question), Message("assistant", turn.answer.text)]
        return messages

    # Unfinished turns

    def renew(self, turn_ids: Iterable[str]) -> None:
        """Say that these unfinished turns are still being worked on."""
        query = update(TurnRow).where(TurnRow.id.in_(list(turn_ids)), TurnRow.state.in_(UNFINISHED))
        with self.session() as session:
            session.execute(query.values(lease_until=self.clock() + LEASE))

    def interrupt_abandoned(self) -> int:
        """Mark unfinished turns as interrupted whose process is gone; returns how many."""
        now = self.clock()
        abandoned = TurnRow.state.in_(UNFINISHED) & (TurnRow.lease_until < now)
        with self.session() as session:
            if session.scalar(select(TurnRow.id).where(abandoned).limit(1)) is None:
                return 0
            values = {"state": "interrupted", "error": _INTERRUPTED, "updated_at": now}
            return _changed(session, update(TurnRow).where(abandoned).values(values))

    # Plumbing

    def _change_conversation(self, conversation_id: str, **values: object) -> None:
        query = update(ConversationRow).where(ConversationRow.id == conversation_id)
        with self.session() as session:
            if not _changed(session, query.values(**values)):
                raise missing("conversation", conversation_id)


def _changed(session: Session, query: Update) -> int:
    result = session.execute(query)
    return result.rowcount if isinstance(result, CursorResult) else 0


def _contains(column: ColumnElement[str] | object, needle: str) -> ColumnElement[bool]:
    folded: ColumnElement[str] = func.casefold(column)
    return folded.contains(needle, autoescape=True)


def _clean_title(title: str) -> str:
    cleaned = " ".join(title.split())
    return cleaned if len(cleaned) <= MAX_TITLE_CHARS else cleaned[: MAX_TITLE_CHARS - 1].rstrip() + "…"


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(row.id, row.owner, row.title, row.created_at, row.updated_at)


def _turn(row: TurnRow) -> Turn:
    state: TurnState = row.state  # type: ignore[assignment]  # only TurnStates are written
    error = row.error
    answer = None
    if row.answer is not None:
        try:
            answer = _ANSWER.validate_json(row.answer)
        except ValidationError:
            state, error = "failed", "The stored answer cannot be read by this release; ask again."
    return Turn(
        id=row.id,
        conversation_id=row.conversation_id,
        question=row.question,
        standalone=row.standalone,
        answer=answer,
        state=state,
        error=error,
        asked_at=row.asked_at,
        updated_at=row.updated_at,
        style=Style(row.depth, row.simply),  # type: ignore[arg-type]  # only Depths are written
    )
