"""Errors that a person is meant to read.

The message of every child says what was wrong, what was expected and the command that mends it.
"""

from tutor.redacting import redacted


class TutorError(Exception):
    """Anything the tutor could not do; its text is what the user reads, and holds no key."""

    def __init__(self, message: str = "") -> None:
        super().__init__(redacted(message))


class UsageError(TutorError):
    """The request itself is wrong: an empty question, an impossible number, an unknown name."""


class CorpusError(TutorError):
    """A question file, or a folder of them, cannot be read."""


class ImportingError(TutorError):
    """A foreign document cannot be turned into questions."""


class IndexMissingError(TutorError):
    """There is no index to search."""


class IndexUnusableError(TutorError):
    """There is an index, but it is damaged, or was built by another embedder or schema."""


class EmbedderError(TutorError):
    """The embedding model cannot be loaded."""


class ModelError(TutorError):
    """The LLM is unknown, not installed, not downloaded, damaged, or failed while answering."""


class HistoryError(TutorError):
    """The conversation database cannot be opened, or holds no such conversation."""
