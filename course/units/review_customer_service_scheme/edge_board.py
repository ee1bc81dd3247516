"""Settings of `quadrant_map` for the service edge: importance against the difference to the rivals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from course.indicators.edges import CUT, ERRORS, LABELS, edge, edge_label
from course.methods.quadrants import Item, Map, grouped, near

US = "Lantern Lane"
WORDS = {"edge": "edge", "deficit": "deficit", "parity": "parity", "low_importance": "low importance"}
MANY = {"edge": "Edge", "deficit": "Deficits", "parity": "Parity", "low_importance": "Of low importance"}
PERIODS = {"all": "All visits", "weekday": "Weekdays", "weekend": "Weekends"}
NEAR = 0.3  # importance points and scale points within which a step of the cut would move an item


def edge_map() -> dict[str, Any]:
    """Eight attributes; the cut, the rival and the hurdle may be moved."""
    from course import cases

    views = cases.views("base")
    visits, importance = views["benchmark"], views["importance"]

    @lru_cache(maxsize=8)  # the slider of the cut leaves the differences as they are
    def differences(rival: str, period: str) -> Any:
        rows = visits if period == "all" else visits[visits["period"] == period]
        return edge(rows, importance, us=US, rival=rival)

    return {
        "key": "105082L4.m06.edge_map",
        "label": "What sets us apart?",
        "lead": "Find our biggest lead. Then ask how much it weighs with customers, and whether the bar crosses zero.",
        "controls": controls(),
        "chart": lambda query: chart(differences(query["rival"], query["period"]), query),
    }


def controls() -> list[dict[str, Any]]:
    """Cut, rival, hurdle and period."""
    rivals = [("best", "The best rival on each attribute"), ("mean", "All rivals together")]
    hurdles = [("errors", "Two standard errors"), ("none", "None: every difference counts")]
    cut = {"start": CUT, "low": 4.0, "high": 9.0, "step": 0.1}
    return [
        {"key": "cut", "label": "Important from", "kind": "slider", **cut},
        {"key": "rival", "label": "Compared with", "kind": "choice", "start": "best", "options": rivals},
        {"key": "hurdle", "label": "Hurdle", "kind": "choice", "start": "errors", "options": hurdles},
        {"key": "period", "label": "Visits", "kind": "choice", "start": "all", "options": list(PERIODS.items())},
    ]


def chart(found: Any, query: Mapping[str, Any]) -> Map:
    """Make the map and its sentence of a table of edges."""
    items = [_item(name, row, query) for name, row in found.to_dict("index").items()]
    rival = "the best rival" if query["rival"] == "best" else "all rivals"
    return Map(
        items=items,
        sentence=edge_sentence(items, float(query["cut"])),
        x_line=float(query["cut"]),
        y_line=0.0,
        x_title="Importance to customers, 1 to 10",
        y_title=f"Our mean score less that of {rival}, points of 100",
        groups=[WORDS[label] for label in LABELS],
        corners={"high high": "ahead where it counts", "low high": "behind where it counts"},
        note="Bars: two standard errors of the difference either way. A bar that crosses zero is parity. "
        f"{int(found['n'].iloc[0])} visits to us.",
    )


def _item(name: str, row: Mapping[Any, Any], query: Mapping[str, Any]) -> Item:
    errors = ERRORS if query["hurdle"] == "errors" else 0.0
    given = edge_label(row["difference"], row["error"], row["importance"], cut=query["cut"], errors=errors)
    half = ERRORS * row["error"]
    ends = row["difference"] - half, row["difference"] + half
    label, group = name.replace("_", " "), WORDS.get(given, "")
    return Item(name, label, row["importance"], row["difference"], *ends, group, f"against {row['rival']}")


def edge_sentence(items: Sequence[Item], cut: float) -> str:
    """Name the attributes of each label with their differences, and those near a line."""
    by_group = grouped(items)
    said = []
    for label in LABELS:
        held = by_group.get(WORDS[label], [])
        ordered = sorted(held, key=lambda item: -abs(item.y))
        said.append(f"{MANY[label]}: {', '.join(f'{i.label} {i.y:+.1f}' for i in ordered) or 'none'}.")
    close = [i.label for i in near(items, cut, 0.0, x_within=NEAR, y_within=NEAR)]
    return " ".join([*said, f"Near a line: {', '.join(close) or 'none'}."])
