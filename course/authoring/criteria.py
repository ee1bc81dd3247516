"""The cells of an assignment in which an assessor enters the points of a criterion, filled from the unit's rubric.

nbgrader shows a manually graded cell to the trainee, in the formgrader and in the feedback; its text is the rubric's,
so that the three never differ. A cell says which criterion it is: ``{"course": {"criterion": "J3"}}``.
"""

from __future__ import annotations

from typing import Any

from course import documents
from course.units import Unit, register
from course.units.rubric import rubric_of


def fill(notebook: dict[str, Any]) -> dict[str, Any]:
    """Write text and points of each criterion's cell.

    Parameters
    ----------
    notebook : dict
        A source notebook; one that is no assignment of a unit is given back as it is.

    Returns
    -------
    dict
        The notebook with its criterion cells as the rubric has them.
    """
    unit = _unit(notebook)
    return notebook if unit is None else notebook | {"cells": [_filled(cell, unit) for cell in notebook["cells"]]}


def _unit(notebook: dict[str, Any]) -> Unit | None:
    name = str(((notebook.get("metadata") or {}).get("course") or {}).get("assignment", ""))
    return next((unit for unit in register().units if unit.credit and name.startswith(f"{unit.code}-")), None)


def _filled(cell: dict[str, Any], unit: Unit) -> dict[str, Any]:
    metadata = cell.get("metadata") or {}
    named = (metadata.get("course") or {}).get("criterion")
    if not named:
        return cell
    criterion = rubric_of(unit).criterion(named)
    item = register().item(criterion.task, unit.code)
    noun = documents.get(item.document).noun if item.document else "answer"
    grader = dict(metadata.get("nbgrader") or {}) | {"points": _whole(criterion.most)}
    return cell | {"source": criterion.markdown(noun), "metadata": metadata | {"nbgrader": grader}}


def _whole(points: float) -> float:
    return int(points) if points.is_integer() else points
