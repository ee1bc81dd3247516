"""Tables 5 and 6: mystery visits to four companies, and how important customers find each attribute."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course.cases import text
from course.cases.lantern_lane import world

STREAM, IMPORTANCE_STREAM = 5, 6
VISITS = 60  # to each company
DAYS = np.arange("2025-10-01", "2025-12-01", dtype="datetime64[D]")
WEEKEND = ~np.is_busday(DAYS)
SCORES = np.array(
    [
        [78, 86, 66, 86, 62, 76, 76, 88],
        [78, 76, 76, 86, 74, 76, 77, 70],
        [73, 75, 74, 82, 73, 72, 72, 73],
        [77, 73, 72, 80, 71, 68, 75, 69],
    ]
)
SPREAD, STEP = 6.0, 0.35  # of one visit; of a company's mean between variants
WEEKEND_QUEUE = 4
IMPORTANCE = np.array([6.4, 8.4, 8.6, 8.2, 8.3, 7.9, 6.4, 4.3])
IMPORTANCE_SPREAD, IMPORTANCE_SHOPPERS = 0.08, 400


def make(rng: np.random.Generator) -> pd.DataFrame:
    """Draw the mystery visits. A company's mean keeps its place: single visits vary by chance, their mean hardly."""
    shape = (len(world.COMPANIES), VISITS, len(world.ATTRIBUTES))
    noise = rng.normal(0, SPREAD, shape)
    noise += rng.normal(0, STEP, (shape[0], 1, shape[2])) - noise.mean(axis=1, keepdims=True)
    weekend = rng.random(shape[:2]) < 0.5
    busy = weekend[:, :, None] & (np.array(world.ATTRIBUTES) == "queue_speed")
    score = np.clip(np.rint(SCORES[:, None, :] + noise - WEEKEND_QUEUE * busy), 0, 100).astype(int)
    day = np.where(weekend, rng.choice(DAYS[WEEKEND], shape[:2]), rng.choice(DAYS[~WEEKEND], shape[:2]))
    company = np.repeat(world.COMPANIES, VISITS)
    number = np.tile(np.arange(VISITS), len(world.COMPANIES))
    prefix = np.array([name[:2].upper() for name in company])
    columns: dict[str, object] = {
        "visit_id": text.labels(np.strings.add(prefix, np.strings.zfill(number.astype(str), 3))),
        "company": text.labels(company),
        "visit_date": text.days(day.ravel()),
        "period": text.labels(np.where(weekend.ravel(), "weekend", "weekday")),
    }
    return pd.DataFrame(columns | dict(zip(world.ATTRIBUTES, score.reshape(-1, shape[2]).T, strict=True)))


def make_importance(rng: np.random.Generator) -> pd.DataFrame:
    """Draw the importance of each attribute, a mean of 400 shoppers."""
    mean = (IMPORTANCE + rng.normal(0, IMPORTANCE_SPREAD, len(IMPORTANCE))).round(2)
    return pd.DataFrame(
        {"attribute": text.labels(world.ATTRIBUTES), "importance_mean": mean, "n": [IMPORTANCE_SHOPPERS] * len(mean)}
    )
