"""The database's tables, and an engine that several threads and processes can share."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, ForeignKey, Text, TypeDecorator, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CreateIndex, CreateTable

from tutor.errors import HistoryError

SCHEMA_VERSION = 2
_BUSY_TIMEOUT_MS = 10_000


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; SQLite keeps no time zone, so moments are stored in UTC and come back aware of it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store the moment in UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Say that the stored moment is in UTC."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """The tables of the conversation database."""

    type_annotation_map = {datetime: UtcDateTime, str: Text}  # noqa: RUF012 - read by SQLAlchemy, never changed


class ConversationRow(Base):
    """One conversation; a deleted one stays, hidden, so that deleting can be undone."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class TurnRow(Base):
    """One question with the answer as JSON; `text` and `status` repeat parts of it for searching.

    `lease_until` is renewed by the process that writes the answer: once it has passed, that process is gone.
    """

    __tablename__ = "turns"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    question: Mapped[str]
    standalone: Mapped[str | None]
    answer: Mapped[str | None]
    text: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)
    error: Mapped[str]
    asked_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    lease_until: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    depth: Mapped[str]
    simply: Mapped[bool]


class FeedbackRow(Base):
    """A verdict on a turn (`sentence` -1) or on one of its sentences."""

    __tablename__ = "feedback"

    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id"), primary_key=True)
    sentence: Mapped[int] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    reason: Mapped[str]
    given_at: Mapped[datetime]


# What each format, by its number, adds to the one before it.
_ADDED = {
    2: (
        "ALTER TABLE turns ADD COLUMN depth TEXT NOT NULL DEFAULT 'interview'",
        "ALTER TABLE turns ADD COLUMN simply BOOLEAN NOT NULL DEFAULT 0",
    ),
}


def open_engine(database_file: Path) -> Engine:
    """Return an engine on `database_file`, with the tables made or brought up to date where that is needed.

    Raises `HistoryError` where a newer release wrote the file; SQLAlchemy's errors pass through.
    """
    engine = create_engine(f"sqlite:///{database_file}")
    event.listen(engine, "connect", _prepare)
    with engine.begin() as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if found > SCHEMA_VERSION:
            raise HistoryError(
                f"The conversation database {str(database_file)!r} has format {found}, and this release reads format "
                f"{SCHEMA_VERSION}. Upgrade interview-tutor, or name another file in TUTOR_DATABASE_FILE."
            )
        if found < SCHEMA_VERSION:
            _bring_up_to_date(connection)
    return engine


def _bring_up_to_date(connection: Connection) -> None:
    """Make the tables of a new file, or add what an older format lacks, all of it or nothing.

    The lock comes first, and the format is read again behind it: another process may open the file at the same time.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if not found:
        for table in Base.metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                connection.execute(CreateIndex(index, if_not_exists=True))
    else:
        for version in range(found + 1, SCHEMA_VERSION + 1):
            for statement in _ADDED[version]:
                connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _prepare(connection: Any, _record: object) -> None:
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    for pragma in (
        f"busy_timeout = {_BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
