"""What an evaluated definition gives: the figure, both sides, and who was left out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from course.indicators.ratios import SMALL

PER = {1: "", 100: " %", 1000: " per 1,000", 10000: " per 10,000", 1000000: " per million"}


@dataclass(frozen=True)
class Result:
    """An evaluated indicator.

    Attributes
    ----------
    value : float
        The fraction, or the sum or mean of one side; ``nan`` when it cannot be measured.
    numerator, denominator : float
        The two sides.
    left_out : int
        Rows of the denominator's table that belong to the period but could not be measured: not yet due, not watched
        long enough, blank, or below a limit such as the sensor's.
    low, high : float
        95 % interval of the value: Wilson for a share, Poisson for a count over visits; otherwise ``nan``.
    n : float
        What the figure rests on: the denominator, or the rows behind a sum or mean.
    scale : int
        How it is shown.
    name : str
        English name.
    kind : str
        ``share`` when what is above the line is a part of what is below, ``ratio``, or ``plain`` for one side alone.
    can_rank : bool
        False below 20 rows of a share, or below 5 expected events.
    """

    value: float
    numerator: float
    denominator: float
    left_out: int
    low: float = math.nan
    high: float = math.nan
    n: float = math.nan
    scale: int = 1
    name: str = ""
    kind: str = "ratio"
    can_rank: bool = True

    @property
    def shown(self) -> float:
        """The value times the scale, as it is printed."""
        return self.value * self.scale

    def __str__(self) -> str:
        head = f"{self.name}: " if self.name else ""
        sides = f"{self.numerator:,.0f} {'of' if self.kind == 'share' else 'over'} {self.denominator:,.0f}"
        if math.isnan(self.value):
            return f"{head}not measurable ({sides if self.kind == 'ratio' else 'n = 0'})"
        parts = [f"n = {self.n:,.0f}" if self.kind == "plain" else sides]
        if self.n < SMALL and not math.isnan(self.low):
            parts.append(f"95 % interval {self.low * self.scale:.2f} to {self.high * self.scale:.2f}")
        if self.left_out:
            parts.append(f"left out {self.left_out:,}")
        figure = f"{self.shown:,.0f}" if abs(self.shown) >= 1e4 else f"{self.shown:,.4g}"
        return f"{head}{figure}{PER[self.scale]} ({', '.join(parts)})"

    __repr__ = __str__
