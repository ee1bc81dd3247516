"""Settings of `what_if_dial`: how many people to ask, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.methods import sample_size as interviews_for
from course.methods.what_if import turns

INTERVIEW_HKD, BUDGET_HKD = 45, 180_000


def cost(groups: int, margin: float) -> float:
    """Cost in HKD of reporting so many groups, each within the margin (a fraction)."""
    return float(groups * interviews_for(margin=margin, share=0.5) * INTERVIEW_HKD)


def groups_words(n: int) -> str:
    """One group, or so many groups, in figures."""
    return f"{n} group{'s' if n != 1 else ''}"


def cost_sentence(query: Mapping[str, Any], value: float, points: list[tuple[float, float]]) -> str:
    """Say interviews and cost, on which side of the budget they are, and from which margin on they fit."""
    groups = groups_words(query["groups"])
    over = value > BUDGET_HKD
    turn = turns(points, BUDGET_HKD) if over else []
    more = f"; {groups} fit from {turn[0]:g} on" if turn else ""
    said = f"{groups} at {query['margin']:g}: {value / INTERVIEW_HKD:,.0f} interviews, HKD {value:,.0f}"
    return f"{said}: {'over' if over else 'within'} the budget of {BUDGET_HKD:,}{more}."


def sample_size() -> dict[str, Any]:
    """Interviews for 1 to 12 groups at a margin of 0.03 to 0.10."""

    def others(query: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        return {groups_words(n): {**query, "groups": n} for n in (1, 4, 12) if n != query["groups"]}

    return {
        "key": "105082L4.m07.sample_size",
        "label": "How many people do we have to ask?",
        "lead": f"One interview costs HKD {INTERVIEW_HKD}. A margin of 0.05 means five points either way, for each "
        "group that is reported on its own.",
        "controls": [
            {"key": "groups", "label": "Groups reported", "kind": "slider", "start": 1, "low": 1, "high": 12},
            {
                "key": "margin",
                "label": "Margin",
                "kind": "slider",
                "start": 0.08,
                "low": 0.03,
                "high": 0.1,
                "step": 0.005,
            },
        ],
        "formula": cost,
        "over": "margin",
        "sentence": cost_sentence,
        "axes": {"x": "Margin, either way", "y": "Cost of the interviews, HKD", "x_format": ".3~f", "y_format": ",.0f"},
        "limit": (BUDGET_HKD, f"budget {BUDGET_HKD:,}"),
        "others": others,
        "note": f"Interviews for one group = 1.96² × 0.5 × 0.5 ÷ margin², rounded up; times groups; times HKD "
        f"{INTERVIEW_HKD}.",
    }
