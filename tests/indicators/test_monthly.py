from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from course import cases
from course.errors import CourseError
from course.indicators.monthly import baseline_marks, complaint_chart, complaints_by_month


@pytest.fixture(scope="module")
def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    views = cases.views("base")
    return views["cases"], views["store_month"]


def small() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two stores, two months; the sensor of S2 fails in February."""
    months = pd.DataFrame(
        [("S1", "2025-01", 1000, 99.0), ("S1", "2025-02", 2000, 99.0),
         ("S2", "2025-01", 500, 90.0), ("S2", "2025-02", 400, 89.9)],
        columns=["store_id", "month", "visits", "sensor_uptime_pct"],
    )  # fmt: skip
    log = [("S1", "complaint", "queue", "2025-01", 99.0), ("S1", "complaint", "delivery", "2025-01", 99.0),
           ("S1", "enquiry", "queue", "2025-02", 99.0), ("S2", "complaint", "queue", "2025-02", 89.9)]  # fmt: skip
    return pd.DataFrame(log, columns=["store_id", "type", "category", "month", "sensor_uptime_pct"]), months


@pytest.mark.parametrize(
    ("category", "stores", "complaints", "visits"),
    [
        ("all", "all", [2, 0], [1500, 2000]),
        ("queue", "all", [1, 0], [1500, 2000]),
        ("all", "S2", [0, 0], [500, 0]),
        ("all", ["S1", "S2"], [2, 0], [1500, 2000]),
    ],
)
def test_a_month_with_a_faulty_sensor_leaves_both_sides(
    category: str, stores: Any, complaints: list[int], visits: list[int]
) -> None:
    found = complaints_by_month(*small(), category=category, stores=stores)
    assert (found["complaints"].tolist(), found["visits"].tolist()) == (complaints, visits)


@pytest.mark.parametrize(("category", "stores", "near"), [("qeue", "all", "queue"), ("queue", "S3", "S1|S2")])
def test_a_misspelt_category_or_store_gets_the_near_ones(category: str, stores: str, near: str) -> None:
    with pytest.raises(CourseError, match=near):
        complaints_by_month(*small(), category=category, stores=stores)


def test_a_raw_log_lacks_a_column_and_is_told_so() -> None:
    log, months = small()
    with pytest.raises(CourseError, match='no column "month"'):
        complaints_by_month(log.drop(columns="month"), months, category="all", stores="all")


@pytest.mark.parametrize(("baseline", "marks"), [(("2024-01", "2024-02"), [True, True, False]),
    (2025, [False, False, True]), ("2024-02", [False, True, False])])  # fmt: skip
def test_what_is_in_the_baseline(baseline: Any, marks: list[bool]) -> None:
    assert baseline_marks(["2024-01", "2024-02", "2025-01"], baseline) == marks


def test_a_baseline_outside_the_table_is_told_where_the_table_lies() -> None:
    with pytest.raises(CourseError, match="runs from 2024-01 to 2024-02"):
        baseline_marks(["2024-01", "2024-02"], 2023)


def test_delivery_breaks_out_in_the_planted_months_and_no_other(tables: Any) -> None:
    chart = complaint_chart(*tables, category="delivery", baseline=("2024-01", "2025-08"), store="all")
    assert chart.loc[chart["signal"] == "above", "month"].tolist() == ["2025-09", "2025-10", "2025-11", "2025-12"]


def test_limits_from_all_months_are_wider_and_two_sigma_narrower(tables: Any) -> None:
    def last(**other: Any) -> float:
        given = {"category": "delivery", "baseline": ("2024-01", "2025-08"), "store": "all", **other}
        return float(complaint_chart(*tables, **given)["high"].iloc[-1])

    assert last(sigma=2) < last() < last(baseline=("2024-01", "2025-12"))
