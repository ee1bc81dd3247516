"""How sure a figure of a definition is, and whether it rests on enough to be ranked."""

from __future__ import annotations

import math

import pandas as pd

from course.indicators.ratios import SMALL
from course.indicators.record import Indicator
from course.methods import poisson_interval, wilson

FEW_EVENTS = 5  # expected events below which a count over visits is not ranked


def interval(record: Indicator, numerator: float, denominator: float) -> tuple[float, float]:
    """95 % interval of the value: Wilson for a share, Poisson for a count over an exposure, else none.

    Parameters
    ----------
    record : Indicator
        The definition.
    numerator, denominator : float
        The two sides.

    Returns
    -------
    tuple of float
        Low and high end of the value, not scaled; ``nan`` where there is none.
    """
    if record.pooling != "sum_over_sum" or not denominator > 0 or math.isnan(numerator):
        return math.nan, math.nan
    if record.kind == "share":
        return wilson(int(numerator), int(denominator))
    if _counts_over_exposure(record):
        low, high = poisson_interval(int(numerator))
        return low / denominator, high / denominator
    return math.nan, math.nan


def can_rank(record: Indicator, board: pd.DataFrame) -> pd.Series:
    """Flag the groups that rest on enough: 20 rows, or 5 expected events over an exposure.

    Parameters
    ----------
    record : Indicator
        The definition.
    board : pandas.DataFrame
        One row a group with ``value``, ``numerator``, ``denominator`` and ``n``.

    Returns
    -------
    pandas.Series of bool
    """
    if _counts_over_exposure(record):
        exposure = board["denominator"]
        pooled = board["numerator"].sum() / exposure.sum() if exposure.sum() else 0.0
        return (exposure * pooled >= FEW_EVENTS) & board["value"].notna()
    if record.denominator.kind == "sum" or (record.numerator is not None and record.numerator.kind == "sum"):
        return board["value"].notna()  # sums of visits or money rest on more than the rows they stand in
    return (board["n"] >= SMALL) & board["value"].notna()


def _counts_over_exposure(record: Indicator) -> bool:
    top = record.numerator
    return top is not None and top.kind == "count" and record.denominator.kind == "sum"
