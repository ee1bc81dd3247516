"""`split_view`: a total beside its parts, so that one sees whether it moved by itself or by who is in it."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from course.methods.mix import Split, SplitRow
from course.widgets.controls import Query
from course.widgets.explorer import Explorer


class SplitView(Explorer):
    """A total and its parts.

    Parameters
    ----------
    split : callable
        ``split(query) -> Split``.
    """

    def __init__(self, *, split: Callable[[Query], Split], **kw: Any) -> None:
        self._split = split
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Give the rows of one query, with the same figures as a table."""
        found = self._split(query)
        rows = [[row.label, *(_number(v, found) for v in row.values), row.rests_on] for row in found.rows]
        data = {
            "rows": [_row(row, found) for row in found.rows],
            "series": list(found.series),
            "joined": found.joined,
            "bars": False,
            "reference": None,
            "axis": {"title": found.title, "format": ".2~f"},
            "note": found.note,
            "table": {"columns": ["Part", *found.series, "Rests on"], "rows": rows},
        }
        return data, found.sentence


def _number(value: float, found: Split) -> str:
    return f"{value:.{found.places}f}" if isfinite(value) else "–"


def _row(row: SplitRow, found: Split) -> dict[str, Any]:
    *earlier, last = row.values
    between = " → " if found.joined else " · "
    marks = [{"value": value, "weight": weight} for value, weight in zip(earlier, row.weights, strict=False)]
    return {
        "id": row.label,
        "label": row.label,
        "value": last,
        "weight": row.weights[-1],
        "others": marks,
        "text": between.join(_number(value, found) for value in row.values),
        "n": row.rests_on,
        "short": "",
        "ranked": True,
        "focus": row.total,
    }


WIDGET = SplitView
