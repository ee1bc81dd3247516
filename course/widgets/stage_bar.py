"""`stage_bar`: where time goes, as a stacked bar of medians, with the cases, long tail and open ones of each stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

import numpy as np

from course.indicators.stages import Flow, Stage, StageTime, Times, age
from course.widgets.controls import Query
from course.widgets.explorer import Explorer

SHOWN, SHOWN_OPEN = 60, 20  # dots and rings of a stage; more would only be a smear
ROOM = 1.25  # the axis ends so far beyond the largest 90th percentile


class StageBar(Explorer):
    """Stages of a flow.

    Parameters
    ----------
    flow : callable
        ``flow(query) -> Flow``.
    sheet : mapping, optional
        A record sheet to take along: ``title``, ``columns`` and ``rows``, shown below the picture when it is opened.
    """

    def __init__(self, *, flow: Callable[[Query], Flow], sheet: Mapping[str, Any] | None = None, **kw: Any) -> None:
        self._flow, self._sheet = flow, dict(sheet) if sheet else None
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Bars, dots and limit, with the same figures as a table."""
        flow = self._flow(query)
        figures = [stage.summary for stage in flow.stages]
        bars = {flow.label: figures} | {words: [s.summary for s in stages] for words, stages in flow.compare.items()}
        end = axis_end(figures, bars, flow.limit)
        return {
            "bars": [_bar(words, found, own=i == 0) for i, (words, found) in enumerate(bars.items())],
            "stages": [_stage(s, f, end, flow.unit) for s, f in zip(flow.stages, figures, strict=True)],
            "limit": {"value": flow.limit[0], "text": flow.limit[1]} if flow.limit else None,
            "end": end,
            "unit": flow.unit,
            "note": flow.note,
            "sheet": self._sheet,
            "table": _table(flow, bars),
        }, flow.sentence


def axis_end(
    figures: Sequence[StageTime], bars: Mapping[str, Sequence[StageTime]], limit: tuple[float, str] | None
) -> float:
    """Where the axis ends: room for every bar, every 90th percentile and the limit, but not for the longest case."""
    tails = [f.p90 for f in figures if isfinite(f.p90)]
    whole = [sum(f for f in found if isfinite(f)) for found in bars.values()]
    return float(ROOM * max([*tails, *whole, limit[0] if limit else 0.0, 1.0]))


def thinned(values: Times, most: int) -> list[float]:
    """At most so many of the values, evenly from the smallest to the largest."""
    ordered = np.sort(values)
    if len(ordered) > most:
        ordered = ordered[np.linspace(0, len(ordered) - 1, most).round().astype(int)]
    return [round(float(value), 2) for value in ordered]


def _bar(words: str, figures: Sequence[StageTime], *, own: bool) -> dict[str, Any]:
    parts = [{"value": max(float(f), 0.0) if isfinite(f) else 0.0, "text": f"{float(f):,.1f}"} for f in figures]
    return {"label": words, "parts": parts, "own": own}


def _stage(stage: Stage, found: StageTime, end: float, unit: str) -> dict[str, Any]:
    beyond = int((stage.times > end).sum() + (stage.waiting > end).sum())
    middle = (
        f"median {float(found):,.1f} {unit}, 90th percentile {found.p90:,.1f} {unit}" if found.n else "none finished"
    )
    still = f"{found.open:,} open" if found.open else "none open"
    return {
        "label": stage.label,
        "text": f"{middle}; {still}",
        "median": float(found),
        "p90": found.p90,
        "dots": thinned(stage.times[stage.times <= end], SHOWN),
        "open": thinned(stage.waiting[stage.waiting <= end], SHOWN_OPEN),
        "beyond": f"{beyond:,} beyond the axis" if beyond else "",
    }


def _table(flow: Flow, bars: Mapping[str, Sequence[StageTime]]) -> dict[str, Any]:
    columns = ["Stage", "Of", "Cases", f"Median, {flow.unit}", f"90th percentile, {flow.unit}", "Open", "Oldest open"]
    rows = [
        [stage.label, words, f.n, round(float(f), 1), round(f.p90, 1), f.open, age(f.oldest) if f.open else "–"]
        for words, figures in bars.items()
        for stage, f in zip(flow.stages, figures, strict=True)
    ]
    return {"columns": columns, "rows": rows}


WIDGET = StageBar
