"""The chart widgets in a real JupyterLab: pointer, keyboard alone, barriers, widths, and finding what was left."""

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
KEYS = {"denominator": "ArrowRight", "definition": "ArrowDown", "customers": "ArrowLeft", "steps": "ArrowRight",
        "dial": "ArrowRight"}  # fmt: skip
NAME = "charts.ipynb"
# Words that stick out of their drawing, or lie on other words of it.
UNREADABLE = """(section) => [...section.querySelectorAll("svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll("text")].filter((t) => t.textContent && t.getClientRects().length)
    .map((t) => [t.textContent, t.getBoundingClientRect()]);
  const out = words.filter(([, r]) => r.left < frame.left - 2 || r.right > frame.right + 2).map(([w]) => `cut: ${w}`);
  words.forEach(([word, r], i) => words.slice(i + 1).forEach(([other, q]) => {
    const across = Math.min(r.right, q.right) - Math.max(r.left, q.left);
    const down = Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top);
    if (across > 2 && down > 4) out.push(`${word} on ${other}`);
  }));
  return out;
})"""
NARROWED = """(width) => document.querySelectorAll("section.cw").forEach((one) => {
  one.style.width = width ? `${width}px` : "";
})"""


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


def test_can_every_widget_be_moved_by_the_keyboard_alone(page: Page, opened: Callable[[str], Locator]) -> None:
    for name, key in KEYS.items():
        shown = opened(name)
        said = shown.locator(".cw-definition" if name == "definition" else ".cw-summary")
        before = said.text_content()
        shown.locator("input:checked, input[type=range], select").first.focus()
        page.keyboard.press("x")  # JupyterLab's own key, which cuts a cell
        page.keyboard.press(key)
        expect(said).not_to_have_text(before or "")
    expect(page.locator("section.cw")).to_have_count(len(CELLS))


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_have_the_charts_no_barrier(
    page: Page, opened: Callable[[str], Locator], axe: Callable[[Page, str], list[str]], scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    opened("dial")
    page.locator("details.cw-figures:visible > summary").evaluate_all("all => all.forEach((one) => one.click())")
    page.wait_for_timeout(300)
    assert axe(page, "section.cw") == []


@pytest.mark.parametrize("width", [190, 300, 700, 0])
def test_can_all_words_of_a_chart_be_read(page: Page, opened: Callable[[str], Locator], width: int) -> None:
    opened("denominator").get_by_label("visits counted at the door").check()
    page.evaluate(NARROWED, width)
    for name in CELLS:
        shown = opened(name)
        shown.scroll_into_view_if_needed()  # JupyterLab lays out what is in view only
        for _ in range(20):  # rows move to their places
            if not shown.evaluate(UNREADABLE):
                break
            page.wait_for_timeout(250)
        assert (name, shown.evaluate(UNREADABLE)) == (name, [])


def test_does_the_table_say_the_same_as_the_picture(opened: Callable[[str], Locator]) -> None:
    shown = opened("denominator")
    shown.get_by_text("Show the figures as a table").click()
    values = shown.locator("g.row .value").all_text_contents()
    assert sorted(values) == sorted(shown.locator("details tbody td:nth-child(2)").all_text_contents())
