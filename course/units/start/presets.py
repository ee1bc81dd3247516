"""Setting of the one simulator in module 0: a slider to try out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course.methods import sample_size


def answers_needed(margin: float) -> float:
    """Answers for one share within the margin (a fraction), whatever the share is."""
    return float(sample_size(margin=margin, share=0.5))


def _sentence(query: Mapping[str, Any], value: float, _points: list[tuple[float, float]]) -> str:
    return f"Within {query['margin'] * 100:g} points either way: {value:,.0f} answers."


def dial() -> dict[str, Any]:
    """One slider: how near you want to be, from 2 to 15 points."""
    return {
        "key": "start.sample_size",
        "label": "How many people must answer?",
        "lead": "A margin of 0.05 means 5 points either way.",
        "controls": [{"key": "margin", "label": "Margin", "kind": "slider", "start": 0.1, "low": 0.02, "high": 0.15,
                      "step": 0.01}],
        "formula": answers_needed,
        "over": "margin",
        "sentence": _sentence,
        "axes": {"x": "Margin, either way", "y": "Answers needed", "x_format": ".2f", "y_format": ",.0f"},
        "note": "1.96² × 0.5 × 0.5 ÷ margin², rounded up.",
    }  # fmt: skip


PRESETS: dict[str, Callable[[], dict[str, Any]]] = {"start.sample_size": dial}
