"""Marks of part 2: figures and readings from the trainee's own numbers (A3 to A6), rules of plan and report (A8, A9).

Instructors only. Each figure is computed from the tables of the trainee's variant, and each wrong method that the unit
lists is really applied (`reference_a3.py` and its neighbours), so that a variant on which a mark could not tell them
apart is drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.checks import Outcome, not_attempted
from course.documents import points as rule_points
from course.documents.assessment_plan import check_plan

from . import reference_a3, reference_a4, reference_a5, reference_a6, reference_a9, wrong_plans, wrong_reports
from . import reference_base as base
from .reference_base import WrongAnswer

UNIT, FAMILY = base.UNIT, "lantern_lane"
PLAN = "plan.yaml"
TASKS = {"A3": reference_a3.TASK, "A4": reference_a4.TASK, "A5": reference_a5.TASK, "A6": reference_a6.TASK}


def values(case: Any, task_id: str = "A3") -> dict[str, Any]:
    """Compute the answers of a task.

    Parameters
    ----------
    case : course.cases.Case or anything with ``tables``, ``views`` and ``as_of``
        The trainee's variant.
    task_id : str
        ``A3`` to ``A6``. A3 also holds ``new_to_lost_2025``, which only the plan needs.

    Returns
    -------
    dict
        Right value by key.
    """
    return TASKS[task_id].values(case)


def keys(task_id: str) -> tuple[str, ...]:
    """List what a task asks for."""
    return tuple(key for part in TASKS[task_id].parts.values() for key in part.keys)


def model(case: Any, task_id: str) -> dict[str, Any]:
    """Give the model answer of a task: its right values, as a trainee would hand them in."""
    found = values(case, task_id)
    return {key: found[key] for key in keys(task_id)}


def marks(task_id: str, answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> float:
    """Points of a task.

    Parameters
    ----------
    task_id : str
        ``A3`` to ``A6``, ``A8`` or ``A9``.
    answers : mapping
        Answers by item id, as plain data.
    documents : mapping
        Documents by file name, as plain data; ``plan.yaml`` for A8, ``report.yaml`` for A9.
    case : course.cases.Case
        The trainee's variant.

    Returns
    -------
    float
        0 to the task's points; junk of any kind earns 0 and raises nothing.
    """
    if task_id == "A8":
        plan = documents.get(PLAN)
        return rule_points(check_plan(plan, values(case))) if plan else 0.0
    if task_id == "A9":
        return reference_a9.marks(answers, documents, case)
    task = TASKS[task_id]
    return base.points(task, base.check(task_id, task, answers.get(task_id), case))


def feedback(task_id: str, answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> Outcome:
    """Say what is right, and what to read again where something is not; no value is given away."""
    if task_id == "A8":
        return _plan_feedback(documents.get(PLAN), values(case))
    if task_id == "A9":
        return reference_a9.feedback(answers, documents, case)
    task = TASKS[task_id]
    return base.feedback(task, base.check(task_id, task, answers.get(task_id), case))


def wrong_answers(case: Any) -> list[WrongAnswer]:
    """Apply every wrong method that the unit lists for A3 to A6.

    Parameters
    ----------
    case : course.cases.Case
        Released ``tables`` and cleaned ``views`` of a variant, and its ``as_of``.

    Returns
    -------
    list of WrongAnswer
        With the points that each must lose, and the distance that decides it.
    """
    return [found for task_id, task in TASKS.items() for found in base.measured(task_id, task, case)]


def wrong(task_id: str, case: Any) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """List wrong hand-ins of a task: wrong methods in the place of the right one, or planted documents."""
    if task_id == "A8":
        return {name: ({}, {PLAN: wrong_plans.planted(name, values(case))}) for name in wrong_plans.WRONG}
    if task_id == "A9":
        figures = reference_a9.figures(case)
        return {name: ({}, {reference_a9.REPORT: wrong_reports.planted(name, figures)}) for name in wrong_reports.WRONG}
    right = model(case, task_id)
    listed = base.measured(task_id, TASKS[task_id], case)
    return {f"{one.part}: {one.wrong}": ({task_id: {**right, **one.given}}, {}) for one in listed}


def near_misses(case: Any) -> list[tuple[float, float, float]]:
    """Distance, 0 and tolerance for the draw loop: a variant that a mark cannot judge is drawn again."""
    return [(found.distance, 0.0, found.tolerance) for found in wrong_answers(case)]


def _plan_feedback(plan: Any, reference: Mapping[str, Any]) -> Outcome:
    if not plan:
        return not_attempted("There is no plan yet.", "Fill the plan form; it saves by itself.")
    return base.of_rules(check_plan(plan, reference))
