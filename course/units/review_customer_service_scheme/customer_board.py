"""Settings of `timeline_board` for members who fall silent: who is lost, and of whom it cannot be known yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import isnan
from typing import Any

from course.indicators import new_and_lost, rate
from course.methods.schedule import Row, long_date, month_ends

SHOWN = {"organic": 9, "coupon_2024": 6}  # customers drawn as lines
SOURCES = [("all", "All members"), ("organic", "Came by themselves"), ("coupon_2024", "Coupon joiners of 2024")]


def new_lost() -> dict[str, Any]:
    """Members as lines: last purchase, date of loss, and what cannot be known yet."""
    from course import cases

    members = cases.views("base")["members"]
    shown, days = sample_members(members), month_ends(date(2024, 12, 31), date(2025, 12, 31))

    def rows(query: Mapping[str, Any]) -> list[Row]:
        wanted = shown if query["source"] == "all" else shown[shown["source"] == query["source"]]
        return member_rows(wanted, date.fromisoformat(query["as_of"]), query["silence"])

    return {
        "key": "105082L4.m03.new_lost",
        "label": "When is a customer lost?",
        "lead": "A member is lost when the days of silence have passed since the last purchase. Move the day and the "
        "silence.",
        "controls": [
            {"key": "as_of", "label": "As-of date", "kind": "slider", "start": days[-1][0], "options": days},
            {
                "key": "silence",
                "label": "Silence until lost",
                "kind": "slider",
                "start": 180,
                "low": 180,
                "high": 540,
                "step": 5,
                "unit": "days",
            },
            {"key": "source", "label": "Source", "kind": "choice", "start": "all", "options": SOURCES},
        ],
        "rows": rows,
        "today": lambda query: date.fromisoformat(query["as_of"]),
        "sentence": lambda query: new_lost_sentence(members, **query),
        "window": lambda query: (date(2024, 1, 1), date(2026, 1, 15)),
        "legend": [("solid", "buys"), ("light", "silent, then lost"), ("unknown", "cannot be known yet")],
        "note": "The sentence counts all members; the lines show a few. The table keeps only the last purchase, so "
        "somebody who came back after a long silence is not seen as lost.",
        "today_text": "as-of date",
    }


def sample_members(members: Any) -> Any:
    """Pick a few members of each source, spread evenly over the dates of the last purchase from 2024 on."""
    import numpy as np
    import pandas as pd

    recent = members[members["last_purchase_date"] >= "2024-01-01"].sort_values(["last_purchase_date", "member_id"])
    parts = []
    for source, n in SHOWN.items():
        own = recent[recent["source"] == source]
        at = np.linspace(0.02, 0.99, n) * max(len(own) - 1, 0)
        parts.append(own.iloc[np.unique(at.round().astype(int))])
    return pd.concat(parts)


def member_rows(members: Any, as_of: date, silence: int) -> list[Row]:
    """One line a member as it looks on a day: later purchases are unseen, a later loss is not known yet."""
    rows = []
    for m in members.itertuples():
        first, last = m.first_purchase_date.date(), m.last_purchase_date.date()
        label = "coupon" if m.source == "coupon_2024" else "organic"
        if first <= as_of:
            rows.append(_member_row(m.member_id, label, first, last, as_of, last + timedelta(days=silence)))
    return rows


def _member_row(key: str, label: str, first: date, last: date, as_of: date, loss: date) -> Row:
    if last > as_of:
        return Row(key, label, first, as_of, spans=((first, as_of, "solid"),), state="still buys")
    bought = (first, last, "solid")
    if loss > as_of:
        spans, marks = (bought, (last, as_of, "unknown")), ((last, "last purchase"),)
        return Row(key, label, first, as_of, spans=spans, marks=marks, state="not known yet")  # type: ignore[arg-type]
    both = ((last, "last purchase"), (loss, "date of loss"))
    gone = f"lost {loss.day} {loss:%b %Y}"
    return Row(key, label, first, loss, spans=(bought, (last, loss, "light")), marks=both, state=gone)  # type: ignore[arg-type]


def new_lost_sentence(members: Any, as_of: str, silence: int, source: str) -> str:
    """Say new, lost and their ratio for the twelve months that end on a day.

    Parameters
    ----------
    members : pandas.DataFrame
        View ``members``.
    as_of : str
        Last day, ISO, the end of a month.
    silence : int
        Days after the last purchase.
    source : str
        ``all``, ``organic`` or ``coupon_2024``.

    Returns
    -------
    str
    """
    last = date.fromisoformat(as_of)
    first = (date(last.year - 1, last.month, 1) + timedelta(days=32)).replace(day=1)
    period = (first.isoformat(), as_of)

    def counted(only: str | None) -> tuple[Any, str]:
        n = new_and_lost(
            members,
            period=period,
            new_from="first_purchase_date",
            lost_after_days=silence,
            as_of=f"{as_of} 23:59",
            source=only,
        )
        ratio = float(rate(n.new, n.lost, scale=1))
        return n, "undefined" if isnan(ratio) else f"{ratio:.2f}"

    n, ratio = counted(None if source == "all" else source)
    year = str(last.year) if last.month == 12 else f"12 months to {long_date(last)}"
    who = {"all": "", "organic": ", organic", "coupon_2024": ", coupon joiners"}[source]
    organic = f"; organic {counted('organic')[1]}" if source == "all" else ""
    same = silence == 365 and last.month == 12
    unknown = f"who bought in {last.year}" if same else f"whose last purchase was less than {silence} days before"
    known = f"cannot be known yet: {n.cannot_be_known_yet:,} {unknown}"
    return f"{year}{who}: new {n.new:,}, lost {n.lost:,}, ratio {ratio}{organic}; {known}."
