"""Settings of `before_after` for the pilot: which before, which after, and compared with whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from course.indicators.monthly import LOG, complaints_by_month
from course.methods import Effect, change, did
from course.methods.effects import Cell
from course.methods.pictures import Line, Slopes

PER = 10_000
PERIODS = {
    "q4": ("Oct–Dec 2024", "2024-10", "2024-12"),
    "jan_aug_2024": ("Jan–Aug 2024", "2024-01", "2024-08"),
    "all_2024": ("all of 2024", "2024-01", "2024-12"),
    "jan_aug_2025": ("Jan–Aug 2025", "2025-01", "2025-08"),
    "all_2025": ("all of 2025", "2025-01", "2025-12"),
}
SAME_MONTHS = {("jan_aug_2024", "jan_aug_2025"), ("all_2024", "all_2025")}
RECORDING_CHANGED, NEW = "S07", "S12"
CONTROLS = {
    "none": "none: before and after only",
    "all": "all other stores",
    "without_new": "the others without S12 (new)",
    "untouched": "the others without S12 (new) and S07 (recording changed)",
}
NOT_ALIKE = "Before and after are not the same months."
VAN = "From September 2025 the new van contractor is in it too."


def did_dial() -> dict[str, Any]:
    """Complaints of the pilot stores before and after, beside controls that can be chosen."""
    from course import cases

    views, stores = cases.views("base"), cases.load("stores", "base")
    log, months = views["cases"].loc[lambda t: t["type"] == "complaint", LOG], views["store_month"]
    pilots = stores.loc[stores["pilot_2025"] == "Y", "store_id"].tolist()
    others = [s for s in stores["store_id"] if s not in pilots]
    out: dict[str, tuple[str, ...]] = {"all": (), "without_new": (NEW,), "untouched": (NEW, RECORDING_CHANGED)}

    @lru_cache(maxsize=32)
    def cell(who: str, when: str) -> tuple[int, int]:
        chosen = pilots if who == "pilots" else [s for s in others if s not in out[who]]
        counted = complaints_by_month(log, months, category="all", stores=chosen)
        own = counted[counted["month"].between(*PERIODS[when][1:])]
        return int(own["complaints"].sum()), int(own["visits"].sum())

    def compare(query: Mapping[str, Any]) -> Slopes:
        before, after, control = query["before"], query["after"], query["control"]
        treated = cell("pilots", before), cell("pilots", after)
        if control == "none":
            return slopes(change(before=treated[0], after=treated[1], kind="count"), before, after)
        effect = did(
            treated_before=treated[0],
            treated_after=treated[1],
            control_before=cell(control, before),
            control_after=cell(control, after),
            kind="count",
        )
        return slopes(effect, before, after)

    return {
        "key": "105082L4.m06.did_dial",
        "label": "Did the Service Desk Plus pilot halve complaints?",
        "lead": "So head office reads it. Choose a fair before, then stores to compare with, and watch the effect.",
        "controls": [
            period_control("before", "Before", "q4", ("q4", "jan_aug_2024", "all_2024")),
            period_control("after", "After", "jan_aug_2025", ("jan_aug_2025", "all_2025")),
            {"key": "control", "label": "Compared with", "kind": "choice", "start": "none",
             "options": list(CONTROLS.items())},
        ],
        "compare": compare,
    }  # fmt: skip


def period_control(key: str, label: str, start: str, periods: tuple[str, ...]) -> dict[str, Any]:
    """Make a choice among periods."""
    options = [(period, PERIODS[period][0]) for period in periods]
    return {"key": key, "label": label, "kind": "choice", "start": start, "options": options}


def slopes(effect: Effect, before: str, after: str) -> Slopes:
    """Draw an effect: both groups, and the pilots as they would have been.

    Parameters
    ----------
    effect : Effect
        Of complaints and visits.
    before, after : str
        Keys of `PERIODS`.

    Returns
    -------
    Slopes
    """
    lines = [_line("Pilots", effect.treated, focus=True)]
    if effect.control:
        lines.append(_line("Controls", effect.control))
    as_if = "Pilots, had they moved as the controls did" if effect.control else "Pilots, had nothing else changed"
    expected = [effect.treated[0].rate * PER, effect.expected * PER]
    hints = [*([NOT_ALIKE] if (before, after) not in SAME_MONTHS else []), *([VAN] if after == "all_2025" else [])]
    return Slopes(
        sentence(effect),
        "Complaints per 10,000 visits",
        [PERIODS[before][0], PERIODS[after][0]],
        [*lines, Line(as_if, expected, assumed=True)],
        note=" ".join(hints),
    )


def _line(name: str, cells: tuple[Cell, Cell], *, focus: bool = False) -> Line:
    rests_on = [f"{cell.count:,.0f} of {cell.exposure:,.0f}" for cell in cells]
    return Line(name, [cell.rate * PER for cell in cells], rests_on, focus=focus)


def sentence(effect: Effect) -> str:
    """Say both slopes and the effect with its range."""

    def pair(cells: tuple[Cell, Cell]) -> str:
        return " → ".join(f"{cell.rate * PER:.2f}" for cell in cells)

    size = f"{effect.ratio * 100:+.0f} % ({effect.low * 100:+.0f} to {effect.high * 100:+.0f})"
    if effect.control is None:
        return f"Pilots {pair(effect.treated)}: change {size}, compared with nobody."
    return f"Pilots {pair(effect.treated)}, controls {pair(effect.control)}: effect {size}."
