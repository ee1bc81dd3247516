"""Visits and what becomes of them, on store-months whose door sensor worked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from course.errors import CourseError
from course.indicators.guards import columns, number, one_of
from course.indicators.ratios import Figure, rate


def sensor_up(store_month: pd.DataFrame, *, min_uptime_pct: float) -> pd.DataFrame:
    """Keep the store-months whose sensor was up long enough.

    Parameters
    ----------
    store_month : pandas.DataFrame
        One row a store and month, with ``sensor_uptime_pct`` from 0 to 100.
    min_uptime_pct : float
        Lowest uptime to keep, in per cent as the system exports it; 0 keeps everything.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    CourseError
        When the column is missing or the limit was written as a fraction.
    """
    columns(store_month, ["sensor_uptime_pct"], "store_month")
    limit = number("min_uptime_pct", min_uptime_pct)
    if isinstance(limit, pd.Series) or not 0 <= limit <= 100:
        raise CourseError("The lowest uptime is one number from 0 to 100.", "min_uptime_pct", "Write, for example, 80.")
    if 0 < limit <= 1:
        raise CourseError(
            f"The column is in per cent, 0 to 100; {limit:g} would keep nearly every month.",
            "min_uptime_pct",
            f"For {limit:.0%} write {limit * 100:g}.",
        )
    return store_month[store_month["sensor_uptime_pct"] >= limit]


def valid_visits(store_month: pd.DataFrame, *, min_uptime_pct: float) -> int:
    """Visits counted at the door, months with a faulty sensor left out.

    Parameters
    ----------
    store_month, min_uptime_pct
        As in `sensor_up`.

    Returns
    -------
    int
        Sum of visits.

    Raises
    ------
    CourseError
        As `sensor_up`.
    """
    columns(store_month, ["visits"], "store_month")
    return int(sensor_up(store_month, min_uptime_pct=min_uptime_pct)["visits"].sum())


def conversion(store_month: pd.DataFrame, *, min_uptime_pct: float, pooling: str) -> Figure:
    """Receipts for each visit.

    Parameters
    ----------
    store_month, min_uptime_pct
        As in `sensor_up`; ``visits`` and ``transactions`` are needed too.
    pooling : str
        ``sum_over_sum`` or ``mean_of_rows``.

    Returns
    -------
    Figure
        A fraction with the visits below it; ``nan`` without visits.

    Raises
    ------
    CourseError
        As `sensor_up`, and when the pooling is not named.
    """
    one_of("pooling", pooling, ["sum_over_sum", "mean_of_rows"])
    columns(store_month, ["visits", "transactions"], "store_month")
    kept = sensor_up(store_month, min_uptime_pct=min_uptime_pct)
    pooled: Figure = rate(int(kept["transactions"].sum()), int(kept["visits"].sum()), scale=1)
    if pooling == "sum_over_sum":
        return pooled
    each: Any = rate(kept["transactions"], kept["visits"], scale=1)
    return Figure(float(each.mean()), n=pooled.n)
