"""Turnover and profit: what remains after goodwill, and growth over the same stores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from course.errors import CourseError
from course.indicators.guards import columns, one_of
from course.indicators.periods import Period, period_of
from course.indicators.ratios import Figure, growth

COSTS = {"cost_of_goods": "cogs_hkd", "goodwill_refunds": "goodwill_refunds_hkd", "service_cost": "service_cost_hkd"}


def gross_profit(store_month: pd.DataFrame, *, deduct: Sequence[str]) -> pd.Series:
    """Turnover less the costs that are named, row by row.

    Parameters
    ----------
    store_month : pandas.DataFrame
        One row a store and month; all money in HKD.
    deduct : sequence of str
        What to take off: ``cost_of_goods``, ``goodwill_refunds``, ``service_cost``.

    Returns
    -------
    pandas.Series
        HKD.

    Raises
    ------
    CourseError
        When a cost is not one of those named, or its column is missing.
    """
    names = [deduct] if isinstance(deduct, str) else list(deduct)
    needed = [COSTS[one_of("deduct", name, COSTS)] for name in names]
    columns(store_month, ["turnover_hkd", *needed], "store_month")
    return store_month["turnover_hkd"] - store_month[needed].sum(axis=1)


def open_in_all_months(store_month: pd.DataFrame, *periods: Any) -> list[str]:
    """Name the stores that have a row in every month of all the periods; the others cannot be compared.

    Parameters
    ----------
    store_month : pandas.DataFrame
        One row a store and month, ``month`` as YYYY-MM.
    *periods : int, str or pair of dates
        Periods of whole months.

    Returns
    -------
    list of str
        Store ids in order.

    Raises
    ------
    CourseError
        When a column is missing or a period cuts a month.
    """
    columns(store_month, ["store_id", "month"], "store_month")
    wanted = {m for p in periods for m in _months(period_of(p))}
    inside = store_month[store_month["month"].isin(wanted)]
    count = inside.groupby("store_id")["month"].nunique()
    return sorted(count.index[count == len(wanted)])


def growth_between(store_month: pd.DataFrame, values: Any, *, now: Any, before: Any, stores: Any) -> Figure:
    """Growth of a sum of money from one period to another.

    Parameters
    ----------
    store_month : pandas.DataFrame
        One row a store and month, ``month`` as YYYY-MM; all money in HKD.
    values : str or pandas.Series
        A column's name, or a column worked out before, for example by `gross_profit`.
    now, before : int, str or pair of dates
        The two periods, of whole months.
    stores : str or list of str
        ``open_in_all_months`` (like-for-like), ``all``, or the ids of some stores.

    Returns
    -------
    Figure
        A fraction; ``nan`` when there is nothing to compare with.

    Raises
    ------
    CourseError
        When a column or a store does not exist, or a period cuts a month.
    """
    columns(store_month, ["store_id", "month", *([values] if isinstance(values, str) else [])], "store_month")
    amount = store_month[values] if isinstance(values, str) else values
    if not isinstance(amount, pd.Series) or not amount.index.equals(store_month.index):
        raise CourseError(
            "The values must be a column of this table.", "values", 'Give its name, for example "turnover_hkd".'
        )
    later, earlier = period_of(now), period_of(before)
    known = sorted(store_month["store_id"].unique())
    if isinstance(stores, str):
        one_of("stores", stores, ["open_in_all_months", "all"])
        chosen = known if stores == "all" else open_in_all_months(store_month, later, earlier)
    else:
        chosen = [one_of("stores", s, known) for s in stores]
    kept = store_month["store_id"].isin(chosen)
    sums = [float(amount[kept & store_month["month"].isin(_months(p))].sum()) for p in (later, earlier)]
    result: Figure = growth(*sums)
    return result


def _months(period: Period) -> list[str]:
    if not period.whole_months:
        raise CourseError(
            f"The period {period.first} to {period.last} cuts a month, and the table has one row a month.",
            "period",
            "Begin on the 1st and end on the last day of a month.",
        )
    return [str(m) for m in pd.period_range(period.first, period.last, freq="M")]
