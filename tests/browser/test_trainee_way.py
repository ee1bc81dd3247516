"""A trainee's way: home, a lesson that starts by itself, an answer, a restart, and everything still there."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from course.lab import hashes

pytestmark = pytest.mark.browser
LESSON = "00-start-here.ipynb"
RIGHT = 'Nothing that says "saved"'
MARK = "open('ran.txt', 'a').write('x')"  # leaves a trace if it is run


def line_of(home: Locator, lesson: str) -> Locator:
    return home.locator("tbody tr", has_text=lesson)


def question(panel: Locator) -> Locator:
    return panel.locator("section.cw", has_text="Your first answer")


def answer_first_question(panel: Locator) -> None:
    question(panel).get_by_label(RIGHT).check()
    expect(question(panel)).to_contain_text(re.compile(r"saved \d\d:\d\d", re.IGNORECASE))


def write_page(trainee: Any, folder: str, *cells: dict[str, Any], **course: Any) -> str:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    whole = {"cells": list(cells), "metadata": {"kernelspec": kernel, "course": course}}
    target = trainee.lab.folder / folder / "page.ipynb"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(whole | {"nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return f"{folder}/page.ipynb"


def code(source: str, *outputs: dict[str, Any], hidden: bool = False) -> dict[str, Any]:
    metadata = {"jupyter": {"source_hidden": True}} if hidden else {}
    shared = {"cell_type": "code", "id": f"c{abs(hash(source)) % 10**8}", "execution_count": None}
    return shared | {"source": source, "outputs": list(outputs), "metadata": metadata}


def test_an_answer_outlives_a_restart_and_a_closed_lesson(trainee: Any) -> None:
    home = trainee.open("home.ipynb")
    line_of(home, "Start here").get_by_role("link").click()
    lesson = trainee.started()
    answer_first_question(lesson)
    assert trainee.lab.answers()["start.q1"] == "nothing"

    lesson = trainee.restart_python()
    expect(question(lesson).get_by_label(RIGHT)).to_be_checked()

    trainee.close_tab(LESSON)
    home = trainee.page.locator(".course-home:visible")
    expect(line_of(home, "Start here")).to_contain_text("1 of 6 answered")
    line_of(home, "Start here").get_by_role("link").click()
    lesson = trainee.started()
    expect(question(lesson).get_by_label(RIGHT)).to_be_checked()
    assert "model not found" not in trainee.page.content()
    # The connection to the Python that ended with the tab may break in view; anything else may not.
    assert [line for line in trainee.console if line.startswith("error") and "404" not in line] == []


def test_opening_a_lesson_leaves_nothing_to_save(trainee: Any) -> None:
    trainee.open(LESSON)
    expect(trainee.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)


def test_what_is_typed_while_a_lesson_starts_is_saved(trainee: Any) -> None:
    slow, line = code("import course as cs"), code("# my line")
    name = write_page(trainee, "typing", slow, line, lesson="105082L4.m03")
    trainee.page.goto(trainee.lab.address(name))
    trainee.page.locator(".course-page[data-course-started=false] .cm-content").last.click()
    trainee.page.keyboard.type("typed ")
    trainee.started()
    expect(trainee.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    assert "typed" in (trainee.lab.folder / name).read_text()


def test_a_line_that_gives_an_answer_waits_for_the_trainee(trainee: Any) -> None:
    trainee.open(LESSON)
    assert "start.2" not in trainee.lab.answers()


def test_a_view_saved_in_the_file_never_says_model_not_found(trainee: Any) -> None:
    view = {"model_id": "gone", "version_major": 2, "version_minor": 0}
    data = {"application/vnd.jupyter.widget-view+json": view, "text/plain": "x"}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    name = write_page(trainee, "stale", code("an_edited_cell", output), lesson="105082L4.m99")
    panel = trainee.open(name)
    assert panel.locator(".jp-OutputArea-output").count() == 0


def test_a_strangers_code_does_not_run_whatever_the_page_says_it_is(trainee: Any) -> None:
    name = write_page(trainee, "stranger", code(MARK), code(MARK + " #", hidden=True), lesson="105082L4.m03")
    panel = trainee.open(name)
    expect(panel.locator(".course-status")).to_contain_text("1 hidden code cell on this page is not the course's own")
    assert not (trainee.lab.folder / "stranger" / "ran.txt").exists()


def test_an_answer_cell_of_an_assignment_does_not_run_by_itself(trainee: Any) -> None:
    own = code("import course as cs")
    assert hashes.cell_hash("import course as cs") in hashes.lesson_hashes()
    own["metadata"] = {"nbgrader": {"grade": False, "solution": True, "grade_id": "a", "locked": False}}
    panel = trainee.open(write_page(trainee, "solution", own, assignment="105082L4-part1"))
    assert panel.locator(".jp-InputPrompt", has_text="[1]").count() == 0


def test_a_file_beside_the_page_cannot_stand_in_for_the_course(trainee: Any) -> None:
    name = write_page(trainee, "shadow", code("import course as cs"), lesson="105082L4.m03")
    (trainee.lab.folder / "shadow" / "course.py").write_text(MARK)
    panel = trainee.open(name)
    expect(panel.locator(".jp-InputPrompt", has_text="[")).to_have_text(re.compile(r"\[\d+\]:"))
    assert not (trainee.lab.folder / "shadow" / "ran.txt").exists()
