"""Table 2, cases: the true case records; ``export`` adds the faults of three systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.cases.lantern_lane import world
from course.cases.lantern_lane.complaints import PILOT_ROWS, counts
from course.cases.lantern_lane.store_month import GRID

if TYPE_CHECKING:
    from course.cases.lantern_lane.facts import Facts

STREAM = 2
FIRST_ID = 100000
UNANSWERED = 0.05  # of the complaints of a year, exactly
NO_FCR = 0.08
FCR, FCR_PILOT, FCR_ENQUIRY = 0.37, 0.48, 0.58  # solved at first contact
LATE_DESK = np.datetime64("2025-12-20")  # few people close cases from here to the export
NAT = np.datetime64("NaT", "m")

Columns = dict[str, np.ndarray]


def minutes(hours: np.ndarray) -> np.ndarray:
    """Hours as whole minutes."""
    whole: np.ndarray = np.rint(hours * 60).astype("timedelta64[m]")
    return whole


def true_cases(rng: np.random.Generator, facts: Facts, visits: np.ndarray) -> Columns:
    """Draw every genuine case, in order of receipt.

    Returns
    -------
    dict of str to numpy.ndarray
        The columns of the log as codes and moments: ``store``, ``channel``, ``type`` and ``category`` index the
        lists in ``world``; ``member`` is 0 where none; ``fcr`` 1 yes, 0 no, -1 blank.
    """
    cases = counts(rng, facts, visits)
    row, kind, category = np.nonzero(cases)
    times = cases[row, kind, category]
    row, kind, category = np.repeat(row, times), np.repeat(kind, times), np.repeat(category, times)
    n = len(row)
    start = GRID.month[row].astype("datetime64[M]").astype("datetime64[m]")
    day = rng.integers(0, world.days_in(GRID.month)[row])
    received = start + (day * 1440 + rng.integers(540, 1320, n)).astype("timedelta64[m]")
    order = np.argsort(received, kind="stable")
    row, kind, category, received = row[order], kind[order], category[order], received[order]
    columns = {"received_at": received, "store": GRID.store[row], "type": kind, "category": category}
    columns |= _times(rng, received, kind, category)
    columns |= _outcome(rng, row, kind)
    columns["channel"] = rng.choice(len(world.CHANNELS), n, p=world.CHANNEL_SHARE)
    columns["severity"] = rng.choice([1, 2, 3], n, p=[0.55, 0.35, 0.10])
    columns["member"] = np.where(rng.random(n) < 0.55, rng.integers(1, world.MEMBERS + 1, n), 0)
    columns["case"] = FIRST_ID + np.arange(n)
    columns["phone"] = _phones(rng, kind)
    return columns


def _times(rng: np.random.Generator, received: np.ndarray, kind: np.ndarray, category: np.ndarray) -> Columns:
    """Acknowledged, first reply, closed. Delivery waits longest for a reply; one complaint in twenty never gets one."""
    n, complaint = len(received), kind == world.COMPLAINT
    acknowledged = received + minutes(rng.gamma(2, 4, n))
    reply = acknowledged + minutes(rng.gamma(1.6, np.where(category == world.DELIVERY, 62, 24) / 1.6))
    slow = np.where(received >= LATE_DESK, 2.0, 1.0)
    closed = reply + minutes(rng.gamma(1.3, 40 / 1.3, n) * slow)
    reply[_unanswered(rng, received, complaint)] = NAT
    return {"acknowledged_at": acknowledged, "first_reply_at": reply, "closed_at": closed}


def _unanswered(rng: np.random.Generator, received: np.ndarray, complaint: np.ndarray) -> np.ndarray:
    """Choose the same share of each year's complaints, so that leaving them out always flatters by the same step."""
    silent = []
    for year in world.YEARS:
        rows = np.flatnonzero(complaint & (received.astype("datetime64[Y]") == np.datetime64(str(year))))
        silent.append(rng.choice(rows, round(UNANSWERED * len(rows)), replace=False))
    return np.concatenate(silent)


def _outcome(rng: np.random.Generator, row: np.ndarray, kind: np.ndarray) -> Columns:
    """Solved at first contact, and compensation paid."""
    n, complaint = len(row), kind == world.COMPLAINT
    helped = PILOT_ROWS[row] & GRID.from_month(world.PILOT_START)[row]
    chance = np.where(complaint, np.where(helped, FCR_PILOT, FCR), FCR_ENQUIRY)
    fcr = np.where(rng.random(n) < NO_FCR, -1, rng.random(n) < chance)
    paid = complaint & (rng.random(n) < 0.35)
    return {"fcr": fcr.astype(int), "compensation_hkd": np.where(paid, rng.gamma(1.5, 60, n).round(), 0.0)}


def _phones(rng: np.random.Generator, kind: np.ndarray) -> np.ndarray:
    """One complaint in fifty holds a telephone number; 0 where none. Written with a leading 0, which no line has."""
    complaints = np.flatnonzero(kind == world.COMPLAINT)
    rows = rng.choice(complaints, round(0.02 * len(complaints)), replace=False)
    phone = np.zeros(len(kind), dtype=int)
    phone[rows] = rng.integers(1_000_000, 10_000_000, len(rows))
    return phone
