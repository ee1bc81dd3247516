from __future__ import annotations

import datetime as dt

import pytest

from course.documents import primitives as p
from course.documents.fields import Ask
from course.documents.reading import Unread
from course.documents.result import Spot

SPOT = Spot("steps.0.owner", "Steps, row 1: Owner")
ASK = Ask("Days", kind="integer", low=1, high=30)
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_required_has_three_states() -> None:
    found = [str(p.required(SPOT, value, ASK).state) for value in (None, Unread('"soon"'), 5.0)]
    assert found == ["missing", "not yet", "right"]


def test_a_finding_says_what_was_found_and_what_next() -> None:
    finding = p.required(SPOT, Unread('"soon"'), ASK)
    assert finding.message == 'Days cannot be read: "soon" is not a whole number.'
    assert finding.next_step == "Enter a whole number."


@pytest.mark.parametrize(
    ("value", "state"), [(0, "not yet"), (1, "right"), (2.5, "not yet"), (30, "right"), (31, "not yet")]
)
def test_number_range_includes_its_ends(value: float, state: str) -> None:
    assert p.number_range(SPOT, value, ASK).state == state


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "state"),
    [
        (5, 4, "down", "right"),
        (5, 6, "down", "not yet"),
        (5, 5, "down", "not yet"),
        (5, 6, "up", "right"),
        (5, 4, "up", "not yet"),
    ],
)
def test_a_target_has_to_be_better(baseline: float, target: float, direction: str, state: str) -> None:
    assert p.better_than(SPOT, baseline, target, direction).state == state


@pytest.mark.parametrize(
    ("target", "alert", "direction", "state"),
    [
        (6, 7, "down", "right"),
        (6, 5, "down", "not yet"),
        (6, 6, "down", "not yet"),
        (6, 5, "up", "right"),
        (6, 7, "up", "not yet"),
    ],
)
def test_an_alert_has_to_be_worse(target: float, alert: float, direction: str, state: str) -> None:
    assert p.worse_than(SPOT, target, alert, direction).state == state


@pytest.mark.parametrize(
    ("waits", "circle"),
    [
        ({}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["b"], "b": ["a"]}, ["a", "b"]),
        ({"a": ["a"]}, ["a"]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, ["a", "b", "c"]),
        ({"a": ["gone"]}, []),
    ],
)
def test_circles_are_found_and_nothing_else(waits: dict[str, list[str]], circle: list[str]) -> None:
    assert p.acyclic(waits) == circle


def test_a_chain_of_steps_as_long_as_any_plan_is_followed() -> None:
    chain = {str(n): [str(n + 1)] for n in range(5000)}
    assert p.acyclic(chain) == []
    assert len(p.acyclic(chain | {"5000": ["0"]})) == 5001


def test_days_at_the_ends_of_a_period_are_inside() -> None:
    states = [p.date_inside(SPOT, day, YEAR, "steps.dates").state for day in (*YEAR, dt.date(2027, 1, 1))]
    assert states == ["right", "right", "not yet"]


def test_own_value_is_met_within_its_tolerance() -> None:
    assert p.equals_own_value([7.09], 7.16, 0.01, relative=True)
    assert not p.equals_own_value([7.08], 7.16, 0.01, relative=True)
    assert p.equals_own_value([3.18, 0.0318], 0.0313, 0.0005, relative=False)
    assert not p.equals_own_value([], 1, 1, relative=False)


def test_sums_and_products_allow_a_dollar() -> None:
    assert p.product_equals(3, 33.33, 100) and not p.product_equals(3, 33, 101)
    assert p.sum_equals([10, 20.5], 31) and not p.sum_equals([10, 20.5], 32)


def test_names_differ_by_more_than_case_and_marks() -> None:
    assert not p.differs("The Store Manager", "store manager.")
    assert p.differs("Store manager", "Area manager")


def test_covers_names_what_is_absent() -> None:
    finding = p.covers(SPOT, {"O1"}, {"O1": "O1", "O2": "O2"}, "objectives.cover")
    assert finding.message == "No objective serves O2."
    assert p.covers(SPOT, {"O1"}, {"O1": "O1", "O2": "O2"}, "objectives.cover", 1).state == "right"
