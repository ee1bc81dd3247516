"""A5: the expectation gap. Paired gaps, weights, understanding, and our standard against the customers' time.

Instructors only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from course.cases.lantern_lane import world
from course.marking import per_variant

from .reference_base import GAP, SHARE, WORD, Part, Task, Wrong, complaints_of_2025, hours, on_time, one

LESSON, NO_ANSWER, STANDARD_H = "Lesson 5", 99, 72
DIMENSIONS = world.DIMENSIONS
ITEMS = {kind: [f"{kind}_{short}{item}" for short in DIMENSIONS for item in (1, 2)] for kind in "ep"}
WEIGHTS = [f"w_{short}" for short in DIMENSIONS]
FOUR = {4: 1.0}
_PARTS = (
    Part(tuple(f"gap_{short}" for short in DIMENSIONS), 2, GAP,
         f"{LESSON}: perception less expectation, person by person. Whose answers are in, and what is a 99?", FOUR),
    Part(tuple(f"wgap_{short}" for short in DIMENSIONS), 2, GAP,
         f"{LESSON}: gap times mean weight over 100. Whose weights are in?", FOUR),
    one("top_priority", 1, WORD, f"{LESSON}: by which gap are priorities ordered, the raw or the weighted one?"),
    one("understanding_index", 1, SHARE, f"{LESSON}: understanding. What becomes of \"I don't know\"?"),
    one("on_time_at_customer_adequate", 1, SHARE, f"{LESSON}: the customers' time as limit. Who is below the line?"),
    one("stricter_share_reply", 1, SHARE, f"{LESSON}: our standard against the time that is just acceptable."),
)  # fmt: skip
PARTS = {part.keys[0].split("_")[0] if len(part.keys) > 1 else part.keys[0]: part for part in _PARTS}


def survey_of(case: Any, wave: int | None = 2025) -> pd.DataFrame:
    """Read the survey as released, with a 99 as no answer."""
    raw = case.tables["survey"]
    found = raw if wave is None else raw[raw["wave"] == wave]
    scores = [*ITEMS["e"], *ITEMS["p"]]
    numbers = found[scores].astype(float)
    return found.assign(**numbers.mask(numbers == NO_ANSWER))


def dimensions(survey: pd.DataFrame, kind: str) -> np.ndarray:
    """Mean of the two items of each dimension, people by dimensions; of one where the other has no answer."""
    pairs = survey[ITEMS[kind]].to_numpy(dtype=float).reshape(len(survey), len(DIMENSIONS), 2)
    answered = ~np.isnan(pairs)
    with np.errstate(invalid="ignore"):
        mean: np.ndarray = np.where(answered, pairs, 0).sum(axis=2) / answered.sum(axis=2)
    return mean


def gaps(survey: pd.DataFrame) -> np.ndarray:
    """Mean over people with both sides of perception less expectation, one a dimension."""
    mean: np.ndarray = np.nanmean(dimensions(survey, "p") - dimensions(survey, "e"), axis=0)
    return mean


def weights(survey: pd.DataFrame) -> np.ndarray:
    """Mean weight of each dimension, of people whose weights add to 100."""
    points = survey[WEIGHTS].to_numpy(dtype=float)
    mean: np.ndarray = points[points.sum(axis=1) == 100].mean(axis=0)
    return mean


def _named(prefix: str, numbers: np.ndarray) -> dict[str, Any]:
    return {f"{prefix}_{short}": float(number) for short, number in zip(DIMENSIONS, numbers, strict=True)}


@per_variant
def values(case: Any) -> dict[str, Any]:
    """Compute the answers of A5."""
    wave = survey_of(case)
    gap = gaps(wave)
    weighted = gap * weights(wave) / 100
    complaints = complaints_of_2025(case.views["cases"])
    return {
        **_named("gap", gap),
        **_named("wgap", weighted),
        "top_priority": DIMENSIONS[int(weighted.argmin())],
        "understanding_index": float((wave[list(world.KNOWLEDGE)] == "correct").to_numpy().mean()),
        "on_time_at_customer_adequate": on_time(complaints, case.as_of, float(wave["reply_adequate_h"].median())),
        "stricter_share_reply": float((wave["reply_adequate_h"] < STANDARD_H).mean()),
    }


# ---- wrong answers, each by really doing it ----
def wrong(case: Any) -> list[Wrong]:
    """Apply every wrong method that the unit lists; a wrong gap is also carried on into the weighted gap."""
    return [*_wrong_gaps(case), *_wrong_weights(case), *_wrong_priorities(case), *_wrong_shares(case)]


def _wrong_gaps(case: Any) -> list[Wrong]:
    wave, both = survey_of(case), survey_of(case, None)
    raw = case.tables["survey"][case.tables["survey"]["wave"] == 2025]
    scores = [*ITEMS["e"], *ITEMS["p"]]
    found = {
        "turned round": (-gaps(wave), 2),
        "unpaired": (np.nanmean(dimensions(wave, "p"), axis=0) - np.nanmean(dimensions(wave, "e"), axis=0), 2),
        "99 kept": (gaps(raw), 2),
        "blanks filled with the mean": (gaps(wave.assign(**wave[scores].fillna(wave[scores].mean()))), 2),
        "both waves": (gaps(both), 1),  # carried on, it may stay within the tolerance where the weight is small
    }
    weight = weights(wave) / 100
    return [Wrong(how, "gap", _named("gap", gap), 2) for how, (gap, _) in found.items()] + [
        Wrong(f"{how}, carried on", "wgap", _named("wgap", gap * weight), loses) for how, (gap, loses) in found.items()
    ]


def _wrong_weights(case: Any) -> list[Wrong]:
    wave = survey_of(case)
    gap = gaps(wave)
    everyone = wave[WEIGHTS].to_numpy(dtype=float).mean(axis=0)
    return [
        # A row of 130 has 30 points too many for tangibles only, so four of the five figures stay right.
        Wrong("weights of 130 kept", "wgap", _named("wgap", gap * everyone / 100), 1),
        Wrong("equal weights", "wgap", _named("wgap", gap / len(DIMENSIONS)), 2),
    ]


def _wrong_priorities(case: Any) -> list[Wrong]:
    wave = survey_of(case)
    gap = gaps(wave)
    weighted = gap * weights(wave)
    chosen = {"by the raw gap": gap.argmin(), "least negative": weighted.argmax(), "smallest gap": gap.argmax()}
    return [Wrong(how, "top_priority", {"top_priority": DIMENSIONS[int(place)]}, 1) for how, place in chosen.items()]


def _wrong_shares(case: Any) -> list[Wrong]:
    wave, both = survey_of(case), survey_of(case, None)
    known = wave[list(world.KNOWLEDGE)].to_numpy()
    complaints = complaints_of_2025(case.views["cases"])
    taken, limit = hours(complaints, "first_reply_at"), float(wave["reply_adequate_h"].median())
    found = [
        ("I don't know left out", "understanding_index", (known == "correct").sum() / (known != "dont_know").sum()),
        ("72 hours used", "on_time_at_customer_adequate", on_time(complaints, case.as_of, STANDARD_H)),
        ("answered only", "on_time_at_customer_adequate", (taken <= limit).sum() / taken.notna().sum()),
        ("desired time used", "stricter_share_reply", (wave["reply_desired_h"] < STANDARD_H).mean()),
        ("both waves", "stricter_share_reply", (both["reply_adequate_h"] < STANDARD_H).mean()),
    ]
    return [Wrong(how, key, {key: value}, 1) for how, key, value in found]


TASK = Task(PARTS, values, wrong)
