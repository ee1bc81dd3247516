"""Periods: a year, a month, or two days, both included."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

import pandas as pd

from course.errors import CourseError

EXAMPLES = 'Write 2025, "2025-03", ("2025-01", "2025-08") or ("2025-01-01", "2025-12-31").'


class Period(NamedTuple):
    """First and last day of a period."""

    first: dt.date
    last: dt.date

    @property
    def start(self) -> pd.Timestamp:
        """The first moment."""
        return pd.Timestamp(self.first)

    @property
    def after(self) -> pd.Timestamp:
        """The first moment that is no longer inside."""
        return pd.Timestamp(self.last) + pd.Timedelta(days=1)

    @property
    def whole_months(self) -> bool:
        """Whether tables with one row a month can be cut at its ends."""
        return self.first.day == 1 and (self.last + dt.timedelta(days=1)).day == 1


def period_of(value: Any) -> Period:
    """Read a period.

    Parameters
    ----------
    value : Period, int, str or pair of dates
        2025, "2025", "2025-03", first and last month, or first and last day.

    Returns
    -------
    Period

    Raises
    ------
    CourseError
        When it cannot be read, or ends before it begins.
    """
    if isinstance(value, Period):
        return value
    found = _named(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else _pair(value)
    if found is None:
        raise CourseError(f"The period {value!r:.60} cannot be read.", "period", EXAMPLES)
    if found.last < found.first:
        raise CourseError(f"The period ends on {found.last}, before it begins on {found.first}.", "period", EXAMPLES)
    return found


def _named(text: str) -> Period | None:
    """Read a year or a month."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text.strip())
    if not match or not 1900 <= int(match[1]) <= 2200 or not 1 <= int(match[2] or 1) <= 12:
        return None
    year = int(match[1])
    if match[2] is None:
        return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))
    month = int(match[2])
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return Period(dt.date(year, month, 1), following - dt.timedelta(days=1))


def _pair(value: Any) -> Period | None:
    """Read the first and last day, given as dates or ISO texts; a month stands for its first or its last day."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    days = []
    for end, item in enumerate(value):
        if isinstance(item, dt.datetime):
            days.append(item.date())
        elif isinstance(item, dt.date):
            days.append(item)
        elif isinstance(item, str) and (month := _named(item)):
            days.append(month[end])
        else:
            try:
                days.append(dt.date.fromisoformat(str(item)[:10]))
            except ValueError:
                return None
    return Period(days[0], days[1])
