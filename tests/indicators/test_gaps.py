from __future__ import annotations

import math

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import gap
from course.indicators.gaps import Bar, gaps_sentence, in_order, whole_weights

P = pd.Series([5, 4, None, 6, 3], dtype="Int64")
E = pd.Series([6, 6, 7, None, 5], dtype="Int64")


def test_is_the_gap_taken_over_people_with_both_answers() -> None:
    found = gap(P, E)
    assert (float(found), found.n) == (pytest.approx(-5 / 3), 3)


def test_is_the_interval_that_of_the_differences() -> None:
    found = gap(P, E)
    assert found.high - float(found) == pytest.approx(4.302653 * 1 / 3, abs=1e-6)  # t with 2 degrees, error 0.333


def test_does_the_unpaired_difference_compare_other_people() -> None:
    assert float(gap(P, E, paired=False)) == pytest.approx(-1.5)


def test_does_a_person_with_one_of_two_items_count_with_that_item() -> None:
    found = pd.DataFrame({"a": [4, 6], "b": [None, 4]})
    wanted = pd.DataFrame({"a": [5, 5], "b": [7, 7]})
    assert float(gap(found, wanted)) == pytest.approx(((4 - 6) + (5 - 6)) / 2)


def test_is_the_weighted_gap_the_gap_times_the_mean_weight() -> None:
    weight = pd.Series([10, 20, 30, None, None])
    found = gap(P, E, weight=weight)
    assert float(found) == pytest.approx(-5 / 3 * 0.2) and found.low == pytest.approx(gap(P, E).low * 0.2)


def test_do_weights_that_do_not_add_to_100_leave_and_their_row_stays() -> None:
    points = pd.DataFrame({"a": [40, 70], "b": [60, 60]})
    found = whole_weights(points)
    assert found["a"].tolist()[0] == 40 and found.loc[1].isna().all()


def test_is_a_gap_of_nobody_undefined() -> None:
    assert math.isnan(gap(P[2:4], E[2:4]))


def test_do_columns_of_other_lengths_or_a_number_say_what_is_wrong() -> None:
    with pytest.raises(CourseError, match="5 rows and expectation 4"):
        gap(P, E[:4])
    with pytest.raises(CourseError, match="must be one or several columns"):
        gap(5, E)


def test_does_the_largest_shortfall_come_first_and_what_is_not_measured_last() -> None:
    bars = [Bar("a", "A", 0.1), Bar("b", "B", math.nan), Bar("c", "C", -0.5), Bar("d", "D", -0.2)]
    assert [bar.id for bar in in_order(bars)] == ["c", "d", "a", "b"]
    assert gaps_sentence(bars, total=True) == "c -0.50, d -0.20, a 0.10; total -0.60; first priority: C"


def test_does_the_sentence_say_when_nobody_answered() -> None:
    assert gaps_sentence([Bar("a", "A", math.nan)]) == "nobody gave both answers"
