"""Complaints and visits month by month: what a control chart and a comparison of periods are made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from course.errors import CourseError
from course.indicators.guards import columns, one_of
from course.indicators.periods import period_of
from course.methods.charts import u_chart
from course.methods.signals import signals

SOUND_UPTIME_PCT = 90  # the unit's rule: below it a store-month leaves both sides
LOG = ["store_id", "type", "category", "month", "sensor_uptime_pct"]


def complaints_by_month(
    log: pd.DataFrame,
    store_month: pd.DataFrame,
    *,
    category: str,
    stores: str | Sequence[str],
    min_uptime_pct: float = SOUND_UPTIME_PCT,
) -> pd.DataFrame:
    """Count complaints and visits of each month, on store-months whose door sensor worked.

    Parameters
    ----------
    log, store_month : pandas.DataFrame
        Cleaned tables; the log with ``month`` and the uptime of its store-month.
    category : str
        One category, or ``all``.
    stores : str or sequence of str
        ``all``, one store's id, or several ids.
    min_uptime_pct : float
        Lowest uptime, in per cent, of a store-month that counts.

    Returns
    -------
    pandas.DataFrame
        ``month``, ``complaints`` and ``visits``, one row a month of ``store_month``; 0 visits where no sensor worked.

    Raises
    ------
    CourseError
        When a column, a category or a store does not exist.
    """
    columns(log, LOG, "cases")
    columns(store_month, ["store_id", "month", "visits", "sensor_uptime_pct"], "store_month")
    one_of("category", category, ["all", *sorted(log["category"].dropna().unique())])
    known = sorted(store_month["store_id"].unique())
    given = [stores] if isinstance(stores, str) else list(stores)
    chosen = known if given == ["all"] else [one_of("store", s, ["all", *known]) for s in given]
    sound = store_month[store_month["store_id"].isin(chosen) & (store_month["sensor_uptime_pct"] >= min_uptime_pct)]
    heard = log[(log["type"] == "complaint") & log["store_id"].isin(chosen)]
    heard = heard[heard["sensor_uptime_pct"] >= min_uptime_pct]
    if category != "all":
        heard = heard[heard["category"] == category]
    index = pd.Index(sorted(store_month["month"].unique()), name="month")
    counted = heard.groupby("month").size().reindex(index, fill_value=0)
    visits = sound.groupby("month")["visits"].sum().reindex(index, fill_value=0)
    return pd.DataFrame({"complaints": counted.astype(int), "visits": visits.astype(int)}).reset_index()


def baseline_marks(months: Sequence[str], baseline: Any) -> list[bool]:
    """Mark the months of a baseline.

    Parameters
    ----------
    months : sequence of str
        Months as YYYY-MM.
    baseline : str, int or pair
        ``("2024-01", "2025-08")``, a year, or a pair of days.

    Returns
    -------
    list of bool

    Raises
    ------
    CourseError
        When it cannot be read, or lies outside the months.
    """
    period = period_of(baseline)
    first, last = f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"
    marks = [first <= month <= last for month in months]
    if not any(marks):
        raise CourseError(
            f"No month of the table lies in the baseline {first} to {last}.",
            "baseline",
            f"The table runs from {months[0]} to {months[-1]}.",
        )
    return marks


def complaint_chart(
    log: pd.DataFrame,
    store_month: pd.DataFrame,
    *,
    category: str,
    baseline: Any,
    store: str | Sequence[str],
    sigma: float = 3,
) -> pd.DataFrame:
    """Chart complaints per 10,000 visits as a u chart.

    Parameters
    ----------
    log, store_month, category, store
        As in `complaints_by_month`.
    baseline : str, int or pair
        Months the centre is taken from, such as ``("2024-01", "2025-08")``.
    sigma : float
        Half-width of the limits in standard deviations.

    Returns
    -------
    pandas.DataFrame
        One row a month: ``month``, ``complaints``, ``visits``, ``rate``, ``centre``, ``low``, ``high``, ``signal``
        (``above``, ``below`` or nothing).

    Raises
    ------
    CourseError
        As `complaints_by_month`, and when the baseline is empty.
    """
    counted = complaints_by_month(log, store_month, category=category, stores=store)
    months = counted["month"].tolist()
    per = (counted["visits"] / 10_000).tolist()
    marks = baseline_marks(months, baseline)
    chart = u_chart(counted["complaints"].tolist(), per, baseline=marks, sigma=sigma)
    limits: dict[str, Any] = {"rate": chart.values, "centre": chart.centre, "low": chart.low, "high": chart.high}
    return counted.assign(**limits, signal=signals(chart, ["beyond"]))
