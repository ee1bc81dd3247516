"""Planted truths and margin guards as records: a sentence, and the range of each figure that makes it true."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

NearMiss = tuple[float, float, float]  # a wrong answer, the right one, the tolerance of the mark


@dataclass(frozen=True)
class Bound:
    """One measured figure and where it must lie, ends included."""

    figure: str
    low: float = -math.inf
    high: float = math.inf

    def holds(self, figures: Mapping[str, float]) -> bool:
        """Whether the figure lies inside; an undefined figure does not."""
        return self.low <= figures[self.figure] <= self.high


@dataclass(frozen=True)
class Truth:
    """Something that the data say in every variant, or room that a figure keeps from the line that decides an answer.

    Attributes
    ----------
    id : str
        ``T1``, or ``G1`` for a guard.
    sentence : str
        What a reader of the data finds.
    bounds : tuple of Bound
        All of them hold when the sentence is true.
    units : tuple of str
        Units that rest on it.
    tasks : tuple of str
        Tasks whose mark rests on it.
    """

    id: str
    sentence: str
    bounds: tuple[Bound, ...]
    units: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()

    def broken(self, figures: Mapping[str, float]) -> list[str]:
        """Name the figures that break the sentence, with what they are."""
        return [
            f"{self.id} {bound.figure} = {figures[bound.figure]:.4g}, expected {bound.low:.4g} to {bound.high:.4g}"
            for bound in self.bounds
            if not bound.holds(figures)
        ]


def too_near(misses: list[NearMiss]) -> list[str]:
    """Wrong answers that a mark could not tell from the right one.

    Parameters
    ----------
    misses : list of (wrong, right, tolerance)
        From the assignments, which hold the answers.

    Returns
    -------
    list of str
        One line for each wrong value within twice the tolerance of the right one.
    """
    return [
        f"G5 wrong {wrong:.6g}, right {right:.6g}, tolerance {tolerance:g}"
        for wrong, right, tolerance in misses
        if not abs(wrong - right) > 2 * tolerance
    ]
