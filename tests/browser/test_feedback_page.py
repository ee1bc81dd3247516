"""The feedback of a marked page in a real Chromium: readable wide and narrow, light and dark, by axe-core, offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.notebooknode import from_dict
from playwright.sync_api import Page

from course.cases import case
from course.marking.engine import job_of, mark_submission
from course.marking.feedback import render
from course.marking.intake import read_folder
from course.marking.plan import plan_from_source
from course.marking.rooms import close_rooms
from course.paths import CHECKOUT

pytestmark = pytest.mark.browser
PART2 = "105082L4-part2"


@pytest.fixture(scope="module")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page as the made-up trainee with one slip in each task gets it, half judged."""
    from course.authoring.demo_people import PART1, PEOPLE, Instructors, fill
    from course.marking import reference
    from course.units.reading import load_python

    assert CHECKOUT is not None
    sources = CHECKOUT / "assignments"
    folder = tmp_path_factory.mktemp("feedback") / "bau" / PART2
    folder.mkdir(parents=True)
    wrong = [load_python(sources / PART2 / f"wrong_{name}.py") for name in ("plans", "reports")]
    known = Instructors(reference(PART1).module, reference(PART2).module, *wrong)  # type: ignore[arg-type]
    (folder / f"{PART2}.ipynb").write_bytes((sources / PART2 / f"{PART2}.ipynb").read_bytes())
    fill(PEOPLE[1], folder, case(7), known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_VARIANT", "7")
        job = job_of(plan_from_source(sources, PART2), "bau", read_folder(folder, PART2), variant="7")
        result = mark_submission(job)
        close_rooms()
    page = folder.with_name("feedback.html")
    page.write_text(_drawn(result), encoding="utf-8")
    return page


def _drawn(result: dict[str, Any]) -> str:
    """Put marks beside the cells as nbgrader does, and draw the page."""
    notebook = from_dict(result["notebook"])
    for number, cell in enumerate(notebook.cells):
        about = cell.metadata.get("nbgrader", {})
        if about.get("task"):
            about.update(score=float(number % 3), comment="Level 1: only before and after." * (number % 2), waits=False)
        elif about.get("grade"):
            about.update(score=result["scores"][about["grade_id"]], waits=about["grade_id"] == "part2-edge-check")
    return render(notebook, {"assignment": PART2, "score": 50.0, "max_score": 82.0, "late_penalty": 1.0})


@pytest.mark.parametrize("width", [1280, 420])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read(
    page: Page, feedback: Path, axe: Callable[[Page, str], list[str]], scheme: Any, width: int
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(feedback.as_uri())
    for fold in page.locator("details").all():
        fold.evaluate("fold => { fold.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "something sticks out"
    assert axe(page, "main") == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []


def test_each_line_of_the_summary_leads_to_its_place_by_keyboard(page: Page, feedback: Path) -> None:
    page.goto(feedback.as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#part2-table-check")
    links = page.locator(".summary a")
    targets = [page.locator(str(link.get_attribute("href"))).count() for link in links.all()]
    assert targets == [1] * 14
