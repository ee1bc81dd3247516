"""What the instructor said about an assignment's page: role, points, lock and source of each cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.errors import CourseError

Plan = dict[str, Any]


@dataclass(frozen=True)
class PlanCell:
    """One cell that nbgrader knows.

    Attributes
    ----------
    id, type, source, checksum : str
        As in the gradebook; the source holds the hidden tests.
    locked, grade, solution, task : bool
        Its role.
    points : float
        0 for a cell that earns none.
    """

    id: str
    type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float


def plan_from_gradebook(book: Any, sources: Path, name: str) -> Plan:
    """Read the plan from the gradebook, in the order of the source page.

    Parameters
    ----------
    book : nbgrader.api.Gradebook
        Open.
    sources : Path
        Folder of the assignments' sources.
    name : str
        The assignment, whose page has the same name.

    Raises
    ------
    CourseError
        When the gradebook does not know the assignment.
    """
    from nbgrader.api import MissingEntry

    try:
        notebook = book.find_notebook(name, name)
    except MissingEntry:
        todo = f"Run first: nbgrader generate_assignment {name}"
        raise CourseError(f'The gradebook does not know the assignment "{name}".', str(sources), todo) from None
    solutions, tasks = ({c.name for c in cells} for cells in (notebook.solution_cells, notebook.task_cells))
    points = {c.name: c.max_score for c in (*notebook.grade_cells, *notebook.task_cells)}
    graded = {c.name for c in notebook.grade_cells}
    cells = {
        c.name: PlanCell(
            c.name, c.cell_type, c.source, c.checksum or "", bool(c.locked), c.name in graded, c.name in solutions,
            c.name in tasks, float(points.get(c.name, 0.0)),
        )
        for c in notebook.source_cells
    }  # fmt: skip
    order = [name for name in _order(sources / name / f"{name}.ipynb") if name in cells]
    found = [cells[name] for name in dict.fromkeys((*order, *cells))]
    return {"name": name, "sources": str(sources.resolve()), "cells": [asdict(cell) for cell in found]}


def plan_from_source(sources: Path, name: str) -> Plan:
    """Read the plan from the source page itself, where there is no gradebook.

    Parameters
    ----------
    sources : Path
        Folder of the assignments' sources.
    name : str
        The assignment.
    """
    import nbformat
    from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution, is_task

    found = []
    page: Any = nbformat.read(sources / name / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    for cell in page.cells:
        if "nbgrader" not in cell.metadata:
            continue
        about = cell.metadata.nbgrader
        roles = (bool(is_locked(cell)), bool(is_grade(cell)), bool(is_solution(cell)), bool(is_task(cell)))
        told = (about.grade_id, cell.cell_type, cell.source, compute_checksum(cell))
        found.append(PlanCell(*told, *roles, float(about.get("points", 0.0))))
    return {"name": name, "sources": str(sources.resolve()), "cells": [asdict(cell) for cell in found]}


def is_test(cell: dict[str, Any]) -> bool:
    """Whether a planned cell is a test: graded by the program, not to be written by the trainee."""
    return bool(cell["grade"] and not cell["solution"] and cell["type"] == "code")


def _order(path: Path) -> tuple[str, ...]:
    return _order_at(path, path.stat().st_mtime_ns) if path.is_file() else ()


@lru_cache(maxsize=16)
def _order_at(path: Path, _changed: int) -> tuple[str, ...]:
    import json

    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return tuple(c["metadata"]["nbgrader"]["grade_id"] for c in cells if "nbgrader" in c["metadata"])
