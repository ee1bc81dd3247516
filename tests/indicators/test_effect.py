from __future__ import annotations

import math
from typing import Any

import pytest

from course import cases
from course.errors import CourseError
from course.indicators import Indicator, indicator
from course.indicators.effect import effect

PILOTS, CONTROLS = ["S02", "S05", "S08", "S11"], ["S01", "S03", "S04", "S06", "S09", "S10"]
WINDOW: dict[str, Any] = {"before": ("2024-01", "2024-08"), "after": ("2025-01", "2025-08")}
RATE = indicator("complaint_rate", numerator="complaints", denominator="visits", period_field="received",
                 sensor_rule="leave_out_both", pooling="sum_over_sum", scale=10_000, empty="undefined")  # fmt: skip


def compare(record: Indicator = RATE, **other: Any) -> Any:
    given = {"treated": PILOTS, "control": CONTROLS, **WINDOW, **other}
    return effect(record, cases.views("base"), cases.as_of(), **given)


def test_the_pilots_lower_complaints_by_about_three_tenths() -> None:
    found = compare()
    assert -0.335 < found.ratio < -0.285 and found.low < found.ratio < found.high < 0
    assert found.scale == 10_000 and found.treated[0].rate > found.treated[1].rate


def test_it_is_the_figure_that_the_case_declares() -> None:
    from course.cases.lantern_lane.figures.common import Counts
    from course.cases.lantern_lane.figures.complaints import pilot

    truth, found = pilot(Counts(cases.views("base"))), compare()
    assert (found.ratio, found.low, found.high) == pytest.approx(
        (truth["pilot_effect"], truth["pilot_effect_low"], truth["pilot_effect_high"])
    )


def test_the_bad_quarter_as_before_overstates_it() -> None:
    assert compare(before=("2024-10", "2024-12")).ratio < compare().ratio - 0.05


def test_without_a_control_it_is_a_plain_change() -> None:
    found = compare(control=None)
    assert found.control is None and found.ratio == pytest.approx(found.treated[1].rate / found.treated[0].rate - 1)


def test_a_share_is_compared_as_a_share() -> None:
    solved = indicator(
        "Solved at first contact",
        numerator={"table": "cases", "kind": "count",
                   "where": [{"field": "resolved_first_contact", "op": "eq", "value": "Y"}]},
        denominator={"table": "cases", "kind": "count", "where": [{"field": "resolved_first_contact", "op": "filled"}]},
        filters={"cases": [{"field": "type", "op": "eq", "value": "complaint"}]},
        period_field="received_at", pooling="sum_over_sum", scale=1, empty_denominator="undefined",
    )  # fmt: skip
    found = compare(solved)
    cells = [*found.treated, *found.control]
    assert all(0 < cell.rate < 1 for cell in cells)
    half = 1.96 * math.sqrt(sum(1 / c.count - 1 / c.exposure for c in cells))
    assert math.log((1 + found.high) / (1 + found.ratio)) == pytest.approx(half)


def test_money_is_compared_without_a_range() -> None:
    turnover = indicator(
        "Turnover", numerator={"table": "store_month", "kind": "sum", "field": "turnover_hkd"},
        denominator={"table": "store_month", "kind": "one"}, period_field="month", pooling="sum_over_sum", scale=1,
        empty_denominator="undefined",
    )  # fmt: skip
    assert math.isnan(compare(turnover).low)


@pytest.mark.parametrize(("given", "words"), [
    ({"control": ["S02", "S01"]}, "S02 is on both sides"), ({"treated": "S02"}, "list of ids"),
    ({"treated": []}, "list of ids"), ({"control": ["S13"]}, "S11"), ({"control": []}, "nothing below"),
])  # fmt: skip
def test_units_that_cannot_be_compared_are_named(given: dict[str, Any], words: str) -> None:
    with pytest.raises(CourseError, match=words):
        compare(**given)


def test_a_mean_of_groups_cannot_be_pooled() -> None:
    record = RATE.model_copy(update={"pooling": "mean_of_groups", "group_field": "store_id"})
    with pytest.raises(CourseError, match="sum_over_sum"):
        compare(record)
