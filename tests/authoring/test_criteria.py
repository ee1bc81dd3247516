"""Are the cells in which an assessor enters points filled from the rubric, whatever stood there?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from course.authoring.criteria import fill
from course.authoring.notebooks import canonical
from course.errors import CourseError
from course.units import register
from course.units.rubric import rubric_of

ROOT = Path(__file__).parents[2]
PART2 = ROOT / "assignments" / "105082L4-part2" / "105082L4-part2.ipynb"


def notebook(criterion: str = "J8", assignment: str = "105082L4-part2") -> dict[str, Any]:
    grader = {"grade": False, "grade_id": "x", "locked": True, "points": 99, "schema_version": 3, "task": True}
    cell = {
        "cell_type": "markdown",
        "id": "x",
        "metadata": {"course": {"criterion": criterion}, "nbgrader": grader | {"solution": False}},
        "source": "written by hand",
    }
    return {"cells": [cell], "metadata": {"course": {"assignment": assignment}}, "nbformat": 4, "nbformat_minor": 5}


def test_text_and_points_come_from_the_rubric() -> None:
    cell = fill(notebook())["cells"][0]
    criterion = rubric_of(register().unit("105082L4")).criterion("J8")
    assert cell["source"] == criterion.markdown("report")
    assert cell["metadata"]["nbgrader"]["points"] == 2
    assert cell["metadata"]["nbgrader"]["grade_id"] == "x"


def test_format_writes_the_cell_and_keeps_its_mark() -> None:
    made = json.loads(canonical(notebook("J1"), PART2))["cells"][0]
    assert "reads your plan" in "".join(made["source"])
    assert made["metadata"]["course"] == {"criterion": "J1"}


def test_a_criterion_that_is_none_is_refused() -> None:
    with pytest.raises(CourseError, match='no criterion "J99"'):
        fill(notebook("J99"))


@pytest.mark.parametrize("assignment", ["", "other"])
def test_a_page_of_no_unit_is_left_alone(assignment: str) -> None:
    given = notebook(assignment=assignment)
    assert fill(given) == given


def test_every_criterion_has_its_cell_on_the_page() -> None:
    cells = json.loads(PART2.read_text(encoding="utf-8"))["cells"]
    named = [cell["metadata"]["course"]["criterion"] for cell in cells if "course" in cell["metadata"]]
    assert named == [criterion.id for criterion in rubric_of(register().unit("105082L4")).criteria]
