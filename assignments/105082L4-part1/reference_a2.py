"""A2: three indicator definitions, tried on small invented tables in which one thing is awkward.

Instructors only. Each table is worth half a point and finds one or more wrong choices; so is `shown_by`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from course import units
from course.checks import Outcome, State, Unread, not_attempted, not_yet, read_field, right
from course.indicators import FORMS, Indicator, define, evaluate, from_data

from .reference_a2_tables import CRAFTED, WHEN

UNIT, HALF = "105082L4", 0.5
TASKS = {"A2.complaint_rate": "complaint_rate", "A2.new_to_lost": "new_to_lost", "A2.on_time": "on_time"}
SHOWN_BY = "by which groups the ratio is shown"

MODEL: dict[str, dict[str, Any]] = {
    "complaint_rate": {
        "numerator": "complaints",
        "denominator": "visits",
        "period_field": "received",
        "sensor_rule": "leave_out_both",
        "pooling": "sum_over_sum",
        "scale": "10000",
        "empty": "undefined",
    },
    "new_to_lost": {
        "new_counted_from": "first_purchase",
        "never_bought": "neither",
        "lost_rule": "365_days_after_last",
        "empty": "undefined",
        "shown_by": "source",
    },
    "on_time": {
        "clock_starts": "received",
        "clock_stops": "first_reply",
        "limit_h": 72,
        "exactly_on_limit": "on_time",
        "never_answered": "late",
        "not_yet_due": "leave_out",
        "types": "complaints",
        "empty": "undefined",
    },
}
OTHER_LIMITS = (48, 96)  # what a blank limit is tried with


def marks(task_id: str, answer: Any) -> float:
    """Add up the points of one definition; junk of any kind earns 0 and raises nothing."""
    return round(sum(details(task_id, answer).values()), 2)


def details(task_id: str, answer: Any) -> dict[str, float]:
    """Points by invented table, and for `shown_by` where it is asked.

    A blank line of the form counts as the worst of the other choices: a table is right only where it is right with
    each of them. An answer with nothing in it earns nothing.
    """
    name = TASKS[task_id]
    tried = list(_definitions(name, answer))
    points = {table: HALF * bool(tried) * all(_holds(name, table, d) for d in tried) for table in CRAFTED[name]}
    if "shown_by" in MODEL[name]:
        points["shown_by"] = HALF * bool(tried) * all(d.shown_by == "source" for d in tried)
    return points


def feedback(task_id: str, answer: Any) -> Outcome:
    """Say what to think about again; neither the right choices nor the invented tables are shown."""
    found = details(task_id, answer)
    if not answer:
        return not_attempted("There is no definition yet.", "Choose each line of the form.")
    hints = {**{table: crafted.hint for table, crafted in CRAFTED[TASKS[task_id]].items()}, "shown_by": SHOWN_BY}
    fields = {key: right("This part holds.") if got else _again(hints[key]) for key, got in found.items()}
    open_ = [key for key, outcome in fields.items() if not outcome.right]
    if not open_:
        return Outcome(State.RIGHT, "Your definition gave the right figure wherever it was tried.", "", fields)
    message = f"Your definition held in {len(found) - len(open_)} of {len(found)} trials."
    return Outcome(State.NOT_YET, message, f"Think again about {hints[open_[0]]}.", fields)


def _again(hint: str) -> Outcome:
    return not_yet(f"Not yet settled: {hint}.", "Read this part of lesson 3 again: define first, then compute.")


def _definitions(name: str, answer: Any) -> Iterator[Indicator]:
    """Read the definition that was handed in; give several where a line is blank."""
    if not isinstance(answer, Mapping):
        return
    if "empty_denominator" in answer:
        try:
            yield from_data(dict(answer))
        except Exception:  # whatever a trainee's record holds, it is then no definition and earns nothing
            return
        return
    chosen = _chosen(name, answer)
    if not chosen:
        return
    whole = {**MODEL[name], **chosen}
    blanks = [q for q in FORMS[name].questions if q.key not in chosen]
    if not blanks:
        yield define(name, whole)
    for question in blanks:
        others = [c.value for c in question.choices] or OTHER_LIMITS
        yield from (define(name, {**whole, question.key: o}) for o in others if o != MODEL[name][question.key])


def _chosen(name: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the lines of the form that hold a possible choice, read as the visible check reads them."""
    chosen = {}
    for field in units.item(f"A2.{name}", UNIT).fields:
        if answer.get(field.key) in (None, ""):
            continue
        try:
            chosen[field.key] = read_field(field, answer[field.key])
        except Unread:
            continue
    return chosen


def _holds(name: str, table: str, definition: Indicator) -> bool:
    """Whether a definition gives the right figure on one invented table; the scale matters on one table only."""
    crafted = CRAFTED[name][table]
    period, as_of = WHEN[name]
    try:
        result = evaluate(definition, crafted.tables, as_of, period=period)
    except Exception:  # a definition that cannot be evaluated is not the right one
        return False
    return bool(np.isclose(result.shown if crafted.shown else result.value, crafted.right, equal_nan=True))
