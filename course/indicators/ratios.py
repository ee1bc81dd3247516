"""Rates, shares and growth: one number over another, undefined where there is nothing to divide by."""

from __future__ import annotations

import math
from typing import Any, cast

import numpy as np
import pandas as pd

from course.errors import CourseError
from course.indicators.guards import Numbers, number, one_of
from course.methods import wilson

SCALES = (1, 100, 1000, 10000, 1000000)
SMALL = 20  # below this many a share carries its interval and nothing is ranked


class Figure(float):
    """A number that shows what it rests on. It is a float in every other way.

    Attributes
    ----------
    n : float
        What stands below the line.
    low, high : float
        95 % interval of a gap, and of a share that rests on fewer than 20 (Wilson); otherwise ``nan``.
    """

    n: float
    low: float
    high: float

    def __new__(cls, value: float, n: float, low: float = math.nan, high: float = math.nan) -> Figure:
        """Keep the value as a float, with n and the interval beside it."""
        figure = super().__new__(cls, value)
        figure.n, figure.low, figure.high = n, low, high
        return figure

    def __repr__(self) -> str:
        if math.isnan(self):
            return f"not measurable (n = {self.n:,.0f})"
        between = "" if math.isnan(self.low) else f", 95 % interval {self.low:.2f} to {self.high:.2f}"
        return f"{float(self):,.4f} (n = {self.n:,.0f}{between})"

    __str__ = __repr__


def rate(numerator: Any, denominator: Any, *, scale: int) -> Any:
    """Divide one count by another and show it per so many.

    Parameters
    ----------
    numerator, denominator : number or pandas.Series
        The two sides. Columns are divided row by row; for one pooled figure sum them first.
    scale : int
        1, 100, 1000, 10000 or 1000000: "per 10,000 visits" is 10000.

    Returns
    -------
    Figure or pandas.Series
        ``numerator / denominator * scale``; ``nan`` where the denominator is 0 or missing.

    Raises
    ------
    CourseError
        When a side is no number, is negative below the line, or the scale is none of those allowed.
    """
    one_of("scale", scale, SCALES)
    top, bottom = number("numerator", numerator), number("denominator", denominator)
    if np.any(np.asarray(bottom) < 0):
        raise CourseError(
            "The denominator is below 0; an opportunity cannot be negative.", "denominator", "Check its sign."
        )
    result = _divide(top, bottom) * scale
    if isinstance(result, pd.Series):
        return result
    return Figure(result, n=cast(float, bottom))


def share(part: Any, whole: Any) -> Any:
    """Fraction of a whole, from 0 to 1.

    Parameters
    ----------
    part, whole : number or pandas.Series
        How many have the property, and how many could have it.

    Returns
    -------
    Figure or pandas.Series
        ``part / whole``; ``nan`` where the whole is 0. Below 20 a figure carries its Wilson interval.

    Raises
    ------
    CourseError
        When the part is more than the whole, or something is no number.
    """
    top, bottom = number("part", part), number("whole", whole)
    if np.any(np.asarray(top) > np.asarray(bottom)) or np.any(np.asarray(top) < 0):
        raise CourseError("A part lies between 0 and its whole.", "part", "Give the part first, then the whole.")
    result = _divide(top, bottom)
    if isinstance(result, pd.Series):
        return result
    n, k = cast(float, bottom), cast(float, top)
    small = 0 < n < SMALL and n.is_integer() and k.is_integer()
    low, high = wilson(int(k), int(n)) if small else (math.nan, math.nan)
    return Figure(result, n, low, high)


def growth(now: Any, before: Any) -> Any:
    """Growth of a sum against an earlier one, as a fraction.

    Parameters
    ----------
    now, before : number or pandas.Series
        The same thing, over the same shops, in the later and the earlier period.

    Returns
    -------
    Figure or pandas.Series
        ``now / before - 1``: 0.032 for 3.2 % more. ``nan`` where the earlier sum is 0.

    Raises
    ------
    CourseError
        When something is no number.
    """
    later, earlier = number("now", now), number("before", before)
    result = _divide(later, earlier) - 1
    return result if isinstance(result, pd.Series) else Figure(result, n=cast(float, earlier))


def first_contact_resolution(answers: Any, *, blanks: str) -> Figure:
    """Share of cases that were solved at the first contact.

    Parameters
    ----------
    answers : pandas.Series
        ``Y``, ``N`` or blank for each case.
    blanks : str
        ``leave_out`` (nobody wrote it down) or ``count_as_no``.

    Returns
    -------
    Figure
        A fraction; ``nan`` when no case counts.

    Raises
    ------
    CourseError
        When the column holds other codes, or the rule for blanks is not named.
    """
    one_of("blanks", blanks, ["leave_out", "count_as_no"])
    if not isinstance(answers, pd.Series):
        what = f"answers must be a column; this is a {type(answers).__name__}."
        raise CourseError(what, "answers", 'Give, for example, cases["resolved_first_contact"].')
    other = sorted(set(answers.dropna().astype(str)) - {"Y", "N"})
    if other:
        raise CourseError(f'The column holds "{other[0]}".', "answers", "It should hold Y, N or nothing.")
    whole = len(answers) if blanks == "count_as_no" else int(answers.notna().sum())
    result: Figure = share(int((answers == "Y").sum()), whole)
    return result


def _divide(top: Numbers, bottom: Numbers) -> Any:
    if isinstance(bottom, pd.Series):
        return top / bottom.where(bottom != 0)
    return top * math.nan if bottom == 0 or math.isnan(bottom) else top / bottom
