"""`indicator_lab`: a definition is built part by part; groups change their order, small tables their value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, ClassVar

from course.indicators.comparison import Exhibit, Group, Lab, ranking
from course.widgets.controls import Query
from course.widgets.explorer import Explorer


class IndicatorLab(Explorer):
    """Definitions built from parts.

    Parameters
    ----------
    lab : callable
        ``lab(query) -> Lab``; a part that is not chosen yet is None in the query.
    """

    warms: ClassVar[tuple[str, ...]] = ("scipy.stats",)

    def __init__(self, *, lab: Callable[[Query], Lab], **kw: Any) -> None:
        self._lab = lab
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Give groups, tables and sentence of the definition that is chosen so far."""
        lab = self._lab(query)
        return plain_lab(lab), lab.sentence


def plain_lab(lab: Lab) -> dict[str, Any]:
    """Turn a lab into what the page reads, with the same figures as a table."""
    order = ranking(lab.groups)
    reference = {"value": lab.reference[0], "text": lab.reference[1]} if lab.reference else None
    return {
        "definition": lab.definition,
        "rows": [_row(g, lab) for g in order],
        "axis": {"title": lab.title, "format": ",.0f" if lab.places == 0 else ",.2~f"},
        "bars": lab.bars,
        "reference": reference,
        "note": lab.note,
        "exhibits": [_exhibit(e) for e in lab.exhibits],
        "table": _table(order, lab),
    }


def _number(value: float, places: int) -> str:
    return f"{value:,.{places}f}" if isfinite(value) else "undefined"


def _row(g: Group, lab: Lab) -> dict[str, Any]:
    n = g.n if g.ranked else f"{g.n}; too few to rank".lstrip("; ")
    shown = {"text": _number(g.value, lab.places), "n": n, "short": g.short if g.ranked else f"{g.short}, not ranked"}
    return {
        "id": g.id,
        "label": g.label,
        "value": g.value,
        "low": g.low,
        "high": g.high,
        **shown,
        "ranked": g.ranked,
    } | {"focus": g.id == lab.focus}


def _exhibit(e: Exhibit) -> dict[str, Any]:
    rows = [list(row) for row in e.rows]
    return {"title": e.title, "story": e.story, "value": e.value, "columns": list(e.columns), "rows": rows}


def _table(order: Sequence[Group], lab: Lab) -> dict[str, Any]:
    interval = any(isfinite(g.low) for g in order)
    columns = ["Group", lab.title or "Value", *(["95 % interval"] if interval else []), "Rests on"]
    rows = []
    for g in order:
        between = f"{_number(g.low, lab.places)} to {_number(g.high, lab.places)}" if isfinite(g.low) else "–"
        rest = g.n or "a plain count"
        rows.append([g.label, _number(g.value, lab.places), *([between] if interval else []), rest])
    return {"columns": columns, "rows": rows}


WIDGET = IndicatorLab
