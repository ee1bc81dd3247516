"""Figures of turnover, profit and visits."""

from __future__ import annotations

from course.cases.lantern_lane.figures.common import Y24, Y25, Frames, growth
from course.cases.lantern_lane.world import SOUND_UPTIME


def money(views: Frames) -> dict[str, float]:
    """Growth with and without the new store, by month and after goodwill; visits and conversion."""
    months = views["store_month"]
    same = months[months["open_all_months"]]
    generous = months[months["store_id"] == "S03"]
    turnover, profit = "turnover_hkd", "gp_after_goodwill_hkd"
    like_for_like = growth(same, turnover, Y25, Y24)
    everything = growth(months, turnover, Y25, Y24)
    sound = months[(months["sensor_uptime_pct"] >= SOUND_UPTIME) & (months["month"] >= Y25[0])]
    return {
        "january_growth": growth(same, turnover, Y25[:1], Y24[:1]),
        "february_growth": growth(same, turnover, Y25[1:2], Y24[1:2]),
        "january_february_growth": growth(same, turnover, Y25[:2], Y24[:2]),
        "same_store_growth": like_for_like,
        "all_store_growth": everything,
        "new_store_adds": everything - like_for_like,
        "same_store_profit_growth": growth(same, profit, Y25, Y24),
        "s03_growth": growth(generous, turnover, Y25, Y24),
        "s03_profit_growth": growth(generous, profit, Y25, Y24),
        "sound_visits": float(sound["visits"].sum()),
        "receipts_a_visit": float(sound["transactions"].sum() / sound["visits"].sum()),
    }
