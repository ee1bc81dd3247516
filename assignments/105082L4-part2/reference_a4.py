"""A4: signal or noise. The growth of January and February together, a u chart fixed before looking, two readings.

Instructors only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from course.cases.lantern_lane.figures.common import Counts
from course.marking import per_variant

from .reference_base import MONTHS, RATE, SHARE, WORD, Y24, Y25, Task, Wrong, growth, one, same_stores

LESSON = "Lesson 4"
BASELINE = np.array(MONTHS) < "2025-09"  # fixed before looking
_PARTS = (
    one("janfeb_growth", 1, SHARE, f"{LESSON}: the New Year moves. Which months are read together, in which stores?"),
    one("delivery_ubar", 1, RATE, f"{LESSON}: the centre line. Which complaints, which months, and how pooled?"),
    one("delivery_ucl_dec25", 1, RATE, f"{LESSON}: the limit of one month. On what does its width depend?"),
    one("delivery_signal_months", 1, WORD, f"{LESSON}: which points lie beyond a limit that was fixed before?"),
    one("csat_reading", 1, WORD, f"{LESSON}: a total can rise while each group falls. Who answered in each wave?"),
    one("s07_reading", 1, WORD, f"{LESSON}: what else changed in that store, and what became of its other cases?"),
)
PARTS = {part.keys[0]: part for part in _PARTS}


@lru_cache(maxsize=32)
def _chart(case: Any, category: str = "delivery") -> tuple[np.ndarray, np.ndarray]:
    """Count complaints and visits (in 10,000) of each month, on store-months whose sensor was up."""
    counts = Counts(case.views, category)
    return counts.cases.sum(axis=0), counts.visits.sum(axis=0) / 1e4


def _centre(count: np.ndarray, visits: np.ndarray, months: Any = slice(None)) -> float:
    return float(count[months].sum() / visits[months].sum())


def _above(rate: np.ndarray, limit: np.ndarray) -> list[str]:
    return [month for month, out in zip(MONTHS, rate > limit, strict=True) if out]


@per_variant
def values(case: Any) -> dict[str, Any]:
    """Compute the answers; the two readings are planted truths of every variant (T13, T6)."""
    count, visits = _chart(case)
    ubar = _centre(count, visits, BASELINE)
    limit = ubar + 3 * np.sqrt(ubar / visits)
    return {
        "janfeb_growth": growth(same_stores(case.views["store_month"]), "turnover_hkd", Y25[:2], Y24[:2]),
        "delivery_ubar": ubar,
        "delivery_ucl_dec25": float(limit[-1]),
        "delivery_signal_months": _above(count / visits, limit),
        "csat_reading": "mix",
        "s07_reading": "recording",
    }


def wrong(case: Any) -> list[Wrong]:
    """Apply every wrong method that the unit lists."""
    found = [*_new_year(case), *_limits(case), *_readings(case)]
    return [Wrong(how, key, {key: value}, PARTS[key].points) for how, key, value in found]


def _new_year(case: Any) -> list[tuple[str, str, Any]]:
    key, clean = "janfeb_growth", case.views["store_month"]
    same = same_stores(clean)
    january, february = (growth(same, "turnover_hkd", [Y25[i]], [Y24[i]]) for i in (0, 1))
    return [
        ("January only", key, january),
        ("mean of the two growths", key, (january + february) / 2),
        ("new store kept", key, growth(clean, "turnover_hkd", Y25[:2], Y24[:2])),
    ]


def _limits(case: Any) -> list[tuple[str, str, Any]]:
    count, visits = _chart(case)
    ubar, everything = _centre(count, visits, BASELINE), _centre(count, visits)
    mean_count, december = count[BASELINE].mean(), visits[-1]
    centre, limit = "delivery_ubar", "delivery_ucl_dec25"
    return [
        ("limits from all 24 months", centre, everything),
        ("all categories", centre, _centre(*_chart(case, ""), BASELINE)),
        ("limits from all 24 months", limit, everything + 3 * np.sqrt(everything / december)),
        ("one limit from mean visits", limit, ubar + 3 * np.sqrt(ubar / visits[BASELINE].mean())),
        ("two sigma", limit, ubar + 2 * np.sqrt(ubar / december)),
        ("counts, not rates", limit, mean_count + 3 * np.sqrt(mean_count)),
    ]


def _readings(case: Any) -> list[tuple[str, str, Any]]:
    key, right = "delivery_signal_months", values(case)["delivery_signal_months"]
    calm = [month for month in MONTHS if month not in right]
    return [
        ("a month missing", key, right[1:]),
        ("a month added", key, sorted([*right, calm[-1]])),
        *((reading, "csat_reading", reading) for reading in ("real", "noise")),
        *((reading, "s07_reading", reading) for reading in ("improved", "season", "chance")),
    ]


TASK = Task(PARTS, values, wrong)
