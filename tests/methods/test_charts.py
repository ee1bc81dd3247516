from __future__ import annotations

import math
from typing import Any

import pytest

from course.errors import CourseError
from course.methods import Chart, c_chart, laney_u, p_chart, u_chart, xmr
from course.methods.signals import beyond, chart_sentence, months, run_rule, signals

COUNTS, EXPOSURE = [12, 15, 9, 14, 11, 13, 10, 30], [0.500, 0.520, 0.480, 0.510, 0.490, 0.505, 0.495, 0.520]
BEFORE = [True] * 7 + [False]


def level(*values: float, centre: float = 5, low: float = 0, high: float = 10) -> Chart:
    return Chart(list(values), centre, [low] * len(values), [high] * len(values))


def test_u_chart_takes_its_centre_from_the_baseline() -> None:
    chart = u_chart(COUNTS, EXPOSURE, baseline=BEFORE)
    assert chart.centre == pytest.approx(24.0)
    assert chart.high[-1] == pytest.approx(44.38, abs=0.005)
    assert beyond(chart) == [""] * 7 + ["above"]


def test_the_two_wrong_centres_differ() -> None:
    every = u_chart(COUNTS, EXPOSURE, baseline=[True] * 8)
    assert every.centre == pytest.approx(28.36, abs=0.005)
    rates = u_chart(COUNTS, EXPOSURE, baseline=BEFORE).values[:7]
    assert sum(rates) / 7 == pytest.approx(23.92, abs=0.005)


def test_the_low_limit_is_not_below_zero() -> None:
    assert u_chart([1, 0, 2], [1, 1, 1], baseline=[True] * 3).low == [0, 0, 0]


def test_a_month_without_exposure_is_no_point_and_no_signal() -> None:
    chart = u_chart([1, 5, 2], [1, 0, 1], baseline=[True] * 3)
    assert math.isnan(chart.values[1]) and math.isnan(chart.high[1]) and chart.centre == 1.5
    assert signals(chart, ["beyond", "run"]) == ["", "", ""]


def test_p_chart_of_the_dictionary() -> None:
    chart = p_chart([12, 18, 15, 9, 14, 16], [200, 220, 210, 190, 205, 215], baseline=[True] * 6)
    assert chart.centre == pytest.approx(0.06774, abs=5e-6)
    assert (chart.low[0], chart.high[0]) == pytest.approx((0.0144, 0.1211), abs=5e-5)


def test_p_chart_stays_between_0_and_1() -> None:
    chart = p_chart([9, 10], [10, 10], baseline=[True, True])
    assert chart.high == [1.0, 1.0] and chart.low[0] > 0


def test_c_chart_is_a_u_chart_of_equal_opportunity() -> None:
    chart = c_chart([4, 9, 5], baseline=[True, True, False])
    assert (chart.centre, chart.high[0]) == pytest.approx((6.5, 6.5 + 3 * 6.5**0.5))


def test_laney_widens_the_limits_of_very_large_counts() -> None:
    counts = [820, 905, 760, 880, 940, 790, 870, 900]
    exposure = [11.0, 11.2, 10.8, 11.1, 11.5, 10.9, 11.3, 11.0]
    chart = laney_u(counts, exposure, baseline=[True] * 8)
    assert (chart.centre, chart.spread) == pytest.approx((77.31, 2.234), abs=0.005)
    assert (chart.low[0], chart.high[0]) == pytest.approx((59.54, 95.07), abs=0.005)
    plain = u_chart(counts, exposure, baseline=[True] * 8)
    assert plain.high[0] == pytest.approx(85.26, abs=0.005)


def test_xmr_of_the_dictionary() -> None:
    chart = xmr([836, 841, 829, 838, 845, 833, 840, 822], baseline=[True] * 8)
    assert (chart.centre, chart.range_limit) == pytest.approx((835.5, 32.67))
    assert (chart.low[0], chart.high[-1]) == pytest.approx((808.9, 862.1))
    assert chart.ranges is not None and math.isnan(chart.ranges[0]) and chart.ranges[1:3] == [5, 12]


def test_xmr_limits_rest_on_the_baseline_alone() -> None:
    chart = xmr([10, 12, 10, 90], baseline=[True, True, True, False])
    assert chart.high[0] == pytest.approx(32 / 3 + 2.66 * 2)


@pytest.mark.parametrize("chart", [u_chart, p_chart, laney_u])
def test_a_baseline_without_exposure_is_refused(chart: Any) -> None:
    with pytest.raises(CourseError, match="nothing to take a centre from"):
        chart([1, 2], [0, 5], baseline=[True, False])


def test_a_baseline_of_another_length_is_refused() -> None:
    with pytest.raises(CourseError, match="3 points has 2 marks"):
        u_chart([1, 2, 3], [1, 1, 1], baseline=[True, True])


def test_a_point_exactly_on_a_limit_is_inside() -> None:
    assert beyond(level(10, 0, 10.001, -0.001)) == ["", "", "above", "below"]


@pytest.mark.parametrize(("n", "found"), [(7, ""), (8, "run above")])
def test_eight_in_a_row_are_a_signal_and_seven_are_none(n: int, found: str) -> None:
    assert run_rule(level(4, *[6] * n)) == ["", *[found] * n]


@pytest.mark.parametrize("between", [5, math.nan])
def test_a_point_on_the_line_and_a_missing_one_break_a_run(between: float) -> None:
    assert not any(run_rule(level(*[6] * 4, between, *[6] * 4)))


def test_a_point_beyond_a_limit_is_called_so_though_it_is_in_a_run() -> None:
    assert signals(level(*[6] * 7, 11), ["beyond", "run"]) == [*["run above"] * 7, "above"]
    assert signals(level(*[6] * 7, 11), []) == [""] * 8


def test_the_sentence_gives_centre_limits_signals_and_false_alarms() -> None:
    labels = [f"2025-{m:02d}" for m in range(1, 9)]
    told = chart_sentence(
        "Delivery", u_chart(COUNTS, EXPOSURE, baseline=BEFORE), labels, ["beyond"], per="per 1,000", sound=labels
    )
    assert told == (
        "Delivery: centre 24.00 per 1,000; limits 3.62 to 44.38 in Aug 2025; above the limit Aug 2025; "
        "1 false alarm in 8 sound points."
    )


def test_the_sentence_says_that_there_is_no_signal() -> None:
    assert chart_sentence("All", level(5, 5), ["2025-01", "2025-02"], ["beyond"], per="").endswith("; no signal.")


def test_months_are_said_with_their_year_once() -> None:
    assert months(["2024-11", "2024-12", "2025-01"]) == "Nov, Dec 2024, Jan 2025"


def test_a_run_is_said_by_its_length_and_its_ends() -> None:
    labels = [f"2025-{m:02d}" for m in range(1, 11)]
    told = chart_sentence("All", level(6, *[4] * 9), labels, ["run"], per="")
    assert told.endswith("; 9 in a row below the centre, Feb 2025 to Oct 2025.")
