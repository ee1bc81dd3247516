"""An instructor in nbgrader's formgrader: mark by its button, read the plan, judge it by keyboard, mark once more."""

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
from playwright.sync_api import Page, expect

from course.authoring.cohort import Rows, grades, hand_in, journal, make_course, sqlite
from course.paths import cache_folder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap"),
]
PART2, CRITERION = "105082L4-part2", "part2-plan-j1"
CODER, WRONG = "au-yeung-00", "chan-02"  # with lines of code below the forms; without, and with wrong figures
COMMENT = "One method is *missing*."


def variables(**more: str) -> dict[str, str]:
    """This process's variables without the course's own settings."""
    return {key: value for key, value in os.environ.items() if not key.startswith("COURSE_")} | more


class Instructor:
    """Somebody with a course's folder, a server in it, and a window."""

    def __init__(self, root: Path, url: str, page: Page) -> None:
        self.root, self.url, self.page = root, url, page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        # Nothing from the internet: nbgrader's page asks for MathJax there.
        page.route(lambda address: not address.startswith(url), lambda route: route.abort())

    def submissions(self) -> None:
        """Open the table of those who handed in."""
        self.page.goto(f"{self.url}/formgrader/manage_submissions/{PART2}")

    def mark(self, trainee: str) -> None:
        """Press the button of one trainee, and read the dialogue."""
        line = self.page.get_by_role("row").filter(has_text=trainee)
        line.locator(".autograde a").click()
        dialogue = self.page.get_by_role("dialog")
        said = f"Successfully autograded '{PART2}' for student '{trainee}'"
        expect(dialogue).to_contain_text(said, timeout=60_000)
        assert "[ERROR]" not in dialogue.inner_text()
        dialogue.get_by_role("button", name="OK").click()
        expect(dialogue).to_have_count(0)
        expect(line).to_contain_text("needs manual grading")

    def open(self, trainee: str) -> None:
        """Open the marked page of one trainee, and wait until marks and comments are in it and it stands still."""
        self.page.goto(f"{self.url}/formgrader/gradebook/{PART2}/{PART2}")
        self.page.get_by_role("link", name="Submission #1").wait_for()
        self.page.get_by_role("button", name="Show All Names").click()
        self.page.get_by_role("link", name=trainee).click()
        self.page.wait_for_url("**/formgrader/submissions/**")
        self.page.wait_for_function(
            "formgrader.grades?.loaded && formgrader.comments?.loaded && !$(':animated').length"
        )
        assert self.errors == []

    def saved(self, kind: str) -> Any:
        """Expect that the page saves a mark or a comment."""
        return self.page.expect_response(lambda r: f"/api/{kind}/" in r.url and r.request.method == "PUT")

    def press_tab_until(self, field: str) -> None:
        """Go on with the tabulator to a field."""
        for _ in range(60):
            if self.page.evaluate("document.activeElement.id") == field:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{field} cannot be reached by keyboard")


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course's folder in which three made-up trainees have handed in; the first wrote code too."""
    root = tmp_path_factory.mktemp("formgrader") / "course"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("COURSE_VARIANT", "COURSE_REGISTER", "COURSE_ASSIGNMENTS", "COURSE_DB"):
            patch.delenv(variable, raising=False)
        make_course(root)
        hand_in(root, 3, code_for=3)
    return root


@pytest.fixture(scope="module")
def by_command(handed_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Rows]]:
    """Gives what ``course mark`` writes on a copy of the folder; it starts at once and works beside the server."""
    copy = Path(shutil.copytree(handed_in, tmp_path_factory.mktemp("command") / "course"))
    command = [sys.executable, "-m", "course", "mark", PART2, "--json", "--trainee", CODER, "--trainee", WRONG]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=copy, env=variables(), text=True, **pipes) as process:

        def finish() -> Rows:
            said, errors = process.communicate(timeout=120)
            assert process.returncode == 0 and json.loads(said), errors
            return grades(sqlite(copy))

        yield finish


@pytest.fixture
def instructor(handed_in: Path, by_command: Any, serve: Callable[..., str], page: Page) -> Instructor:
    """An instructor who has started JupyterLab in the course's folder."""
    command = [sys.executable, "-m", "jupyterlab", "--allow-root"]
    env = variables(HOME=str(handed_in.parent), COURSE_CACHE=str(cache_folder()))
    return Instructor(handed_in, serve(command, handed_in.parent / "log.txt", cwd=handed_in, env=env), page)


def test_the_formgrader_marks_with_our_engine_and_keeps_what_people_enter(
    instructor: Instructor, by_command: Callable[[], Rows]
) -> None:
    root, page = instructor.root, instructor.page
    page.goto(f"{instructor.url}/lab?token=t")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    line = page.frame_locator("iframe").get_by_role("row").filter(has_text=PART2)
    expect(line.locator(".num-submissions")).to_have_text("3", timeout=60_000)

    instructor.submissions()
    instructor.mark(CODER)
    assert journal(sqlite(root)) == [(CODER, "marked", "bwrap")]
    instructor.mark(WRONG)
    assert journal(sqlite(root)) == [(CODER, "marked", "bwrap"), (WRONG, "marked", "not needed")]
    expected = by_command()
    assert grades(sqlite(root)) == expected
    assert {row[0] for (who, _), row in expected.items() if who == WRONG} > {2.0, 11.4}

    instructor.open(CODER)
    unfold = page.locator("summary", has_text="Assessment plan for 2026, as handed in")
    expect(unfold).to_have_css("display", "list-item")  # with the triangle that says so
    unfold.click()
    paper = page.frame_locator("iframe[title^='Assessment plan']")
    expect(paper.get_by_role("heading", name="Assessment Plan for the Warm Lantern Promise")).to_be_visible()
    expect(paper.get_by_role("table", name="What this document is for").get_by_role("row")).not_to_have_count(0)
    # A form cannot live here and gives way to its sentence.
    expect(page.get_by_text("Task A3: Indicator table of the financial year 2025")).to_be_visible()

    instructor.press_tab_until(CRITERION)
    page.keyboard.type("4")
    with instructor.saved("grade"):
        page.keyboard.press("Tab")
    instructor.press_tab_until(f"{CRITERION}-comment")
    page.keyboard.type(COMMENT)
    with instructor.saved("comment"):
        page.keyboard.press("Escape")
    given, told = (None, 4.0, False, 4.0, 6.0), (None, COMMENT)
    judged = expected | {(CODER, CRITERION): given, (CODER, f"remark {CRITERION}"): told}
    assert grades(sqlite(root)) == judged

    instructor.submissions()
    instructor.mark(CODER)
    assert journal(sqlite(root))[2:] == [(CODER, "marked", "bwrap")]
    assert grades(sqlite(root)) == judged
    instructor.open(CODER)
    expect(page.locator(f"#{CRITERION}")).to_have_value("4")
    expect(page.locator(f"#{CRITERION}-comment")).to_have_value(COMMENT)
