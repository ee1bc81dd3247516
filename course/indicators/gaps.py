"""Two views of one thing: what was expected and what was found, person by person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from course.errors import CourseError
from course.indicators.guards import number
from course.indicators.ratios import Figure

Scores = npt.NDArray[np.float64]
HUNDRED = 100


@dataclass(frozen=True)
class Bar:
    """One line of a board of gaps.

    Attributes
    ----------
    id, label : str
        Short id; words beside the bar.
    value, low, high : float
        The gap and its 95 % interval; ``nan`` where there is none.
    n : int
        How many it rests on.
    """

    id: str
    label: str
    value: float
    low: float = math.nan
    high: float = math.nan
    n: int = 0


@dataclass(frozen=True)
class Gaps:
    """What the board shows for one query.

    Attributes
    ----------
    bars : sequence of Bar
        The gaps; their order does not matter.
    sentence : str
        The result in one sentence.
    title : str
        What is measured, with its unit.
    places : int
        Decimals shown.
    note : str
        What was left out, and the like.
    """

    bars: Sequence[Bar]
    sentence: str
    title: str
    places: int = 2
    note: str = ""


def gap(perception: Any, expectation: Any, *, weight: Any = None, paired: bool = True) -> Figure:
    """Perception less expectation, over the people who gave both.

    Parameters
    ----------
    perception, expectation : pandas.Series or pandas.DataFrame
        One row a person. Of several columns each person's mean is taken, over the items that were answered.
    weight : pandas.Series, optional
        Points out of 100 that each person gives to this dimension; blank where they do not add to 100. With it the
        weighted gap is given: gap × mean weight / 100.
    paired : bool
        False gives the difference of the two means instead, which compares different people: only to show the error.

    Returns
    -------
    Figure
        The gap in scale points, negative for a shortfall, with n and its 95 % interval; ``nan`` where nobody gave both.

    Raises
    ------
    CourseError
        When the columns hold no numbers or do not have the same rows.

    Notes
    -----
    Parasuraman, Zeithaml & Berry 1988. Standard error sd / √n with n - 1, interval by the t distribution
    (`scipy.special`). P 5 4 – 6 3 against E 6 6 7 – 5: -1.667, standard error 0.333; unpaired, wrongly, -1.5.
    """
    found, wanted = _scores("perception", perception), _scores("expectation", expectation)
    if len(found) != len(wanted):
        what = f"perception has {len(found):,} rows and expectation {len(wanted):,}; a row is one person."
        raise CourseError(what, "expectation", "Take both from the same table.")
    factor = 1.0 if weight is None else _mean(_scores("weight", weight)) / HUNDRED
    if paired:
        difference = (found - wanted)[~np.isnan(found - wanted)]
        value, half, n = _mean(difference), _half(len(difference), _error(difference)), len(difference)
    else:
        found, wanted = found[~np.isnan(found)], wanted[~np.isnan(wanted)]
        value, n = _mean(found) - _mean(wanted), min(len(found), len(wanted))
        half = _half(n, math.hypot(_error(found), _error(wanted)))
    return Figure(value * factor, n, (value - half) * factor, (value + half) * factor)


def whole_weights(points: pd.DataFrame) -> pd.DataFrame:
    """Blank the points of each row that does not add to 100; the row itself stays.

    Parameters
    ----------
    points : pandas.DataFrame
        One column a dimension, one row a person.

    Returns
    -------
    pandas.DataFrame
        The same columns as numbers.
    """
    return points.astype(float).where(points.sum(axis=1) == HUNDRED)


def in_order(bars: Sequence[Bar]) -> list[Bar]:
    """Order bars from the largest shortfall to the smallest; those without a value come last."""
    return sorted(bars, key=lambda bar: (not isfinite(bar.value), bar.value if isfinite(bar.value) else 0.0, bar.id))


def gaps_sentence(bars: Sequence[Bar], *, total: bool = False, places: int = 2) -> str:
    """Say the gaps from the largest shortfall on, their total where they may be summed, and the first priority."""
    placed = [bar for bar in in_order(bars) if isfinite(bar.value)]
    if not placed:
        return "nobody gave both answers"
    said = ", ".join(f"{bar.id} {bar.value:.{places}f}" for bar in placed)
    summed = f"; total {sum(bar.value for bar in placed):.{places}f}" if total else ""
    return f"{said}{summed}; first priority: {placed[0].label}"


def _scores(name: str, given: Any) -> Scores:
    if isinstance(given, pd.DataFrame):
        each = [cast("pd.Series[Any]", number(name, given[column])) for column in given]
        return cast(Scores, pd.concat(each, axis=1).mean(axis=1).to_numpy(float))
    if not isinstance(given, pd.Series):
        what = f"{name} must be one or several columns; this is a {type(given).__name__}."
        raise CourseError(what, name, 'Give, for example, survey[["p_rel1", "p_rel2"]].')
    return cast("pd.Series[Any]", number(name, given)).to_numpy(float)


def _mean(values: Scores) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else math.nan


def _error(values: Scores) -> float:
    return float(values.std(ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else math.nan


def _half(n: int, error: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, 0.975)) * error if n > 1 else math.nan
