"""What becomes of honest, noisy, odd and damaged submissions under nbgrader's own commands.

One course folder is marked once for all tests here: each trainee is a way to hand in.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from course import cases
from course.answers import AnswersStore, DocumentStore
from course.authoring.grader import nbgrader
from course.marking import reference
from course.units import register
from course.units.reading import load_python
from course.units.rubric import Criterion, rubric_of

pytestmark = [pytest.mark.nbgrader, pytest.mark.slow]

REPO = Path(__file__).resolve().parents[2]
PART1, PART2 = "105082L4-part1", "105082L4-part2"
PLANS: Any = load_python(REPO / "assignments" / PART2 / "wrong_plans.py")
REPORTS: Any = load_python(REPO / "assignments" / PART2 / "wrong_reports.py")
VARIANT = 7
CRITERIA = rubric_of(register().unit("105082L4")).criteria
INSTRUCTORS = {path.name for path in (REPO / "assignments" / PART2).iterdir() if path.suffix in (".py", ".yaml")}

NOISE = """import sys, logging, warnings
def noise(*_):
    print("UserWarning: Glyph 25237 missing from font", file=sys.stderr)
get_ipython().events.register("pre_run_cell", noise)
import matplotlib.pyplot as plt
plt.title("每萬人次投訴")"""


def _right(folder: Path) -> None:
    known, case = reference(PART2).module, cases.case(VARIANT)
    for task in known.TASKS:
        AnswersStore(folder / "answers.yaml").put(task, known.model(case, task))
    DocumentStore(folder / "plan.yaml", "assessment_plan").replace(PLANS.model_plan(known.values(case)))
    report = REPORTS.model_report(known.reference_a9.figures(case))
    DocumentStore(folder / "report.yaml", "review_report").replace(report)


def _code(folder: Path, source: str, at: int) -> None:
    """Put a cell of the trainee's own into the page."""
    path = folder / f"{folder.name}.ipynb"
    page = json.loads(path.read_text(encoding="utf-8"))
    cell = {
        "cell_type": "code",
        "id": f"own-{at}",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    page["cells"].insert(at, cell)
    path.write_text(json.dumps(page), encoding="utf-8")


def _noisy(folder: Path) -> None:
    _right(folder)
    _code(folder, NOISE, 2)


def _by_code(folder: Path) -> None:
    """The same answers by lines of code in the page; there is no answers file when the page is handed in."""
    table = reference(PART2).module.model(cases.case(VARIANT), "A3")
    fields = ", ".join(f"{key}={value!r}" for key, value in table.items())
    _code(folder, f'cs.answer("A3", {fields})', 8)


def _stopped(folder: Path) -> None:
    _right(folder)
    _code(folder, "raise SystemError('我的錯')", 2)
    _code(folder, "no_such_name", 3)


def _damaged(folder: Path) -> None:
    _right(folder)
    (folder / "answers.yaml").write_text("answers: [cut off")


def _chinese(folder: Path) -> None:
    _right(folder)
    (folder / "草稿 筆記.txt").write_text("筆記", encoding="utf-8")


def _edited_check(folder: Path) -> None:
    path = folder / f"{folder.name}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('cs.check(\\"A3\\")', "12.0"), encoding="utf-8")


WAYS: dict[str, Callable[[Path], None]] = {
    "right": _right,
    "untouched": lambda folder: None,
    "noisy": _noisy,
    "by-code": _by_code,
    "stopped": _stopped,
    "damaged": _damaged,
    "chinese": _chinese,
    "edited": _edited_check,
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder after generate_assignment, autograde and generate_feedback of part 2."""
    root = tmp_path_factory.mktemp("nbgrader")
    shutil.copytree(REPO / "assignments", root / "assignments", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    shutil.copy(REPO / "nbgrader_config.py", root)
    build = root / "build" / "nbgrader"
    nbgrader("generate_assignment", PART2, folder=root)
    variant = cases.case(VARIANT).variant
    row = {"variant": variant.id, "salt": variant.salt, "seed": variant.seed}
    everyone = {"cohort": "test", "families": {"lantern_lane": dict.fromkeys(WAYS, row)}}
    cases.write_register(everyone, build / "register.yaml")
    for who, fill in WAYS.items():
        folder = build / "submitted" / who / PART2
        shutil.copytree(build / "release" / PART2, folder)
        fill(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COURSE_VARIANT", raising=False)
        patch.delenv("COURSE_REGISTER", raising=False)
        nbgrader("autograde", PART2, folder=root)
        nbgrader("generate_feedback", PART2, folder=root)
    return root


@pytest.fixture(scope="module")
def grades(course: Path) -> dict[str, dict[str, Any]]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'build/nbgrader/gradebook.db'}") as book:
        return {who: _grades(book, who) for who in WAYS}


def _grades(book: Any, who: str) -> dict[str, Any]:
    notebook = book.find_submission_notebook(PART2, PART2, who)
    return {grade.name: (grade.auto_score, grade.needs_manual_grade, grade.max_score) for grade in notebook.grades}


def _feedback(course: Path, who: str) -> str:
    page = course / "build/nbgrader/feedback" / who / PART2 / f"{PART2}.html"
    return unescape(re.sub("<[^>]+>", "", page.read_text(encoding="utf-8").partition("<body>")[2]))


@pytest.mark.parametrize(
    ("who", "table", "plan"),
    [
        ("right", 12.0, 12.0),
        ("untouched", 0.0, 0.0),
        ("noisy", 12.0, 12.0),
        ("by-code", 12.0, 0.0),
        ("stopped", 12.0, 12.0),
        ("damaged", 0.0, 12.0),
        ("chinese", 12.0, 12.0),
        ("edited", 0.0, 0.0),
    ],
)
def test_each_way_to_hand_in_earns_its_computed_points(
    grades: dict[str, dict[str, Any]], who: str, table: float, plan: float
) -> None:
    assert grades[who]["part2-table-check"] == (table, False, 12.0)
    assert grades[who]["part2-plan-check"] == (plan, False, 12.0)
    assert grades[who]["part2-report-check"] == (plan / 4, False, 3.0)


@pytest.mark.parametrize("who", WAYS)
def test_a_judged_criterion_always_waits_for_a_person(grades: dict[str, dict[str, Any]], who: str) -> None:
    for criterion in CRITERIA:
        cell = f"part2-{'plan' if criterion.task == 'A8' else 'report'}-{criterion.id.lower()}"
        assert grades[who][cell] == (None, True, criterion.most)


def test_the_feedback_tells_the_trainees_messages(course: Path) -> None:
    right, untouched, damaged = (_feedback(course, who) for who in ("right", "untouched", "damaged"))
    assert "Right: All 11 fields are right." in right and "All 20 rules hold." in right
    assert "47 of 82 points so far" in right and "8 of 14 lines still wait for a person." in right
    assert "Not attempted: There is no answer yet." in untouched and "There is no plan yet." in untouched
    assert "All 6 rules hold." in right and "There is no report yet." in untouched
    assert "could not be read" in damaged


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: str(criterion.id))
def test_trainee_assessor_and_feedback_read_the_same_levels(course: Path, criterion: Criterion) -> None:
    noun = "plan" if criterion.task == "A8" else "report"
    for stage in ("release", "autograded/right"):
        page = json.loads((course / "build/nbgrader" / stage / PART2 / f"{PART2}.ipynb").read_text(encoding="utf-8"))
        sources = ["".join(cell["source"]) for cell in page["cells"]]
        assert criterion.markdown(noun) in sources
        assert f'cs.rubric("{criterion.task}")' in sources
    said = " ".join(_feedback(course, "right").split())
    assert all(" ".join(level.split()) in said for level in criterion.levels)


@pytest.mark.parametrize("who", WAYS)
def test_the_feedback_shows_no_hidden_check_and_no_traceback(course: Path, who: str) -> None:
    raw = (course / "build/nbgrader/feedback" / who / PART2 / f"{PART2}.html").read_text(encoding="utf-8")
    text = _feedback(course, who)
    for secret in ("HIDDEN TESTS", "course.marking", "reference.py", "Traceback (most", "near_misses", 'mark("A3")'):
        assert secret not in text and secret not in raw


def test_the_assessor_sees_the_plan_as_a_document_in_the_marked_notebook(course: Path) -> None:
    page = course / "build/nbgrader/autograded/right" / PART2 / f"{PART2}.ipynb"
    assert "iframe sandbox" in page.read_text(encoding="utf-8")


def test_nothing_of_the_instructors_lies_in_a_release_or_a_marked_folder(course: Path) -> None:
    build = course / "build/nbgrader"
    for folder in ("release", "submitted", "autograded", "feedback"):
        names = {path.name for path in (build / folder).rglob("*") if path.is_file()}
        assert len(INSTRUCTORS) > 4 and names.isdisjoint(INSTRUCTORS), folder


def test_an_unknown_trainee_fails_with_a_reason_and_gets_no_nought(course: Path) -> None:
    from nbgrader.api import Gradebook

    folder = course / "build/nbgrader/submitted/stranger" / PART2
    shutil.copytree(course / "build/nbgrader/release" / PART2, folder)
    try:
        log = nbgrader("autograde", PART2, "--student", "stranger", folder=course, may_fail=True)
    finally:
        shutil.rmtree(folder.parent)
    assert 'has no variant for "stranger"' in log and "stranger failed, because" in log
    assert not (course / "build/nbgrader/autograded/stranger" / PART2).exists(), "it still needs marking"
    with Gradebook(f"sqlite:///{course / 'build/nbgrader/gradebook.db'}") as book:
        notebook = book.find_submission_notebook(PART2, PART2, "stranger")
        assert {grade.auto_score for grade in notebook.grades} == {None}


def _validate(folder: Path) -> str:
    command = [sys.executable, "-m", "nbgrader", "validate", f"{folder.name}.ipynb"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout


def test_validate_says_in_words_what_is_missing_and_then_that_all_is_there(course: Path, tmp_path: Path) -> None:
    folder = tmp_path / PART2
    shutil.copytree(course / "build/nbgrader/release" / PART2, folder)
    said = _validate(folder)
    assert "VALIDATION FAILED ON 6 CELL(S)" in said
    assert "Indicator table of the financial year 2025 (A3), not attempted" in said and "Traceback" not in said
    _right(folder)
    assert "Success! Your notebook passes all the tests." in _validate(folder)
