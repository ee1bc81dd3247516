"""Dates, order and validity: what is overdue, circular, waiting, and due next on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

SpanKind = Literal["solid", "light", "unknown"]


@dataclass(frozen=True)
class Row:
    """One row of a board.

    Attributes
    ----------
    id, label : str
        Short id; words beside the bar.
    start, end : date
        Bar. A row without an end is open.
    due : date or None
        When it has to be finished, where that is not the end.
    done : bool
        Finished.
    depends_on : tuple of str
        Ids of rows that have to be finished first.
    spans : tuple of (date, date, SpanKind)
        Parts of the bar; empty = one solid bar from start to end.
    marks : tuple of (date, str)
        Moments on the row with their words.
    state : str
        Words at the end of the row; empty = worked out from the dates.
    """

    id: str
    label: str
    start: date
    end: date | None = None
    due: date | None = None
    done: bool = False
    depends_on: tuple[str, ...] = ()
    spans: tuple[tuple[date, date, SpanKind], ...] = ()
    marks: tuple[tuple[date, str], ...] = ()
    state: str = ""

    @property
    def finish(self) -> date | None:
        """The day by which the row has to be finished."""
        return self.due or self.end


@dataclass(frozen=True)
class Board:
    """What the rows of a board say on one day."""

    states: dict[str, str] = field(default_factory=dict)
    overdue: list[str] = field(default_factory=list)
    circles: list[list[str]] = field(default_factory=list)
    waiting: dict[str, list[str]] = field(default_factory=dict)
    next_due: str | None = None


def circles(depends_on: dict[str, Iterable[str]]) -> list[list[str]]:
    """Chains of rows that wait for each other, each as ids from the first row round to itself.

    Parameters
    ----------
    depends_on : dict
        Id to the ids that have to be finished first; ids that do not exist are passed over.

    Returns
    -------
    list of list of str
        ``[["S4", "S5", "S4"]]`` where S4 needs S5 and S5 needs S4. Found by `graphlib`, one at a time.
    """
    from graphlib import CycleError, TopologicalSorter

    graph = {key: [d for d in needed if d in depends_on] for key, needed in depends_on.items()}
    found: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            chain = list(reversed(error.args[1]))  # graphlib lists each row before the one that needs it
            found.append(_from_smallest(chain))
            graph[chain[0]] = [d for d in graph[chain[0]] if d != chain[1]]
        else:
            return found


def _from_smallest(chain: list[str]) -> list[str]:
    ring = chain[:-1]
    first = ring.index(min(ring))
    turned = ring[first:] + ring[:first]
    return [*turned, turned[0]]


def board(rows: Sequence[Row], today: date) -> Board:
    """Work out what is overdue, circular, waiting and due next.

    Parameters
    ----------
    rows : sequence of Row
        The rows.
    today : date
        A day counts to its end: a row that is due today is not overdue.

    Returns
    -------
    Board
        States by id, ids overdue in order of date, circles, rows that should run but wait, the row due next.
    """
    done = {r.id for r in rows if r.done}
    found = circles({r.id: r.depends_on for r in rows})
    started = [r for r in rows if r.start <= today and r.id not in done]
    waiting = {r.id: [d for d in r.depends_on if d not in done] for r in started}
    waiting = {key: needed for key, needed in waiting.items() if needed}
    to_do = sorted((r for r in rows if r.finish and not r.done), key=lambda r: (r.finish or today, r.id))
    overdue = [r.id for r in to_do if r.finish and r.finish < today]
    ahead = [r.id for r in to_do if r.finish and r.finish >= today]
    states = {r.id: r.state or _state(r, today, waiting.get(r.id, [])) for r in rows}
    return Board(states, overdue, found, waiting, ahead[0] if ahead else None)


def _state(row: Row, today: date, waits_for: list[str]) -> str:
    if row.done:
        return "done"
    if row.finish and row.finish < today:
        days = (today - row.finish).days
        return f"overdue {days} day{'s' if days != 1 else ''}"
    if waits_for:
        return "waits for " + ", ".join(waits_for)
    return "running" if row.start <= today else "ahead"


def steps_sentence(rows: Sequence[Row], today: date) -> str:
    """Say what is overdue, circular and due next."""
    found, by_id = board(rows, today), {r.id: r for r in rows}

    def dated(key: str) -> str:
        finish = by_id[key].finish
        return f"{key}, {long_date(finish)}" if finish else key

    parts = ["overdue: " + ("; ".join(f"{key} ({found.states[key][8:]})" for key in found.overdue) or "none")]
    parts.append("circular: " + ("; ".join(" → ".join(ring) for ring in found.circles) or "none"))
    parts.append("next due: " + (dated(found.next_due) if found.next_due else "nothing more"))
    return f"On {long_date(today)} {'; '.join(parts)}."


def long_date(day: date) -> str:
    """Write a date as people here read it: 5 March 2026."""
    return f"{day.day} {day:%B %Y}"


def month_ends(first: date, last: date) -> list[tuple[str, str]]:
    """List the last days of all months from one to another, each as ISO date and in words."""
    from calendar import monthrange

    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    months = [(n // 12, n % 12 + 1) for n in numbers]
    days = [date(year, month, monthrange(year, month)[1]) for year, month in months]
    return [(day.isoformat(), long_date(day)) for day in days]
