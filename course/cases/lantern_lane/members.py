"""Table 4, members: who joined, from which source, and when they first and last bought."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course.cases import text
from course.cases.lantern_lane import world

STREAM = 4
# Members of 2021-23, coupon joiners of August to October 2024, other joiners of 2024, joiners of 2025.
GROUP_SHARE = [0.62, 0.14, 0.10, 0.14]
COUPON = 1
FIRST_DAY = np.array(["2021-01-01", "2024-08-01", "2024-01-01", "2025-01-01"], "datetime64[D]")
JOINING_DAYS = np.array([1095, 92, 366, 365])
NEVER_BOUGHT = 0.05
COMES_BACK, COUPON_COMES_BACK = 0.965, 0.70  # chance of one more purchase
MEAN_PAUSE, MOST_PURCHASES = 62, 60  # days between purchases
OPENED = world.STORES["open_date"].to_numpy(dtype=str).astype("datetime64[D]")
OLD_STORES = np.flatnonzero(OPENED.astype(int) < FIRST_DAY[0].astype(int))
END = np.datetime64(world.AS_OF, "D")


def make(rng: np.random.Generator, n: int = world.MEMBERS) -> pd.DataFrame:
    """Draw the table."""
    group = rng.choice(len(GROUP_SHARE), n, p=GROUP_SHARE)
    joined = FIRST_DAY[group] + rng.integers(0, JOINING_DAYS[group]).astype("timedelta64[D]")
    first = np.minimum(joined + rng.integers(0, 10, n).astype("timedelta64[D]"), END)
    more, last_day = purchases(rng, group == COUPON, (END - first).astype(int))
    never = rng.random(n) < NEVER_BOUGHT
    return pd.DataFrame(
        {
            "member_id": text.numbered("M", 1, n, 5),
            "join_date": text.days(joined),
            "join_store": text.coded(stores(rng, joined), world.STORE_IDS),
            "source": text.coded(np.where(group == COUPON, 1, 0), ["organic", "coupon_2024"]),
            "first_purchase_date": text.days(first, never),
            "last_purchase_date": text.days(first + last_day.astype("timedelta64[D]"), never),
            "purchases": np.where(never, 0, 1 + more),
            "spend_hkd": np.where(never, 0, rng.gamma(4.0 * (1 + more), 70)).round(1),
            "marketing_consent": consent(rng, n),
        }
    )


def purchases(rng: np.random.Generator, coupon: np.ndarray, days_left: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Later purchases until one is the last or the export comes, and the day of the last after the first.

    Drawn one purchase after the other and only for those who came back, since most stop after a few.
    """
    n = len(coupon)
    stay = np.where(coupon, COUPON_COMES_BACK, COMES_BACK)
    count, last_day, clock = np.zeros(n, dtype=int), np.zeros(n, dtype=int), np.zeros(n)
    going = np.arange(n)
    for _ in range(MOST_PURCHASES):
        going = going[rng.random(len(going)) < stay[going]]
        clock[going] += rng.exponential(MEAN_PAUSE, len(going))
        going = going[clock[going] <= days_left[going]]
        count[going] += 1
        last_day[going] = clock[going].astype(int)
    return count, last_day


def stores(rng: np.random.Generator, joined: np.ndarray) -> np.ndarray:
    """Draw the place in the store list where a member joined; nobody joined in a store that was not open yet."""
    place = rng.choice(len(world.STORE_IDS), len(joined), p=world.STORE_SHARE)
    closed = joined < OPENED[place]
    place[closed] = rng.choice(OLD_STORES, int(closed.sum()))
    return place


def consent(rng: np.random.Generator, n: int) -> pd.Series:
    """Yes, no, or never asked."""
    answer = rng.choice(3, n, p=[0.58, 0.34, 0.08])
    return text.coded(np.where(answer == 2, -1, answer), ["Y", "N"])
