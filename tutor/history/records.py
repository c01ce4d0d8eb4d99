"""What the store hands out: frozen records without a tie to the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from tutor.records import DEFAULT_STYLE, Answer, Style

TurnState = Literal["queued", "searching", "writing", "done", "stopped", "failed", "interrupted"]
Verdict = Literal["right", "wrong"]

UNFINISHED: Final[tuple[TurnState, ...]] = ("queued", "searching", "writing")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's head; `id` cannot be guessed, since it names the conversation in an address."""

    id: str
    owner: str
    title: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what has been answered so far.

    `standalone` is the reader's own wording of a follow-up, if there is one; `style` is how it is to be answered.
    `error` is set where `state` is failed or interrupted. A queued turn that has an answer waits for the LLM; its hits
    are there already.
    """

    id: str
    conversation_id: str
    question: str
    standalone: str | None
    answer: Answer | None
    state: TurnState
    error: str
    asked_at: datetime
    updated_at: datetime
    style: Style = DEFAULT_STYLE

    @property
    def finished(self) -> bool:
        """Whether nothing more will be written to this turn."""
        return self.state not in UNFINISHED


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's verdict on an answer, or on its sentence number `sentence` (from 0)."""

    turn_id: str
    verdict: Verdict
    sentence: int | None
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class UncoveredQuestion:
    """A question that the corpus did not answer, how often it was asked, and when last."""

    question: str
    times: int
    last_asked_at: datetime
