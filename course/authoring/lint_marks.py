"""Lint rules on what a test cell marks: nothing for no work, and less than everything for every listed wrong answer."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.authoring.findings import Assignment, AssignmentRule, Found
from course.authoring.lint_assignments import is_test, points_of
from course.authoring.reading import Cell
from course.errors import CourseError
from course.marking.reference import Reference, load_reference

ROUNDING = 1e-6
OURS = {"cs", "course", "mark"}  # what a test cell has from the course


def tests_read_data_only(assignment: Assignment) -> Found:
    """A test cell uses no name that only a trainee's code could have made; marking hands over data, never objects."""
    for cell in assignment.notebook.cells:
        for name in sorted(_from_elsewhere(cell)) if is_test(cell) and cell.tree else ():
            what = f'The test reads "{name}", which a trainee\'s code would have to make.'
            todo = "Keep the answer with cs.answer(...), and read it in reference.py; else use stock marking."
            yield cell.id, what, todo


def reference_is_there(assignment: Assignment) -> Found:
    """Want reference answers beside the notebook that can be loaded."""
    try:
        _reference(_beside(assignment))
    except CourseError as error:
        yield "", error.what, error.next_step


def no_work_earns_nothing(assignment: Assignment) -> Found:
    """Want 0 for an untouched release in every test cell."""
    for cell, task, reference in _marked(assignment):
        earned = reference.marks(task, {}, {}, _case(reference.family))
        if abs(earned) > ROUNDING:
            what = f"{task} gives {earned:g} points for an untouched page."
            yield cell.id, what, "Let marks() in reference.py give 0 when there is no answer."


def a_wrong_answer_fails(assignment: Assignment) -> Found:
    """Each test cell has listed wrong answers, and each of them loses points; the model answer keeps them all."""
    for cell, task, reference in _marked(assignment):
        case, full = _case(reference.family), points_of(cell)
        listed = dict(reference.wrong(task, case))
        if not listed:
            todo = "List wrong answers in wrong(task_id, case) of reference.py: name to (answers, documents)."
            yield cell.id, f"No wrong answer is listed for {task}, so nobody knows what its test finds.", todo
        for name, (answers, documents) in listed.items():
            if reference.marks(task, answers, documents, case) > full - ROUNDING:
                yield cell.id, f'{task} gives full marks to the wrong answer "{name}".', "Mend marks() in reference.py."


def _from_elsewhere(cell: Cell) -> set[str]:
    """Names that a cell reads and nothing in it makes."""
    nodes = list(ast.walk(cell.tree)) if cell.tree else []
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)} | OURS | set(dir(builtins))
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - made


def _marked(assignment: Assignment) -> Iterator[tuple[Cell, str, Reference]]:
    """Each test cell with what it marks, and the assignment's reference."""
    with suppress(CourseError):  # which reference_is_there says
        reference = _reference(_beside(assignment))
        for cell in filter(is_test, assignment.notebook.cells):
            for call in cell.calls:
                if call.name == "mark" and call.texts:
                    yield cell, call.texts[0], reference


def _beside(assignment: Assignment) -> Path:
    return assignment.notebook.path.resolve().parent / "reference.py"


@lru_cache(maxsize=8)
def _reference(path: Path) -> Reference:
    return load_reference(path)


@lru_cache(maxsize=8)
def _case(family: str | None) -> Any:
    from course import cases

    return cases.case("base", family)


RULES: tuple[AssignmentRule, ...] = (
    tests_read_data_only,
    reference_is_there,
    no_work_earns_nothing,
    a_wrong_answer_fails,
)
