"""A made-up cohort of any size that has handed in: for tests of the marking and for its benchmark."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course import cases, paths
from course.authoring.demo_people import PART1, PART2, PEOPLE, Instructors, fill
from course.authoring.grader import nbgrader
from course.cases.recorded import PRACTICE
from course.marking import reference, source_folder
from course.marking.answer_key import prepare
from course.units.reading import load_python

BUILD = Path("build/nbgrader")
Rows = dict[tuple[str, str], tuple[Any, ...]]
# What a trainee who can program may write below a form; each is run and none of them changes an answer.
LINES = (
    "cs.rate(12, 340, scale=10000)",
    'table = cs.load("cases_clean")\ntable.groupby("channel").size()',
    "total = sum(range(1000))\nprint('total', total)",
)


def make_course(root: Path, part: str = PART2) -> None:
    """Make a course folder with a released assignment; by nbgrader's own commands."""
    assert paths.CHECKOUT is not None
    shutil.copytree(source_folder(), root / "assignments", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    shutil.copy(paths.CHECKOUT / "nbgrader_config.py", root)
    nbgrader("generate_assignment", part, folder=root)


def hand_in(root: Path, size: int, part: str = PART2, *, code_for: int = 0) -> list[str]:
    """Let a cohort hand in, each on a practice variant of their own.

    Parameters
    ----------
    root : Path
        Of `make_course`.
    size : int
        How many; the made-up people of the demonstration, over and over.
    part : str
        The assignment.
    code_for : int
        Every how many-th also writes lines of code below the forms; 0 for nobody.

    Returns
    -------
    list of str
        Ids of the trainees.
    """
    plans, reports = (load_python(source_folder() / PART2 / f"wrong_{name}.py") for name in ("plans", "reports"))
    assert plans is not None and reports is not None
    known = Instructors(reference(PART1).module, reference(PART2).module, plans, reports)
    rows, made = {}, []
    for number in range(size):
        person = PEOPLE[number % len(PEOPLE)]
        case = cases.case(PRACTICE[number % len(PRACTICE)])
        name = f"{person.id}-{number:02d}"
        rows[name] = {"variant": case.variant.id, "salt": case.variant.salt, "seed": case.variant.seed}
        folder = root / BUILD / "submitted" / name / part
        shutil.copytree(root / BUILD / "release" / part, folder)
        fill(person, folder, case, known)
        if code_for and number % code_for == 0:
            write_code(folder, LINES)
        made.append(name)
    register = {"cohort": "made up", "families": {case.family.name: rows}}
    cases.write_register(register, root / BUILD / "register.yaml")
    prepare(reference(part).module, register, case.family)
    return made


def write_code(folder: Path, lines: Sequence[str]) -> None:
    """Write lines of code into the empty cells below the forms, one after the other."""
    path = folder / f"{folder.name}.ipynb"
    page = json.loads(path.read_text(encoding="utf-8"))
    empty = [c for c in page["cells"] if c["cell_type"] == "code" and "nbgrader" not in c["metadata"]]
    for cell, line in zip(empty, lines, strict=False):
        cell["source"] = line
    path.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")


def sqlite(root: Path) -> str:
    """Give the address of the gradebook of a course's folder, where nothing else is said."""
    return f"sqlite:///{root / BUILD / 'gradebook.db'}"


def grades(db_url: str, part: str = PART2) -> Rows:
    """Read every mark and every remark of a gradebook.

    Parameters
    ----------
    db_url : str
        Such as of `sqlite`.
    part : str
        The assignment.

    Returns
    -------
    dict
        By trainee and cell ``(auto_score, manual_score, needs_manual_grade, score, max_score)``; by trainee and
        ``remark <cell>`` ``(auto_comment, manual_comment)``.
    """
    from nbgrader.api import Gradebook

    found: Rows = {}
    with Gradebook(db_url) as book:
        for submission in book.find_assignment(part).submissions:
            who, notebook = submission.student.id, submission.notebooks[0]
            for g in notebook.grades:
                found[who, g.name] = (g.auto_score, g.manual_score, g.needs_manual_grade, g.score, g.max_score)
            for c in notebook.comments:
                found[who, f"remark {c.name}"] = (c.auto_comment, c.manual_comment)
    return found


def journal(db_url: str) -> list[tuple[str, str, str]]:
    """Read the journal of a gradebook, in order: who, with which state, and how the trainee's code ran."""
    import sqlalchemy

    engine = sqlalchemy.create_engine(db_url)
    with engine.connect() as connection:
        lines = connection.execute(sqlalchemy.text("select trainee, state, sandbox from course_marking order by id"))
        found = [(str(who), str(state), str(sandbox)) for who, state, sandbox in lines]
    engine.dispose()
    return found
