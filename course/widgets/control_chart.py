"""`control_chart`: points in time with a centre and limits from a baseline, and which of them are signals."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from course.methods.signals import ControlView, month, signals
from course.widgets.controls import Query
from course.widgets.explorer import Explorer

SAID = {
    "above": "above the limit",
    "below": "below the limit",
    "run above": "run above the centre",
    "run below": "run below the centre",
    "": "–",
}


class ControlChart(Explorer):
    """Signal or noise.

    Parameters
    ----------
    view : callable
        ``view(query) -> ControlView``, made with one of the charts of `course.methods.charts`.
    """

    def __init__(self, *, view: Callable[[Query], ControlView], **kw: Any) -> None:
        self._view = view
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Give points, limits and signals of one query, with the same figures as a table."""
        view = self._view(query)
        marks = signals(view.chart, view.rules)
        data = {
            "points": [_point(view, i, mark) for i, mark in enumerate(marks)],
            "centre": {"value": view.chart.centre, "text": f"centre {_number(view.chart.centre, view)}"},
            "alert": {"value": view.alert[0], "text": view.alert[1]} if view.alert else None,
            "axis": {"title": view.title, "format": ",.2~f", "zero": view.zero},
            "counted": view.columns[0],
            "rules": list(view.rules),
            "note": view.note,
            "table": _table(view, marks),
        }
        return data, view.sentence


def _number(value: float, view: ControlView) -> str:
    return f"{value:,.{view.places}f}" if isfinite(value) else "–"


def _point(view: ControlView, i: int, mark: str) -> dict[str, Any]:
    chart = view.chart
    return {
        "label": month(view.labels[i]),
        "value": chart.values[i],
        "text": _number(chart.values[i], view),
        "low": chart.low[i],
        "high": chart.high[i],
        "count": view.counts[i][0],
        "signal": mark,
        "baseline": view.baseline[i],
    }


def _table(view: ControlView, marks: list[str]) -> dict[str, Any]:
    chart = view.chart
    ranged = chart.ranges is not None
    columns = ["Month", *(c for c in view.columns if c), "Figure", "Low limit", "High limit"]
    columns += [f"Range (limit {_number(chart.range_limit, view)})"] if ranged else []
    rows = []
    for i, mark in enumerate(marks):
        counts = [count for count, name in zip(view.counts[i], view.columns, strict=True) if name]
        figures = [_number(value, view) for value in (chart.values[i], chart.low[i], chart.high[i])]
        figures += [_number(chart.ranges[i], view)] if chart.ranges is not None else []
        rows.append([month(view.labels[i]), *counts, *figures, SAID[mark]])
    return {"columns": [*columns, "Signal"], "rows": rows}


WIDGET = ControlChart
