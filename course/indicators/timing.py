"""Answers within a time limit: who is on time, who is late, and who cannot be judged yet."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from course.errors import CourseError
from course.indicators.guards import dates, number, one_of
from course.indicators.ratios import Figure, share

Flags = npt.NDArray[np.bool_]
Hours = npt.NDArray[np.floating[Any]]

NEVER_ANSWERED = ("late", "leave_out")
NOT_YET_DUE = ("leave_out", "late", "on_time")
AT_LIMIT = ("met", "not_met")


def hours_between(frame: pd.DataFrame, *, start: str, end: str) -> pd.Series:
    """Hours from one time stamp to another.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a case.
    start, end : str
        Columns with dates.

    Returns
    -------
    pandas.Series
        Hours, blank where one of the stamps is blank: an open case is neither 0 nor to be deleted.

    Raises
    ------
    CourseError
        When a column is missing or holds no dates.
    """
    taken = dates(frame, end, "frame") - dates(frame, start, "frame")
    return taken.dt.total_seconds() / 3600


def judge(
    taken: Hours, age: Hours, *, limit: float, at_limit: str, never_answered: str, not_yet_due: str
) -> tuple[Flags, Flags]:
    """Decide for each case whether it is on time and whether it stands below the line.

    Parameters
    ----------
    taken : array of float, shape (n,)
        Time from start to answer; ``nan`` when there is no answer.
    age : array of float, shape (n,)
        Time from start to the moment of the report, in the same unit; ``nan`` when the clock never started.
    limit : float
        The time limit, in the same unit.
    at_limit : str
        ``met`` when an answer exactly on the limit is on time, else ``not_met``.
    never_answered : str
        No answer and the limit has passed: ``late`` or ``leave_out``.
    not_yet_due : str
        No answer and the limit has not passed: ``leave_out``, ``late`` or ``on_time``.

    Returns
    -------
    tuple of array of bool, shape (n,)
        On time; below the line. Whoever is on time is below the line too.
    """
    answered, open_ = ~np.isnan(taken), np.isnan(taken) & ~np.isnan(age)
    met = answered & (taken <= limit if at_limit == "met" else taken < limit)
    overdue, waiting = open_ & (age >= limit), open_ & (age < limit)
    good = met | waiting if not_yet_due == "on_time" else met
    counted = answered.copy()
    if never_answered == "late":
        counted |= overdue
    if not_yet_due != "leave_out":
        counted |= waiting
    return good, counted


def answered_in_time(
    frame: pd.DataFrame,
    *,
    start: str,
    end: str,
    limit_hours: float,
    at_limit: str,
    never_answered: str,
    not_yet_due: str,
    as_of: Any,
) -> Figure:
    """Share of cases that were answered within a time limit.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a case, already narrowed to the cases that are meant.
    start, end : str
        Columns where the clock starts and where it stops.
    limit_hours : float
        The limit, in calendar hours.
    at_limit, never_answered, not_yet_due : str
        The three rules, as in `judge`; none has a default, since each changes the figure.
    as_of : date or str
        The moment of the report.

    Returns
    -------
    Figure
        A fraction with its n; ``nan`` when no case counts.

    Raises
    ------
    CourseError
        When a column is missing, a rule is not one of those named, or the limit is no positive number.
    """
    one_of("at_limit", at_limit, AT_LIMIT)
    one_of("never_answered", never_answered, NEVER_ANSWERED)
    one_of("not_yet_due", not_yet_due, NOT_YET_DUE)
    limit = number("limit_hours", limit_hours)
    if isinstance(limit, pd.Series) or not limit > 0:
        raise CourseError("The limit must be a number of hours above 0.", "limit_hours", "Write, for example, 24.")
    begin, stop, moment = dates(frame, start, "frame"), dates(frame, end, "frame"), pd.Timestamp(as_of)
    stop = stop.where(stop <= moment)
    taken = ((stop - begin).dt.total_seconds() / 3600).to_numpy(float)
    age = ((moment - begin).dt.total_seconds() / 3600).to_numpy(float)
    good, counted = judge(
        taken, age, limit=limit, at_limit=at_limit, never_answered=never_answered, not_yet_due=not_yet_due
    )
    result: Figure = share(int(good.sum()), int(counted.sum()))
    return result
