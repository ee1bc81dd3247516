"""Marks of part 2: the indicator table of 2025 from the trainee's own numbers, and the rules of the plan.

Instructors only. `values` computes the answers from the cleaned tables; `wrong_answers` really applies each wrong
method, so that a variant on which a mark could not tell them apart is drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from course import units
from course.cases.lantern_lane.cleaning import clean_cases
from course.checks import Outcome, State, check_fields, not_attempted, not_yet, right
from course.documents import points as rule_points
from course.documents.assessment_plan import check_plan, summary

UNIT, FAMILY = "105082L4", "lantern_lane"
PLAN = "plan.yaml"
SHARE, RATE, COUNT = 0.0001, 0.001, 0.25  # answers carry four, three and no decimals
UP = 90.0
KEY = ["store_id", "month"]


class Key(NamedTuple):
    """Points, tolerance and what to read again for one key of the table."""

    points: float
    tolerance: float
    read_again: str


LESSON = "Lesson 3"
KEYS = {
    "lfl_turnover_growth": Key(2, SHARE, f"{LESSON}: like-for-like growth. Which stores can be compared?"),
    "gp_after_goodwill_growth_lfl": Key(2, SHARE, f"{LESSON}: gross profit after goodwill. What comes off turnover?"),
    "conversion_2025": Key(1, SHARE, f"{LESSON}: the factors of turnover. Which store-months count, and how pooled?"),
    "visits_2025_valid": Key(1, COUNT, f"{LESSON}: the door sensor. What becomes of a faulty month?"),
    "complaint_rate_2025": Key(1, RATE, f"{LESSON}: the complaint rate. The same filter on both sides, then pooled."),
    "worst_store_by_rate": Key(1, 0, f"{LESSON}: is the store with most complaints the worst?"),
    "fcr_2025": Key(1, SHARE, f"{LESSON}: first-contact resolution. What is a blank?"),
    "on_time_72_due": Key(1, SHARE, f"{LESSON}: answered in time. Who stands below the line?"),
    "new_2025": Key(0.5, COUNT, f"{LESSON}: which day makes somebody new?"),
    "lost_2025": Key(0.5, COUNT, f"{LESSON}: on which day is a customer lost?"),
    "new_to_lost_organic_2025": Key(1, SHARE, f"{LESSON}: the new-to-lost ratio, split by source."),
}


# ---- the answers ----
def growth(frame: pd.DataFrame, column: str) -> float:
    """2025 over 2024, less 1."""
    year = frame.groupby(frame["month"].str[:4])[column].sum()
    return float(year["2025"] / year["2024"] - 1)


def rate(cases: pd.DataFrame, store_month: pd.DataFrame) -> float:
    """Complaints of 2025 per 10,000 visits, both sides on store-months whose sensor was up; months as given."""
    up = _year(store_month[store_month["sensor_uptime_pct"] >= UP])
    counted = cases.merge(up[KEY], on=KEY)
    return len(counted) / float(up["visits"].sum()) * 1e4


def rate_by_store(cases: pd.DataFrame, store_month: pd.DataFrame) -> pd.Series:
    """Give the same rate for each store."""
    up = _year(store_month[store_month["sensor_uptime_pct"] >= UP])
    counted = cases.merge(up[KEY], on=KEY).groupby("store_id").size()
    visits = up.groupby("store_id")["visits"].sum()
    return counted.reindex(visits.index, fill_value=0) / visits * 1e4


def on_time(complaints: pd.DataFrame, as_of: pd.Timestamp, limit: float = 72) -> float:
    """Answered within the limit, of those answered or past the limit."""
    taken, age = _hours(complaints, "first_reply_at"), (as_of - complaints["received_at"]).dt.total_seconds() / 3600
    return float((taken <= limit).sum() / (taken.notna() | (age >= limit)).sum())


def new_lost(members: pd.DataFrame) -> tuple[int, int]:
    """First purchase in 2025; last purchase plus 365 days in 2025."""
    loss = members["last_purchase_date"] + pd.Timedelta(days=365)
    return int((members["first_purchase_date"].dt.year == 2025).sum()), int((loss.dt.year == 2025).sum())


@lru_cache(maxsize=8)
def values(case: Any) -> dict[str, Any]:
    """Compute the answers of A3 and the chain's own new-to-lost ratio.

    Parameters
    ----------
    case : course.cases.Case or anything with ``views`` and ``as_of``
        The trainee's variant.

    Returns
    -------
    dict
        The keys of A3, and ``new_to_lost_2025`` for the plan.
    """
    views = case.views
    store_month, complaints, members = views["store_month"], _complaints(views["cases"]), views["members"]
    same = _same_stores(store_month)
    up = _year(store_month[store_month["sensor_uptime_pct"] >= UP])
    fcr = complaints["resolved_first_contact"]
    new, lost = new_lost(members)
    organic = new_lost(members[members["source"] == "organic"])
    return {
        "lfl_turnover_growth": growth(same, "turnover_hkd"),
        "gp_after_goodwill_growth_lfl": growth(_with_profit(same), "profit"),
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


# ---- marks ----
def marks(task_id: str, answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> float:
    """Points of a task.

    Parameters
    ----------
    task_id : str
        ``A3`` or ``A8``.
    answers : mapping
        Answers by item id, as plain data.
    documents : mapping
        Documents by file name, as plain data; ``plan.yaml`` for A8.
    case : course.cases.Case
        The trainee's variant.

    Returns
    -------
    float
        0 to 12; junk of any kind earns 0 and raises nothing.
    """
    if task_id == "A3":
        found = _check(answers.get("A3"), values(case))
        return float(sum(KEYS[key].points for key, outcome in found.fields.items() if outcome.right))
    if task_id == "A8":
        plan = documents.get(PLAN)
        return rule_points(check_plan(plan, values(case))) if plan else 0.0
    raise KeyError(task_id)


def feedback(task_id: str, answers: Mapping[str, Any], documents: Mapping[str, Any], case: Any) -> Outcome:
    """Say what is right, and what to read again where something is not; no value is given away."""
    if task_id == "A8":
        return _plan_feedback(documents.get(PLAN), values(case))
    whole = _check(answers.get("A3"), values(case))
    fields = {
        key: replace(outcome, next_step=KEYS[key].read_again) if outcome.state is State.NOT_YET else outcome
        for key, outcome in whole.fields.items()
    }
    return replace(whole, fields=fields)


def _check(answer: Any, right_values: Mapping[str, Any]) -> Outcome:
    """Climb the ladder of the trainee's own check, with the values."""
    expected = {key: right_values[key] for key in KEYS}
    tolerance = {key: declared.tolerance for key, declared in KEYS.items()}
    return check_fields(units.item("A3", UNIT).fields, answer, expected, tolerance)


def _plan_feedback(plan: Any, reference: Mapping[str, Any]) -> Outcome:
    if not plan:
        return not_attempted("There is no plan yet.", "Fill the plan form; it saves by itself.")
    results = check_plan(plan, reference)
    fields = {r.id: right(r.title) if r.right else not_yet(r.message, r.next_step or r.title) for r in results}
    if all(r.right for r in results):
        return Outcome(State.RIGHT, summary(results), "", fields)
    return Outcome(State.NOT_YET, summary(results), next(r.title for r in results if not r.right), fields)


# ---- wrong answers, each by really doing it ----
class WrongAnswer(NamedTuple):
    """What a wrong method gives for a key, beside the right value and the tolerance of the mark."""

    task: str
    wrong: str
    key: str
    wrong_value: Any
    right_value: Any
    tolerance: float


def near_misses(case: Any) -> list[tuple[float, float, float]]:
    """Wrong value, right value and tolerance for the draw loop: a variant that a mark cannot judge is drawn again."""
    return [
        (float(w.wrong_value), float(w.right_value), w.tolerance)
        for w in wrong_answers(case)
        if not isinstance(w.right_value, str)
    ]


def wrong_answers(case: Any) -> list[WrongAnswer]:
    """Apply every wrong method that the unit lists.

    Parameters
    ----------
    case : course.cases.Case
        Released ``tables`` and cleaned ``views`` of a variant, and its ``as_of``.

    Returns
    -------
    list of WrongAnswer
    """
    right_values = values(case)
    found = [*_wrong_money(case), *_wrong_visits(case), *_wrong_rates(case), *_wrong_times(case), *_wrong_flows(case)]
    return [WrongAnswer("A3", how, key, value, right_values[key], KEYS[key].tolerance) for how, key, value in found]


Wrong = list[tuple[str, str, Any]]


def _wrong_money(case: Any) -> Wrong:
    clean, raw = case.views["store_month"], case.tables["store_month"]
    turnover, profit = "lfl_turnover_growth", "gp_after_goodwill_growth_lfl"
    same = _same_stores(clean)
    margin = same.assign(profit=same["turnover_hkd"] - same["cogs_hkd"])
    return [
        ("new store kept", turnover, growth(clean, "turnover_hkd")),
        ("HKD thousand left", turnover, growth(_same_stores(raw), "turnover_hkd")),
        ("new store kept", profit, growth(_with_profit(clean), "profit")),
        ("HKD thousand left", profit, growth(_with_profit(_same_stores(raw)), "profit")),
        ("goodwill not deducted", profit, growth(margin, "profit")),
        ("turnover growth quoted", profit, growth(same, "turnover_hkd")),
    ]


def _wrong_visits(case: Any) -> Wrong:
    year = _year(case.views["store_month"])
    up = year[year["sensor_uptime_pct"] >= UP]
    scaled = year["visits"] / year["sensor_uptime_pct"].where(year["sensor_uptime_pct"] < UP, 100) * 100
    return [
        ("sensor ignored", "conversion_2025", year["transactions"].sum() / year["visits"].sum()),
        ("mean of store-months", "conversion_2025", (up["transactions"] / up["visits"]).mean()),
        ("sensor ignored", "visits_2025_valid", int(year["visits"].sum())),
        ("scaled up instead of left out", "visits_2025_valid", round(scaled.sum())),
    ]


def _wrong_rates(case: Any) -> Wrong:
    store_month, log = case.views["store_month"], case.views["cases"]
    year, complaints, key = _year(store_month), _complaints(log), "complaint_rate_2025"
    up = year[year["sensor_uptime_pct"] >= UP]
    closed = log[(log["type"] == "complaint") & log["closed_at"].notna()]
    closed = closed.assign(month=closed["closed_at"].dt.strftime("%Y-%m").astype("str"))
    return [
        ("mean of stores", key, rate_by_store(complaints, store_month).mean()),
        ("sensor ignored", key, len(complaints) / year["visits"].sum() * 1e4),
        ("sensor rule on visits only", key, len(complaints) / up["visits"].sum() * 1e4),
        ("all types", key, rate(log, store_month)),
        ("closing month", key, rate(closed, store_month)),
        ("linked rows kept", key, rate(_complaints(_log_with_linked_rows(case)), store_month)),
        ("by count", "worst_store_by_rate", str(complaints["store_id"].value_counts().idxmax())),
    ]


def _wrong_times(case: Any) -> Wrong:
    log = _year(case.views["cases"])
    complaints = log[log["type"] == "complaint"]
    fcr, all_fcr = complaints["resolved_first_contact"], log["resolved_first_contact"]
    taken, to_close = _hours(complaints, "first_reply_at"), _hours(complaints, "closed_at")
    return [
        ("blanks count as no", "fcr_2025", (fcr == "Y").mean()),
        ("all types", "fcr_2025", (all_fcr == "Y").sum() / all_fcr.notna().sum()),
        ("answered only", "on_time_72_due", (taken <= 72).sum() / taken.notna().sum()),
        ("all below the line", "on_time_72_due", (taken <= 72).mean()),
        ("to closing", "on_time_72_due", (to_close <= 72).mean()),
    ]


def _wrong_flows(case: Any) -> Wrong:
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


# ---- small steps ----
def _year(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["month"].str[:4] == "2025"]


def _complaints(log: pd.DataFrame) -> pd.DataFrame:
    year = _year(log)
    return year[year["type"] == "complaint"]


def _same_stores(store_month: pd.DataFrame) -> pd.DataFrame:
    """Keep the stores that were open in all 24 months."""
    months = store_month.groupby("store_id")["month"].transform("nunique")
    return store_month[months == store_month["month"].nunique()]


def _with_profit(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(profit=frame["turnover_hkd"] - frame["cogs_hkd"] - frame["goodwill_refunds_hkd"])


def _hours(frame: pd.DataFrame, end: str) -> pd.Series:
    return (frame[end] - frame["received_at"]).dt.total_seconds() / 3600


def _log_with_linked_rows(case: Any) -> pd.DataFrame:
    """Clean the log without the step that drops a case's second row through another channel."""
    log, _ = clean_cases(case.tables["cases"].assign(linked_case_id=pd.NA))
    return log.assign(month=log["received_at"].dt.strftime("%Y-%m").astype("str"))
