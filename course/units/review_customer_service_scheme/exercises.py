"""What the exercises of unit 105082L4 expect, computed from the lesson's data: practice, nothing here is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any


def _views() -> dict[str, Any]:
    from course.cases import views

    return views("base")


def _figures_of_2024() -> dict[str, tuple[Any, Any]]:
    """Compute what exercises 3.3 to 3.5 ask for, from the lesson's tables by the course's own functions."""
    from course import indicators as ind
    from course.cases import as_of

    views = _views()
    cases, months, members = views["cases"], views["store_month"], views["members"]
    complaints = cases[(cases["type"] == "complaint") & cases["month"].str.startswith("2024")]
    heard = complaints[complaints["sensor_uptime_pct"] >= 90]
    open_ = months[months["month"].str.startswith("2024") & (months["sensor_uptime_pct"] >= 90)]
    solved = complaints["resolved_first_contact"]
    answered = ind.answered_in_time(
        complaints, start="received_at", end="first_reply_at", limit_hours=72, as_of=as_of(),
        at_limit="met", never_answered="late", not_yet_due="leave_out",
    )  # fmt: skip
    flow = {year: _new_and_lost(members, year) for year in (2024, 2025)}
    coupon = _new_and_lost(members[members["source"] == "coupon_2024"], 2025)
    new, lost = flow[2024]
    table = {"conversion": open_["transactions"].sum() / open_["visits"].sum(), "fcr": solved.eq("Y").sum() / solved.notna().sum(),
             "on_time": float(answered), "new": new, "lost": lost}  # fmt: skip
    return {
        "105082L4.3.3": (float(ind.rate(len(heard), open_["visits"].sum(), scale=10_000)), 0.001),
        "105082L4.3.4": ({"ratio_2024": new / lost, "coupon_2025": coupon[0] / coupon[1]}, 0.001),
        "105082L4.3.5": (table, {"conversion": 1e-4, "fcr": 1e-4, "on_time": 1e-4, "new": 0.25, "lost": 0.25}),
    }


def _new_and_lost(members: Any, year: int) -> tuple[int, int]:
    from pandas import Timedelta

    new = members["first_purchase_date"].dt.year == year
    lost = (members["last_purchase_date"] + Timedelta(days=365)).dt.year == year
    return int(new.sum()), int(lost.sum())


def expected(item_id: str) -> tuple[Any, Any]:
    """Give the right answer of an exercise and the tolerance, computed from the lesson's data.

    Parameters
    ----------
    item_id : str
        Such as ``105082L4.3.3``. Decisions need none: their choices say which is right.

    Returns
    -------
    tuple
        Value (bare for one field, a record for several) and tolerance in the field's unit.

    Raises
    ------
    KeyError
        If there is no such exercise, or its choices say the answer.
    """
    if item_id == "105082L4.7.2":
        from course.methods import sample_size

        return 3 * sample_size(margin=0.05, share=0.5), 0.25
    return _figures_of_2024()[item_id]


def _rows_that_remain(choices: Mapping[str, Any]) -> str:
    from course.cases import load
    from course.cases.lantern_lane import recipe

    return recipe.preview(load("cases", "base"), choices)


def _definition(form: str, choices: Mapping[str, Any]) -> str:
    from course.indicators import sentence

    return sentence(form, choices)


# What the form says about an answer while it is being filled in, by item.
SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "105082L4.3.1": _rows_that_remain,
    "A2.complaint_rate": partial(_definition, "complaint_rate"),
    "A2.new_to_lost": partial(_definition, "new_to_lost"),
    "A2.on_time": partial(_definition, "on_time"),
}
