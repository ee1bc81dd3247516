from __future__ import annotations

import pytest

from course.methods.quadrants import Item, grouped, near, quadrant


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [(8, 1, "high high"), (6, 1, "high low"), (8, -1, "low high"), (6, -1, "low low"), (7, 0, "high high")],
)
def test_does_an_item_on_a_line_count_as_high(x: float, y: float, name: str) -> None:
    assert quadrant(x, y, 7, 0) == name


def test_which_items_would_a_small_step_carry_over_a_line() -> None:
    items = [Item("a", "A", 6.9, 5), Item("b", "B", 9, 0.1), Item("c", "C", 9, 5)]
    assert [i.id for i in near(items, 7, 0, x_within=0.2, y_within=0.3)] == ["a", "b"]


def test_are_groups_listed_with_the_highest_item_first() -> None:
    items = [Item("a", "A", 1, 1, group="x"), Item("b", "B", 1, 3, group="y"), Item("c", "C", 1, 2, group="x")]
    assert {name: [i.id for i in held] for name, held in grouped(items).items()} == {"y": ["b"], "x": ["c", "a"]}
