"""``mark("A3")``: the last line of a test cell, an explicit number whatever was handed in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from course import cases, documents, units
from course.cases.family import family
from course.cases.kept import KeptCase
from course.cases.variant import Variant
from course.checks import Outcome, not_yet
from course.errors import CourseError
from course.marking.marks import Marks
from course.marking.quiet import quiet
from course.marking.reference import CannotMark, Reference, reference
from course.marking.submission import Submission, read_submission
from course.units import Item

UNJUDGED = "This answer could not be judged by the program."


def mark(task_id: str, folder: Path | str | None = None) -> Marks:
    """Mark one task of the submission in a folder; never raises, and never writes to stderr.

    Parameters
    ----------
    task_id : str
        ``A2.complaint_rate``, ``A3``, ``A8``.
    folder : Path or str, optional
        ``.../<trainee>/<assignment>``; the notebook's own folder when left out, as in a test cell.

    Returns
    -------
    Marks
        A float within 0 and the task's points. Junk of any kind earns 0 with a message. Where the marker's own side
        lacks something (no reference, no variant for this trainee) ``failed`` says so, and nbgrader then reports the
        submission as failed, not as 0.
    """
    with quiet():
        try:
            submission = read_submission(Path(folder) if folder is not None else Path.cwd())
            return _mark(units.item(task_id, submission.unit), submission, reference(submission.assignment))
        except CourseError as error:
            return Marks(0, failed=str(error).replace("\n", " "))
        except Exception as error:  # a defect of the course, never of the trainee
            return Marks(0, failed=f"The marking itself stopped ({type(error).__name__}: {error}).")


def _mark(item: Item, submission: Submission, known: Reference) -> Marks:
    handed_in = (submission.answers, submission.documents, case_of(submission.trainee, known))
    try:
        points = known.marks(item.id, *handed_in)
        outcome = known.feedback(item.id, *handed_in)
    except CourseError:
        raise
    except Exception as error:
        said = not_yet(UNJUDGED, "Your instructor looks at it.")
        return Marks(0, item, said, by_hand=f"{item.id}: {type(error).__name__}: {error}")
    return Marks(points, item, _with_problems(outcome, submission), page=_page(item, submission))


def _page(item: Item, submission: Submission) -> str:
    """Render a document for those who judge it; a document that cannot be drawn is still marked."""
    if not item.document:
        return ""
    document = documents.get(item.document)
    try:
        content = submission.documents.get(document.file)
        return document.render_html(content) if content else ""
    except Exception:
        return ""


def _with_problems(outcome: Outcome, submission: Submission) -> Outcome:
    """Say which file could not be read, unless everything is right without it."""
    if outcome.right or not submission.problems:
        return outcome
    message = f"{outcome.message} {' '.join(submission.problems)}"
    return Outcome(outcome.state, message, outcome.next_step, outcome.fields)


@lru_cache(maxsize=4)
def _case(variant: Variant) -> KeptCase:
    return KeptCase(family(variant.family), variant)


def case_of(trainee: str, known: Reference) -> Any:
    """Give the trainee's own case by the register; its numbers never come from the submission.

    Raises
    ------
    CannotMark
        When the register does not know the trainee, or cannot be read.
    """
    try:
        return _case(cases.current_variant(trainee, known.family))
    except CourseError as error:
        raise CannotMark(error.what, error.where, error.next_step) from error
