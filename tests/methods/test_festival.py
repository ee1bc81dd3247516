from datetime import date

import pytest

from course.errors import CourseError
from course.methods.festival import TwoMonths, run_up_share

DAYS = (date(2024, 2, 10), date(2025, 1, 29))
YEARS = TwoMonths((100.0, 90.0), (120.0, 80.0), DAYS)


def test_how_much_of_the_run_up_falls_into_each_month() -> None:
    assert [run_up_share(DAYS[0], m) for m in (1, 2)] == pytest.approx([12 / 21, 9 / 21])
    assert [run_up_share(DAYS[1], m) for m in (12, 1, 2)] == [0, 1, 0]
    assert run_up_share(date(2025, 1, 21), 12) == pytest.approx(1 / 21)


def test_the_days_that_were_give_the_amounts_that_were() -> None:
    same = YEARS.moved(*DAYS)
    assert same.before == YEARS.before and same.after == pytest.approx(YEARS.after)


def test_on_the_same_day_in_both_years_january_grows_as_both_months_do() -> None:
    together = 200 / 190 - 1
    assert YEARS.moved(date(2024, 1, 29), date(2025, 1, 29)).growths() == pytest.approx((together,) * 3)


def test_moving_the_day_within_both_months_leaves_them_together_as_they_are() -> None:
    assert YEARS.moved(date(2024, 2, 20), date(2025, 2, 1)).growths()[2] == pytest.approx(200 / 190 - 1)


def test_an_early_day_takes_a_little_into_december() -> None:
    moved = YEARS.moved(DAYS[0], date(2025, 1, 21)).growths()[2]
    assert 200 / 190 - 1 - 0.02 < moved < 200 / 190 - 1


def test_two_years_with_the_same_day_cannot_show_what_moves() -> None:
    with pytest.raises(CourseError, match="same part of January"):
        _ = TwoMonths((100, 90), (120, 80), (date(2024, 1, 29), date(2025, 1, 29))).festive
