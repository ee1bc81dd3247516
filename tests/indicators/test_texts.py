from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import find_numbers

TEXTS = pd.Series(
    ["pls call 01234567", "order 123456789", "1234567", None, "a 01234567, b 07654321", "０１２３４５６７８"]
)


def test_are_rows_flagged_that_hold_exactly_so_many_digits() -> None:
    assert find_numbers(TEXTS, digits=8).tolist() == [True, False, False, False, True, False]


def test_do_the_flags_count_rows_and_not_numbers() -> None:
    assert find_numbers(TEXTS, digits=8).sum() == 2


@pytest.mark.parametrize("column", ["01234567", pd.Series([1, 2]), pd.DataFrame({"a": ["01234567"]})])
def test_does_it_ask_for_a_column_of_texts(column: Any) -> None:
    with pytest.raises(CourseError, match="must be a column of texts"):
        find_numbers(column, digits=8)


@pytest.mark.parametrize("digits", [0, -1, "eight", True])
def test_does_it_ask_for_a_number_of_digits(digits: Any) -> None:
    with pytest.raises(CourseError, match="whole number"):
        find_numbers(TEXTS, digits=digits)
