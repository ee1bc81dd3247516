import math

import pytest

from course.errors import CourseError
from course.methods import poisson_interval, wilson


@pytest.mark.parametrize(("x", "n", "low", "high"), [(18, 20, 0.6990, 0.9721), (12, 24, 0.3143, 0.6857)])
def test_wilson_gives_the_published_ends(x: int, n: int, low: float, high: float) -> None:
    assert wilson(x, n) == pytest.approx((low, high), abs=5e-5)


def test_nothing_looked_at_has_no_interval() -> None:
    assert all(math.isnan(end) for end in wilson(0, 0))


@pytest.mark.parametrize(("x", "n"), [(3, 2), (-1, 5), (0.5, 5), (math.nan, 5)])
def test_impossible_counts_are_refused_in_words(x: float, n: float) -> None:
    with pytest.raises(CourseError, match=r"possible|whole number"):
        wilson(x, n)  # type: ignore[arg-type]


def test_eight_complaints_can_come_from_three_to_sixteen() -> None:
    assert poisson_interval(8) == pytest.approx((3.454, 15.763), abs=5e-4)


def test_no_event_has_a_low_end_of_zero() -> None:
    low, high = poisson_interval(0)
    assert (low, round(high, 3)) == (0.0, 3.689)
