"""The database file behind the store: its engine, its sessions, and its errors in words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from tutor.errors import HistoryError
from tutor.history.tables import open_engine


def _now() -> datetime:
    return datetime.now(UTC)


class Database:
    """The SQLite file `database_file`, made where it is missing.

    `clock` gives the present moment, aware of its time zone. Raises `HistoryError` where the file cannot be used.
    """

    def __init__(self, database_file: Path, *, clock: Callable[[], datetime] = _now) -> None:
        self.database_file = database_file
        self.clock = clock
        with self._readable_errors():
            database_file.parent.mkdir(parents=True, exist_ok=True)
            self._engine = open_engine(database_file)

    def close(self) -> None:
        """Close the connections to the file."""
        self._engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session whose changes are written together at its end, or not at all."""
        with self._readable_errors(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error)
            raise HistoryError(
                f"The conversation database {str(self.database_file)!r} cannot be used: {reason}. Nothing in it was "
                f"changed. Check its folder's rights and free space; if the file is damaged, move it away (it may be "
                f"repaired later), or name another file in TUTOR_DATABASE_FILE, and start again."
            ) from error


def missing(noun: str, key: str) -> HistoryError:
    """Return the error that says that no such thing is stored."""
    return HistoryError(f"There is no {noun} {key!r} here; it may have been deleted. Start a new conversation.")
