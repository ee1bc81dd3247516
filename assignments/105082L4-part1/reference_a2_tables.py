"""The invented tables of A2: in each, one thing is awkward and finds one or more wrong choices.

Instructors only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from course.indicators.crafted import log, members, months


class Crafted(NamedTuple):
    """A small table with its right value; ``shown`` compares the figure as it is printed."""

    tables: dict[str, pd.DataFrame]
    right: float
    hint: str
    shown: bool = False


# ---- complaint_rate: October 2025 is the period, with September before it and November after ----
MONTH = "2025-10"
AS_OF = pd.Timestamp("2025-12-31 23:59")
MID_OCTOBER, MID_SEPTEMBER = 24 * 77.0, 24 * 107.0  # hours back from AS_OF
TWO_DAYS, A_MONTH = 48.0, 24 * 30.0


def _cases(*groups: tuple[int, str, str, float, float, float]) -> pd.DataFrame:
    """Make a log from groups of equal cases: how many, store, type, age, hours to closing, uptime."""
    rows = [(store, kind, age, 2, 20, closed, up) for n, store, kind, age, closed, up in groups for _ in range(n)]
    return log(rows, AS_OF)


def _rate(right_value: float, hint: str, stores: list[tuple[Any, ...]], *groups: Any, shown: bool = False) -> Crafted:
    table = months([(store, MONTH, visits, receipts, up) for store, visits, receipts, up in stores])
    return Crafted({"store_month": table, "cases": _cases(*groups)}, right_value, hint, shown)


ONE = [("S01", 50000, 10000, 99)]
IN_OCTOBER = ("complaint", MID_OCTOBER, TWO_DAYS)
COMPLAINT_RATE = {
    "pooled": _rate(
        40 / 50000,
        "how several stores become one figure",
        [("S01", 40000, 8000, 99), ("S02", 10000, 2000, 99)],
        (20, "S01", *IN_OCTOBER, 99),
        (20, "S02", *IN_OCTOBER, 99),
    ),
    "sensor_down": _rate(
        20 / 40000,
        "what to do with a month in which the door sensor was down",
        [("S01", 40000, 8000, 99), ("S02", 4000, 2000, 58)],
        (20, "S01", *IN_OCTOBER, 99),
        (10, "S02", *IN_OCTOBER, 58),
    ),
    "month_received": _rate(
        13 / 50000,
        "the period to which a case belongs",
        ONE,
        (8, "S01", *IN_OCTOBER, 99),
        (5, "S01", "complaint", MID_OCTOBER, A_MONTH, 99),
        (2, "S01", "complaint", MID_SEPTEMBER, A_MONTH, 99),
    ),
    "complaints_only": _rate(
        10 / 50000,
        "what is counted above the line",
        ONE,
        (10, "S01", *IN_OCTOBER, 99),
        (30, "S01", "enquiry", MID_OCTOBER, TWO_DAYS, 99),
    ),
    "no_visits": _rate(
        np.nan, "a figure with nothing below the line", [("S01", 0, 0, 99)], (3, "S01", *IN_OCTOBER, 99)
    ),
    "scale": _rate(5.0, "how the figure is shown", ONE, (25, "S01", *IN_OCTOBER, 99), shown=True),
}

# ---- new_to_lost: days from 1 January 2025; days 0 to 364 are the period, and the report is a year later ----
YEAR = "2025"
A_YEAR_LATER = pd.Timestamp("2026-12-31 23:59")


def _people(right_value: float, hint: str, *rows: tuple[int | None, int | None, int | None]) -> Crafted:
    """Members from the days of joining, first and last purchase."""
    start = pd.Timestamp("2025-01-01")

    def day(n: int | None) -> str | None:
        return None if n is None else f"{start + pd.Timedelta(days=n):%Y-%m-%d}"

    return Crafted({"members": members([("organic", *(day(n) for n in row)) for row in rows])}, right_value, hint)


GONE = (-900, -890, -200)  # lost in the period, a year after the last purchase
NEW_TO_LOST = {
    "plain": _people(2.0, "the day on which a customer is lost", (5, 6, 300), (9, 9, 200), GONE),
    "joined_before": _people(
        1.0,
        "the day that makes somebody new",
        (-20, 4, 300),
        (-30, 8, 200),
        (10, 400, 410),
        GONE,
        (-900, -800, -300),
    ),
    "young_silence": _people(
        1.0,
        "customers of whom it cannot be known yet",
        (5, 6, 300),
        GONE,
        (-900, -890, 60),
        (-900, -890, 100),
        (-900, -890, -500),
    ),
    "never_bought": _people(1.0, "joiners who never bought", (5, 6, 300), (7, None, None), (10, 400, 410), GONE),
    "none_lost": _people(np.nan, "a period in which nobody was lost", (5, 6, 300), (8, 8, 250)),
}


# ---- on_time: hours from receipt; the age is that at the moment of the report ----
def _replies(right_value: float, hint: str, *rows: tuple[Any, ...]) -> Crafted:
    """Make a log from type, hours to acknowledgement, first reply and closing, and age."""
    table = log([("S01", kind, age, seen, replied, closed, 99) for kind, seen, replied, closed, age in rows], AS_OF)
    return Crafted({"cases": table}, right_value, hint)


OLD = 900.0
ON_TIME = {
    "plain": _replies(
        2 / 3,
        "which cases are meant",
        ("complaint", 5, 20, 300, OLD),
        ("complaint", 5, 60, 90, OLD),
        ("complaint", 9, 90, 95, OLD),
        ("enquiry", 1, 2, 3, OLD),
    ),
    "never_answered": _replies(
        0.5, "a case that never got an answer", ("complaint", 5, 20, 40, OLD), ("complaint", 5, None, None, 400)
    ),
    "not_yet_due": _replies(
        0.5,
        "a case that is still inside the limit",
        ("complaint", 5, 20, 40, OLD),
        ("complaint", 5, 100, 120, OLD),
        ("complaint", 5, None, None, 30),
    ),
    "on_the_limit": _replies(
        0.5, "an answer exactly on the limit", ("complaint", 5, 72, 90, OLD), ("complaint", 5, 72.5, 90, OLD)
    ),
    "clock": _replies(
        0.5, "when the clock starts and stops", ("complaint", 10, 80, 82, OLD), ("complaint", 10, 70, 300, OLD)
    ),
    "none_due": _replies(np.nan, "a day on which nothing can be judged yet", ("complaint", 5, None, None, 30)),
}

CRAFTED = {"complaint_rate": COMPLAINT_RATE, "new_to_lost": NEW_TO_LOST, "on_time": ON_TIME}
WHEN = {"complaint_rate": (MONTH, AS_OF), "new_to_lost": (YEAR, A_YEAR_LATER), "on_time": (YEAR, AS_OF)}
