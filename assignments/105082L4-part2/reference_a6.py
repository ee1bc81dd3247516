"""A6: results and edge. The pilot against untouched stores, one store's profit, and what sets the company apart.

Instructors only.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np

from course.cases.lantern_lane import world
from course.cases.lantern_lane.figures.common import Counts
from course.marking import per_variant

from .reference_base import SHARE, WORD, Y24, Y25, Part, Task, Wrong, growth, one, with_profit

LESSON = "Lesson 6"
PILOTS, CONTROLS = world.PILOTS, world.CONTROLS
BEFORE, AFTER, BAD_QUARTER = Y24[:8], Y25[:8], Y24[9:]
US, *RIVALS = world.COMPANIES
NEEDED, ERRORS = 7.0, 2.0  # importance from which an attribute counts; standard errors to a difference
ATTRIBUTES = world.ATTRIBUTES
_PARTS = (
    one("pilot_did_ratio", 2, SHARE,
        f"{LESSON}: the effect as a ratio of ratios. Which stores are fit to compare with, in which months?"),
    one("naive_change", 1, SHARE, f"{LESSON}: before and after. Which months does head office compare?"),
    one("s03_turnover_growth", 0.5, SHARE, f"{LESSON}: turnover of one store, whole years."),
    one("s03_gp_growth", 0.5, SHARE, f"{LESSON}: turnover is not profit. What comes off before it is earned?"),
    Part(tuple(f"edge_{name}" for name in ATTRIBUTES), 2, WORD,
         f"{LESSON}: importance first, then the best rival, then two standard errors.", {6: 1.0, 7: 1.0}),
)  # fmt: skip
PARTS = {part.keys[0].split("_")[0] if len(part.keys) > 1 else part.keys[0]: part for part in _PARTS}


def effect(counts: Counts, controls: Iterable[str], before: list[str], after: list[str]) -> float:
    """Divide the pilots' rate after by before, and that by the same of the controls, less 1."""
    pilots, others = (counts.rate(s, after) / counts.rate(s, before) for s in (PILOTS, list(controls)))
    return pilots / others - 1


@lru_cache(maxsize=32)
def _counts(case: Any) -> Counts:
    return Counts(case.views)


@lru_cache(maxsize=32)
def _scores(case: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means and squared standard errors, companies by attributes, and the importance of each attribute."""
    groups = case.views["benchmark"].groupby("company")[list(ATTRIBUTES)]
    mean, error = groups.mean(), groups.var(ddof=1).div(groups.size(), axis=0)
    importance = case.views["importance"].set_index("attribute")["importance_mean"]
    means, errors = (frame.loc[[US, *RIVALS]].to_numpy(dtype=float) for frame in (mean, error))
    return means, errors, importance.loc[list(ATTRIBUTES)].to_numpy(dtype=float)


def labels(case: Any, *, importance: bool = True, best: bool = True, errors: bool = True) -> dict[str, Any]:
    """Label the eight attributes; each flag that is off leaves one rule of the method out."""
    means, squares, weight = _scores(case)
    rival = 1 + means[1:].argmax(axis=0)
    columns = np.arange(len(ATTRIBUTES))
    difference = means[0] - (means[rival, columns] if best else means[1:].mean(axis=0))
    line = ERRORS * np.sqrt(squares[0] + squares[rival, columns]) if errors else np.zeros(len(ATTRIBUTES))
    found = np.where(np.abs(difference) < line, "parity", np.where(difference > 0, "edge", "deficit"))
    if importance:
        found = np.where(weight < NEEDED, "low_importance", found)
    return {f"edge_{name}": str(label) for name, label in zip(ATTRIBUTES, found, strict=True)}


@per_variant
def values(case: Any) -> dict[str, Any]:
    """Compute the answers of A6."""
    counts, months = _counts(case), case.views["store_month"]
    s03 = with_profit(months[months["store_id"] == "S03"])
    return {
        "pilot_did_ratio": effect(counts, CONTROLS, BEFORE, AFTER),
        "naive_change": counts.rate(PILOTS, AFTER) / counts.rate(PILOTS, BAD_QUARTER) - 1,
        "s03_turnover_growth": growth(s03, "turnover_hkd"),
        "s03_gp_growth": growth(s03, "profit"),
        **labels(case),
    }


# ---- wrong answers, each by really doing it ----
def wrong(case: Any) -> list[Wrong]:
    """Apply every wrong method that the unit lists."""
    found = [*_wrong_effects(case), *_wrong_changes(case)]
    edges = [
        Wrong("without importance", "edge", labels(case, importance=False), 2),
        Wrong("mean of the rivals", "edge", labels(case, best=False), 1),
        Wrong("no error bar", "edge", labels(case, errors=False), 1),
    ]
    return [Wrong(how, key, {key: value}, PARTS[key].points) for how, key, value in found] + edges


def _wrong_effects(case: Any) -> list[tuple[str, str, Any]]:
    counts, key = _counts(case), "pilot_did_ratio"
    pilots, controls = (counts.rate(s, AFTER) / counts.rate(s, BEFORE) - 1 for s in (PILOTS, CONTROLS))

    def mean_of_ratios(stores: Iterable[str]) -> float:
        return float(np.mean([counts.rate([one], AFTER) / counts.rate([one], BEFORE) for one in stores]))

    return [
        ("growths subtracted", key, pilots - controls),
        ("no control", key, pilots),
        ("S07 among the controls", key, effect(counts, [*CONTROLS, "S07"], BEFORE, AFTER)),
        ("S12 among the controls", key, effect(counts, [*CONTROLS, "S12"], BEFORE, AFTER)),
        ("whole years", key, effect(counts, CONTROLS, Y24, Y25)),
        ("upside down", key, 1 / (1 + effect(counts, CONTROLS, BEFORE, AFTER)) - 1),
        ("mean of store ratios", key, mean_of_ratios(PILOTS) / mean_of_ratios(CONTROLS) - 1),
    ]


def _wrong_changes(case: Any) -> list[tuple[str, str, Any]]:
    counts, months = _counts(case), case.views["store_month"]
    s03 = months[months["store_id"] == "S03"]
    quarter = counts.rate(PILOTS, BAD_QUARTER)
    return [
        ("whole year 2025 after", "naive_change", counts.rate(PILOTS, Y25) / quarter - 1),
        ("a year before", "naive_change", counts.rate(PILOTS, AFTER) / counts.rate(PILOTS, BEFORE) - 1),
        ("goodwill not deducted", "s03_gp_growth", growth(with_profit(s03, goodwill=False), "profit")),
        ("Jan-Aug only", "s03_turnover_growth", growth(s03, "turnover_hkd", AFTER, BEFORE)),
        ("Jan-Aug only", "s03_gp_growth", growth(with_profit(s03), "profit", AFTER, BEFORE)),
    ]


TASK = Task(PARTS, values, wrong)
