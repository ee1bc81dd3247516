from __future__ import annotations

import math
from typing import Any

import pytest

from course.errors import CourseError
from course.methods import change, did

PILOT = {"treated_before": (612, 525_655), "treated_after": (399, 536_868),
         "control_before": (766, 1_153_717), "control_after": (706, 1_143_091)}  # fmt: skip


def test_the_ratio_and_the_difference_of_the_dictionary() -> None:
    cells = {"treated_before": (10.98, 1), "treated_after": (6.78, 1), "control_before": (6.18, 1)}
    found = did(**cells, control_after=(6.32, 1), kind="count")
    assert (found.ratio, found.difference) == pytest.approx((-0.3962, -4.34), abs=5e-5)


def test_the_pilots_of_the_unit_with_their_range() -> None:
    found = did(**PILOT, kind="count", scale=10_000)
    assert (found.ratio, found.low, found.high) == pytest.approx((-0.314, -0.417, -0.193), abs=5e-4)
    assert found.expected * 1e4 == pytest.approx(612 / 52.5655 * (706 / 114.3091) / (766 / 115.3717))
    assert "treated 11.64 -> 7.432, control 6.639 -> 6.176" in repr(found)


def test_the_difference_carries_a_range_of_its_own() -> None:
    found = did(**PILOT, kind="count")
    wide = 1.96 * math.sqrt(sum(c / n**2 for c, n in PILOT.values()))
    assert (found.difference_low, found.difference_high) == pytest.approx(
        (found.difference - wide, found.difference + wide)
    )


def test_a_share_varies_less_than_a_count() -> None:
    cells = {key: (c, c * 2) for key, (c, _) in PILOT.items()}
    share, count = did(**cells, kind="share"), did(**cells, kind="count")
    assert share.high - share.low < count.high - count.low
    assert share.high == pytest.approx(math.exp(1.96 * math.sqrt(sum(0.5 / c for c, _ in PILOT.values()))) - 1)


def test_money_has_no_range() -> None:
    found = did(**PILOT, kind="amount")
    assert math.isnan(found.low) and "range" not in repr(found)


def test_a_plain_change_expects_that_nothing_else_changed() -> None:
    found = change(before=(40, 10), after=(20, 10), kind="count")
    assert (found.ratio, found.expected, found.control) == (-0.5, 4.0, None)
    assert found.high == pytest.approx(0.5 * math.exp(1.96 * math.sqrt(1 / 40 + 1 / 20)) - 1)


def test_nothing_counted_afterwards_is_a_fall_to_nothing_without_a_range() -> None:
    found = did(**{**PILOT, "treated_after": (0, 100)}, kind="count")
    assert found.ratio == -1 and math.isnan(found.high)


@pytest.mark.parametrize(("name", "cell", "words"), [("control_before", (0, 9), "counts nothing"),
    ("treated_after", (3, 0), "nothing below the line"), ("control_after", 7, "control_after is 7")])  # fmt: skip
def test_a_cell_that_cannot_be_used_is_named(name: str, cell: Any, words: str) -> None:
    with pytest.raises(CourseError, match=words):
        did(**{**PILOT, name: cell}, kind="count")
