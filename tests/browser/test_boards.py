"""The board of cards in a real JupyterLab, by the keyboard alone: pick a card, pick its place, find it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CELLS = {
    "sight": 'cs.widget("match_board", "105082L4.m01.line_of_sight")',
    "clauses": 'cs.widget("match_board", "105082L4.m02.clause_audit")',
}
NAME = "boards.ipynb"


def lesson() -> str:
    hidden = {"jupyter": {"source_hidden": True}}
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": hidden, "source": s, "outputs": [], "execution_count": None}
        for i, s in enumerate(["import course as cs", *CELLS.values()])
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "course": {"lesson": "105082L4.m01", "minutes": 5}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def boards(lab_with: Callable[..., Any]) -> Any:
    return lab_with({NAME: lesson()})


@pytest.fixture
def opened(page: Page, boards: Any) -> Callable[[str], Locator]:
    """Opens the lesson and gives a board by its name in CELLS."""
    page.goto(boards.address(NAME))
    page.locator("section.cw").nth(len(CELLS) - 1).wait_for()
    return lambda name: page.locator("section.cw").nth(list(CELLS).index(name))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_can_every_card_be_placed_by_the_keyboard_alone(
    page: Page, boards: Any, opened: Callable[[str], Locator]
) -> None:
    board = opened("clauses")
    board.get_by_role("radio", name="P-a").focus()
    press(page, "x", "Tab", "Space")  # JupyterLab's own key, then from the card to its places, and the first of them
    for _ in range(5):
        press(page, "Tab", "Enter", "Space", "ArrowDown")  # the button, the next card's places, the second of them
    expect(board.locator(".cw-summary")).to_contain_text("of 6 matched")
    expect(board.locator(".cw-reasons tbody tr")).to_have_count(6)
    expect(board.locator(".cw-status")).to_contain_text("saved")
    kept = boards.answers()["105082L4.m02.clause_audit"]
    assert list(kept.values()) == ["sound", *["objective_conflict"] * 5]
    expect(page.locator("section.cw")).to_have_count(len(CELLS))


def test_do_arrows_walk_from_card_to_card_and_open_its_places(page: Page, opened: Callable[[str], Locator]) -> None:
    board = opened("sight")
    board.get_by_role("radio", name="O1").focus()
    press(page, "ArrowDown", "ArrowDown")
    expect(board.get_by_role("radio", name="O3")).to_be_checked()
    press(page, "Tab")
    expect(board.get_by_label("I1 Turnover of all stores")).to_be_focused()


def test_is_a_line_as_thick_as_the_link_and_a_card_without_one_dashed(
    page: Page, opened: Callable[[str], Locator]
) -> None:
    board = opened("sight")
    board.get_by_label("I6 Footfall").focus()
    press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight")
    board.get_by_label("I9 Cost of the scheme").focus()
    press(page, "Home", "ArrowRight")
    expect(board.locator("path.link")).to_have_count(2)
    strong, weak = (float(line.get_attribute("stroke-width") or 0) for line in board.locator("path.link").all())
    assert strong > 2 * weak
    expect(board.locator("g.left g.free")).to_have_count(3)
    expect(board.locator("g.left g.free").first).to_contain_text("no link")


def test_is_what_was_placed_there_when_the_lesson_is_opened_again(
    page: Page, boards: Any, opened: Callable[[str], Locator]
) -> None:
    board = opened("sight")
    board.get_by_label("I1 Turnover of all stores").fill("2")
    expect(board.locator(".cw-status")).to_contain_text("saved")
    page.goto(boards.address(NAME))
    again = page.locator("section.cw").first
    expect(again.locator(".cw-tag").first).to_contain_text("I1")
    again.get_by_role("radio", name="O1").check()
    expect(again.get_by_label("I1 Turnover of all stores")).to_have_value("2")
