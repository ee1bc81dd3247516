"""Figures of the complaint log: rates, ranks, the pilot, delivery, recording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from course.cases.lantern_lane import world
from course.cases.lantern_lane.figures.common import Y24, Y25, Counts, Frames

BEFORE, AFTER = Y24[:8], Y25[:8]
CHART_BASELINE = world.MONTHS < "2025-09"  # fixed before looking


def rates(views: Frames, counts: Counts) -> dict[str, float]:
    """Measure the rate of each year, and which store is worst by count and by rate."""
    by_rate = np.array([counts.rate([store], Y25) for store in world.STORE_IDS])
    log = views["cases"]
    complaints = log[(log["type"] == "complaint") & (log["month"] >= Y25[0])]
    by_count = complaints["store_id"].value_counts()
    place = {store: i for i, store in enumerate(world.STORE_IDS)}
    ranked = np.sort(by_rate)[::-1]
    fcr = complaints["resolved_first_contact"].dropna()
    return {
        "clean_rows": float(len(log)),
        "complaints": float((log["type"] == "complaint").sum()),
        "rate_2024": counts.rate(months=Y24),
        "rate_2025": counts.rate(months=Y25),
        "s01_rate": float(by_rate[place["S01"]]),
        "s11_rate": float(by_rate[place["S11"]]),
        "s01_place_by_count": float((by_count > by_count["S01"]).sum() + 1),
        "s01_place_from_lowest_rate": float((by_rate < by_rate[place["S01"]]).sum() + 1),
        "s11_place_by_rate": float((by_rate > by_rate[place["S11"]]).sum() + 1),
        "worst_two_differ_by": float(ranked[0] / ranked[1] - 1),
        "solved_at_first_contact": float((fcr == "Y").mean()),
    }


def pilot(counts: Counts) -> dict[str, float]:
    """Measure the effect of the pilot against the control stores, and the naive reading from the quarter before."""
    groups = (world.PILOTS, AFTER), (world.PILOTS, BEFORE), (world.CONTROLS, AFTER), (world.CONTROLS, BEFORE)
    cases, visits = np.array([counts.total(stores, months) for stores, months in groups]).T
    after, before, control_after, control_before = cases / visits
    ratio = after / before / (control_after / control_before)
    half = 1.96 * np.sqrt((1 / cases).sum())
    bad_quarter = counts.rate(world.PILOTS, Y24[9:])
    return {
        "pilot_effect": ratio - 1,
        "pilot_effect_low": ratio * np.exp(-half) - 1,
        "pilot_effect_high": ratio * np.exp(half) - 1,
        "pilot_naive": after * 1e4 / bad_quarter - 1,
        "pilot_naive_below_effect": (ratio - 1) - (after * 1e4 / bad_quarter - 1),
    }


def delivery(views: Frames, facts: Mapping[str, Any]) -> dict[str, float]:
    """Chart the delivery complaints with limits from the months before September 2025."""
    counts = Counts(views, "delivery")
    count, visits = counts.cases.sum(axis=0), counts.visits.sum(axis=0) / 1e4
    mean = count[CHART_BASELINE].sum() / visits[CHART_BASELINE].sum()
    limit, rate = mean + 3 * np.sqrt(mean / visits), count / visits
    expected = facts["delivery_start"] <= world.MONTHS
    return {
        "delivery_mean": float(mean),
        "delivery_limit_december": float(limit[-1]),
        "delivery_signals_other_than_planted": float(((rate > limit) != expected).sum()),
        "delivery_ratio": float(count[expected].sum() / visits[expected].sum() / mean),
        "delivery_nearest_to_limit": float(np.abs(rate / limit - 1).min()),
    }


def recording(views: Frames, counts: Counts) -> dict[str, float]:
    """Measure Yuen Long's recorded rate and its enquiries in both halves of 2025."""
    log = views["cases"]
    enquiries = log[(log["type"] == "enquiry") & (log["store_id"] == "S07")]["month"]
    first, second = counts.rate(["S07"], Y25[:6]), counts.rate(["S07"], Y25[6:])
    first_enquiries, second_enquiries = (float(enquiries.isin(half).sum()) for half in (Y25[:6], Y25[6:]))
    return {
        "s07_rate_first_half": first,
        "s07_rate_second_half": second,
        "s07_rate_change": second / first,
        "s07_enquiries_first_half": first_enquiries,
        "s07_enquiries_second_half": second_enquiries,
        "s07_enquiries_change": second_enquiries / first_enquiries,
    }
