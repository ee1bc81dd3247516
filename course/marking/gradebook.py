"""The one writer: grades, remarks and a line of the journal in one transaction, in nbgrader's own database."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from course._version import __version__
from course.marking.database import in_words, one_transaction
from course.marking.engine import FAILED, MARKED, Result
from course.marking.grades import FAILURE
from course.marking.plan import Plan, plan_from_gradebook
from course.marking.setting import Setting


@dataclass(frozen=True)
class Event:
    """One line of the journal: a submission was marked, or why it was not.

    Attributes
    ----------
    trainee, fingerprint, state, because, sandbox, at : str
        Who; what decided the marks; ``marked`` or ``failed``; why; how the trainee's code ran; when (UTC).
    """

    trainee: str
    fingerprint: str
    state: str
    because: str
    sandbox: str
    at: str


class Writer:
    """The gradebook, opened once.

    Parameters
    ----------
    setting : Setting
        The course.

    Raises
    ------
    CourseError
        Here and in what it does: when the database cannot be used.
    """

    def __init__(self, setting: Setting) -> None:
        from nbgrader.api import Gradebook
        from sqlalchemy import inspect

        self.setting = setting
        with in_words(setting.db_url):
            self.book = Gradebook(setting.db_url, setting.course_id)
            if not inspect(self.book.engine).has_table(journal().name):
                with one_transaction(self.book) as connection:
                    journal().create(connection, checkfirst=True)

    def close(self) -> None:
        """Close the database."""
        self.book.close()

    def plan(self, assignment: str) -> Plan:
        """Read what the instructor said about an assignment's page."""
        with in_words(self.setting.db_url):
            plan = plan_from_gradebook(self.book, self.setting.sources, assignment)
            self.book.db.remove()
        return plan

    def events(self, assignment: str) -> list[Event]:
        """List the journal of an assignment, oldest first."""
        table = journal()
        wanted = [table.c[name] for name in Event.__dataclass_fields__]
        with in_words(self.setting.db_url), self.book.engine.connect() as connection:
            rows = connection.execute(
                table.select().with_only_columns(*wanted).where(table.c.assignment == assignment).order_by(table.c.id)
            )
            return [Event(*row) for row in rows]

    def write(self, result: Result, fingerprint: str = "", timestamp: str = "") -> None:
        """Keep a result: all of it, or nothing if this process ends now.

        Parameters
        ----------
        result : dict
            Of `course.marking.engine.mark_submission`.
        fingerprint : str
            What decided the marks.
        timestamp : str
            When it was handed in, as nbgrader writes it.
        """
        with in_words(self.setting.db_url):
            record(self.book, result, fingerprint, timestamp, self.setting.config)


def reason(result: Result) -> str:
    """Say why a submission was not marked; what every check gives as its reason is said once."""
    because = str(result["because"])
    cells = "|".join(re.escape(cell) for cell in result["scores"])
    if not cells:
        return because
    before, *parts = re.split(rf"(?:^| )(?:{cells}): ", because)
    return parts[0] if not before and len(set(parts)) == 1 else because


@cache
def journal() -> Any:
    """Declare the table of marking events; it is the course's own and no part of nbgrader's schema."""
    from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

    names = [Column(name, String(128), nullable=False) for name in ("assignment", "trainee")]
    short = [Column(name, String(64), nullable=False) for name in ("fingerprint", "state", "sandbox")]
    texts = [Column(name, Text, nullable=False) for name in ("because", "notes", "marker", "at")]
    seconds = Column("seconds", Float, nullable=False)
    key = Column("id", Integer, primary_key=True)
    return Table("course_marking", MetaData(), key, *names, *short, *texts, seconds)


def record(book: Any, result: Result, fingerprint: str = "", timestamp: str = "", config: Any = None) -> None:
    """Save a result and its line of the journal in one transaction."""
    with one_transaction(book) as connection:
        journal().create(connection, checkfirst=True)
        save(book, result, timestamp, config)
        connection.execute(journal().insert().values(**_line(result, fingerprint)))


def _line(result: Result, fingerprint: str) -> dict[str, Any]:
    notes = json.dumps(result["notes"], ensure_ascii=False)
    same = {name: result[name] for name in ("assignment", "trainee", "state", "because", "sandbox", "seconds")}
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {**same, "notes": notes, "fingerprint": fingerprint, "marker": __version__, "at": at}


def save(book: Any, result: Result, timestamp: str, config: Any = None) -> None:
    """Write the grades and remarks of a result; what people entered stays.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    result : dict
        Of `course.marking.engine.mark_submission`.
    timestamp : str
        When it was handed in; may be empty.
    config : traitlets.config.Config, optional
        For the penalty of late submissions.
    """
    when = {"timestamp": timestamp} if timestamp else {}
    with book.db.no_autoflush:  # nbgrader builds the record piece by piece
        book.update_or_create_student(result["trainee"])
        submission = book.update_or_create_submission(result["assignment"], result["trainee"], **when)
    notebook = next(n for n in submission.notebooks if n.name == result["assignment"])
    failed = result["state"] == FAILED
    for grade in notebook.grades:
        if failed:
            grade.auto_score, grade.needs_manual_grade = None, True
        elif grade.name in result["scores"]:
            grade.auto_score = result["scores"][grade.name]
            by_hand = grade.name in result["by_hand"] or grade.manual_score is not None
            grade.needs_manual_grade = by_hand or grade.auto_score is None
    for comment in notebook.comments:
        if failed:
            comment.auto_comment = FAILURE + reason(result)
        elif comment.name in result["comments"]:
            comment.auto_comment = result["comments"][comment.name]
    book.db.flush()
    if result["state"] == MARKED:
        _late(book, submission, notebook, config)


def _late(book: Any, submission: Any, notebook: Any, config: Any) -> None:
    """Apply nbgrader's penalty for late submissions, as `AssignLatePenalties` does."""
    from nbgrader.plugins import LateSubmissionPlugin

    notebook.late_submission_penalty = None
    if submission.total_seconds_late > 0:
        book.db.refresh(notebook)
        plugin = LateSubmissionPlugin(config=config)
        penalty = plugin.late_submission_penalty(submission.student.id, notebook.score, submission.total_seconds_late)
        if penalty is not None:
            notebook.late_submission_penalty = min(max(penalty, 0), notebook.score)
    book.db.flush()
