"""Read one side of a definition: which rows are used, which are meant, which are on time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd

from course.errors import CourseError, did_you_mean
from course.indicators.conditions import NAMING, Moment, in_period, meets
from course.indicators.guards import columns, dates
from course.indicators.parts import FollowUp, Side
from course.indicators.periods import period_of
from course.indicators.record import Indicator
from course.indicators.timing import Flags, Hours, judge

UNITS = {"minutes": pd.Timedelta(minutes=1), "hours": pd.Timedelta(hours=1), "days": pd.Timedelta(days=1)}

Tables = Mapping[str, pd.DataFrame]


class Read(NamedTuple):
    """One side's table with flags: rows used, rows that would be meant, rows on time (all used rows otherwise)."""

    frame: pd.DataFrame
    used: Flags
    meant: Flags
    good: Flags


def moment(record: Indicator, as_of: Any, period: Any) -> Moment:
    """Settle which period a figure is about, and after which moment nothing is known.

    Raises
    ------
    CourseError
        When neither the definition nor the call names a period.
    """
    window = period_of(period) if period is not None else record.window
    if window is None:
        raise CourseError(
            "The definition does not say which period is meant.", record.name.en, "Add, for example, period=2025."
        )
    now = pd.Timestamp(as_of)
    if now == now.normalize():
        now += pd.Timedelta(hours=23, minutes=59)  # a day means its end
    return Moment(window, now)


def read_side(record: Indicator, side: Side, tables: Tables, when: Moment) -> Read:
    """Flag the rows of one side.

    Raises
    ------
    CourseError
        When the table or one of its columns does not exist.
    """
    if side.table not in tables:
        raise CourseError(f'There is no table "{side.table}".', record.name.en, did_you_mean(side.table, list(tables)))
    frame = tables[side.table]
    columns(frame, [side.field] if side.field else [], side.table)
    conditions = [*record.filters.get(side.table, []), *side.where]
    dated = in_period(frame, side.period_field or record.period_field, side.table, when, side.shift_days)
    meant = dated & meets(frame, [c for c in conditions if c.op in NAMING], side.table, when)
    used = meant & meets(frame, [c for c in conditions if c.op not in NAMING], side.table, when)
    if side is record.denominator and (record.due or record.follow_up):
        good, counted = _timed(record, frame, when)
        return Read(frame, used & counted, meant, good)
    return Read(frame, used, meant, np.ones(len(frame), dtype=bool))


def _timed(record: Indicator, frame: pd.DataFrame, when: Moment) -> tuple[Flags, Flags]:
    """Flag who is above and who is below the line of an indicator with a time limit or a time of watching."""
    table = record.denominator.table
    if record.due is not None:
        due = record.due
        taken, age = _times(frame, due.from_, due.to, UNITS[due.unit], table, when)
        never, not_yet = due.halves
        good, counted = judge(
            taken, age, limit=due.limit, at_limit=due.at_limit, never_answered=never, not_yet_due=not_yet
        )
        if due.rule == "elapsed":
            counted = age >= due.limit
        return (good if due.counts == "within" else ~good), counted
    watch = cast(FollowUp, record.follow_up)  # the caller asks only with one of the two
    taken, age = _times(frame, watch.from_, watch.event, UNITS["days"], table, when)
    within = taken <= watch.days
    counted = ~np.isnan(age) if watch.immature == "include" else age >= watch.days
    return (within if watch.counts == "within" else ~within), counted


def _times(
    frame: pd.DataFrame, start: str, end: str, unit: pd.Timedelta, table: str, when: Moment
) -> tuple[Hours, Hours]:
    """Time taken and age of each row, in the limit's unit; an answer after the moment of the report is unseen."""
    begin, stop = dates(frame, start, table), dates(frame, end, table)
    stop = stop.where(stop <= when.as_of)
    return _in_units(stop - begin, unit), _in_units(when.as_of - begin, unit)


def _in_units(passed: Any, unit: pd.Timedelta) -> Hours:
    numbers: Hours = (passed / unit).to_numpy(float)
    return numbers
