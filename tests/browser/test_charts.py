"""What single chart widgets show in a real JupyterLab, and finding what was left; all of them: test_every_widget.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CELLS = {
    "denominator": 'cs.widget("indicator_lab", "105082L4.m03.denominator")',
    "definition": 'cs.widget("indicator_lab", "105082L4.m03.definition_on_time")',
    "customers": 'cs.widget("timeline_board", "105082L4.m03.new_lost")',
    "steps": 'cs.widget("timeline_board", "105082L4.m07.steps")',
    "dial": 'cs.widget("what_if_dial", "105082L4.m07.sample_size")',
}
NAME = "charts.ipynb"


def lesson() -> str:
    """A lesson with each chart widget."""
    hidden = {"jupyter": {"source_hidden": True}}
    sources = ["import course as cs", *CELLS.values()]
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": hidden, "source": s, "outputs": [], "execution_count": None}
        for i, s in enumerate(sources)
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "course": {"lesson": "105082L4.m03", "minutes": 5}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def charts(lab_with: Callable[..., Any]) -> Any:
    return lab_with({NAME: lesson()})


@pytest.fixture
def opened(page: Page, charts: Any) -> Callable[[str], Locator]:
    """Opens the lesson and gives a widget by its name in CELLS."""
    page.goto(charts.address(NAME))
    page.locator("section.cw").nth(len(CELLS) - 1).wait_for()
    return lambda name: page.locator("section.cw").nth(list(CELLS).index(name))


def summary(widget: Locator) -> Locator:
    return widget.locator(".cw-summary")


def test_does_dividing_by_visits_move_the_stores(opened: Callable[[str], Locator]) -> None:
    shown = opened("denominator")
    shown.get_by_label("nothing: the count is the figure").check()
    expect(shown.locator("g.row .label").first).to_contain_text("S01")
    shown.get_by_label("visits counted at the door").check()
    expect(summary(shown)).to_contain_text("per 10,000 visits")
    top = shown.locator("g.row").evaluate_all(
        """rows => rows.map((row) => [new DOMMatrix(row.style.transform).f, row.textContent])
          .sort((a, b) => a[0] - b[0])[0][1]"""
    )
    assert top.startswith("S11")


def test_can_the_figures_be_opened_by_the_keyboard_alone(page: Page, opened: Callable[[str], Locator]) -> None:
    shown = opened("steps")
    shown.locator("input[type=checkbox]").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(shown.get_by_role("table")).to_be_visible()


def test_is_what_a_trainee_left_there_when_the_lesson_is_opened_again(
    page: Page, charts: Any, opened: Callable[[str], Locator]
) -> None:
    shown = opened("dial")
    shown.get_by_label("Groups reported").fill("9")
    expect(shown.locator(".cw-status")).to_contain_text("saved")
    assert charts.answers()["105082L4.m07.sample_size"]["groups"] == 9
    page.goto(charts.address(NAME))
    again = page.locator("section.cw").nth(len(CELLS) - 1)
    expect(summary(again)).to_contain_text("9 groups")
    expect(again.get_by_label("Groups reported")).to_have_value("9")
