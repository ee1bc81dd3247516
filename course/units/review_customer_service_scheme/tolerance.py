"""Settings of `what_if_dial` for the zone of tolerance: whom our standard suits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course.indicators import answered_in_time

REPLY, QUEUE = "reply", "queue"
WORDS = {REPLY: "first reply to a complaint", QUEUE: "queue at the till"}
SLIDER = {REPLY: "hours", QUEUE: "minutes"}
UNIT = {REPLY: "h", QUEUE: "min"}
CLOCK = {
    "start": "received_at",
    "end": "first_reply_at",
    "at_limit": "met",
    "never_answered": "late",
    "not_yet_due": "leave_out",
}
NOTE = (
    "Thick: share of customers of 2025 whose adequate time is at least our standard. Thin: the same for the time they "
    "desire, and the share of complaints of 2025 that got a first reply in that time, of those answered or due."
)
ADEQUATE, DESIRED, KEPT = "adequate", "as desired", "kept by us"


def tolerance_zone() -> dict[str, Any]:
    """Our standard from 12 to 96 hours, or 1 to 10 minutes, against the customers' adequate and desired times."""
    from course import cases

    views, as_of = cases.views("base"), cases.as_of()
    answers = views["survey"].query("wave == 2025")
    log = views["cases"]
    rows = log[(log["type"] == "complaint") & (log["received_at"].dt.year == 2025)]
    share = zone(answers)

    def formula(measure: str, hours: float, minutes: float, line: str = ADEQUATE) -> float:
        standard = hours if measure == REPLY else minutes
        if line == KEPT:
            return float(answered_in_time(rows, **CLOCK, limit_hours=standard, as_of=as_of))
        return share(measure, standard, line)

    def others(query: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        lines = [DESIRED, KEPT] if query["measure"] == REPLY else [DESIRED]
        return {line: {**query, "line": line} for line in lines}

    def sentence(query: Mapping[str, Any], value: float, points: list[tuple[float, float]]) -> str:
        return zone_sentence(query, value, formula, typical(answers, query["measure"]))

    return {
        "key": "105082L4.m05.tolerance_zone",
        "label": "Whom does our standard suit?",
        "lead": "Move our standard. A standard suits a customer whose adequate time is as long or longer.",
        "controls": controls(),
        "formula": formula,
        "over": lambda query: SLIDER[query["measure"]],
        "sentence": sentence,
        "axes": axes,
        "others": others,
        "note": NOTE,
    }


def controls() -> list[dict[str, Any]]:
    """Make the choice of the standard and a slider for each; only one of them is in use."""
    hours = {"start": 72, "low": 12, "high": 96, "step": 12, "unit": "h"}
    minutes = {"start": 5, "low": 1, "high": 10, "unit": "min"}
    return [
        {"key": "measure", "label": "Standard for", "kind": "choice", "start": REPLY, "options": list(WORDS.items())},
        {"key": "hours", "label": "Our standard", "kind": "slider", **hours},
        {"key": "minutes", "label": "Our standard", "kind": "slider", **minutes},
    ]


def axes(query: Mapping[str, Any]) -> dict[str, str]:
    """Title the axes for the standard that is chosen."""
    title = f"Our standard, {UNIT[query['measure']]}"
    return {"x": title, "y": "Share of customers, or of complaints", "x_format": "d", "y_format": ".2~f"}


def zone(answers: Any) -> Callable[[str, float, str], float]:
    """Make a function for the share of customers whose adequate or desired time is at least the standard."""
    import numpy as np

    columns = {
        (REPLY, ADEQUATE): "reply_adequate_h",
        (REPLY, DESIRED): "reply_desired_h",
        (QUEUE, ADEQUATE): "queue_adequate_min",
        (QUEUE, DESIRED): "queue_desired_min",
    }
    times = {key: np.sort(answers[name].dropna().to_numpy(float)) for key, name in columns.items()}

    def share(measure: str, standard: float, line: str) -> float:
        found = times[measure, line]
        return float(1 - np.searchsorted(found, standard, side="left") / len(found)) if len(found) else float("nan")

    return share


def typical(answers: Any, measure: str) -> float:
    """Median adequate time of the customers."""
    return float(answers["reply_adequate_h" if measure == REPLY else "queue_adequate_min"].median())


def zone_sentence(query: Mapping[str, Any], value: float, formula: Callable[..., float], middle: float) -> str:
    """Say whom the standard suits, who would desire it, how often it is kept, and the customers' own median."""
    measure = query["measure"]
    standard, unit = query[SLIDER[measure]], UNIT[measure]
    desired = formula(**{**query, "line": DESIRED})
    kept = f"; kept in {formula(**{**query, 'line': KEPT}):.2f} of complaints" if measure == REPLY else ""
    at_middle = formula(**{**query, SLIDER[measure]: middle})
    own = f"at the customers' own median of {middle:g} {unit}: adequate for {at_middle:.2f}"
    if standard == middle:
        own = "it is the customers' own median"
    return f"At {standard:g} {unit}: adequate for {value:.2f}, as good as desired for {desired:.2f}{kept}; {own}."
