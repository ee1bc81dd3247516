"""The lint of lessons and assignments: ordered lists of small rules, each a function that yields what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from course.authoring import lint_assignments, lint_code, lint_items, lint_marks, lint_shape
from course.authoring.findings import Assignment, Finding, Found, Lesson
from course.authoring.notebooks import canonical
from course.authoring.reading import Notebook, find_notebooks, load_json, read_notebook
from course.errors import CourseError
from course.units import Register

# the shape first, so that a lesson without its sections says so before each missing item does
LESSON_RULES = (*lint_shape.RULES, *lint_code.RULES, *lint_items.RULES)
ASSIGNMENT_RULES = (*lint_assignments.RULES, *lint_marks.RULES)


def lint(places: Iterable[Path], register: Register) -> list[Finding]:
    """Hold notebooks to the rules of a lesson or of an assignment.

    Parameters
    ----------
    places : iterable of Path
        Files and folders.
    register : Register
        The units that the notebooks belong to.

    Returns
    -------
    list of Finding
        Everything that breaks a rule, by file, then by rule in the order of the lists above.

    Raises
    ------
    CourseError
        When a file is no notebook, or a unit's items cannot be read.
    """
    findings: list[Finding] = []
    for path in find_notebooks(*places):
        findings += _one(path, register)
    return findings


def _one(path: Path, register: Register) -> Iterator[Finding]:
    if path.read_bytes() != canonical(load_json(path), path).encode("utf-8"):
        what = "The notebook is not in canonical form."
        yield Finding(path, "", "canonical-form", what, f"Run: course format {path}")
    notebook = read_notebook(path)
    if "assignment" in notebook.course:
        for assignment_rule in ASSIGNMENT_RULES:
            yield from _named(path, assignment_rule.__name__, assignment_rule(Assignment(notebook, register)))
        return
    if notebook.course.get("home"):
        return  # the home page is one line of code
    lesson = _lesson(notebook, register)
    if isinstance(lesson, Finding):
        yield lesson
        return
    for lesson_rule in LESSON_RULES:
        yield from _named(path, lesson_rule.__name__, lesson_rule(lesson))


def _lesson(notebook: Notebook, register: Register) -> Lesson | Finding:
    """Find the lesson that the notebook's mark names, or say that there is none."""
    try:
        unit, module = register.lesson(notebook.lesson)
    except CourseError as error:
        what = f"The metadata names no lesson: {error.what}"
        todo = f'Set course.lesson ("105082L4.m03"), or course.assignment. {error.next_step}'
        return Finding(notebook.path, "", "lesson-id", what, todo)
    if not notebook.path.as_posix().endswith(unit.lesson_file(module)):
        what = f"The register puts {notebook.lesson} into notebooks/{unit.lesson_file(module)}."
        return Finding(notebook.path, "", "lesson-file", what, "Move the notebook, or correct unit.yaml.")
    return Lesson(notebook, register, unit, module)


def _named(path: Path, rule: str, found: Found) -> Iterator[Finding]:
    for cell, message, next_step in found:
        yield Finding(path, cell, rule.replace("_", "-"), message, next_step)
