"""What a control chart says: points beyond a limit, runs on one side, and the sentence about them."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from course.methods.charts import Chart

RUN = 8  # Western Electric 1956; Nelson 1984 has 9
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def beyond(chart: Chart) -> list[str]:
    """Say which points lie above or below their limits; a point exactly on a limit is inside."""
    return [
        "above" if value > high else "below" if value < low else ""
        for value, low, high in zip(chart.values, chart.low, chart.high, strict=True)
    ]


def run_rule(chart: Chart, length: int = RUN) -> list[str]:
    """Say which points belong to a run of so many on one side of the centre.

    Parameters
    ----------
    chart : Chart
        The chart.
    length : int
        Shortest run that is a signal.

    Returns
    -------
    list of str
        ``run above``, ``run below`` or nothing for each point. A point on the line and a missing one break a run.
    """

    def side(value: float) -> str:
        return "run above" if value > chart.centre else "run below" if value < chart.centre else ""

    found: list[str] = []
    for which, run in groupby(chart.values, side):
        n = len(list(run))
        found += [which if n >= length else ""] * n
    return found


RULES: dict[str, Callable[[Chart], list[str]]] = {"beyond": beyond, "run": run_rule}


def signals(chart: Chart, rules: Collection[str]) -> list[str]:
    """Say for each point whether it is a signal, by the first of the rules that says so.

    Parameters
    ----------
    chart : Chart
        The chart.
    rules : collection of {"beyond", "run"}
        The rules in use.

    Returns
    -------
    list of str
        ``above``, ``below``, ``run above``, ``run below`` or nothing.
    """
    told = [RULES[rule](chart) for rule in RULES if rule in rules]
    return [next(filter(None, each), "") for each in zip(*told, strict=True)] if told else [""] * len(chart.values)


@dataclass(frozen=True)
class ControlView:
    """What a control chart shows.

    Attributes
    ----------
    chart : Chart
        Points, centre and limits.
    labels : sequence of str
        One a point: a month as YYYY-MM, or a name.
    counts : sequence of (str, str)
        What each point rests on: above the line, below it.
    baseline : sequence of bool
        Points that the centre is taken from.
    rules : collection of str
        Rules in use.
    title : str
        What is measured, with its unit.
    sentence : str
        The result.
    columns : (str, str)
        Names of what the counts are.
    places : int
        Decimals shown.
    alert : (float, str) or None
        A fixed level with its words.
    zero : bool
        Whether the axis begins at 0; not for money, which scatters far from it.
    note : str
        Under the picture.
    """

    chart: Chart
    labels: Sequence[str]
    counts: Sequence[tuple[str, str]]
    baseline: Sequence[bool]
    rules: Collection[str]
    title: str
    sentence: str
    columns: tuple[str, str] = ("Count", "Out of")
    places: int = 2
    alert: tuple[float, str] | None = None
    zero: bool = True
    note: str = ""


def chart_sentence(
    who: str,
    chart: Chart,
    labels: Sequence[str],
    rules: Collection[str],
    *,
    per: str,
    places: int = 2,
    sound: Collection[str] = (),
) -> str:
    """Say the centre, the last limits, the points that signal and, where known, the false alarms.

    Parameters
    ----------
    who : str
        What is charted.
    chart, labels, rules
        As in `ControlView`.
    per : str
        Unit of the rate, said after the centre.
    places : int
        Decimals.
    sound : collection of str
        Labels of points at which nothing was wrong; a signal there is a false alarm. Empty when it is not known.

    Returns
    -------
    str
    """
    marks = signals(chart, rules)
    last = max((i for i, v in enumerate(chart.values) if math.isfinite(v)), default=0)
    between = f"{chart.low[last]:,.{places}f} to {chart.high[last]:,.{places}f}"
    parts = [f"{who}: centre {chart.centre:,.{places}f} {per}".rstrip(), f"limits {between} in {month(labels[last])}"]
    for which in ("above", "below"):
        at = [label for label, mark in zip(labels, marks, strict=True) if mark == which]
        if at:
            parts.append(f"{which} the limit {months(at)}")
    if "run" in rules:
        parts += _runs(chart, labels)
    if not any(marks):
        parts.append("no signal" if rules else "no rule is in use")
    if sound:
        false = sum(bool(mark) and label in sound for label, mark in zip(labels, marks, strict=True))
        parts.append(f"{false} false alarm{'s' if false != 1 else ''} in {len(sound)} sound points")
    return "; ".join(parts) + "."


def _runs(chart: Chart, labels: Sequence[str]) -> list[str]:
    """Name each run by its length, its side and its ends."""
    said, at = [], 0
    for which, run in groupby(run_rule(chart)):
        n = len(list(run))
        if which:
            ends = f"{month(labels[at])} to {month(labels[at + n - 1])}"
            said.append(f"{n} in a row {which[4:]} the centre, {ends}")
        at += n
    return said


def month(label: str) -> str:
    """Write 2025-09 as Sep 2025; any other label stays."""
    year, _, number = label.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if year.isdigit() and number.isdigit() else label


def months(labels: Sequence[str]) -> str:
    """Write months in a row, the year once after each of its months: Nov, Dec 2024, Jan 2025."""
    said = [month(label) for label in labels]
    for i, (one, following) in enumerate(pairwise(said)):
        if " " in one and one[-5:] == following[-5:]:
            said[i] = one[:-5]
    return ", ".join(said)
