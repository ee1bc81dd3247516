"""A3: the indicator table of 2025 from the cleaned tables, and each wrong method that the unit lists.

Instructors only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from course.cases.lantern_lane.cleaning import clean_cases
from course.marking import per_variant

from .reference_base import (
    COUNT,
    RATE,
    SHARE,
    UP,
    WORD,
    Task,
    Wrong,
    complaints_of_2025,
    growth,
    hours,
    of_2025,
    on_time,
    one,
    same_stores,
    with_profit,
)

KEY = ["store_id", "month"]
LESSON = "Lesson 3"
_PARTS = (
    one("lfl_turnover_growth", 2, SHARE, f"{LESSON}: like-for-like growth. Which stores can be compared?"),
    one("gp_after_goodwill_growth_lfl", 2, SHARE,
        f"{LESSON}: gross profit after goodwill. What comes off turnover?"),
    one("conversion_2025", 1, SHARE, f"{LESSON}: the factors of turnover. Which store-months count, and how pooled?"),
    one("visits_2025_valid", 1, COUNT, f"{LESSON}: the door sensor. What becomes of a faulty month?"),
    one("complaint_rate_2025", 1, RATE, f"{LESSON}: the complaint rate. The same filter on both sides, then pooled."),
    one("worst_store_by_rate", 1, WORD, f"{LESSON}: is the store with most complaints the worst?"),
    one("fcr_2025", 1, SHARE, f"{LESSON}: first-contact resolution. What is a blank?"),
    one("on_time_72_due", 1, SHARE, f"{LESSON}: answered in time. Who stands below the line?"),
    one("new_2025", 0.5, COUNT, f"{LESSON}: which day makes somebody new?"),
    one("lost_2025", 0.5, COUNT, f"{LESSON}: on which day is a customer lost?"),
    one("new_to_lost_organic_2025", 1, SHARE, f"{LESSON}: the new-to-lost ratio, split by source."),
)  # fmt: skip
PARTS = {part.keys[0]: part for part in _PARTS}


# ---- the answers ----
def rate(cases: pd.DataFrame, store_month: pd.DataFrame) -> float:
    """Complaints of 2025 per 10,000 visits, both sides on store-months whose sensor was up; months as given."""
    up = of_2025(store_month[store_month["sensor_uptime_pct"] >= UP])
    counted = cases.merge(up[KEY], on=KEY)
    return len(counted) / float(up["visits"].sum()) * 1e4


def rate_by_store(cases: pd.DataFrame, store_month: pd.DataFrame) -> pd.Series:
    """Give the same rate for each store."""
    up = of_2025(store_month[store_month["sensor_uptime_pct"] >= UP])
    counted = cases.merge(up[KEY], on=KEY).groupby("store_id").size()
    visits = up.groupby("store_id")["visits"].sum()
    return counted.reindex(visits.index, fill_value=0) / visits * 1e4


def new_lost(members: pd.DataFrame) -> tuple[int, int]:
    """First purchase in 2025; last purchase plus 365 days in 2025."""
    loss = members["last_purchase_date"] + pd.Timedelta(days=365)
    return int((members["first_purchase_date"].dt.year == 2025).sum()), int((loss.dt.year == 2025).sum())


@per_variant
def values(case: Any) -> dict[str, Any]:
    """Compute the answers of A3, and the chain's own new-to-lost ratio for the plan."""
    views = case.views
    store_month, complaints, members = views["store_month"], complaints_of_2025(views["cases"]), views["members"]
    same = same_stores(store_month)
    up = of_2025(store_month[store_month["sensor_uptime_pct"] >= UP])
    fcr = complaints["resolved_first_contact"]
    new, lost = new_lost(members)
    organic = new_lost(members[members["source"] == "organic"])
    return {
        "lfl_turnover_growth": growth(same, "turnover_hkd"),
        "gp_after_goodwill_growth_lfl": growth(with_profit(same), "profit"),
        "conversion_2025": float(up["transactions"].sum() / up["visits"].sum()),
        "visits_2025_valid": int(up["visits"].sum()),
        "complaint_rate_2025": rate(complaints, store_month),
        "worst_store_by_rate": str(rate_by_store(complaints, store_month).idxmax()),
        "fcr_2025": float((fcr == "Y").sum() / fcr.notna().sum()),
        "on_time_72_due": on_time(complaints, case.as_of),
        "new_2025": new,
        "lost_2025": lost,
        "new_to_lost_organic_2025": organic[0] / organic[1] if organic[1] else np.nan,
        "new_to_lost_2025": new / lost if lost else np.nan,
    }


# ---- wrong answers, each by really doing it ----
Found = list[tuple[str, str, Any]]


def wrong(case: Any) -> list[Wrong]:
    """Apply every wrong method that the unit lists."""
    found = [*_money(case), *_visits(case), *_rates(case), *_times(case), *_flows(case)]
    return [Wrong(how, key, {key: value}, PARTS[key].points) for how, key, value in found]


def _money(case: Any) -> Found:
    clean, raw = case.views["store_month"], case.tables["store_month"]
    turnover, profit = "lfl_turnover_growth", "gp_after_goodwill_growth_lfl"
    same = same_stores(clean)
    return [
        ("new store kept", turnover, growth(clean, "turnover_hkd")),
        ("HKD thousand left", turnover, growth(same_stores(raw), "turnover_hkd")),
        ("new store kept", profit, growth(with_profit(clean), "profit")),
        ("HKD thousand left", profit, growth(with_profit(same_stores(raw)), "profit")),
        ("goodwill not deducted", profit, growth(with_profit(same, goodwill=False), "profit")),
        ("turnover growth quoted", profit, growth(same, "turnover_hkd")),
    ]


def _visits(case: Any) -> Found:
    year = of_2025(case.views["store_month"])
    up = year[year["sensor_uptime_pct"] >= UP]
    scaled = year["visits"] / year["sensor_uptime_pct"].where(year["sensor_uptime_pct"] < UP, 100) * 100
    return [
        ("sensor ignored", "conversion_2025", year["transactions"].sum() / year["visits"].sum()),
        ("mean of store-months", "conversion_2025", (up["transactions"] / up["visits"]).mean()),
        ("sensor ignored", "visits_2025_valid", int(year["visits"].sum())),
        ("scaled up instead of left out", "visits_2025_valid", round(scaled.sum())),
    ]


def _rates(case: Any) -> Found:
    store_month, log = case.views["store_month"], case.views["cases"]
    year, complaints, key = of_2025(store_month), complaints_of_2025(log), "complaint_rate_2025"
    up = year[year["sensor_uptime_pct"] >= UP]
    closed = log[(log["type"] == "complaint") & log["closed_at"].notna()]
    closed = closed.assign(month=closed["closed_at"].dt.strftime("%Y-%m").astype("str"))
    return [
        ("mean of stores", key, rate_by_store(complaints, store_month).mean()),
        ("sensor ignored", key, len(complaints) / year["visits"].sum() * 1e4),
        ("sensor rule on visits only", key, len(complaints) / up["visits"].sum() * 1e4),
        ("all types", key, rate(log, store_month)),
        ("closing month", key, rate(closed, store_month)),
        ("linked rows kept", key, rate(complaints_of_2025(_log_with_linked_rows(case)), store_month)),
        ("by count", "worst_store_by_rate", str(complaints["store_id"].value_counts().idxmax())),
    ]


def _times(case: Any) -> Found:
    log = of_2025(case.views["cases"])
    complaints = log[log["type"] == "complaint"]
    fcr, all_fcr = complaints["resolved_first_contact"], log["resolved_first_contact"]
    taken, to_close = hours(complaints, "first_reply_at"), hours(complaints, "closed_at")
    return [
        ("blanks count as no", "fcr_2025", (fcr == "Y").mean()),
        ("all types", "fcr_2025", (all_fcr == "Y").sum() / all_fcr.notna().sum()),
        ("answered only", "on_time_72_due", (taken <= 72).sum() / taken.notna().sum()),
        ("all below the line", "on_time_72_due", (taken <= 72).mean()),
        ("to closing", "on_time_72_due", (to_close <= 72).mean()),
    ]


def _flows(case: Any) -> Found:
    members = case.views["members"]
    last = members["last_purchase_date"]
    new, lost = new_lost(members)
    organic = new_lost(members[members["source"] == "organic"])
    return [
        ("join date", "new_2025", int((members["join_date"].dt.year == 2025).sum())),
        ("last purchase in 2025", "lost_2025", int((last.dt.year == 2025).sum())),
        ("no purchase in 2025", "lost_2025", int((last < pd.Timestamp("2025-01-01")).sum())),
        ("all sources", "new_to_lost_organic_2025", new / lost),
        ("upside down", "new_to_lost_organic_2025", organic[1] / organic[0]),
    ]


def _log_with_linked_rows(case: Any) -> pd.DataFrame:
    """Clean the log without the step that drops a case's second row through another channel."""
    log, _ = clean_cases(case.tables["cases"].assign(linked_case_id=pd.NA))
    return log.assign(month=log["received_at"].dt.strftime("%Y-%m").astype("str"))


TASK = Task(PARTS, values, wrong)
