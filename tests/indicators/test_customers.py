import math

import pytest

from course.errors import CourseError
from course.indicators import new_and_lost, new_to_lost
from course.indicators.crafted import AS_OF, members

FIVE = members(
    [
        ("organic", "2024-03-01", "2024-03-01", "2024-03-01"),
        ("organic", "2025-02-01", "2025-02-01", "2025-11-01"),
        ("coupon", "2025-05-01", "2025-05-01", "2025-05-01"),
        ("organic", "2023-01-01", "2023-01-01", "2024-06-30"),
        ("organic", "2025-06-01", None, None),
    ]
)
RULES = {"new_from": "first_purchase_date", "lost_after_days": 365, "as_of": AS_OF}


def test_a_customer_is_lost_a_year_after_the_last_purchase() -> None:
    assert new_and_lost(FIVE, period=2025, **RULES) == (2, 2, 2)


def test_nobody_lost_leaves_the_ratio_undefined() -> None:
    assert new_and_lost(FIVE, period=2024, **RULES)[:2] == (1, 0)
    assert math.isnan(new_to_lost(FIVE, period=2024, **RULES))


def test_a_joiner_who_never_bought_is_new_only_by_the_day_of_joining() -> None:
    assert new_and_lost(FIVE, period=2025, **{**RULES, "new_from": "join_date"}).new == 3


def test_one_source_can_be_looked_at_alone() -> None:
    assert new_and_lost(FIVE, period=2025, source="coupon", **RULES) == (1, 0, 1)


def test_an_unknown_source_gets_the_known_ones_offered() -> None:
    with pytest.raises(CourseError, match='Did you mean "organic"'):
        new_and_lost(FIVE, period=2025, source="organics", **RULES)


@pytest.mark.parametrize("days", [0, 1.5, "365"])
def test_days_of_silence_are_a_whole_number(days: object) -> None:
    with pytest.raises(CourseError, match=r"lost_after_days|days of silence"):
        new_and_lost(FIVE, period=2025, **{**RULES, "lost_after_days": days})
