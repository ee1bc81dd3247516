import datetime as dt
from typing import Any

import pytest

from course.errors import CourseError
from course.indicators.periods import period_of


@pytest.mark.parametrize(
    "given", [2025, "2025", ("2025-01-01", "2025-12-31"), [dt.date(2025, 1, 1), dt.date(2025, 12, 31)]]
)
def test_a_year_can_be_said_in_several_ways(given: Any) -> None:
    assert period_of(given) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.mark.parametrize(("month", "last"), [("2024-02", 29), ("2025-02", 28), ("2025-12", 31)])
def test_a_month_ends_on_its_last_day(month: str, last: int) -> None:
    assert period_of(month).last.day == last


@pytest.mark.parametrize(
    "bad", ["25", "2025-13", True, None, ("2025-12-31", "2025-01-01"), ("a", "b"), 3.5, ["2025-01-01"]]
)
def test_what_is_no_period_is_told_how_to_write_one(bad: Any) -> None:
    with pytest.raises(CourseError, match="Write 2025"):
        period_of(bad)


def test_two_months_run_from_the_first_day_to_the_last() -> None:
    assert period_of(("2024-01", "2024-02")) == (dt.date(2024, 1, 1), dt.date(2024, 2, 29))
