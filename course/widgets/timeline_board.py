"""`timeline_board`: dates, order and validity as rows on one time axis, with today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from course.methods.schedule import Row, SpanKind, board, steps_sentence
from course.widgets.controls import Query
from course.widgets.explorer import Explorer


class TimelineBoard(Explorer):
    """Rows with start, end, due and what they depend on, around one day.

    Parameters
    ----------
    rows : callable
        ``rows(query) -> list of Row``.
    today : callable
        ``today(query) -> date``.
    sentence : callable, optional
        ``sentence(query) -> str``; overdue, circular and next due when left out.
    legend : sequence of (SpanKind, str)
        What each kind of bar means.
    window : callable, optional
        ``window(query) -> (first day, last day)`` of the axis; the rows' own extent when left out.
    """

    def __init__(
        self,
        *,
        rows: Callable[[Query], Sequence[Row]],
        today: Callable[[Query], date],
        sentence: Callable[[Query], str] | None = None,
        legend: Sequence[tuple[SpanKind, str]] = (),
        window: Callable[[Query], tuple[date, date]] | None = None,
        note: str = "",
        today_text: str = "Today",
        **kw: Any,
    ) -> None:
        self._rows, self._today, self._sentence, self._window = rows, today, sentence, window
        self._fixed = {"legend": [{"kind": k, "text": t} for k, t in legend], "note": note, "today_text": today_text}
        super().__init__(**kw)

    def answer(self, query: Query) -> tuple[dict[str, Any], str]:
        """Rows, states, the day and the sentence for one query."""
        rows, today = self._rows(query), self._today(query)
        found = board(rows, today)
        states = found.states
        sentence = self._sentence(query) if self._sentence else steps_sentence(rows, today)
        first, last = self._window(query) if self._window else extent(rows, today)
        data = {
            **self._fixed,
            "rows": [plain_row(r, states[r.id], today) for r in rows],
            "circles": found.circles,
            "today": today.isoformat(),
            "window": [first.isoformat(), last.isoformat()],
            "table": figures(rows, states),
        }
        return data, sentence


def extent(rows: Sequence[Row], today: date) -> tuple[date, date]:
    """First and last day that any row or today needs."""
    days = [day for r in rows for day in (r.start, r.end, r.due, *(m[0] for m in r.marks)) if day] + [today]
    return min(days), max(days)


def plain_row(row: Row, state: str, today: date) -> dict[str, Any]:
    """Turn a row into what the page reads; a row without spans is one bar to its end, or to today while it is open."""
    end = row.end or max(today, row.start)
    spans = row.spans or ((row.start, end, "light" if row.done else "solid"),)
    return {
        "id": row.id,
        "label": row.label,
        "spans": [{"from": a.isoformat(), "to": b.isoformat(), "kind": kind} for a, b, kind in spans],
        "marks": [{"at": at.isoformat(), "text": text} for at, text in row.marks],
        "due": row.due.isoformat() if row.due else None,
        "needs": list(row.depends_on),
        "state": state,
        "alarm": state.startswith("overdue"),
    }


def figures(rows: Sequence[Row], states: dict[str, str]) -> dict[str, Any]:
    """Give the board as a table: one line a row."""
    named = any(r.marks for r in rows)
    columns = ["Row", "Start", "End", "Needs" if not named else "Moments", "State"]

    def extra(row: Row) -> str:
        return "; ".join(f"{text} {at.isoformat()}" for at, text in row.marks) if named else ", ".join(row.depends_on)

    lines = [
        [
            f"{r.id} {r.label}".strip(),
            r.start.isoformat(),
            r.end.isoformat() if r.end else "open",
            extra(r) or "-",
            states[r.id],
        ]
        for r in rows
    ]
    return {"columns": columns, "rows": lines}


WIDGET = TimelineBoard
