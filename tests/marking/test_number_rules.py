"""Is a mark the finite number in which a test ends, within 0 and its points, whatever else the test shows or says?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course.marking.engine import job_of, mark_submission
from course.marking.rooms import close_rooms

REPO = Path(__file__).resolve().parents[2]
POINTS = 3.0
RULES = {
    "2.5": 2.5,
    "0": 0.0,
    "99.0": POINTS,
    "-1": 0.0,
    "float('nan')": 0.0,
    "float('inf')": 0.0,
    "10 ** 400": 0.0,
    "True": 0.0,
    "'3.0 points'": 0.0,
    "None": 0.0,
    "pass": 0.0,
    "print(3.0)": 0.0,
    "import sys\nprint('3.0', file=sys.stderr)": 0.0,
    "import sys\nprint('UserWarning: a glyph is missing', file=sys.stderr)\n2.5": 2.5,
    "import warnings\nwarnings.warn('old')\n2.5": 2.5,
    "print('a word')\n2.5": 2.5,
    "display(3.0)": 0.0,
    "1 / 0": 0.0,
    "2.5\n1 / 0": 0.0,
}


@pytest.fixture(scope="module")
def result() -> Iterator[dict[str, Any]]:
    """An empty page of an assignment with a test for each rule."""
    cells = [
        {"id": f"t{number}", "type": "code", "source": source, "checksum": "", "locked": True, "grade": True,
         "solution": False, "task": False, "points": POINTS}
        for number, source in enumerate(RULES)
    ]  # fmt: skip
    plan = {"name": "105082L4-part2", "sources": str(REPO / "assignments"), "cells": cells}
    content = {"notebook": "", "data": {}, "files": {}, "own": {}, "notes": []}
    yield mark_submission(job_of(plan, "anna", content, seconds=10.0))
    close_rooms()


@pytest.mark.parametrize("number", range(len(RULES)), ids=[repr(source)[1:-1] for source in RULES])
def test_a_test_gives_what_its_last_number_says(result: dict[str, Any], number: int) -> None:
    assert result["scores"][f"t{number}"] == list(RULES.values())[number]


def test_nbgrader_reads_the_same_marks_from_the_page(result: dict[str, Any]) -> None:
    from nbformat.notebooknode import from_dict
    from nbgrader.utils import determine_grade

    cells = [cell for cell in from_dict(result["notebook"]).cells if "nbgrader" in cell.metadata]
    assert {c.metadata.nbgrader.grade_id: determine_grade(c)[0] for c in cells} == result["scores"]
