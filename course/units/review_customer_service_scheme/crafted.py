"""Small invented tables for the lesson's definition labs. No assignment uses them.

Each has one or two awkward rows, so that a choice in a definition shows in the value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd

MONTH, LATER = "2025-12", "2026-01"
AS_OF = "2025-12-31 23:59"


class Crafted(NamedTuple):
    """A small table as people see it, the same as views, and the column that names its rows where there is one."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    views: dict[str, pd.DataFrame]
    row_key: str = ""


def _stores(title: str, *rows: tuple[str, int, int, int, int, int, int]) -> Crafted:
    """Stores in one month: visits, receipts, sensor %, complaints, how many of them closed a month later, enquiries."""
    columns = ["Store", "Visits", "Receipts", "Sensor up, %", "Complaints", "of these closed in January", "Enquiries"]
    log = [
        (store, kind, uptime, f"{MONTH}-10", f"{LATER if i < late and kind == 'complaint' else MONTH}-20")
        for store, _, _, uptime, complaints, late, enquiries in rows
        for kind, n in (("complaint", complaints), ("enquiry", enquiries))
        for i in range(n)
    ]
    cases = pd.DataFrame(log, columns=["store_id", "type", "sensor_uptime_pct", "received_at", "closed_at"])
    months = pd.DataFrame(
        [(store, MONTH, visits, receipts, uptime) for store, visits, receipts, uptime, *_ in rows],
        columns=["store_id", "month", "visits", "transactions", "sensor_uptime_pct"],
    )
    dated = cases.assign(**{c: pd.to_datetime(cases[c]) for c in ("received_at", "closed_at")})
    return Crafted(title, columns, rows, {"cases": dated, "store_month": months})


def _members(title: str, *rows: tuple[str, str, str, str]) -> Crafted:
    """Members: who, joined, first purchase, last purchase (empty for none)."""
    names = ["member_id", "join_date", "first_purchase_date", "last_purchase_date"]
    table = pd.DataFrame(rows, columns=names)
    dated = table.assign(source="organic", **{c: pd.to_datetime(table[c].replace("", None)) for c in names[1:]})
    shown = [[cell or "never" for cell in row] for row in rows]
    return Crafted(title, ["Member", "Joined", "First purchase", "Last purchase"], shown, {"members": dated}, "member_id")


def _replies(title: str, *rows: tuple[str, str, str, str, str]) -> Crafted:
    """Complaints: which, received, acknowledged, first reply, closed (empty for not yet)."""
    names = ["case_id", "received_at", "acknowledged_at", "first_reply_at", "closed_at"]
    table = pd.DataFrame(rows, columns=names)
    dated = table.assign(type="complaint", **{c: pd.to_datetime(table[c].replace("", None)) for c in names[1:]})
    shown = [[cell or "–" for cell in row] for row in rows]
    columns = ["Complaint", "Received", "Acknowledged", "First reply", "Closed"]
    return Crafted(title, columns, shown, {"cases": dated}, "case_id")


def complaint_rate() -> list[Crafted]:
    """A small store beside a large one; a store whose door sensor was down."""
    return [
        _stores("A large and a small store, December", ("L", 60000, 13000, 98, 24, 0, 0), ("M", 20000, 4000, 99, 24, 6, 9)),
        _stores("A store with a faulty door sensor, December", ("N", 50000, 11000, 99, 30, 0, 10), ("P", 3000, 2500, 60, 12, 0, 3)),
    ]  # fmt: skip


def new_to_lost() -> list[Crafted]:
    """Members who fell silent at different times; a year in which nobody was lost."""
    return [
        _members(
            "Seven members, 2025",
            ("Ada", "2025-02-20", "2025-03-05", "2025-11-20"),
            ("Bo", "2023-05-02", "2023-05-10", "2024-03-15"),
            ("Chi", "2024-01-08", "2024-01-09", "2024-12-01"),
            ("Dee", "2024-02-01", "2024-02-03", "2025-05-01"),
            ("Eve", "2023-09-12", "2023-09-12", "2025-04-10"),
            ("Fung", "2025-06-01", "", ""),
            ("Gao", "2022-01-15", "2022-02-01", "2023-06-30"),
        ),
        _members(
            "Three members, 2025",
            ("Hei", "2024-12-28", "2025-01-04", "2025-10-01"),
            ("Ivy", "2025-07-01", "2025-07-01", "2025-12-24"),
            ("Jo", "2024-04-04", "2024-04-05", "2025-09-09"),
        ),
    ]


def on_time() -> list[Crafted]:
    """Two complaints of which one was closed without any reply; three around the limit."""
    return [
        _replies(
            "Two complaints, one closed without a reply",
            ("C1", "2025-12-01 09:00", "2025-12-01 15:00", "2025-12-02 15:00", "2025-12-04 10:00"),
            ("C2", "2025-12-05 10:00", "2025-12-05 18:00", "", "2025-12-11 12:00"),
        ),
        _replies(
            "Three complaints around the limit",
            ("C3", "2025-12-08 09:00", "2025-12-08 19:00", "2025-12-11 09:00", "2025-12-12 09:00"),
            ("C4", "2025-12-10 08:00", "2025-12-11 08:00", "2025-12-13 16:00", "2025-12-14 08:00"),
            ("C5", "2025-12-30 20:00", "2025-12-31 09:00", "", ""),
        ),
    ]


TABLES: dict[str, Callable[[], list[Crafted]]] = {
    "complaint_rate": complaint_rate,
    "new_to_lost": new_to_lost,
    "on_time": on_time,
}
