"""What the exercises of unit 105082L4 expect, computed from the lesson's data: practice, nothing here is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from course.checks import Outcome, not_yet, right, to_number
from course.units.items import Item

SHARE, RATE, GAP, COUNT = 0.0005, 0.001, 0.001, 0.25  # tolerances by what is asked
DIMENSIONS = ("tan", "rel", "res", "ass", "emp")
PILOTS, UNTOUCHED = ("S02", "S05", "S08", "S11"), ("S01", "S03", "S04", "S06", "S09", "S10")
LABELS = {
    "greeting": "low_importance", "product_knowledge": "edge", "queue_speed": "deficit", "checkout_accuracy": "parity",
    "delivery": "deficit", "returns_ease": "parity", "store_tidiness": "low_importance", "gift_wrap": "low_importance",
}  # fmt: skip
NOTHING = ["none"]


@cache
def _view(name: str) -> Any:
    from course.cases import views

    return views("base")[name]


def _complaints(year: str) -> Any:
    cases = _view("cases")
    return cases[cases["type"].eq("complaint") & cases["month"].str.startswith(year)]


def _open_months(start: str, end: str) -> Any:
    """Store-months of a period whose door sensor can be trusted."""
    months = _view("store_month")
    return months[months["month"].between(start, end) & months["sensor_uptime_pct"].ge(90)]


def _heard(cases: Any) -> Any:
    return cases[cases["sensor_uptime_pct"] >= 90]


def _new_and_lost(members: Any, year: int) -> tuple[int, int]:
    from pandas import Timedelta

    new = members["first_purchase_date"].dt.year == year
    lost = (members["last_purchase_date"] + Timedelta(days=365)).dt.year == year
    return int(new.sum()), int(lost.sum())


def _on_time(cases: Any) -> float:
    from course.cases import as_of
    from course.indicators import answered_in_time

    return float(answered_in_time(
        cases, start="received_at", end="first_reply_at", limit_hours=72, as_of=as_of(),
        at_limit="met", never_answered="late", not_yet_due="leave_out",
    ))  # fmt: skip


def _delivery_wait() -> float:
    cases = _complaints("2025")
    cases = cases[cases["category"].eq("delivery")]
    return float(((cases["first_reply_at"] - cases["acknowledged_at"]).dt.total_seconds() / 3600).median())


def _numbers() -> int:
    cases = _view("cases")
    return int(cases.loc[cases["type"].eq("complaint"), "summary"].str.contains(r"(?<!\d)\d{8}(?!\d)").sum())


def _rate_2024() -> float:
    return len(_heard(_complaints("2024"))) / float(_open_months("2024-01", "2024-12")["visits"].sum()) * 1e4


def _ratios() -> dict[str, float]:
    members = _view("members")
    (new, lost), coupon = _new_and_lost(members, 2024), _new_and_lost(members[members["source"] == "coupon_2024"], 2025)
    return {"ratio_2024": new / lost, "coupon_2025": coupon[0] / coupon[1]}


def _table_2024() -> dict[str, float]:
    months, complaints = _open_months("2024-01", "2024-12"), _complaints("2024")
    solved, (new, lost) = complaints["resolved_first_contact"], _new_and_lost(_view("members"), 2024)
    conversion = float(months["transactions"].sum() / months["visits"].sum())
    fcr = float(solved.eq("Y").sum() / solved.notna().sum())
    return {"conversion": conversion, "fcr": fcr, "on_time": _on_time(complaints), "new": new, "lost": lost}


def _two_months() -> float:
    months = _view("store_month")
    same = months[months["open_all_months"] & months["month"].str[5:].isin(["01", "02"])]
    sums = same.groupby(same["month"].str[:4])["turnover_hkd"].sum()
    return float(sums["2025"] / sums["2024"] - 1)


def _queue_chart() -> dict[str, Any]:
    cases = _heard(_view("cases"))
    counts = cases[cases["type"].eq("complaint") & cases["category"].eq("queue")].groupby("month").size()
    visits = _open_months("2024-01", "2025-12").groupby("month")["visits"].sum()
    counts = counts.reindex(visits.index, fill_value=0)
    centre = counts[:"2025-08"].sum() / visits[:"2025-08"].sum()
    limit = centre + 3 * (centre / visits["2025-12"]) ** 0.5
    above = counts["2025-12"] / visits["2025-12"] > limit
    return {"ubar": centre * 1e4, "limit": limit * 1e4, "reading": "signal" if above else "noise"}


def _survey(wave: int) -> Any:
    from course.cases import load

    answers = load("survey_clean", "base")
    return answers[answers["wave"] == wave]


def _gap(dimension: str) -> float:
    answers = _survey(2025)
    got, expected_ = (
        answers[[f"{kind}_{dimension}1", f"{kind}_{dimension}2"]].astype(float).mean(axis=1) for kind in "pe"
    )
    return float((got - expected_).mean())


def _weighted_gap(dimension: str) -> float:
    return _gap(dimension) * float(_survey(2025)[f"w_{dimension}"].astype(float).mean()) / 100


def _known_2024() -> float:
    return float(_survey(2024)[["k_return", "k_price", "k_reply", "k_privacy"]].eq("correct").to_numpy().mean())


def _first_contact_effect() -> float:
    def share(stores: tuple[str, ...], year: str) -> float:
        cases = _complaints(year)
        solved = cases[cases["store_id"].isin(stores) & cases["month"].le(f"{year}-08")]["resolved_first_contact"]
        return float(solved.eq("Y").sum() / solved.notna().sum())

    pilots, others = (share(stores, "2025") / share(stores, "2024") for stores in (PILOTS, UNTOUCHED))
    return pilots / others - 1


def _three_groups() -> int:
    from course.methods import sample_size

    return 3 * sample_size(margin=0.05, share=0.5)


# Item to a function that gives the right value, and the tolerance (by field where they differ).
VALUES: dict[str, tuple[Callable[[], Any], Any]] = {
    "1.1": (
        lambda: {"O1": ["I1", "I6", "I9"], "O2": NOTHING, "O3": ["I2", "I3", "I5", "I7", "I8"], "O4": NOTHING},
        None,
    ),
    "2.2": (_delivery_wait, 0.1),
    "2.3": (lambda: _on_time(_complaints("2025")), SHARE),
    "2.4": (_numbers, COUNT),
    "3.3": (_rate_2024, RATE),
    "3.4": (_ratios, RATE),
    "3.5": (_table_2024, {"conversion": SHARE, "fcr": SHARE, "on_time": SHARE, "new": COUNT, "lost": COUNT}),
    "4.1": (_two_months, SHARE),
    "4.2": (_queue_chart, RATE),
    "5.1": (lambda: _gap("rel"), GAP),
    "5.2": (lambda: _weighted_gap("tan"), GAP),
    "5.4": (_known_2024, SHARE),
    "5.5": (lambda: float((_survey(2025)["queue_adequate_min"] < 5).mean()), SHARE),
    "6.1": (_first_contact_effect, RATE),
    "6.3": (lambda: LABELS, None),
    "7.2": (_three_groups, COUNT),
    "8.2": (lambda: ["delivery", "standard", "recording", "coupon"], None),
}


def expected(item_id: str) -> tuple[Any, Any]:
    """Give the right answer of an exercise and the tolerance, computed from the lesson's data.

    Parameters
    ----------
    item_id : str
        Such as ``105082L4.3.3``.

    Returns
    -------
    tuple
        Value (bare for one field, a record for several) and tolerance in the field's unit. Two times None where the
        choices say which is right, and where the answer is a text that people read.
    """
    value, tolerance = VALUES.get(item_id.partition(".")[2], (lambda: None, None))
    return value(), tolerance


def _own_figures(value: Mapping[str, Any]) -> Outcome:
    """Look at baseline, target and alert of a complaint rate: where they come from, and their order."""
    months = _open_months("2025-01", "2025-12")
    own = len(_heard(_complaints("2025"))) / float(months["visits"].sum()) * 1e4
    baseline, target, alert = (float(to_number(value[key]) or 0) for key in ("baseline", "target", "alert"))
    if abs(baseline - own) > 0.01 * own:
        return not_yet(f"The baseline is {baseline:g}, which is not the rate that the data of 2025 give.",
                       "Take it from the worked example of module 3.")  # fmt: skip
    if target >= baseline:
        return not_yet(f"The target {target:g} is not below the baseline {baseline:g}.", "Fewer complaints are better.")
    if alert <= target:
        return not_yet(f"The alert {alert:g} is on the good side of the target {target:g}, so it can never warn you.",
                       "Put it above the target.")  # fmt: skip
    return right("Baseline from your data, target below it, alert above the target.")


def _read_it_yourself(_value: Any) -> Outcome:
    return right(
        "All parts are there.", "Open the worked solution and compare: is each of your parts one short sentence?"
    )


def _dates_are_read(choices: Mapping[str, Any]) -> Outcome:
    """Look whether every date of the trainee's own log can be read as the choices say; not whether it is right."""
    from course.cases import load
    from course.cases.lantern_lane import recipe

    unread = int(recipe.run(load("cases"), {**choices, "period": "all"})["received_at"].isna().sum())
    if unread:
        return not_yet(f"{unread:,} dates of your log cannot be read this way.", "Look at a few dates of each channel.")
    return right()


# Checks of answers that no single value decides.
CHECKS: dict[str, Callable[[Any], Outcome]] = {
    "105082L4.7.3": _own_figures,
    "105082L4.8.1": _read_it_yourself,
    "A1": _dates_are_read,
}


def _rows_that_remain(variant: str | None, choices: Mapping[str, Any]) -> str:
    """Say how many rows the choices leave; without a variant, of the trainee's own log."""
    from course.cases import load
    from course.cases.lantern_lane import recipe

    return recipe.preview(load("cases", variant), choices)


def _definition(form: str, choices: Mapping[str, Any]) -> str:
    from course.indicators import sentence

    return sentence(form, choices)


# What the form says about an answer while it is being filled in, by item.
SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "105082L4.3.1": partial(_rows_that_remain, "base"),
    "A1": partial(_rows_that_remain, None),
    "A2.complaint_rate": partial(_definition, "complaint_rate"),
    "A2.new_to_lost": partial(_definition, "new_to_lost"),
    "A2.on_time": partial(_definition, "on_time"),
}


def _own_clauses(item: Item) -> Item:
    """Show the clauses as the trainee's own scheme words them."""
    from course.cases import document

    words = {clause["id"]: clause["text"] for clause in document("scheme")["clauses"]}
    fields = [field.model_copy(update={"label": f"{field.label}: {words[field.key]}"}) for field in item.fields]
    return item.model_copy(update={"fields": fields})


# Items with words of the trainee's own case.
FILLED: dict[str, Callable[[Item], Item]] = {"A7": _own_clauses}
