"""Before and after, with and without a comparison: how much of a change is an effect."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from course.errors import CourseError

Z = 1.96
Kind = Literal["count", "share", "amount"]
Pair = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """One period of one group: what was counted, out of what."""

    count: float
    exposure: float

    @property
    def rate(self) -> float:
        """Count over exposure; nan where there is none."""
        return self.count / self.exposure if self.exposure else math.nan


@dataclass(frozen=True)
class Effect:
    """A change, or a difference in differences.

    Attributes
    ----------
    treated, control : (Cell, Cell) or None
        Before and after; no control makes it a plain change.
    ratio, low, high : float
        Effect as a fraction of what would have been, with its 95 % range; nan for money, which is no count.
    difference, difference_low, difference_high : float
        The same as a difference of rates.
    expected : float
        Rate of the treated had they changed as the control did.
    scale : int
        How rates are shown.
    """

    treated: tuple[Cell, Cell]
    control: tuple[Cell, Cell] | None
    ratio: float
    low: float
    high: float
    difference: float
    difference_low: float
    difference_high: float
    expected: float
    scale: int = 1

    def __repr__(self) -> str:
        def pair(cells: tuple[Cell, Cell]) -> str:
            return " -> ".join(f"{cell.rate * self.scale:,.4g}" for cell in cells)

        between = "" if math.isnan(self.low) else f" (95 % range {self.low:+.3f} to {self.high:+.3f})"
        against = f", control {pair(self.control)}" if self.control else ""
        what = "difference in differences" if self.control else "change"
        return (
            f"treated {pair(self.treated)}{against}: {what} as a ratio {self.ratio:+.4f}{between}, "
            f"as a difference {self.difference * self.scale:+,.4g}"
        )


def did(
    *, treated_before: Pair, treated_after: Pair, control_before: Pair, control_after: Pair, kind: Kind, scale: int = 1
) -> Effect:
    """Difference in differences of four cells, as a ratio and as a difference.

    Parameters
    ----------
    treated_before, treated_after, control_before, control_after : (float, float)
        Count and exposure of each cell.
    kind : {"count", "share", "amount"}
        Events over an exposure, a part of a whole, or money; the range rests on it, and money has none.
    scale : int
        How rates are shown.

    Returns
    -------
    Effect

    Raises
    ------
    CourseError
        When a cell has no exposure, or nothing was counted where it is divided by.

    Notes
    -----
    (T after / T before) / (C after / C before) - 1, range exp(ln ratio ± 1.96 sqrt(sum of 1 / count)) - 1; the
    difference (T after - T before) - (C after - C before). It assumes that both would have run in parallel (Angrist &
    Pischke). T 10.98 to 6.78 and C 6.18 to 6.32 give -0.3962 and -4.34.
    """
    cells = [_cell(name, pair) for name, pair in [
        ("treated_before", treated_before), ("treated_after", treated_after),
        ("control_before", control_before), ("control_after", control_after),
    ]]  # fmt: skip
    t0, t1, c0, c1 = cells
    _divides({"treated_before": t0, "control_before": c0, "control_after": c1})
    difference = (t1.rate - t0.rate) - (c1.rate - c0.rate)
    return _effect((t0, t1), (c0, c1), t0.rate * c1.rate / c0.rate, difference, kind, scale)


def change(*, before: Pair, after: Pair, kind: Kind, scale: int = 1) -> Effect:
    """Plain before and after, as if nothing else had changed. Arguments as in `did`."""
    t0, t1 = _cell("before", before), _cell("after", after)
    _divides({"before": t0})
    return _effect((t0, t1), None, t0.rate, t1.rate - t0.rate, kind, scale)


def _effect(
    treated: tuple[Cell, Cell],
    control: tuple[Cell, Cell] | None,
    expected: float,
    difference: float,
    kind: Kind,
    scale: int,
) -> Effect:
    cells = [*treated, *(control or ())]
    ratio = treated[1].rate / expected
    half = Z * math.sqrt(sum(_relative(c, kind) for c in cells)) if all(c.count > 0 for c in cells) else math.nan
    wide = Z * math.sqrt(sum(_absolute(c, kind) for c in cells))
    low, high = ratio * math.exp(-half) - 1, ratio * math.exp(half) - 1
    return Effect(
        treated, control, ratio - 1, low, high, difference, difference - wide, difference + wide, expected, scale
    )


def _relative(cell: Cell, kind: Kind) -> float:
    """Variance of the logarithm of a rate or share."""
    if kind == "amount":
        return math.nan
    return 1 / cell.count - (1 / cell.exposure if kind == "share" else 0)


def _absolute(cell: Cell, kind: Kind) -> float:
    """Variance of a rate or share."""
    if kind == "amount":
        return math.nan
    return cell.rate * (1 - cell.rate if kind == "share" else 1) / cell.exposure


def _cell(name: str, pair: Any) -> Cell:
    try:
        cell = Cell(float(pair[0]), float(pair[1]))
    except (TypeError, ValueError, IndexError, KeyError):
        raise CourseError(
            f"{name} is {pair!r:.40}.", name, "Give a count and what it is out of, such as (612, 525655)."
        ) from None
    if not cell.exposure > 0:
        raise CourseError(f"{name} has nothing below the line.", name, "Choose months and units with an exposure.")
    return cell


def _divides(cells: dict[str, Cell]) -> None:
    for name, cell in cells.items():
        if not cell.count:
            raise CourseError(f"{name} counts nothing, so no ratio can be formed.", name, "Choose a longer period.")
