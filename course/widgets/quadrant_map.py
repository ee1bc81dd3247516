"""`quadrant_map`: items on two axes with dividing lines, error bars, and the name of where each lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any

from course.methods.quadrants import Item, Map, quadrant
from course.widgets.controls import Query
from course.widgets.explorer import Explorer


class QuadrantMap(Explorer):
    """Items in quadrants.

    Parameters
    ----------
    chart : callable
        ``chart(query) -> Map``.
    """

    def __init__(self, *, chart: Callable[[Query], Map], **kw: Any) -> None:
        self._chart = chart
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Places, lines and corners, with the same figures as a table."""
        found = self._chart(query)
        items = [i for i in found.items if isfinite(i.x) and isfinite(i.y)]
        return {
            "items": [_plain(item, number, found) for number, item in enumerate(items, 1)],
            "lines": {"x": found.x_line, "y": found.y_line},
            "corners": dict(found.corners),
            "groups": list(found.groups),
            "axes": {"x": found.x_title, "y": found.y_title},
            "note": found.note,
            "table": _table(items, found),
        }, found.sentence


def _plain(item: Item, number: int, found: Map) -> dict[str, Any]:
    place = {"x": item.x, "y": item.y, "low": item.low, "high": item.high}
    key = f"{item.label} {item.y:+.{found.places}f}"
    return {
        "id": item.id,
        "label": item.label,
        "number": str(number),
        "key": key,
        **place,
        "group": _group(item, found),
    }


def _group(item: Item, found: Map) -> str:
    return item.group or found.corners.get(quadrant(item.x, item.y, found.x_line, found.y_line), "")


def _table(items: Sequence[Item], found: Map) -> dict[str, Any]:
    def line(item: Item) -> list[Any]:
        between = f"{item.low:+.{found.places}f} to {item.high:+.{found.places}f}" if isfinite(item.low) else "–"
        return [
            item.label,
            round(item.x, 2),
            f"{item.y:+.{found.places}f}",
            between,
            item.n or "–",
            _group(item, found),
        ]

    columns = ["Item", found.x_title, found.y_title, "Bar", "Rests on", "Lies in"]
    return {"columns": columns, "rows": [line(item) for item in items]}


WIDGET = QuadrantMap
