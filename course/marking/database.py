"""The gradebook's database: one writer at a time, and what may be wrong with it in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from course.errors import CourseError

WAIT = 20.0  # seconds that another writer may take
LOCK = 105082  # any number, as long as every marker takes the same
ON = "Then give the command again; what is marked is kept."
_LOCKED = f"The gradebook is in use: another program has been writing in it for more than {WAIT:.0f} seconds."
_DAMAGED = ("The gradebook is damaged, or is no database.", f"Put your last copy of it in its place. {ON}")
_OTHER_VERSION = (
    "The gradebook was made by another version of nbgrader.",
    f"If that was an older one, run: nbgrader db upgrade (it keeps a copy). {ON}",
)
_SILENT = ("The gradebook's server does not answer.", f"Start it, or ask whoever runs it. {ON}")
_ADDRESS = (
    "The gradebook's address is not one that can be used.",
    "Look at --db and COURSE_DB: sqlite:////folder/gradebook.db or postgresql+psycopg://user@server/name.",
)
_NO_DRIVER = ("What speaks to that kind of database is not installed.", 'Run: pip install "hk-service-course[centre]"')
# What the database says (part of it, in lower case), what that means, and what to do next.
_MEANINGS = {
    "is locked": (_LOCKED, f"Close what else uses it: nbgrader, the formgrader, a backup. {ON}"),
    "readonly": ("The gradebook can only be read.", f"Let your user write the file and its folder. {ON}"),
    "is full": ("The disk with the gradebook is full.", f"Make room. {ON}"),
    "unable to open": ("The gradebook cannot be opened.", f"Let your user read and write that folder. {ON}"),
    "not a database": _DAMAGED,
    "malformed": _DAMAGED,
    "no such column": _OTHER_VERSION,
    "no such table": _OTHER_VERSION,
    "has no column": _OTHER_VERSION,
    "undefinedcolumn": _OTHER_VERSION,
    "connect": _SILENT,
    "could not parse": _ADDRESS,
    "can't load plugin": _ADDRESS,
    "no module named": _NO_DRIVER,
}


@contextlib.contextmanager
def in_words(db_url: str) -> Iterator[None]:
    """Say in words what is wrong with the database; what is wrong with one submission goes on as it is.

    Raises
    ------
    CourseError
        When the database cannot be used.
    """
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, InvalidEntry, ImportError) as error:
        said = f"{type(getattr(error, 'orig', None)).__name__} {error}".lower()
        for sign, (what, next_step) in _MEANINGS.items():
            if sign in said:
                raise CourseError(what, _shown(db_url), next_step) from error
        raise


def _shown(db_url: str) -> str:
    """Write the address without its password; of SQLite the file."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(db_url)
    except ArgumentError:
        return "--db or COURSE_DB"  # whatever it is, it may hold a password
    file = url.database if url.get_backend_name() == "sqlite" else ""
    return file or url.render_as_string(hide_password=True)


@contextlib.contextmanager
def one_transaction(book: Any) -> Iterator[Any]:
    """Let nbgrader's own functions, each of which commits, work inside one transaction of ours.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    """
    sessions = book.db
    sessions.remove()
    try:
        with book.engine.begin() as connection:
            _alone(connection)
            sessions.configure(bind=connection, join_transaction_mode="rollback_only")
            yield connection
            sessions.flush()
    finally:
        sessions.remove()
        sessions.configure(bind=book.engine, join_transaction_mode="conditional_savepoint")


def _alone(connection: Any) -> None:
    """Wait for other writers before anything is read: what two of them add at once, one of them would lose."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT * 1000:.0f}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
