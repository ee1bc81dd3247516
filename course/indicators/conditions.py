"""Which rows of a table a definition reads: conditions and periods as flags."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from course.errors import CourseError
from course.indicators.guards import columns, dates
from course.indicators.parts import ALL_DATES, Condition, DaysBack, OtherField, PeriodDay
from course.indicators.periods import Period
from course.indicators.timing import Flags

COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
# These say what is counted; the other conditions say whether a row can be measured at all.
NAMING = ("eq", "ne", "is_in", "not_in")


class Moment(NamedTuple):
    """When a figure is read: the period it is about, and the moment after which nothing is known."""

    period: Period
    as_of: pd.Timestamp


def meets(frame: pd.DataFrame, conditions: Iterable[Condition], table: str, when: Moment) -> Flags:
    """Flag the rows that meet all the conditions; a blank never meets a comparison.

    Raises
    ------
    CourseError
        When a column does not exist, or a value cannot be compared with the column.
    """
    flags = np.ones(len(frame), dtype=bool)
    for condition in conditions:
        flags &= _one(frame, condition, table, when)
    return flags


def in_period(frame: pd.DataFrame, fields: str | list[str], table: str, when: Moment, shift_days: float = 0) -> Flags:
    """Flag the rows whose date lies in the period and not after the moment of the report.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    fields : str or list of str
        Date column, or a month as YYYY-MM; of several the first that is filled.
    table : str
        The table's name, for messages.
    when : Moment
        Period and moment.
    shift_days : float
        Moves the date first.

    Raises
    ------
    CourseError
        When a column is missing or holds no dates, or the period cuts a month that the table has one row for.
    """
    if fields == ALL_DATES:
        return np.ones(len(frame), dtype=bool)
    names = [fields] if isinstance(fields, str) else fields
    columns(frame, names, table)
    if _is_month(frame[names[0]]):
        return _months(frame[names[0]], table, when)
    found = dates(frame, names[0], table)
    for name in names[1:]:
        found = found.fillna(dates(frame, name, table))
    if shift_days:
        found = found + pd.Timedelta(days=shift_days)
    stamps = found.to_numpy("datetime64[ns]")
    begin, after = when.period.start.to_datetime64(), when.period.after.to_datetime64()
    return (stamps >= begin) & (stamps < after) & (stamps <= when.as_of.to_datetime64())


def _is_month(column: pd.Series) -> bool:
    if pd.api.types.is_datetime64_any_dtype(column) or not pd.api.types.is_string_dtype(column) or column.empty:
        return False
    first = column.iloc[0]
    return isinstance(first, str) and len(first) == 7


def _months(column: pd.Series, table: str, when: Moment) -> Flags:
    if not when.period.whole_months:
        raise CourseError(
            f"The period cuts a month, and {table} has one row a month.",
            "period",
            "Begin on the 1st and end on the last day of a month.",
        )
    first, last = f"{when.period.first:%Y-%m}", min(f"{when.period.last:%Y-%m}", f"{when.as_of:%Y-%m}")
    return _flags((column >= first) & (column <= last))


def _one(frame: pd.DataFrame, condition: Condition, table: str, when: Moment) -> Flags:
    columns(frame, [condition.field], table)
    column = frame[condition.field]
    if condition.op == "filled":
        return _flags(column.notna())
    if condition.op == "blank":
        return _flags(column.isna())
    try:
        if isinstance(condition.value, list):
            found = column.isin(condition.value)
            return _flags(found if condition.op == "is_in" else ~found & column.notna())
        return _flags(COMPARE[condition.op](column, _value(frame, condition, table, when)) & column.notna())
    except (TypeError, ValueError):
        raise CourseError(
            f'"{condition.field}" of {table} cannot be compared with {condition.value!r:.60}.',
            "conditions",
            "Give a value of the same kind as the column holds.",
        ) from None


def _value(frame: pd.DataFrame, condition: Condition, table: str, when: Moment) -> Any:
    value = condition.value
    if isinstance(value, OtherField):
        columns(frame, [value.field], table)
        other, step = frame[value.field], pd.Timedelta(days=value.plus_days, minutes=value.plus_minutes)
        return other + step if step else other
    if isinstance(value, DaysBack):
        return when.as_of - pd.Timedelta(days=value.as_of_minus_days)
    if isinstance(value, PeriodDay):
        return when.period.start if value.period == "first_day" else pd.Timestamp(when.period.last)
    if isinstance(value, str) and pd.api.types.is_datetime64_any_dtype(frame[condition.field]):
        return pd.Timestamp(value)
    return value


def _flags(found: Any) -> Flags:
    result: Flags = np.asarray(found.fillna(False) if hasattr(found, "fillna") else found, dtype=bool)
    return result
