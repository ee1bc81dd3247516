"""A submission's folder on variant 7, as nbgrader lays it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.answers import AnswersStore, DocumentStore
from course.cases import case
from course.marking import reference


class Folder:
    """One trainee's submission of one assignment, to be filled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True)

    def answer(self, key: str, value: object) -> None:
        AnswersStore(self.path / "answers.yaml").put(key, value)

    def plan(self, document: dict[str, object]) -> None:
        DocumentStore(self.path / "plan.yaml", "assessment_plan").replace(document)


@pytest.fixture(autouse=True)
def variant_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_REGISTER", raising=False)
    monkeypatch.delenv("COURSE_ASSIGNMENTS", raising=False)
    monkeypatch.setenv("COURSE_VARIANT", "7")


@pytest.fixture
def part1(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "anna" / "105082L4-part1")


@pytest.fixture
def part2(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "anna" / "105082L4-part2")


@pytest.fixture(scope="session")
def right_table() -> dict[str, object]:
    found: dict[str, object] = reference("105082L4-part2").module.model(case(7), "A3")
    return found
