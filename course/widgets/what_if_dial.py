"""`what_if_dial`: one named formula, one or two sliders, a curve with the present point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course.methods.what_if import Formula, curve
from course.widgets.controls import Control, Query
from course.widgets.explorer import Explorer


def positions(control: Control) -> list[float]:
    """All positions of a slider, first to last."""
    if control.options:
        return [float(value) for value in control.values]
    steps = round((control.high - control.low) / control.step)
    return [round(control.low + i * control.step, 10) for i in range(steps + 1)]


class WhatIfDial(Explorer):
    """One formula under one or two sliders.

    Parameters
    ----------
    formula : callable
        The named formula; takes the query's values by key and returns one number.
    over : str or callable
        Key of the slider on the horizontal axis, or ``over(query)`` where a choice decides between sliders; those that
        are not in use are hidden.
    sentence : callable
        ``sentence(query, value, points) -> str``.
    axes : mapping or callable
        ``x`` and ``y``: title of each axis; ``x_format`` and ``y_format``: d3 formats of its ticks; or ``axes(query)``.
    limit : (float, str), optional
        A level that must not be passed, with its words.
    others : callable, optional
        ``others(query) -> {words: query}``: further curves, thin and named, for comparison.
    note : str
        The formula in words, shown under the curve.
    """

    def __init__(
        self,
        *,
        formula: Formula,
        over: str | Callable[[Query], str],
        sentence: Callable[[Query, float, list[tuple[float, float]]], str],
        axes: Mapping[str, str] | Callable[[Query], Mapping[str, str]],
        limit: tuple[float, str] | None = None,
        others: Callable[[Query], Mapping[str, Query]] | None = None,
        note: str = "",
        **kw: Any,
    ) -> None:
        self._formula, self._over, self._sentence = formula, over, sentence
        self._axes, self._limit, self._others, self._note = axes, limit, others, note
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Curve, present point, limit and sentence for one position of the sliders."""
        value = float(self._formula(**query))
        over = self._over(query) if callable(self._over) else self._over
        axes = self._axes(query) if callable(self._axes) else self._axes
        points = self._curve(query, over)
        others = self._others(query) if self._others else {}
        data = {
            "points": points,
            "now": [float(query[over]), value],
            "others": [{"name": name, "points": self._curve(q, over)} for name, q in others.items()],
            "limit": {"value": self._limit[0], "text": self._limit[1]} if self._limit else None,
            "axes": dict(axes),
            "idle": self._idle(over),
            "note": self._note,
            "table": {"columns": [axes["x"], axes["y"]], "rows": [list(p) for p in points]},
        }
        return data, self._sentence(query, value, points)

    def _idle(self, over: str) -> list[str]:
        """Sliders that a choice has put out of use."""
        return [c.key for c in self.declared if callable(self._over) and c.kind == "slider" and c.key != over]

    def _curve(self, query: Query, over: str) -> list[tuple[float, float]]:
        fixed = {key: value for key, value in query.items() if key != over}
        moved = next(c for c in self.declared if c.key == over)
        return curve(self._formula, over, positions(moved), **fixed)


WIDGET = WhatIfDial
