"""`before_after`: two periods compared fairly, as slopes against what would have been, or as changes side by side."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from course.methods.pictures import Bars, Line, Slopes
from course.widgets.controls import Query
from course.widgets.explorer import Explorer


class BeforeAfter(Explorer):
    """Before and after.

    Parameters
    ----------
    compare : callable
        ``compare(query) -> Slopes or Bars``.
    """

    def __init__(self, *, compare: Callable[[Query], Slopes | Bars], **kw: Any) -> None:
        self._compare = compare
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Give the picture of one query, with the same figures as a table."""
        found = self._compare(query)
        data = plain_slopes(found) if isinstance(found, Slopes) else plain_bars(found)
        return data, found.sentence


def percent(change: float, places: int = 0) -> str:
    """Write a change as a percentage with its sign: ``-31 %``; a dash where it cannot be measured."""
    return f"{change * 100:+.{places}f} %" if isfinite(change) else "–"


def plain_slopes(found: Slopes) -> dict[str, Any]:
    """Turn slopes into what the page reads; the table of groups and periods stands open below them."""

    def cell(line: Line, i: int) -> str:
        text = f"{line.values[i]:,.{found.places}f}"
        return f"{text} ({line.rests_on[i]})" if line.rests_on else text

    lines = [
        {
            "name": line.name,
            "values": list(line.values),
            "texts": [f"{value:,.{found.places}f}" for value in line.values],
            "assumed": line.assumed,
            "focus": line.focus,
        }
        for line in found.lines
    ]
    rows = [
        [line.name, *(cell(line, i) for i in range(len(found.moments))), percent(line.values[-1] / line.values[0] - 1)]
        for line in found.lines
    ]
    return {
        "picture": "slopes",
        "moments": list(found.moments),
        "lines": lines,
        "axis": {"title": found.title, "format": ",.2~f"},
        "note": found.note,
        "table": {"columns": ["Group", *found.moments, "Change"], "rows": rows, "open": True},
    }


def plain_bars(found: Bars) -> dict[str, Any]:
    """Turn changes into rows of bars to both sides of zero."""
    rows = [
        {
            "id": label,
            "label": label,
            "value": change,
            "text": percent(change, 1),
            "n": rests_on,
            "short": "",
            "ranked": True,
            "focus": label == found.focus,
        }
        for label, change, rests_on in found.rows
    ]
    figures = [[label, percent(change, 1), rests_on] for label, change, rests_on in found.rows]
    return {
        "picture": "bars",
        "rows": rows,
        "bars": True,
        "reference": None,
        "axis": {"title": found.title, "format": "+.0%"},
        "note": found.note,
        "table": {"columns": ["Months", "Change", "Before and after"], "rows": figures},
    }


WIDGET = BeforeAfter
