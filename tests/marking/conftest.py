"""A submission's folder on variant 7, as nbgrader lays it out; and a whole cohort that has handed in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course.answers import AnswersStore, DocumentStore
from course.authoring import cohort as reading
from course.cases import case
from course.marking import reference
from course.marking.engine import job_of, mark_submission
from course.marking.intake import read_folder
from course.marking.plan import plan_from_source
from course.marking.rooms import close_rooms

SOURCES = Path(__file__).resolve().parents[2] / "assignments"
PART2 = "105082L4-part2"


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
def variant_seven(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = {name for name in os.environ if name.startswith("COURSE_")}
    monkeypatch.delenv("COURSE_REGISTER", raising=False)
    monkeypatch.delenv("COURSE_ASSIGNMENTS", raising=False)
    monkeypatch.setenv("COURSE_VARIANT", "7")
    yield
    for name in [name for name in os.environ if name.startswith("COURSE_") and name not in before]:
        del os.environ[name]  # a course's settings that were read in this process leave theirs


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


class Course:
    """A course's folder in which a made-up cohort has handed in."""

    name = "105082L4-part2"

    def __init__(self, root: Path) -> None:
        self.root = root

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start ``course mark`` as from the command line, with nothing of this process's settings."""
        variables = {key: value for key, value in os.environ.items() if not key.startswith("COURSE_")}
        command = [sys.executable, "-m", "course", "mark", self.name, "--json", *arguments]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=self.root, env=variables, text=True, **pipes)

    def mark(self, *arguments: str) -> dict[str, Any]:
        """Mark, and give what ``--json`` prints."""
        with self.start(*arguments) as process:
            said, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        found: dict[str, Any] = json.loads(said)
        return found

    def keep(self, number: int) -> None:
        """Leave only some of the submissions."""
        for folder in sorted((self.root / "build/nbgrader/submitted").iterdir())[number:]:
            shutil.rmtree(folder)

    @property
    def sqlite(self) -> str:
        """The gradebook's address, where nothing else is said."""
        return reading.sqlite(self.root)

    def grades(self, db_url: str = "") -> reading.Rows:
        """Read every grade and every remark."""
        return reading.grades(db_url or self.sqlite)

    def journal(self, db_url: str = "") -> list[tuple[str, str]]:
        """Read the journal: who, and with which state, in order."""
        return [(who, state) for who, state, _ in reading.journal(db_url or self.sqlite)]


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten made-up trainees who have handed in part 2; some wrote code too. Nothing is marked yet."""
    from course.authoring.cohort import hand_in, make_course

    root = tmp_path_factory.mktemp("cohort") / "course"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("COURSE_VARIANT", "COURSE_REGISTER", "COURSE_ASSIGNMENTS", "COURSE_DB"):
            patch.delenv(variable, raising=False)
        make_course(root)
        hand_in(root, 10, code_for=3)
    return root


@pytest.fixture
def cohort(handed_in: Path, tmp_path: Path) -> Course:
    """A copy of that folder."""
    return Course(Path(shutil.copytree(handed_in, tmp_path / "course")))


@pytest.fixture(scope="session")
def plan() -> dict[str, Any]:
    """What the instructor said about part 2."""
    return plan_from_source(SOURCES, PART2)


class Hand:
    """Hands in one folder after the other, and marks each in the same warm rooms on variant 7."""

    def __init__(self, plan: dict[str, Any], base: Path) -> None:
        self.plan, self.base, self.count = plan, base, 0

    def folder(self, name: str = "anna") -> Path:
        """Give a fetched page in a new folder."""
        self.count += 1
        path = self.base / str(self.count) / name / PART2
        path.mkdir(parents=True)
        page = self.page()
        (path / f"{PART2}.ipynb").write_text(json.dumps(page), encoding="utf-8")
        return path

    def page(self) -> dict[str, Any]:
        """Give the page as it is fetched: without hidden tests."""
        found: dict[str, Any] = json.loads((SOURCES / PART2 / f"{PART2}.ipynb").read_text(encoding="utf-8"))
        for cell in found["cells"]:
            cell["source"] = "".join(cell["source"]).partition("### BEGIN HIDDEN")[0]
        return found

    def code(self, folder: Path, *cells: str, at: int = 2) -> None:
        """Put cells of the trainee's own into the page."""
        path = folder / f"{PART2}.ipynb"
        page = json.loads(path.read_text(encoding="utf-8"))
        for number, source in enumerate(cells):
            own = {"cell_type": "code", "id": f"own-{number}", "metadata": {}, "source": source, "outputs": []}
            page["cells"].insert(at + number, own)
        path.write_text(json.dumps(page), encoding="utf-8")

    def mark(self, folder: Path, **how: Any) -> dict[str, Any]:
        """Read and mark."""
        content = read_folder(folder, PART2)
        result: dict[str, Any] = mark_submission(
            job_of(self.plan, folder.parent.name, content, variant="7", **{"seconds": 10.0, **how})
        )
        return result


@pytest.fixture(scope="session")
def hand(plan: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """Whoever hands in; the rooms start once for all tests of a run."""
    yield Hand(plan, tmp_path_factory.mktemp("handed-in"))
    close_rooms()


def shown(result: dict[str, Any], start: str) -> str:
    """What the first cell that begins so showed, as text."""
    cell = next(c for c in result["notebook"]["cells"] if c["source"].startswith(start))
    return " ".join(
        str(o.get("text") or o.get("evalue") or o.get("data", {}).get("text/plain", "")) for o in cell["outputs"]
    )


@pytest.fixture(scope="session")
def show() -> Callable[[dict[str, Any], str], str]:
    return shown


CHECKS = ("part2-table-check", "part2-gap-check")


@pytest.fixture
def result() -> Callable[..., dict[str, Any]]:
    """Gives what the engine gives, of a page with two checks of 12 and 8 points and a judged cell."""
    cells = [
        {"metadata": {"nbgrader": {"grade_id": name, "points": points, "grade": grade}}}
        for name, points, grade in ((*CHECKS[:1], 12, True), (*CHECKS[1:], 8, True), ("part2-plan-j1", 6, False))
    ]

    def made(**about: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "assignment": PART2, "trainee": "anna", "state": "marked", "because": "", "notes": [], "by_hand": {},
            "scores": dict.fromkeys(CHECKS, 3.0), "comments": {}, "notebook": {"cells": [*cells, {"metadata": {}}]},
            "data": {}, "sandbox": "bwrap", "seconds": 0.2, "cpu": {},
        }  # fmt: skip
        return plain | about

    return made
