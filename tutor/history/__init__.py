"""Conversations, their turns and the readers' feedback, kept in a SQLite database."""

from tutor.history.records import Conversation, Feedback, Turn, TurnState, UncoveredQuestion
from tutor.history.store import ConversationStore

__all__ = ["Conversation", "ConversationStore", "Feedback", "Turn", "TurnState", "UncoveredQuestion"]
