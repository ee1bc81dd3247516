"""Evaluate an indicator definition on tables: one pure function for lessons, plans, tasks and widgets."""

from __future__ import annotations

import math
from typing import Any, overload

import numpy as np
import pandas as pd

from course.errors import CourseError
from course.indicators.guards import columns
from course.indicators.intervals import can_rank, interval
from course.indicators.parts import Side
from course.indicators.reading import Read, Tables, moment, read_side
from course.indicators.record import Indicator
from course.indicators.result import Result
from course.indicators.timing import Flags

PERCENTILE = {"p50": 0.5, "p80": 0.8, "p90": 0.9}
EMPTY = {"undefined": math.nan, "zero": 0.0, "one": 1.0, "infinite": math.inf}
SAME_THING = {"store_id": ["join_store"]}  # how another table calls the same groups
ALL = "all"


@overload
def evaluate(record: Indicator, tables: Tables, as_of: Any, *, by: None = None, period: Any = None) -> Result: ...
@overload
def evaluate(record: Indicator, tables: Tables, as_of: Any, *, by: str, period: Any = None) -> pd.DataFrame: ...
def evaluate(
    record: Indicator, tables: Tables, as_of: Any, *, by: str | None = None, period: Any = None
) -> Result | pd.DataFrame:
    """Evaluate a definition.

    Parameters
    ----------
    record : Indicator
        The definition.
    tables : mapping of str to pandas.DataFrame
        Views by name, as the company declares them: cleaned, with joined columns.
    as_of : date or str
        The moment of the report; later events are unseen.
    by : str or None
        Column by which to break the figure down, for example ``store_id``.
    period : int, str or pair of dates, optional
        Instead of the record's own period.

    Returns
    -------
    Result or pandas.DataFrame
        One figure; or, with `by`, one row a group with the columns ``value``, ``shown``, ``numerator``,
        ``denominator``, ``n``, ``left_out``, ``low``, ``high`` and ``can_rank``.

    Raises
    ------
    CourseError
        When the period is open, or a table or column does not exist.
    """
    when = moment(record, as_of, period)
    above = read_side(record, record.numerator or record.denominator, tables, when)
    one_side = record.numerator is None or record.kind == "plain"
    below = above if one_side else read_side(record, record.denominator, tables, when)
    board = _board(record, above, below, by)
    _add_intervals(record, board)
    if by is not None:
        return board.rename_axis(by)
    row = board.iloc[0]
    return Result(
        value=float(row["value"]),
        numerator=float(row["numerator"]),
        denominator=float(row["denominator"]),
        left_out=int(row["left_out"]),
        low=float(row["low"]),
        high=float(row["high"]),
        n=float(row["n"]),
        scale=record.scale if row["denominator"] else 1,
        name=record.name.en,
        kind=record.kind,
        can_rank=bool(row["can_rank"]),
    )


def _board(record: Indicator, above: Read, below: Read, by: str | None) -> pd.DataFrame:
    """One row a group with both sides, the value, and who was left out."""
    side, keys = record.numerator or record.denominator, [by or ALL]
    plain = record.kind == "plain"
    base = above if plain else below
    index = _groups(base, keys[0], record)
    rows = Side(table=side.table if plain else record.denominator.table, kind="count")

    def count(flags: Flags) -> pd.Series:
        return _measure(base, flags, rows, keys, record).reindex(index).fillna(0)

    top = _measure(above, above.used & above.good, side, keys, record).reindex(index)
    if side.kind in ("count", "distinct") or (side.kind == "sum" and not plain):
        top = top.fillna(0)  # a sum over no rows at all stays unknown when it is the figure itself
    if plain:
        bottom, n = pd.Series(1.0, index=index), count(above.used)
    else:
        bottom = n = _measure(below, below.used, record.denominator, keys, record).reindex(index).fillna(0)
    value = _guarded(top, bottom, record.empty_denominator)
    if record.pooling == "mean_of_groups":
        value = _mean_of_groups(record, above, below, keys).reindex(index)
    shown = value * np.where(bottom == 0, 1, record.scale)
    left_out = count(base.meant & ~base.used).astype(int)
    columns = {"value": value, "shown": shown, "numerator": top, "denominator": bottom, "n": n, "left_out": left_out}
    return pd.DataFrame(columns, index=index)


def _mean_of_groups(record: Indicator, above: Read, below: Read, keys: list[str]) -> pd.Series:
    """Plain mean of the groups' own ratios: every group weighs the same."""
    both = [*keys, str(record.group_field)]
    bottom = _measure(below, below.used, record.denominator, both, record)
    top = _measure(above, above.used & above.good, record.numerator or record.denominator, both, record)
    each = _guarded(top.reindex(bottom.index).fillna(0), bottom, record.empty_denominator)
    return each.groupby(level=0).mean()


def _measure(read: Read, flags: Flags, side: Side, keys: list[str], record: Indicator) -> pd.Series:
    """One number for each group that has rows."""
    grouping = [_key(read.frame, key, side.table, record)[flags] for key in keys]
    if side.kind == "count":
        return grouping[0].groupby(grouping, observed=True).size().astype(float)
    grouped = read.frame[side.field][flags].groupby(grouping, observed=True)
    if side.kind in PERCENTILE:
        return grouped.quantile(PERCENTILE[side.kind])
    named = {"distinct": "nunique", "sum": "sum", "mean": "mean"}[side.kind]
    return grouped.agg(named).astype(float)


def _groups(read: Read, key: str, record: Indicator) -> pd.Index:
    """All groups of a table, also those of which no row counts: they are shown as not measurable."""
    if key == ALL:
        return pd.Index([ALL])
    side = record.numerator if record.numerator and record.kind == "plain" else record.denominator
    found: pd.Index = pd.Index(sorted(_key(read.frame, key, side.table, record).dropna().unique()))
    return found


def _key(rows: pd.DataFrame, key: str, table: str, record: Indicator) -> pd.Series:
    if key == ALL:
        return pd.Series(ALL, index=rows.index)
    for name in [key, *SAME_THING.get(key, [])]:
        if name in rows.columns:
            return rows[name]
    columns(rows, [key], table)
    raise CourseError(f'"{record.name.en}" cannot be shown by "{key}".', table, "Choose another column.")


def _guarded(top: pd.Series, bottom: pd.Series, empty: str) -> pd.Series:
    """Divide; where there is nothing to divide by, give what the definition says."""
    instead = top if empty == "count" else EMPTY[empty]
    return (top / bottom).where(bottom.notna() & (bottom != 0), instead)


def _add_intervals(record: Indicator, board: pd.DataFrame) -> None:
    """Add the interval of each figure and whether it may be ranked."""
    pairs = [interval(record, k, n) for k, n in zip(board["numerator"], board["denominator"], strict=True)]
    board["low"], board["high"] = [low for low, _ in pairs], [high for _, high in pairs]
    board["can_rank"] = can_rank(record, board)
