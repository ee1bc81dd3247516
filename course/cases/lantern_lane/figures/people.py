"""Figures of the survey, the members and the benchmark."""

from __future__ import annotations

import numpy as np
import pandas as pd

from course.cases.lantern_lane import world
from course.cases.lantern_lane.figures.common import Frames

YEAR = pd.Timedelta(days=365)
NEEDED = 7.0  # importance from which an attribute can be an edge
LABELS = {
    "product_knowledge": "edge",
    "queue_speed": "deficit",
    "checkout_accuracy": "parity",
    "delivery": "deficit",
    "returns_ease": "parity",
}


def expectation(views: Frames) -> dict[str, float]:
    """Gaps by dimension, raw, weighted and unpaired, and what knowing the return rule does to one of them."""
    wave = views["survey"].query("wave == 2025")
    expected, perceived = (_dimensions(wave, kind) for kind in "ep")
    gap = (perceived - expected).mean()
    unpaired = perceived.mean() - expected.mean()
    weights = wave[[f"w_{short}" for short in world.DIMENSIONS]].dropna().mean().to_numpy(dtype=float)
    weighted = pd.Series(gap.to_numpy() * weights / 100, index=gap.index)
    reliability = (perceived["rel"] - expected["rel"]).groupby(wave["k_return"] == "correct").mean()
    known = (wave[list(world.KNOWLEDGE)] == "correct").to_numpy()
    told = wave.loc[wave["had_problem"] == "Y", "reported_problem"] == "Y"
    return {
        **{f"gap_{name}": float(value) for name, value in gap.items()},
        **{f"weighted_gap_{name}": float(value) for name, value in weighted.items()},
        "tan_place_by_gap": float((gap < gap["tan"]).sum() + 1),
        "rel_place_by_weighted_gap": float((weighted < weighted["rel"]).sum() + 1),
        "unpaired_too_low_by_at_least": float((gap - unpaired).min()),
        "rule_known_gap": float(reliability[True]),
        "rule_unknown_gap": float(reliability[False]),
        "rule_closes_gap_by": float(reliability[True] - reliability[False]),
        "promise_understood": float(known.mean()),
        "stricter_than_us": float((wave["reply_adequate_h"] < 72).mean()),
        "problems_told": float(told.mean()),
        "expectation_block_blank": float(wave["e_rel1"].isna().mean()),
    }


def _dimensions(wave: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Mean of the two items of each dimension; of one where the other has no answer."""
    return pd.DataFrame(
        {short: wave[[f"{kind}_{short}1", f"{kind}_{short}2"]].astype(float).mean(axis=1) for short in world.DIMENSIONS}
    )


def satisfaction(views: Frames) -> dict[str, float]:
    """Share of satisfied customers in all and in both groups, in both waves."""
    survey = views["survey"]
    top = (survey["csat"] >= 4).groupby([survey["wave"], survey["is_member"]]).mean()
    all_top = (survey["csat"] >= 4).groupby(survey["wave"]).mean()
    change = {group: float(top[2025, group] - top[2024, group]) for group in "YN"}
    return {
        "satisfied_2024": float(all_top[2024]),
        "satisfied_2025": float(all_top[2025]),
        "satisfied_change": float(all_top[2025] - all_top[2024]),
        "satisfied_change_members": change["Y"],
        "satisfied_change_others": change["N"],
    }


def flows(views: Frames) -> dict[str, float]:
    """Members won and lost in both years, with coupon joiners apart."""
    members = views["members"]
    first, last = members["first_purchase_date"], members["last_purchase_date"]
    lost = last + YEAR
    coupon = members["source"] == "coupon_2024"
    cohort = coupon & first.between("2024-08-01", "2024-10-31")
    out: dict[str, float] = {"coupon_stay": float((last >= first + YEAR)[cohort].mean())}
    for year in world.YEARS:
        new_in, lost_in = first.dt.year == year, lost.dt.year == year
        out[f"won_{year}"], out[f"lost_{year}"] = float(new_in.sum()), float(lost_in.sum())
        out[f"won_to_lost_{year}"] = float(new_in.sum() / lost_in.sum())
    out["organic_won_to_lost"] = float((new_in & ~coupon).sum() / (lost_in & ~coupon).sum())
    return out


def edge(views: Frames) -> dict[str, float]:
    """How many edge labels are not the planted ones, and the room to the lines that decide them."""
    groups = views["benchmark"].groupby("company")[list(world.ATTRIBUTES)]
    mean, error = groups.mean(), groups.var(ddof=1).div(groups.size(), axis=0)
    us, *others = world.COMPANIES
    means, errors = (frame.loc[[us, *others]].to_numpy(dtype=float) for frame in (mean, error))
    importance = views["importance"].set_index("attribute")["importance_mean"]
    wrong, nearest = 0, np.inf
    for place, attribute in enumerate(world.ATTRIBUTES):
        if (importance[attribute] >= NEEDED) != (attribute in LABELS):
            wrong += 1
        if importance[attribute] < NEEDED:
            continue
        best = 1 + int(means[1:, place].argmax())
        difference = means[0, place] - means[best, place]
        line = 2 * np.sqrt(errors[0, place] + errors[best, place])
        label = "parity" if abs(difference) < line else ("edge" if difference > 0 else "deficit")
        wrong += label != LABELS.get(attribute)
        nearest = min(nearest, abs(abs(difference) / line - 1))
    return {
        "edge_labels_other_than_planted": float(wrong),
        "edge_nearest_to_line": float(nearest),
        "importance_nearest_to_line": float((importance - NEEDED).abs().min()),
    }
