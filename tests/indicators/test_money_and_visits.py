import math

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import conversion, gross_profit, growth_between, open_in_all_months, sensor_up, valid_visits

MONTHS = pd.DataFrame(
    [
        ("2024-01", "S01", 100.0, 60.0, 5.0, 1000, 200, 99.0),
        ("2025-01", "S01", 110.0, 60.0, 9.0, 900, 210, 99.0),
        ("2024-01", "S02", 100.0, 50.0, 5.0, 500, 100, 99.0),
        ("2025-01", "S02", 95.0, 50.0, 5.0, 290, 110, 58.0),
        ("2025-01", "S12", 60.0, 30.0, 1.0, 400, 100, 99.0),
    ],
    columns=["month", "store_id", "turnover_hkd", "cogs_hkd", "goodwill_refunds_hkd", "visits", "transactions",
             "sensor_uptime_pct"],
)  # fmt: skip


def test_like_for_like_leaves_the_new_store_out() -> None:
    assert growth_between(
        MONTHS, "turnover_hkd", now="2025-01", before="2024-01", stores="open_in_all_months"
    ) == pytest.approx(0.025)


def test_with_the_new_store_growth_is_another_figure() -> None:
    assert growth_between(MONTHS, "turnover_hkd", now="2025-01", before="2024-01", stores="all") == pytest.approx(0.325)


def test_nothing_before_leaves_growth_undefined() -> None:
    assert math.isnan(growth_between(MONTHS, "turnover_hkd", now="2025-01", before="2024-01", stores=["S12"]))


def test_profit_is_what_the_named_costs_leave() -> None:
    assert gross_profit(MONTHS, deduct=["cost_of_goods", "goodwill_refunds"])[1] == 41.0
    assert gross_profit(MONTHS, deduct=["cost_of_goods"])[1] == 50.0


def test_growth_of_a_column_worked_out_before() -> None:
    profit = gross_profit(MONTHS, deduct=["cost_of_goods", "goodwill_refunds"])
    assert growth_between(MONTHS, profit, now="2025-01", before="2024-01", stores=["S01"]) == pytest.approx(41 / 35 - 1)


def test_stores_with_a_month_missing_cannot_be_compared() -> None:
    assert open_in_all_months(MONTHS, "2024-01", "2025-01") == ["S01", "S02"]


def test_a_period_that_cuts_a_month_is_refused() -> None:
    with pytest.raises(CourseError, match="cuts a month"):
        growth_between(MONTHS, "turnover_hkd", now=("2025-01-01", "2025-01-15"), before="2024-01", stores="all")


def test_a_faulty_sensor_leaves_both_sides() -> None:
    assert valid_visits(MONTHS[MONTHS["month"] == "2025-01"], min_uptime_pct=90) == 1300
    assert conversion(MONTHS[MONTHS["month"] == "2025-01"], min_uptime_pct=90, pooling="sum_over_sum") == pytest.approx(
        310 / 1300
    )


def test_the_mean_of_rows_is_another_figure() -> None:
    rows = MONTHS[MONTHS["month"] == "2025-01"]
    assert conversion(rows, min_uptime_pct=90, pooling="mean_of_rows") == pytest.approx((210 / 900 + 100 / 400) / 2)


def test_no_visits_at_all_is_undefined() -> None:
    assert math.isnan(conversion(MONTHS.iloc[:0], min_uptime_pct=90, pooling="sum_over_sum"))


def test_ninety_per_cent_typed_as_a_fraction_is_told_what_to_write() -> None:
    with pytest.raises(CourseError, match="For 90% write 90"):
        sensor_up(MONTHS, min_uptime_pct=0.9)
