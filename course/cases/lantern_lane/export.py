"""The case log as exported: genuine cases, and every fault that cleaning must find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from course.cases import text
from course.cases.lantern_lane import world
from course.cases.lantern_lane.cases import Columns, true_cases

if TYPE_CHECKING:
    from course.cases.lantern_lane.facts import Facts

LINKED_FIRST, TEST_FIRST, EARLY_FIRST = 700000, 800000, 900000
LINKED_SHARE, TEST_ROWS, EARLY_ROWS = 0.03, 18, 25
REPEATED, DIRTY = 0.015, 0.03
LOWER, NO_ZERO = 1, 2  # ways to spoil a store id: "s04 " and "S4"
TEST_STORE = len(world.STORE_IDS)  # its code, one past the real stores
NEW_YEAR = np.datetime64("2024-01-01", "m")
TEN_DAYS = np.timedelta64(14400, "m")


def make(rng: np.random.Generator, facts: Facts, visits: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the log.

    Returns
    -------
    tuple of pandas.DataFrame
        As released, and the true log that cleaning gives back (sorted by case number, moments as moments).
    """
    genuine = true_cases(rng, facts, visits)
    genuine["linked"] = np.zeros(len(genuine["case"]), dtype=int)
    rows = stack(genuine, linked(rng, genuine), trial(rng, genuine), early(rng, genuine))
    hide_the_future(rows)
    true = frame(take(rows, np.arange(len(genuine["case"]))), facts)
    n = len(rows["case"])
    kept = np.r_[np.arange(n), rng.choice(n, round(REPEATED * n), replace=False)]
    dirty = np.zeros(len(kept), dtype=int)
    spoilt = rng.choice(len(kept), round(DIRTY * len(kept)), replace=False)
    dirty[spoilt] = rng.choice([LOWER, NO_ZERO], len(spoilt))
    order = rng.permutation(len(kept))
    return raw(take(rows, kept[order]), facts, dirty[order]), true


def take(columns: Columns, rows: np.ndarray) -> Columns:
    """Take the given rows of every column."""
    return {name: values[rows] for name, values in columns.items()}


def stack(*parts: Columns) -> Columns:
    """Put parts one below the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def pick(rng: np.random.Generator, rows: np.ndarray, count: int) -> np.ndarray:
    """Choose so many of these rows, in their order."""
    return np.sort(rng.choice(rows, count, replace=False))


def linked(rng: np.random.Generator, genuine: Columns) -> Columns:
    """Repeat cases through another channel: later by an hour to two days, and pointing at the first record."""
    complaints = np.flatnonzero(genuine["type"] == world.COMPLAINT)
    part = take(genuine, pick(rng, complaints, round(LINKED_SHARE * len(complaints))))
    part["linked"] = part["case"]
    part["received_at"] = part["received_at"] + rng.integers(60, 2400, len(part["case"])).astype("timedelta64[m]")
    part["channel"] = rng.integers(0, len(world.CHANNELS), len(part["case"]))
    for name in world.STAMPS:
        part[name] = np.maximum(part[name], part["received_at"])  # NaT stays NaT
    part = take(part, np.flatnonzero(part["received_at"] <= np.datetime64(world.AS_OF)))
    part["case"] = LINKED_FIRST + np.arange(len(part["case"]))
    return part


def trial(rng: np.random.Generator, genuine: Columns) -> Columns:
    """Add rows that someone typed to try the system, in a store that does not exist."""
    part = take(genuine, pick(rng, np.arange(len(genuine["case"])), TEST_ROWS))
    part["store"] = np.full(TEST_ROWS, TEST_STORE)
    part["case"] = TEST_FIRST + np.arange(TEST_ROWS)
    return part


def early(rng: np.random.Generator, genuine: Columns) -> Columns:
    """Add cases received in the last ten days of December 2023 and closed in January 2024: outside by receipt."""
    length = genuine["closed_at"] - genuine["received_at"]
    open_then = genuine["store"] != int(np.flatnonzero(world.STORE_IDS == world.NEW_STORE)[0])
    rows = np.flatnonzero((length < TEN_DAYS) & (length > np.timedelta64(60, "m")) & open_then)
    part = take(genuine, pick(rng, rows, EARLY_ROWS))
    length = (part["closed_at"] - part["received_at"]).astype(int)
    in_january = np.floor(rng.random(EARLY_ROWS) * (length - 1)).astype("timedelta64[m]")
    back = part["closed_at"] - (NEW_YEAR + in_january)
    for name in ("received_at", *world.STAMPS):
        part[name] = part[name] - back
    part["case"] = EARLY_FIRST + np.arange(EARLY_ROWS)
    return part


def hide_the_future(rows: Columns) -> None:
    """Blank every stamp later than the export: it does not exist yet."""
    for name in world.STAMPS:
        rows[name] = np.where(rows[name] > np.datetime64(world.AS_OF), np.datetime64("NaT", "m"), rows[name])


def frame(rows: Columns, facts: Facts) -> pd.DataFrame:
    """Make the log with moments as moments and store ids as they should be."""
    store_ids = np.append(world.STORE_IDS, facts.test_store)
    return pd.DataFrame(
        {
            "case_id": ids("C", rows["case"], 6),
            "received_at": rows["received_at"].astype("datetime64[s]"),
            "store_id": text.coded(rows["store"], store_ids),
            "channel": text.coded(rows["channel"], world.CHANNELS),
            "type": text.coded(rows["type"], world.TYPES),
            "category": text.coded(rows["category"], world.CATEGORIES),
            "severity": rows["severity"],
            "member_id": ids("M", rows["member"], 5),
            **{name: rows[name].astype("datetime64[s]") for name in world.STAMPS},
            "resolved_first_contact": text.coded(rows["fcr"], ["N", "Y"]),
            "compensation_hkd": rows["compensation_hkd"],
            "linked_case_id": ids("C", rows["linked"], 6),
            "summary": text.labels(summaries(rows)),
        }
    )


def raw(rows: Columns, facts: Facts, dirty: np.ndarray) -> pd.DataFrame:
    """Make the log as text, as the systems export it."""
    out = frame(rows, facts)
    as_text = text.stamps(rows["received_at"])
    slashed = world.CHANNELS[rows["channel"]] == facts.day_first_channel
    as_text[slashed] = text.day_first(rows["received_at"][slashed]).to_numpy()
    out["received_at"] = as_text
    for name in world.STAMPS:
        out[name] = text.stamps(rows[name])
    store = out["store_id"].to_numpy(dtype=object)
    for place in np.flatnonzero(dirty):
        right = store[place]
        store[place] = f"{right.lower()} " if dirty[place] == LOWER else right.replace("S0", "S", 1)
    out["store_id"] = text.labels(store)
    return out


def ids(prefix: str, numbers: np.ndarray, width: int) -> pd.Series:
    """Write ids from numbers; missing where the number is 0."""
    digits = np.strings.zfill(numbers.astype(str), width)
    return text.labels(np.strings.add(prefix, digits), numbers == 0)


def summaries(rows: Columns) -> np.ndarray:
    """Write short template text; some complaints hold a telephone number."""
    words = np.array([f"{name.replace('_', ' ')} issue" for name in world.CATEGORIES] + ["praise"], dtype=object)
    out = words[np.where(world.TYPES[rows["type"]] == "compliment", len(world.CATEGORIES), rows["category"])]
    for place in np.flatnonzero(rows["phone"]):
        out[place] = f"{out[place]} pls call 0{rows['phone'][place]}"
    return out
