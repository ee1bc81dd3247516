"""Lint rules on the source notebook of an assignment; a test cell that ends in no number costs marks unseen."""

from __future__ import annotations

import ast
from collections import Counter
from typing import Any

from course.authoring.findings import Assignment, AssignmentRule, Found
from course.authoring.reading import Cell
from course.errors import did_you_mean


def name(assignment: Assignment) -> Found:
    """Want the folder's name in the notebook's mark, and a unit's code at its start."""
    marked = assignment.notebook.course.get("assignment")
    if marked != assignment.name:
        what = f'The metadata names the assignment "{marked}"; its folder is "{assignment.name}".'
        yield "", what, "Set course.assignment in the notebook's metadata."
    if assignment.unit is None:
        yield "", "The folder's name begins with no unit code.", "Name it like 105082L4-part1."


def grade_ids(assignment: Assignment) -> Found:
    """Each graded cell has an id of its own."""
    ids = Counter(_grade(cell).get("grade_id", "") for cell in assignment.notebook.cells if _grade(cell))
    for identifier, times in ids.items():
        if times > 1 or not identifier:
            yield "", f'The grade_id "{identifier}" is there {times} times.', "Give each nbgrader cell its own."


def tests_end_in_a_number(assignment: Assignment) -> Found:
    """The last line of a test cell is a call of mark(...) or a number; nbgrader reads silence as full marks."""
    for cell in assignment.notebook.cells:
        if is_test(cell) and not _ends_in_a_number(cell):
            todo = 'End the cell with a line such as mark("A3"); no print, no assert, no assignment.'
            yield cell.id, "The test cell does not end in a number.", todo


def plain_answers(assignment: Assignment) -> Found:
    """Trainees write no function, class or loop."""
    for cell in assignment.notebook.cells:
        if not _grade(cell).get("solution"):
            continue
        kinds = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While)
        if cell.tree and any(isinstance(node, kinds) for node in ast.walk(cell.tree)):
            yield cell.id, "The answer needs a function, a class or a loop.", "Ask for one line, a form or text."


def every_id_exists(assignment: Assignment) -> Found:
    """Each question, answer and check names an item of the unit."""
    unit = assignment.unit
    items = assignment.register.bank(unit.code).items if unit else {}
    for cell in assignment.notebook.cells:
        for call in cell.calls:
            for identifier in call.items:
                if identifier not in items:
                    hint = did_you_mean(identifier, list(items)) if items else "The unit has no items yet."
                    yield cell.id, f'There is no item "{identifier}".', hint


def built_tasks_are_tested(assignment: Assignment) -> Found:
    """Each task that the register calls built has test cells, which give its points; no other task has any."""
    points = marked_points(assignment)
    tasks = {task.id: task for task in assignment.tasks}
    for task in tasks.values():
        if task.built and task.id not in points:
            todo = f'End a test cell with mark("{task.id}"), or take built: true out of unit.yaml.'
            yield "", f"Task {task.id} is built in the register and has no test cell.", todo
        elif task.built and abs(points[task.id] - task.automatic) > 1e-6:
            what = f"The test cells of {task.id} give {points[task.id]:g} points; unit.yaml says {task.automatic:g}."
            yield "", what, "Correct the points of a cell, or computed and rules in unit.yaml."
    for identifier in points:
        if identifier not in tasks or not tasks[identifier].built:
            todo = "Give it to this assignment in unit.yaml, with built: true."
            yield "", f"Task {identifier} has a test cell and is not built in the register.", todo


def marked_points(assignment: Assignment) -> dict[str, float]:
    """Sum the points of the test cells by the task that they mark."""
    points: dict[str, float] = {}
    for cell in assignment.notebook.cells:
        if is_test(cell):
            for task in {call.texts[0].split(".")[0] for call in cell.calls if call.name == "mark" and call.texts}:
                points[task] = points.get(task, 0.0) + points_of(cell)
    return points


def points_of(cell: Cell) -> float:
    """Points that a cell can give."""
    return float(_grade(cell).get("points") or 0)


def _grade(cell: Cell) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader") or {})


def is_test(cell: Cell) -> bool:
    """Whether a cell is marked automatically."""
    grade = _grade(cell)
    return cell.kind == "code" and bool(grade.get("grade")) and not grade.get("solution") and not grade.get("task")


def _ends_in_a_number(cell: Cell) -> bool:
    last = cell.tree.body[-1] if cell.tree and cell.tree.body else None
    if not isinstance(last, ast.Expr):
        return False
    value = last.value
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float) and not isinstance(value.value, bool)
    func = value.func if isinstance(value, ast.Call) else None
    return (func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")) == "mark"


RULES: tuple[AssignmentRule, ...] = (
    name,
    grade_ids,
    tests_end_in_a_number,
    plain_answers,
    every_id_exists,
    built_tasks_are_tested,
)
