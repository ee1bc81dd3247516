import math
from typing import Any

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import first_contact_resolution, growth, rate, share


def test_a_rate_is_shown_per_so_many() -> None:
    assert rate(25, 50_000, scale=10_000) == pytest.approx(5.0)


@pytest.mark.parametrize("figure", [rate(3, 0, scale=10_000), share(0, 0), growth(5, 0)])
def test_nothing_to_divide_by_is_undefined_and_says_so(figure: float) -> None:
    assert math.isnan(figure)
    assert str(figure) == "not measurable (n = 0)"


def test_a_column_is_divided_row_by_row() -> None:
    result = rate(pd.Series([1, 2]), pd.Series([10, 0]), scale=100)
    assert result[0] == 10
    assert math.isnan(result[1])


def test_a_share_of_few_carries_its_interval() -> None:
    figure = share(3, 4)
    assert (round(figure.low, 4), round(figure.high, 4)) == (0.3006, 0.9544)
    assert str(figure) == "0.7500 (n = 4, 95 % interval 0.30 to 0.95)"


def test_a_share_of_twenty_carries_none() -> None:
    assert math.isnan(share(18, 20).low)


def test_growth_is_a_fraction() -> None:
    assert growth(205, 200) == pytest.approx(0.025)


@pytest.mark.parametrize("bad", ["25", pd.DataFrame({"a": [1]}), None, True, [1, 2], pd.Series(["x"])])
def test_what_is_no_number_is_named_in_words(bad: Any) -> None:
    with pytest.raises(CourseError, match="numerator"):
        rate(bad, 100, scale=1)


def test_the_scale_has_no_default() -> None:
    with pytest.raises(TypeError, match="scale"):
        rate(1, 2)  # type: ignore[call-arg]


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 2)])
def test_a_part_outside_its_whole_is_refused(part: int, whole: int) -> None:
    with pytest.raises(CourseError, match="between 0 and its whole"):
        share(part, whole)


@pytest.mark.parametrize(("blanks", "value"), [("leave_out", 2 / 3), ("count_as_no", 2 / 5)])
def test_blanks_are_what_the_rule_says(blanks: str, value: float) -> None:
    answers = pd.Series(["Y", "Y", "N", None, None])
    assert first_contact_resolution(answers, blanks=blanks) == pytest.approx(value)
