"""Figures of time: stages of a complaint, punctuality by different denominators."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course.cases.lantern_lane import world
from course.cases.lantern_lane.figures.common import Y25, Frames

HOUR = pd.Timedelta(hours=1)
LIMIT = 72


def waiting(views: Frames) -> dict[str, float]:
    """Median stages, and the share answered in time of those answered, those decided, and all."""
    log = views["cases"]
    rows = log[(log["type"] == "complaint") & (log["month"] >= Y25[0])]
    to_reply = (rows["first_reply_at"] - rows["acknowledged_at"]) / HOUR
    taken = (rows["first_reply_at"] - rows["received_at"]) / HOUR
    age = (pd.Timestamp(world.AS_OF) - rows["received_at"]) / HOUR
    by_van = rows["category"] == "delivery"
    adequate = _adequate(views["survey"])
    of_replied = float((taken <= LIMIT).sum() / taken.notna().sum())
    decided = in_time(taken, age, LIMIT)
    return {
        "reply_median": float(to_reply.median()),
        "reply_median_delivery": float(to_reply[by_van].median()),
        "reply_delivery_to_all": float(to_reply[by_van].median() / to_reply.median()),
        "in_time_of_replied": of_replied,
        "in_time_of_decided": decided,
        "in_time_flattered_by": of_replied - decided,
        "silent_and_overdue": float((taken.isna() & (age >= LIMIT)).sum()),
        "not_yet_due": float((taken.isna() & (age < LIMIT)).sum()),
        "adequate_hours": adequate,
        "in_time_by_customers_limit": in_time(taken, age, adequate),
        "in_time_lost_by_customers_limit": decided - in_time(taken, age, adequate),
        "rows_with_a_number": float(log.loc[log["type"] == "complaint", "summary"].str.contains(r"\b0\d{7}\b").sum()),
    }


def in_time(taken: pd.Series, age: pd.Series, limit: float) -> float:
    """Answered within the limit, of those answered or past the limit."""
    decided = taken.notna() | (age >= limit)
    return float((taken <= limit).sum() / decided.sum()) if decided.any() else np.nan


def _adequate(survey: pd.DataFrame) -> float:
    return float(survey.loc[survey["wave"] == 2025, "reply_adequate_h"].median())
