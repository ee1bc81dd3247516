"""Every simulator of every lesson in a real JupyterLab: pointer, keyboard alone, barriers, widths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from course.paths import NOTEBOOKS

pytestmark = pytest.mark.browser

CALL = re.compile(r'cs\.widget\("(\w+)", "([\w.]+)"\)')
CONTROLS = "input:not([disabled]), select:not([disabled])"
NAME = "every-widget.ipynb"
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


def shown_in_lessons() -> list[tuple[str, str]]:
    """Widget and preset of each simulator that a lesson shows."""
    found: dict[str, str] = {}
    for path in sorted(NOTEBOOKS.rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            found |= {preset: name for name, preset in CALL.findall("".join(cell["source"]))}
    return [(name, preset) for preset, name in found.items()]


WIDGETS = shown_in_lessons()


def lesson() -> str:
    hidden = {"jupyter": {"source_hidden": True}}
    calls = [f'cs.widget("{name}", "{preset}")' for name, preset in WIDGETS]
    cells = [
        {"cell_type": "code", "id": f"w{i}", "metadata": hidden, "source": s, "outputs": [], "execution_count": None}
        for i, s in enumerate(['import course as cs\ncs.use("base")', *calls])
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "course": {"lesson": "105082L4.m03", "minutes": 5}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def lab_of_all(lab_with: Callable[..., Any]) -> Any:
    return lab_with({NAME: lesson()})


@pytest.fixture
def opened(page: Page, lab_of_all: Any) -> Callable[[int], Locator]:
    """Opens the page with all of them, and gives one by its number, scrolled into view."""
    page.goto(lab_of_all.address(NAME))
    page.locator("section.cw").nth(len(WIDGETS) - 1).wait_for(timeout=90_000)

    def one(number: int) -> Locator:
        section = page.locator("section.cw").nth(number)
        section.scroll_into_view_if_needed()
        return section

    return one


def said(section: Locator) -> str:
    return " ".join(section.locator(".cw-summary, .cw-definition, .cw-figures, svg").all_text_contents())


def changed(page: Page, section: Locator, before: str) -> bool:
    for _ in range(12):
        if said(section) != before:
            return True
        page.wait_for_timeout(100)
    return False


def by_pointer(control: Locator) -> None:
    """Move a control to another position with the pointer, or as its list opens."""
    kind = control.evaluate("one => one.type")
    if kind == "select-one":
        values = control.locator("option").evaluate_all("all => all.map((one) => one.value)")
        now = control.input_value()
        control.select_option(next(value for value in reversed(values) if value != now))
    elif kind == "range":
        box = control.bounding_box() or {"width": 10.0, "height": 10.0}
        control.click(position={"x": box["width"] * 0.15, "y": box["height"] / 2})
    else:
        control.click()


def by_keyboard(control: Locator, page: Page) -> None:
    control.focus()
    page.keyboard.press("x")  # JupyterLab's own key, which would cut the cell
    kind = control.evaluate("one => one.type")
    page.keyboard.press({"checkbox": "Space", "range": "ArrowRight", "select-one": "ArrowDown"}.get(kind, "ArrowDown"))


def controls(section: Locator) -> Iterator[Locator]:
    for number in range(min(section.locator(CONTROLS).count(), 16)):
        yield section.locator(CONTROLS).nth(number)


def moved(page: Page, section: Locator, how: Callable[[Locator], None]) -> bool:
    """Whether one of the controls changes what the widget says."""
    for control in controls(section):
        before = said(section)
        if control.is_visible():
            how(control)
            if changed(page, section, before):
                return True
    return False


def test_the_lessons_show_simulators_of_all_kinds() -> None:
    kinds = "before_after control_chart gap_board indicator_lab match_board quadrant_map split_view stage_bar"
    assert {name for name, _ in WIDGETS} >= {*kinds.split(), "timeline_board", "what_if_dial"}


def test_each_one_answers_to_the_pointer(page: Page, opened: Callable[[int], Locator]) -> None:
    still = [WIDGETS[n] for n in range(len(WIDGETS)) if not moved(page, opened(n), by_pointer)]
    assert still == []


def test_each_one_answers_to_the_keyboard_alone(page: Page, opened: Callable[[int], Locator]) -> None:
    still = [w for n, w in enumerate(WIDGETS) if not moved(page, opened(n), lambda one: by_keyboard(one, page))]
    assert still == []
    assert page.locator("section.cw").count() == len(WIDGETS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_none_has_a_barrier(
    page: Page, opened: Callable[[int], Locator], axe: Callable[[Page, str], list[str]], scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    for number in range(len(WIDGETS)):
        opened(number)  # JupyterLab lays out what is in view only
        page.wait_for_timeout(150)
    assert axe(page, "section.cw") == []


@pytest.mark.parametrize("width", [190, 300, 0])
def test_all_words_can_be_read(page: Page, opened: Callable[[int], Locator], width: int) -> None:
    opened(0)
    page.evaluate(NARROWED, width)
    faults = {}
    for number, widget in enumerate(WIDGETS):
        section = opened(number)
        for _ in range(20):  # marks move to their places
            fault = section.evaluate(UNREADABLE)
            if not fault:
                break
            page.wait_for_timeout(200)
        if fault:
            faults[widget[1]] = fault
    assert faults == {}
