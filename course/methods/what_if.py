"""One formula at many positions of one input, and where it turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

Formula = Callable[..., Any]


def curve(formula: Formula, over: str, positions: Sequence[float], **fixed: Any) -> list[tuple[float, float]]:
    """Value of a formula at each position of one input, all others held.

    Parameters
    ----------
    formula : callable
        Takes its inputs by name and returns one number.
    over : str
        The input that is moved.
    positions : sequence of float
        Its positions.
    **fixed
        The other inputs.

    Returns
    -------
    list of (float, float)
        Position and value; where the formula has no finite value the position is left out.
    """
    points = [(float(x), float(formula(**fixed, **{over: x}))) for x in positions]
    return [(x, y) for x, y in points if isfinite(y)]


def turns(points: Sequence[tuple[float, float]], limit: float) -> list[float]:
    """First position on each new side of a limit: where the curve turns from over to within, or back.

    A value equal to the limit counts as within it.
    """
    return [x for (_, before), (x, y) in pairwise(points) if (before > limit) != (y > limit)]
