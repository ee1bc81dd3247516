"""Numbers in free text, which may be somebody's telephone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from course.errors import CourseError
from course.indicators.guards import whole_number


def find_numbers(column: Any, *, digits: int) -> pd.Series:
    """Flag the texts that hold a number of so many digits, no more and no fewer.

    Parameters
    ----------
    column : pandas.Series
        Texts; a blank holds nothing.
    digits : int
        Digits in a row: 8 for a Hong Kong telephone number.

    Returns
    -------
    pandas.Series
        True where there is one. ``.sum()`` counts the rows; ``cases[flags]`` shows them.

    Raises
    ------
    CourseError
        When it is no column of texts, or the digits are no whole number from 1 up.
    """
    size = whole_number(digits)
    if size is None or size < 1:
        raise CourseError(
            f"digits must be a whole number from 1 up, not {digits!r}.", "digits", "Write, for example, 8."
        )
    if not isinstance(column, pd.Series) or not pd.api.types.is_string_dtype(column.dropna()):
        kind = "a column that holds no texts" if isinstance(column, pd.Series) else f"a {type(column).__name__}"
        step = 'Give a column, for example cases["summary"].'
        raise CourseError(f"column must be a column of texts; this is {kind}.", "column", step)
    return column.str.contains(rf"(?<!\d)\d{{{size}}}(?!\d)", regex=True).fillna(False).astype(bool)
