"""Do the exercises of unit 105082L4 accept what they expect, and refuse what is near it?"""

from __future__ import annotations

from typing import Any

import pytest

from course.checks import State, check_fields
from course.units import Item, register
from course.units.practice import check_value

ITEMS = [item for item in register().bank("105082L4").items.values() if item.kind == "exercise"]
VALUED = [item for item in ITEMS if register().expected(item.id)[0] is not None]
PLAN = {"baseline": 7.11, "target": 6.0, "alert": 7.5}


def off(value: Any) -> Any:
    """Something of the same kind that is not the answer."""
    if isinstance(value, dict):
        return {key: off(one) for key, one in value.items()}
    if isinstance(value, list):
        return value[::-1] if len(value) > 2 else [*value, "I2"]
    return (
        {"noise": "signal", "edge": "parity", "deficit": "parity"}.get(value, "deficit")
        if isinstance(value, str)
        else value * 0.9 + 0.01
    )


@pytest.mark.parametrize("item", VALUED, ids=lambda item: item.id)
def test_the_expected_value_is_right_and_another_is_not_yet(item: Item) -> None:
    value, tolerance = register().expected(item.id)
    assert check_fields(item.fields, value, value, tolerance).right
    assert check_value(item, value).right
    assert check_value(item, off(value)).state is State.NOT_YET
    assert check_value(item, None).state is State.NOT_ATTEMPTED


@pytest.mark.parametrize("item", [item for item in ITEMS if item not in VALUED], ids=lambda item: item.id)
def test_a_decision_says_which_choices_are_right(item: Item) -> None:
    marked = [field for field in item.fields if field.choices and any(choice.right for choice in field.choices)]
    assert marked or register().own_check(item) is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"baseline": 8.3}, "not the rate"),
        ({"target": 7.4}, "not below"),
        ({"alert": 5.0}, "good side"),
        ({}, "Baseline"),
    ],
)
def test_the_three_figures_of_an_own_indicator(change: dict[str, float], words: str) -> None:
    outcome = check_value(register().item("105082L4.7.3"), {**PLAN, **change})
    assert words in outcome.message
    assert outcome.right == (not change)


def test_a_text_is_complete_and_then_compared_by_its_writer() -> None:
    item = register().item("105082L4.8.1")
    parts = {field.key: "More customers left than came." for field in item.fields}
    assert check_value(item, parts).right
    assert not check_value(item, {**parts, "figure": ""}).right
