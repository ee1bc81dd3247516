"""Does a test cell reach nbgrader's gradebook as one number within its points, and a feedback page without secrets?"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.utils import determine_grade

from course.marking.marks import NOTE
from course.marking.preprocessors import CouldNotMark, ExplicitMarks, ShortErrors


def cell(*outputs: dict[str, Any], grade: bool = True, solution: bool = False, points: float = 3) -> NotebookNode:
    about = {"grade": grade, "solution": solution, "points": points, "grade_id": "a3", "locked": True, "task": False}
    made = {"cell_type": "code", "source": "mark('A3')", "metadata": {"nbgrader": about}, "execution_count": 1}
    return from_dict({**made, "outputs": list(outputs)})


def result(text: str, **more: Any) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": text, **more}, "metadata": {}, "execution_count": 1}


STDERR = {"output_type": "stream", "name": "stderr", "text": "UserWarning: Glyph 25237 missing from font"}
STDOUT = {"output_type": "stream", "name": "stdout", "text": "hello"}
ERROR = {"output_type": "error", "ename": "NameError", "evalue": "name 'x'", "traceback": ["mark('A3')", "secret"]}


def graded(made: NotebookNode) -> float:
    after, _ = ExplicitMarks().preprocess_cell(made, {"nbgrader": {"student": "anna"}}, 0)
    return determine_grade(after)[0]


@pytest.mark.parametrize(
    ("outputs", "mark"),
    [
        ([result("2.5")], 2.5),
        ([STDERR, result("2.5")], 2.5),
        ([result("2.5"), STDERR], 2.5),
        ([STDOUT, result("2.5")], 2.5),
        ([], 0.0),
        ([STDOUT], 0.0),
        ([STDERR], 0.0),
        ([result("all right")], 0.0),
        ([result("nan")], 0.0),
        ([result("inf")], 0.0),
        ([result("-1")], 0.0),
        ([result("99")], 3.0),
        ([result("True")], 0.0),
        ([ERROR], 0.0),
    ],
)
def test_the_mark_is_what_the_number_says_and_nothing_else_decides(outputs: list[dict[str, Any]], mark: float) -> None:
    assert graded(cell(*outputs)) == mark


def test_stock_nbgrader_would_have_decided_otherwise() -> None:
    assert determine_grade(cell())[0] == 3.0
    assert determine_grade(cell(STDERR, result("2.5")))[0] == 0


@pytest.mark.parametrize("kind", [{"grade": False}, {"solution": True}])
def test_cells_that_are_no_tests_are_left_alone(kind: dict[str, bool]) -> None:
    made = cell(STDERR, STDOUT, **kind)
    after, _ = ExplicitMarks().preprocess_cell(made, {}, 0)
    assert after.outputs == [STDERR, STDOUT]


def test_a_fault_on_the_markers_side_fails_the_submission_with_its_reason() -> None:
    made = cell(result("0.0", **{NOTE: {"failed": "no variant for anna", "by_hand": ""}}))
    with pytest.raises(CouldNotMark, match="anna, a3: no variant for anna"):
        graded(made)


def test_an_answer_for_an_instructor_is_logged_and_the_note_taken_out(caplog: pytest.LogCaptureFixture) -> None:
    made = cell(result("0.0", **{NOTE: {"failed": "", "by_hand": "A3: KeyError"}}))
    step = ExplicitMarks(log=logging.getLogger("test"))
    after, _ = step.preprocess_cell(made, {"nbgrader": {"student": "anna"}}, 0)
    assert "anna: please look at this answer by hand: A3: KeyError" in caplog.text
    assert NOTE not in after.outputs[0].data


def test_an_error_in_a_test_shows_no_line_of_it() -> None:
    after, _ = ShortErrors().preprocess_cell(cell(ERROR), {}, 0)
    assert after.outputs[0].traceback == ["This check could not be carried out."]


def test_an_error_in_a_trainees_cell_is_one_line() -> None:
    after, _ = ShortErrors().preprocess_cell(cell(ERROR, grade=False), {}, 0)
    assert after.outputs[0].traceback == ["NameError: name 'x'"]
