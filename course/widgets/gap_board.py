"""`gap_board`: two views of one thing, as bars to both sides of zero with their intervals, largest shortfall first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, ClassVar

from course.indicators.gaps import Bar, Gaps, in_order
from course.widgets.controls import Query
from course.widgets.explorer import Explorer


class GapBoard(Explorer):
    """Gaps in their order.

    Parameters
    ----------
    gaps : callable
        ``gaps(query) -> Gaps``.
    """

    warms: ClassVar[tuple[str, ...]] = ("scipy.special",)

    def __init__(self, *, gaps: Callable[[Query], Gaps], **kw: Any) -> None:
        self._gaps = gaps
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Bars in their order, with the same figures as a table."""
        found = self._gaps(query)
        bars = in_order(found.bars)
        return {
            "rows": [_row(bar, found.places, first=i == 0) for i, bar in enumerate(bars)],
            "axis": {"title": found.title, "format": "~g"},
            "bars": True,
            "reference": None,
            "note": found.note,
            "table": _table(bars, found),
        }, found.sentence


def _number(value: float, places: int) -> str:
    return f"{value:+.{places}f}" if isfinite(value) else "not measured"


def _row(bar: Bar, places: int, *, first: bool) -> dict[str, Any]:
    known = isfinite(bar.value)
    ends = {"value": bar.value, "low": bar.low, "high": bar.high, "text": _number(bar.value, places)}
    return {"id": bar.id, "label": bar.label, **ends, "n": f"n {bar.n:,}", "short": f"n {bar.n:,}"} | {
        "ranked": known,
        "focus": first and known,
    }


def _table(bars: Sequence[Bar], found: Gaps) -> dict[str, Any]:
    def line(bar: Bar) -> list[Any]:
        ends = [_number(end, found.places + 1) for end in (bar.low, bar.high)]
        between = " to ".join(ends) if isfinite(bar.low) else "–"
        return [bar.label, _number(bar.value, found.places + 1), between, bar.n]

    return {"columns": ["Item", found.title, "95 % interval", "n"], "rows": [line(bar) for bar in bars]}


WIDGET = GapBoard
