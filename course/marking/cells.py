"""What kind of cell a cell is, and so in which room it runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from course.errors import CourseError
from course.marking.page import Cell, role

_CODE = re.compile(r"(?:\A|[\r\n])[ \t\f]*[^\s#]")  # a line that begins with neither blank space nor a comment
_CHECKED = re.compile(r"(?:check|mark)\([\"']([^\"']+)[\"']\)")
FORMS = {"question", "plan_form", "widget"}
SHOWN_ONLY = FORMS | {"receipt", "rubric", "home"}  # they bind and change nothing


def is_test(cell: Cell) -> bool:
    """Tell whether a cell is a test, whose last line is the marks."""
    about = role(cell)
    return bool(about.get("grade") and not about["solution"] and cell["cell_type"] == "code")


def is_trainees(cell: Cell) -> bool:
    """Whether a cell holds code that the trainee may have written."""
    theirs = cell["cell_type"] == "code" and not role(cell).get("locked") and not is_test(cell)
    return theirs and has_code(cell["source"])


def runs_in_sandbox(cell: Cell) -> bool:
    """Tell whether a cell runs beside the trainee's own: theirs, and the instructor's that do more than show."""
    if is_test(cell):
        return False  # a hidden test never enters the sandbox
    return not only_shows(cell["source"]) if role(cell).get("locked") else has_code(cell["source"])


def has_code(source: str) -> bool:
    """Tell whether there is anything but comments and blank space."""
    return bool(_CODE.search(source))


def only_shows(source: str, what: Collection[str] = SHOWN_ONLY) -> bool:
    """Tell whether a cell is one call that shows something, such as ``cs.question("A3")``."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in what


def task_named(source: str, assignment: str) -> str:
    """Name the task that a test checks, such as ``A3 Indicator table``; empty where the test does not say so."""
    from course import units

    named = _CHECKED.search(source)
    try:
        item = units.item(named.group(1), assignment.split("-")[0]) if named else None
    except CourseError:
        item = None
    return f"{item.id.partition('.')[0]} {item.title}" if item else ""
