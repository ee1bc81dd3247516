"""Customers won and lost: when is somebody new, and when is somebody gone."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from course.errors import CourseError
from course.indicators.guards import dates, number, one_of
from course.indicators.periods import Period, period_of
from course.indicators.ratios import Figure, rate


class NewAndLost(NamedTuple):
    """Counts of a period; the members who can be neither yet stand beside them."""

    new: int
    lost: int
    cannot_be_known_yet: int


def new_and_lost(
    members: pd.DataFrame, *, period: Any, new_from: str, lost_after_days: int, as_of: Any, source: str | None = None
) -> NewAndLost:
    """Count the customers who were won and those who were lost in a period.

    Parameters
    ----------
    members : pandas.DataFrame
        One row a member, with ``last_purchase_date``, the column named in `new_from`, and ``source`` when asked for.
    period : int, str or pair of dates
        2025, "2025", "2025-03" or ("2025-01-01", "2025-12-31"), both days included.
    new_from : str
        The column whose date makes somebody new.
    lost_after_days : int
        Days of silence after the last purchase; the date of loss is the last purchase plus these days.
    as_of : date or str
        The moment of the report.
    source : str or None
        One source of members; None for all.

    Returns
    -------
    NewAndLost
        New, lost, and how many bought too recently before `as_of` to be called lost or kept.

    Raises
    ------
    CourseError
        When a column is missing, the days are no whole number above 0, or the source does not occur.
    """
    days = number("lost_after_days", lost_after_days)
    if isinstance(days, pd.Series) or not (days >= 1 and days == int(days)):
        raise CourseError(
            "The days of silence are a whole number above 0.", "lost_after_days", "Write, for example, 90."
        )
    chosen = _of_source(members, source)
    first, last = dates(chosen, new_from, "members"), dates(chosen, "last_purchase_date", "members")
    window, moment, silence = period_of(period), pd.Timestamp(as_of), pd.Timedelta(days=int(days))
    loss = last + silence
    return NewAndLost(
        new=_inside(first, window, moment),
        lost=_inside(loss, window, moment),
        cannot_be_known_yet=int((last.notna() & (loss > moment) & (last <= moment)).sum()),
    )


def new_to_lost(
    members: pd.DataFrame, *, period: Any, new_from: str, lost_after_days: int, as_of: Any, source: str | None = None
) -> Figure:
    """Divide the customers who were won by those who were lost.

    Parameters
    ----------
    members, period, new_from, lost_after_days, as_of, source
        As in `new_and_lost`.

    Returns
    -------
    Figure
        New over lost, with the number lost as its n; ``nan`` when nobody was lost: then report both counts.

    Raises
    ------
    CourseError
        As `new_and_lost`.
    """
    counts = new_and_lost(
        members, period=period, new_from=new_from, lost_after_days=lost_after_days, as_of=as_of, source=source
    )
    result: Figure = rate(counts.new, counts.lost, scale=1)
    return result


def _of_source(members: pd.DataFrame, source: str | None) -> pd.DataFrame:
    dates(members, "last_purchase_date", "members")
    if source is None:
        return members
    known = members["source"].dropna().unique().tolist() if "source" in members.columns else []
    one_of("source", source, known)
    return members[members["source"] == source]


def _inside(column: pd.Series, window: Period, moment: pd.Timestamp) -> int:
    return int(((column >= window.start) & (column < window.after) & (column <= moment)).sum())
