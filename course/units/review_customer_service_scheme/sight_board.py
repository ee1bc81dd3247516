"""Settings of `match_board` for the line of sight: which indicator would show an objective failing."""

from __future__ import annotations

from typing import Any

from course.methods.matching import Card, Links, Words

# Links of the worked example. Turnover says little about gross profit, and a count of complaints lacks its denominator.
WORKED: Links = {
    ("O1", "I1"): 1,
    ("O1", "I6"): 2,
    ("O1", "I9"): 2,
    ("O3", "I2"): 1,
    ("O3", "I3"): 2,
    ("O3", "I5"): 2,
    ("O3", "I7"): 3,
    ("O3", "I8"): 1,
}


def line_of_sight() -> dict[str, Any]:
    """Objectives and indicators of the scheme under review, with no link at the start."""
    from course import cases

    scheme = cases.document("scheme", "base")
    return {
        "key": "105082L4.m01.line_of_sight",
        "label": "Which indicator would show it?",
        "lead": "Choose an objective. Ask of each indicator: if we failed this objective, would the figure move? Then "
        "say how clearly.",
        "cards": [Card(one["id"], one["text"]) for one in scheme["objectives"]],
        "targets": [Card(one["id"], one["text"]) for one in scheme["indicators"]],
        "linked": True,
        "model": WORKED,
        "words": Words(
            "objective", "How clearly would it show?", "Objectives", "Indicators", "an indicator", "no link"
        ),
        "note": "The thicker the line, the clearer the link. Dashed: nothing watches this objective, or this indicator "
        "serves none.",
    }
