"""Marks of part 1: the cleaned log (A1), three definitions (A2) and the audit of the scheme (A7).

Instructors only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course import units
from course.checks import Outcome

from . import reference_a1, reference_a2, reference_a7
from .reference_a2 import MODEL, TASKS
from .reference_a2_tables import CRAFTED

__all__ = ["CRAFTED", "FAMILY", "MODEL", "TASKS", "feedback", "marks", "model", "wrong"]
UNIT, FAMILY = "105082L4", "lantern_lane"
ONLY = {"day_first": ["none"], "limit_h": [48]}  # lines of which more than one entry is right, or that have no list


def model(case: Any, task_id: str) -> dict[str, Any]:
    """Give the model answer of a task, as a trainee would hand it in."""
    if task_id == "A1":
        return dict(reference_a1.MODEL)
    return reference_a7.model(case) if task_id == "A7" else dict(MODEL[TASKS[task_id]])


def marks(task_id: str, answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> float:
    """Points of a task.

    Parameters
    ----------
    task_id : str
        ``A1``, ``A2.complaint_rate``, ``A2.new_to_lost``, ``A2.on_time``, ``A2`` for all three, or ``A7``.
    answers : mapping
        Answers by item id, as plain data: a form's choices, or a definition made part by part.
    documents : mapping
        Files by name; ``A1.csv`` is the log of somebody who cleaned it in code, as columns of text.
    case : course.cases.Case
        The trainee's variant, for A1 and A7. The invented tables of A2 are the same for everyone.

    Returns
    -------
    float
        0 to the task's points; junk of any kind earns 0 and raises nothing.
    """
    if task_id == "A1":
        return reference_a1.marks(answers.get("A1"), documents, case)
    if task_id == "A2":
        return sum(marks(task, answers, documents, case) for task in TASKS)
    if task_id == "A7":
        return reference_a7.marks(answers.get("A7"), case)
    return reference_a2.marks(task_id, answers.get(task_id))


def feedback(task_id: str, answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> Outcome:
    """Say what to think about again; neither a right choice nor an invented table is shown."""
    if task_id == "A1":
        return reference_a1.feedback(answers.get("A1"), documents, case)
    if task_id == "A7":
        return reference_a7.feedback(answers.get("A7"), case)
    return reference_a2.feedback(task_id, answers.get(task_id))


def wrong(task_id: str, case: Any) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """List wrong hand-ins of a task: the model answer with one choice changed; for A7, every clause called sound."""
    right = model(case, task_id)
    if task_id == "A7":
        return {"every clause sound": ({task_id: dict.fromkeys(right, "sound")}, {})}
    found = {}
    for field in units.item(task_id, UNIT).fields:
        for value in ONLY.get(field.key) or [choice.value for choice in field.choices]:
            if value != str(right[field.key]):
                found[f"{field.key}: {value}"] = ({task_id: {**right, field.key: value}}, {})
    return found
