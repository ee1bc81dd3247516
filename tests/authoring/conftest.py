"""A tiny course in a temporary folder: one unit with one sound lesson and one sound assignment."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.authoring.findings import Finding
from course.authoring.lint import lint
from course.authoring.notebooks import canonical
from course.units import Register

UNIT = """
code: 900001L4
title: Greet the customer
industry: retail
level: 4
credit: 1
applies_to: shop staff
outcome: Greet.
hours: [{part: lesson, hours: 1, lessons: true}, {part: workshop, hours: 9}]
requirements: {K1: Words of greeting, K2: Bows, P1: Greet}
modules:
  - {id: m01, title: Good morning, minutes: 60, file: 01-good-morning.ipynb, requirements: [K1, P1], outcome: Greets.}
tasks:
  - {id: A1, title: Say, assignment: 900001L4-part1, kinds: [value], computed: 5, requirements: [P1, K2], built: true}
  - {id: A2, title: Bow, assignment: 900001L4-part1, kinds: [value], computed: 5, requirements: [K2]}
"""
QUIZZES = """
- id: 900001L4.m01.q1
  kind: quiz
  prompt: What do you say?
  requirements: [K1]
  fields:
    - key: words
      label: Words
      kind: choice
      choices:
        - {value: hi, text: Hi, right: true}
        - {value: bye, text: Bye, right: false, reason: That ends a talk.}
- id: 900001L4.m01.p1
  kind: predict
  prompt: How deep is the bow?
  fields: [{key: depth, label: Depth, kind: integer}]
"""
EXERCISE = """
- {{id: 900001L4.1.{n}, kind: exercise, prompt: How many?, requirements: [P1], hints: [Count.], solution: Three.,
   fields: [{{key: n, label: Number, kind: integer}}]}}
"""
EXERCISES = EXERCISE.format(n=1) + EXERCISE.format(n=2)
VALUES = """
def expected(item_id):
    return 3, 0
"""
PRESETS = """
REQUIREMENTS = {"900001L4.m01.bow": ["K1"]}
PRESETS = {"900001L4.m01.bow": lambda: {"depth": 15}}
"""
TASKS = """
- {id: A1.words, kind: task, prompt: Say it., fields: [{key: words, label: Words, kind: text}], requirements: [P1]}
"""
FACTS = """
- {id: F01, statement: The sky is blue, source: The Standard 2024, names: [The Standard], status: check}
- {id: F02, statement: Six principles, source: PCPD, status: checked, legal: true}
"""
HIDDEN = {"jupyter": {"source_hidden": True}}
Cells = list[dict[str, Any]]


def md(identifier: str, source: str, **course: Any) -> dict[str, Any]:
    metadata = {"course": course} if course else {}
    return {"cell_type": "markdown", "id": identifier, "metadata": metadata, "source": source}


def code(identifier: str, source: str, **metadata: Any) -> dict[str, Any]:
    metadata = metadata or dict(HIDDEN)
    cell = {"cell_type": "code", "id": identifier, "metadata": metadata, "source": source}
    return cell | {"execution_count": None, "outputs": []}


def good_cells() -> Cells:
    checked = code("m01-figure", "print(3)", tags=["nbval-check-output"], jupyter={"source_hidden": True})
    checked |= {"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": "3\n"}]}
    return [
        md("m01-title", "# 1. Good morning\n\n60 minutes. Requirements: K1, P1. The company is fictional."),
        code("m01-import", 'import course as cs\ncs.use("base")'),
        md("m01-objectives", "## Objectives\n\n- Greet."),
        md("m01-opening-questions", "## Opening questions\n\n1. How?\n2. When?"),
        md("m01-words", "## Words\n\nSay good morning.", requirements=["K1", "P1"]),
        checked,
        code("m01-p1", 'cs.question("900001L4.m01.p1")'),
        code("m01-bow", 'cs.widget("what_if_dial", "900001L4.m01.bow")'),
        *[md(f"m01-idea-{number}", f"## Idea {number}\n\nOne idea.") for number in range(5)],
        md("m01-worked-example", "## Worked example\n\nThree."),
        md("m01-quiz", "## Quiz"),
        code("m01-q1", 'cs.question("900001L4.m01.q1")'),
        md("m01-exercises", "## Exercises"),
        code("m01-1-1-line", 'cs.answer("900001L4.1.1", 3)', tags=["show-code"]),
        code("m01-1-1", 'cs.question("900001L4.1.1", "900001L4.1.2")'),
        md("m01-key-points", "## Key points\n\n1. So.\n2. Now."),
        md("m01-tomorrow", "## Tomorrow at work\n\nGreet."),
    ]


def assignment_cells() -> Cells:
    answer = {"grade": False, "solution": True, "grade_id": "A1-answer", "schema_version": 3, "locked": False}
    test = {**answer, "grade": True, "solution": False, "grade_id": "A1-test", "points": 5, "locked": True}
    return [
        md("part1-a1", "# Say it"),
        code("part1-a1-answer", 'cs.question("A1.words")', nbgrader=answer | {"task": False}),
        code(
            "part1-a1-test",
            'cs.check("A1.words")\nmark("A1")',
            nbgrader=test | {"task": False},
        ),
    ]


REFERENCE = """
def marks(task_id, answers, documents, case):
    return 5.0 if answers.get("A1.words") == "Good morning" else 0.0


def wrong(task_id, case):
    return {"too late": ({"A1.words": "Good night"}, {})}
"""


class Sample:
    """Files of the tiny course; a test spoils one thing and looks what lint says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unit = folder / "units" / "greet_the_customer"
        self.unit.mkdir(parents=True)
        files = {
            "unit.yaml": UNIT,
            "quizzes.yaml": QUIZZES,
            "exercises.yaml": EXERCISES,
            "exercises.py": VALUES,
            "presets.py": PRESETS,
        }
        for name, content in {**files, "tasks.yaml": TASKS}.items():
            (self.unit / name).write_text(content, encoding="utf-8")
        (self.unit.parent / "facts.yaml").write_text(FACTS, encoding="utf-8")
        self.lesson = folder / "notebooks" / "900001L4-greet-the-customer" / "01-good-morning.ipynb"
        self.assignment = folder / "assignments" / "900001L4-part1" / "part1.ipynb"
        self.write_lesson(good_cells())
        self.write_assignment(assignment_cells())
        self.write_reference(REFERENCE)

    def write_reference(self, text: str) -> None:
        (self.assignment.parent / "reference.py").write_text(text, encoding="utf-8")

    def register(self) -> Register:
        return Register(self.unit.parent)

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.unit / name
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new), encoding="utf-8")

    def write(self, path: Path, cells: Cells, course: dict[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = {"cells": cells, "metadata": {"course": course}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(canonical(data, path), encoding="utf-8")

    def write_lesson(self, cells: Cells, **course: Any) -> None:
        self.write(self.lesson, cells, {"lesson": "900001L4.m01", "minutes": 60} | course)

    def write_assignment(self, cells: Cells, **course: Any) -> None:
        self.write(self.assignment, cells, {"assignment": "900001L4-part1"} | course)

    def findings(self) -> list[Finding]:
        return lint([self.folder / "notebooks", self.folder / "assignments"], self.register())

    def rules(self) -> set[str]:
        return {finding.rule for finding in self.findings()}


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return Sample(tmp_path)


@pytest.fixture
def cells() -> Cells:
    """Cells of the sound lesson."""
    return good_cells()


@pytest.fixture
def task_cells() -> Cells:
    """Cells of the sound assignment."""
    return assignment_cells()


@pytest.fixture
def by_id() -> Callable[[Cells, str], dict[str, Any]]:
    return lambda cells, identifier: next(cell for cell in cells if cell["id"] == identifier)


@pytest.fixture
def make_notebook(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Write any notebook data to a file."""

    def _write(data: dict[str, Any]) -> Path:
        path = tmp_path / "any.ipynb"
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    return _write
