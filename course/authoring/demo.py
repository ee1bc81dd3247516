"""The whole loop in one folder: release, eight made-up submissions, marking, feedback, by nbgrader's own commands."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from course import answers, cases, paths
from course.authoring.demo_page import print_results, write_page
from course.authoring.demo_people import PART1, PART2, PEOPLE, Instructors, Person, fill
from course.authoring.demo_results import Results, cells_of, pieces_of
from course.authoring.grader import nbgrader
from course.errors import CourseError
from course.marking import reference, source_folder
from course.units import register
from course.units.reading import load_python
from course.units.rubric import rubric_of
from course.units.visible import task_keys

UNIT, COURSE = "105082L4", "hk-service-course"
PARTS = (PART1, PART2)
REGISTER, EXCHANGE = Path("build/nbgrader/register.yaml"), Path("build/nbgrader/exchange")
SECRET = "the key of a demonstration"  # its numbers are nobody's marks


def run(folder: Path | None = None, people: Sequence[Person] = PEOPLE, console: Console | None = None) -> Path:
    """Play an assignment from release to feedback.

    Parameters
    ----------
    folder : Path, optional
        Where; it must be new or empty. A temporary folder, which is kept, when left out.
    people : sequence of Person
        Who hands in what.
    console : rich.console.Console, optional
        Where progress and tables are printed.

    Returns
    -------
    Path
        A page to open: marks, requirements, and links to each trainee's feedback.

    Raises
    ------
    CourseError
        When there is no checkout, the folder is in use, or a command of nbgrader fails.
    """
    if paths.CHECKOUT is None:
        raise CourseError(
            "This is an installed package; the demonstration needs the assignments.", "", "Use a checkout."
        )
    console = console or Console()
    root = Path(folder or tempfile.mkdtemp(prefix="course-demo-")).resolve()
    if root.exists() and any(root.iterdir()):
        raise CourseError("The folder is not empty.", str(root), "Name a new one.")
    course = root / "course"
    shutil.copytree(source_folder(), course / "assignments", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    shutil.copy(paths.CHECKOUT / "nbgrader_config.py", course)
    columns = (TextColumn("{task.description:<46}"), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}"))
    with _environment(course), Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        results = _Loop(root, people, progress).play()
    print_results(results, people, console)
    page = write_page(root, results, people)
    console.print(f"\nOpen this page: {page}", soft_wrap=True, highlight=False)
    return page


@contextlib.contextmanager
def _environment(course: Path) -> Iterator[None]:
    """Point everything at the demonstration's own folder, and put the environment back."""
    before = dict(os.environ)
    os.environ.update(COURSE_ASSIGNMENTS=str(course / "assignments"), COURSE_REGISTER=str(course / REGISTER))
    for name in ("COURSE_DB", "COURSE_EXCHANGE", "COURSE_ID", "COURSE_VARIANT"):
        os.environ.pop(name, None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class _Loop:
    """The steps in order; each is a line of progress."""

    def __init__(self, root: Path, people: Sequence[Person], progress: Progress) -> None:
        self.root, self.course, self.people, self.progress = root, root / "course", people, progress
        plans, reports = (load_python(source_folder() / PART2 / f"wrong_{name}.py") for name in ("plans", "reports"))
        assert plans is not None and reports is not None
        self.known = Instructors(reference(PART1).module, reference(PART2).module, plans, reports)
        self.cases: dict[str, Any] = {}

    def play(self) -> Results:
        """Play the loop and read the marks."""
        self._assign()
        for part in self._each("Release the assignments (nbgrader)", PARTS):
            self._nbgrader("generate_assignment", part)
            self._nbgrader("release_assignment", part)
        for person in self._each("Fetch, answer, submit", self.people):
            for part in PARTS:
                self._submit(person, part)
        for part in self._each("Collect", PARTS):
            self._nbgrader("collect", part, "--ExchangeCollect.check_owner=False")  # all files here have one owner
        for part, person in self._each("Mark (nbgrader autograde)", [(p, q) for p in PARTS for q in self.people]):
            self._nbgrader("autograde", part, "--student", person.id)
        self._judge()
        for part in self._each("Feedback", PARTS):
            self._nbgrader("generate_feedback", part)
            self._nbgrader("release_feedback", part)
        for person in self._each("Fetch the feedback", self.people):
            for part in PARTS:
                self._as_trainee(person, "fetch_feedback", part)
        return self._results()

    def _each(self, words: str, things: Sequence[Any]) -> Iterator[Any]:
        return iter(self.progress.track(things, description=words))

    def _nbgrader(self, *arguments: str) -> str:
        return nbgrader(*arguments, folder=self.course)

    def _assign(self) -> None:
        """Give everyone numbers of their own."""
        found: dict[str, Any] = {}
        for person in self._each("Draw everyone's own numbers", self.people):
            found = cases.assign([person.id], SECRET, "demonstration", reference(PART2).near_misses, found)
        path = self.course / REGISTER
        path.parent.mkdir(parents=True, exist_ok=True)
        cases.write_register(found, path)
        for person in self.people:
            self.cases[person.id] = cases.case(cases.current_variant(person.id, reference(PART2).family))

    def _as_trainee(self, person: Person, command: str, part: str) -> str:
        folder = self._folder(person)
        exchange = f"--Exchange.root={self.course / EXCHANGE}"
        own = (f"--course={COURSE}", exchange, f"--Exchange.cache={folder / '.submitted'}")
        named = (f"--student={person.id}",) if command != "fetch_assignment" else ()
        return nbgrader(command, part, *own, *named, folder=folder)

    def _folder(self, person: Person) -> Path:
        folder = self.root / "trainees" / person.id
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _submit(self, person: Person, part: str) -> None:
        """Fetch, answer as this person does, submit, and keep the receipt."""
        self._as_trainee(person, "fetch_assignment", part)
        folder = self._folder(person) / part
        fill(person, folder, self.cases[person.copies or person.id], self.known)
        self._as_trainee(person, "submit", part)
        held = answers.receipt(folder, task_keys(part))
        (self._folder(person) / f"receipt-{part}.txt").write_text(str(held), encoding="utf-8")

    def _gradebook(self) -> Any:
        from nbgrader.api import Gradebook

        return Gradebook(f"sqlite:///{self.course / 'build/nbgrader/gradebook.db'}", COURSE)

    def _judge(self) -> None:
        """Enter the assessor's levels, as the formgrader does."""
        unit = register().unit(UNIT)
        criteria, cells = rubric_of(unit).criteria, cells_of(source_folder(), pieces_of(unit, register()))
        with self._gradebook() as book:
            for person in self._each("The assessor judges plans and reports", self.people):
                for criterion, level in zip(criteria, person.levels, strict=True):
                    grade = book.find_grade(cells[criterion.id], PART2, PART2, person.id)
                    grade.manual_score, grade.needs_manual_grade = criterion.points_of(level), False
                    comment = book.find_comment(cells[criterion.id], PART2, PART2, person.id)
                    comment.manual_comment = f"Level {level}: {criterion.levels[level]}"
            book.db.commit()

    def _results(self) -> Results:
        unit = register().unit(UNIT)
        pieces = pieces_of(unit, register())
        cells = cells_of(source_folder(), pieces)
        marks: dict[str, dict[str, float | None]] = {person.id: {} for person in self.people}
        with self._gradebook() as book:
            for person in self.people:
                for piece in pieces:
                    grade = book.find_grade(cells[piece.id], piece.assignment, piece.assignment, person.id)
                    marks[person.id][piece.id] = None if grade.needs_manual_grade else float(grade.score)
        return Results(unit, pieces, marks)
