"""Where time goes: the stages between time stamps, with their long tails and with the cases that are still open."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from course.errors import CourseError
from course.indicators.guards import columns, dates

Times = npt.NDArray[np.floating[Any]]
HOURS_A_DAY = 24


class StageTime(float):
    """A median time in hours that shows its tail and what is still open. It is a float in every other way.

    Attributes
    ----------
    n : int
        Cases that finished the stage.
    p90 : float
        90th percentile in hours.
    open : int
        Cases that began the stage and have not finished it.
    oldest : float
        Hours that the oldest of them has been waiting; ``nan`` where none is open.
    """

    n: int
    p90: float
    open: int
    oldest: float

    def __new__(cls, times: Times, waiting: Times) -> StageTime:
        """Take the median, and keep the rest beside it."""
        made = super().__new__(cls, np.median(times) if len(times) else math.nan)
        made.n, made.open = len(times), len(waiting)
        made.p90 = float(np.percentile(times, 90)) if len(times) else math.nan
        made.oldest = float(waiting.max()) if len(waiting) else math.nan
        return made

    def __repr__(self) -> str:
        still = "none open" if not self.open else f"{self.open:,} open, the oldest for {age(self.oldest)}"
        if math.isnan(self):
            return f"not measurable (n = 0; {still})"
        return f"{float(self):,.1f} h (median of {self.n:,}; 90th percentile {self.p90:,.1f} h; {still})"

    __str__ = __repr__


def age(hours: float) -> str:
    """Write a waiting time in hours up to two days, and in days above."""
    return f"{hours:.0f} h" if hours <= 2 * HOURS_A_DAY else f"{hours / HOURS_A_DAY:.0f} days"


@dataclass(frozen=True)
class Stage:
    """One stage.

    Attributes
    ----------
    label : str
        From what to what.
    times : array of float, shape (n,)
        Time of each case that finished the stage, in one unit.
    waiting : array of float, shape (m,)
        Time so far of each case that began it and has not finished.
    """

    label: str
    times: Times = field(default_factory=lambda: np.empty(0))
    waiting: Times = field(default_factory=lambda: np.empty(0))

    @property
    def summary(self) -> StageTime:
        """Median, 90th percentile and what is open."""
        return StageTime(self.times, self.waiting)


@dataclass(frozen=True)
class Flow:
    """What the board shows for one query.

    Attributes
    ----------
    stages : sequence of Stage
        Stages in their order.
    sentence : str
        The result in one sentence.
    label : str
        Whose stages these are.
    compare : mapping of str to sequence of Stage
        Further bars to compare with, by their words.
    limit : (float, str) or None
        A time limit from the start, with its words.
    unit : str
        Unit of all times.
    note : str
        What is not in the picture.
    """

    stages: Sequence[Stage]
    sentence: str
    label: str
    compare: Mapping[str, Sequence[Stage]] = field(default_factory=dict)
    limit: tuple[float, str] | None = None
    unit: str = "h"
    note: str = ""


def stage(frame: pd.DataFrame, *, start: str, end: str, as_of: Any, label: str = "") -> Stage:
    """Take one stage out of two columns of time stamps.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a case, already narrowed to the cases that are meant.
    start, end : str
        Columns where the stage begins and ends. A row without a start never began it.
    as_of : date or str
        The moment of the export; a later end has not happened yet.
    label : str
        Words for the stage.

    Returns
    -------
    Stage
        Hours of the finished ones, hours so far of the open ones.

    Raises
    ------
    CourseError
        When a column is missing or holds no dates, or a case ends before it begins.
    """
    begin, stop, moment = dates(frame, start, "frame"), dates(frame, end, "frame"), pd.Timestamp(as_of)
    stop = stop.where(stop <= moment)
    taken = ((stop - begin).dt.total_seconds() / 3600).to_numpy(float)
    if np.any(taken < 0):
        what = f"{int((taken < 0).sum()):,} cases have an end in {end} before their start in {start}."
        raise CourseError(what, "frame", "Exchange start and end, or clean the time stamps first.")
    so_far = ((moment - begin).dt.total_seconds() / 3600).to_numpy(float)
    still = np.isnan(taken) & (so_far >= 0)
    return Stage(label or f"{start} to {end}", taken[~np.isnan(taken)], so_far[still])


def stage_time(frame: pd.DataFrame, *, start: str, end: str, as_of: Any, where: Mapping[str, Any] | None) -> StageTime:
    """Median hours of one stage, with the 90th percentile and the open cases beside it.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a case.
    start, end : str
        Columns where the stage begins and ends.
    as_of : date or str
        The moment of the export.
    where : mapping or None
        Column to the value or list of values that is kept; a date column takes a year. None keeps every row.

    Returns
    -------
    StageTime
        The median; ``.p90``, ``.n``, ``.open`` and ``.oldest`` stand beside it.

    Raises
    ------
    CourseError
        When a column is missing or a value is not in it.

    Notes
    -----
    An open case is neither 0 nor deleted: it has no time yet, and is counted apart. Percentiles are linear between
    the order statistics (`numpy.percentile`).
    """
    return stage(keep(frame, where or {}), start=start, end=end, as_of=as_of).summary


def keep(frame: pd.DataFrame, where: Mapping[str, Any]) -> pd.DataFrame:
    """Keep the rows whose columns hold the values named; a date column takes a year."""
    columns(frame, where, "frame")
    flags = np.ones(len(frame), dtype=bool)
    for name, wanted in where.items():
        column = frame[name].dt.year if pd.api.types.is_datetime64_any_dtype(frame[name]) else frame[name]
        values = list(wanted) if isinstance(wanted, Sequence) and not isinstance(wanted, str) else [wanted]
        strange = [value for value in values if not column.eq(value).any()]
        if strange:
            known = ", ".join(map(str, sorted(column.dropna().unique())[:8]))
            raise CourseError(
                f'No row has "{strange[0]}" in the column {name}.', "where", f"It holds, among others: {known}."
            )
        flags &= column.isin(values).to_numpy(bool)
    return frame[flags]


def stages_sentence(stages: Sequence[Stage], unit: str = "h") -> str:
    """Say the medians in their order, which stage is the longest and its tail, and what is still open."""
    found = [each.summary for each in stages]
    if not any(one.n for one in found):
        return "no case has finished a stage"
    longest = max(range(len(found)), key=lambda i: -1.0 if math.isnan(found[i]) else found[i])
    medians = " + ".join("–" if math.isnan(one) else f"{float(one):,.1f}" for one in found)
    tail = f"longest {stages[longest].label}, 90th percentile {found[longest].p90:,.1f} {unit}"
    still = " + ".join(f"{one.open:,}" for one in found) if any(one.open for one in found) else "none"
    return f"median {medians} {unit}; {tail}; open {still}"
