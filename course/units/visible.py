"""The visible check of an assignment's task: what a trainee may know before the marking."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from course import answers, documents
from course.checks import Outcome, State, check_fields, not_attempted, not_yet, right
from course.errors import CourseError
from course.units.items import Item
from course.units.register import register
from course.units.tables import check_kept, is_table

COMPLETE = "complete"  # said instead of "right", which only the marking can say


@dataclass(frozen=True, repr=False)
class TaskOutcome(Outcome):
    """The outcome of a visible check: words for people, and for nbgrader an explicit number.

    Attributes
    ----------
    points : float
        What the plain text says while everything visible is in order, so that ``nbgrader validate`` passes; 0
        otherwise. It is no mark: the test cell in the trainee's hands holds no hidden check.
    """

    points: float = 0.0

    @property
    def label(self) -> str:
        """The state in a word."""
        return COMPLETE if self.right else self.state.value

    def __str__(self) -> str:
        return f"{self.label.capitalize()}: {self.message} {self.next_step}".rstrip()

    def __repr__(self) -> str:
        return str(float(self.points if self.right else 0))

    def _repr_html_(self) -> str:
        head = f"<p><strong>{escape(self.label.capitalize())}.</strong> {escape(self.message)}"
        return f"{head} {escape(self.next_step)}</p>"


def check_task(item: Item) -> TaskOutcome:
    """Check what is visible of a task: attempted, kind, shape, names, range; of a document, its rules.

    Parameters
    ----------
    item : Item
        The task.

    Returns
    -------
    TaskOutcome
        The same words on the page, in ``nbgrader validate`` and in the feedback.

    Raises
    ------
    CourseError
        Only while ``nbgrader validate`` runs, which reports errors and nothing else: the outcome, when something is
        still missing. On the page a cell that stops would keep the questions below it from showing.
    """
    found = _document(item) if item.document else check_entered(item, answers.store().get(item.id))
    outcome = TaskOutcome(found.state, found.message, found.next_step, found.fields, points=item.points)
    if not outcome.right and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise CourseError(f"{item.title} ({item.id}), {outcome.label}: {outcome.message}", "", outcome.next_step)
    return outcome


def check_entered(item: Item, value: Any) -> Outcome:
    """Check what is visible of the answer to a task: its fields, or the table that was handed in instead."""
    if is_table(item, value):
        return check_kept(item)
    found = check_fields(item.fields, value)
    own = register().own_check(item) if found.right else None
    said = own(value) if own else found
    return found if said.right else said


def _document(item: Item) -> Outcome:
    """Apply the rules that need no figures of the trainee's own; the others wait for the marking."""
    document = documents.get(item.document)
    content = answers.read(document.file)
    if not content:
        return not_attempted(f"There is no {document.file} yet.", "Fill the form; it saves by itself.")
    results = document.check(content)
    open_ = [result for result in results if not result.right and not result.waits]
    fields = {r.id: right(r.title) if r.right else not_yet(r.message, r.next_step or r.title) for r in results}
    if not open_:
        return Outcome(State.RIGHT, documents.summary(results), "Your assessor judges the rest.", fields)
    first = open_[0]
    message = f"{documents.summary(results)} {first.message}"
    return Outcome(State.NOT_YET, message, first.next_step or first.title, fields)


def receipt() -> answers.Receipt:
    """Make the receipt of the assignment in the notebook's folder: time, files, fingerprints, tasks answered.

    Returns
    -------
    Receipt
        It shows itself as text to copy or print.
    """
    folder = Path.cwd()
    return answers.receipt(folder, task_keys(folder.name))


def task_keys(assignment: str) -> list[str]:
    """List what an assignment asks for: answer keys, and for a document its file.

    Parameters
    ----------
    assignment : str
        Such as ``105082L4-part2``; an unknown name has no tasks.
    """
    units = {unit.code: unit for unit in register().units}
    unit = units.get(assignment.split("-")[0])
    if unit is None:
        return []
    built = {task.id for task in unit.tasks if task.assignment == assignment and task.built}
    items = register().bank(unit.code).items.values()
    asked = [item for item in items if item.kind == "task" and item.id.split(".")[0] in built]
    return [documents.get(item.document).file if item.document else item.id for item in asked]
