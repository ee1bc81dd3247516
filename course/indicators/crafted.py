"""Small invented tables in which one thing is awkward; lessons try definitions on them.

Assignments have tables of their own. `log`, `months` and `members` make views from a few plain rows, with the columns
that a company's views have.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

AS_OF = pd.Timestamp("2025-12-31 23:59")
STAMPS = ("received_at", "acknowledged_at", "first_reply_at", "closed_at")


class Crafted(NamedTuple):
    """One little world: its title, what is awkward about it, its views, and the period that is asked about."""

    title: str
    story: str
    tables: dict[str, pd.DataFrame]
    period: str


def log(rows: Iterable[tuple[Any, ...]], as_of: pd.Timestamp = AS_OF) -> pd.DataFrame:
    """Make a case log.

    Parameters
    ----------
    rows : iterable of tuple
        Store, type, age in hours at `as_of`, hours from receipt to acknowledgement, to first reply, to closing (None:
        has not happened), uptime of the store-month.
    as_of : pandas.Timestamp
        The moment of the report.

    Returns
    -------
    pandas.DataFrame
        As the view ``cases``.
    """
    made = []
    for number, (store, kind, age, acknowledged, replied, closed, uptime) in enumerate(rows, start=1):
        received = as_of - pd.Timedelta(hours=age)
        later = [pd.NaT if h is None else received + pd.Timedelta(hours=h) for h in (acknowledged, replied, closed)]
        made.append((f"K{number:02d}", store, kind, received, *later, f"{received:%Y-%m}", float(uptime)))
    frame = pd.DataFrame(made, columns=["case_id", "store_id", "type", *STAMPS, "month", "sensor_uptime_pct"])
    kinds: dict[str, Any] = dict.fromkeys(STAMPS, "datetime64[s]")
    return frame.astype(
        kinds | {"sensor_uptime_pct": float} | dict.fromkeys(("case_id", "store_id", "type", "month"), "str")
    )


def months(rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Make store-months from store, month, visits, receipts, uptime; as the view ``store_month``, HKD 250 a receipt."""
    names = ["store_id", "month", "visits", "transactions", "sensor_uptime_pct"]
    frame = pd.DataFrame(list(rows), columns=names)
    kinds: dict[str, Any] = {"store_id": "str", "month": "str", "visits": int, "transactions": int}
    made = frame.astype(kinds | {"sensor_uptime_pct": float})
    return made.assign(turnover_hkd=made["transactions"] * 250.0)


def members(rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Make members from source, day of joining, of the first and of the last purchase (None: never)."""
    dates = ("join_date", "first_purchase_date", "last_purchase_date")
    frame = pd.DataFrame(list(rows), columns=["source", *dates])
    frame.insert(0, "member_id", [f"N{n:02d}" for n in range(1, len(frame) + 1)])
    for name in dates:
        frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d").astype("datetime64[s]")
    return frame.astype({"member_id": "str", "source": "str"})


def two_cases() -> Crafted:
    """Set an answered complaint beside one that has been silent for twelve days."""
    cases = log([("S01", "complaint", 300, 3, 30, 50, 99), ("S01", "complaint", 288, None, None, None, 99)])
    people = [
        ("organic", "2025-02-03", "2025-02-03", "2025-12-01"),
        ("organic", "2023-06-01", "2023-06-01", "2024-10-15"),
    ]
    tables = {
        "cases": cases,
        "store_month": months([("S01", "2025-12", 20000, 4800, 99)]),
        "members": members(people),
    }
    return Crafted(
        "Two cases", "One complaint was answered after 30 hours. The other has waited for twelve days.", tables, "2025"
    )


def two_stores() -> Crafted:
    """Set a busy shop beside a quiet one with a faulty sensor; one case is young, one joiner never bought."""
    cases = log(
        [
            ("S01", "complaint", 700, 6, 40, 60, 99),
            ("S01", "complaint", 640, 6, 72, 100, 99),
            ("S01", "complaint", 600, 8, 90, 95, 99),
            ("S01", "enquiry", 500, 1, 2, 3, 99),
            ("S02", "complaint", 400, 5, 20, 30, 71),
            ("S02", "complaint", 20, 4, None, None, 71),
        ]
    )
    people = [
        ("organic", "2024-11-20", "2025-01-10", "2025-11-30"),
        ("organic", "2025-03-05", None, None),
        ("coupon", "2024-05-02", "2024-05-02", "2024-05-02"),
        ("coupon", "2024-09-09", "2024-09-09", "2025-09-01"),
        ("organic", "2023-02-01", "2023-02-01", "2024-08-20"),
        ("organic", "2022-05-01", "2022-05-01", "2023-03-01"),
        ("organic", "2023-07-07", "2023-07-07", "2025-10-10"),
    ]
    rows = [("S01", "2025-12", 30000, 7000, 99), ("S02", "2025-12", 4000, 2100, 71)]
    tables = {"cases": cases, "store_month": months(rows), "members": members(people)}
    return Crafted(
        "Two stores in December",
        "S02's door sensor was up 71 % of the month. One answer came exactly after 72 hours; one case is 20 hours old.",
        tables,
        "2025",
    )


LESSON = (two_cases, two_stores)
