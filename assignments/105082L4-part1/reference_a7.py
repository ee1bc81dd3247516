"""A7: the audit of sixteen clauses, of which nine show a defect in each variant.

Instructors only. Points: 4 x max(0, (T - F) / 9). T is 1 for a defective clause with its code and 0.5 with another
code; F is 1 for a sound clause that is called defective. An untouched clause is as one called sound, and earns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course import units
from course.cases.lantern_lane.scheme import CLAUSES
from course.checks import Outcome, State, Unread, not_attempted, not_yet, read_field, right

UNIT, POINTS, SOUND = "105082L4", 4, "sound"
CODES = {
    "P-a": "objective_conflict",
    "P-b": "objective_conflict",
    "S-a": "scope_gap",
    "S-b": "scope_gap",
    "M-a": "biased_sample",
    "M-b": "no_denominator",
    "M-c": "perverse_incentive",
    "R-a": "no_time_limit",
    "R-b": "no_escalation",
    "W-a": "no_owner",
    "W-b": "endless_loop",
    "C-a": "excess_access",
    "C-b": "retention_use",
    "C-c": "excess_collection",
    "L-a": "no_limitations",
    "L-b": "seasonal_comparison",
}
ASPECT = {clause["id"]: clause["aspect"] for clause in CLAUSES}


def model(case: Any) -> dict[str, str]:
    """Give the right answer by clause, from the wording that the variant shows."""
    shown = {clause["id"]: clause["text"] for clause in case.documents["scheme"]["clauses"]}
    return {each["id"]: CODES[each["id"]] if shown[each["id"]] == each["bad"] else SOUND for each in CLAUSES}


def marks(answer: Any, case: Any) -> float:
    """Points of the audit; junk of any kind counts as untouched and raises nothing."""
    given, wanted = read(answer), model(case)
    bad = [clause for clause, code in wanted.items() if code != SOUND]
    found = sum(1.0 if given[c] == wanted[c] else 0.5 for c in bad if given.get(c, SOUND) != SOUND)
    false = sum(given.get(clause, SOUND) != SOUND for clause in wanted if clause not in bad)
    return round(POINTS * max(0.0, (found - false) / len(bad)), 2)


def feedback(answer: Any, case: Any) -> Outcome:
    """Say for each aspect how many clauses are judged as they should be; which ones stays open."""
    given, wanted = read(answer), model(case)
    if not given:
        return not_attempted("No clause is judged yet.", 'Choose "sound" or a defect for each of the sixteen clauses.')
    fields = {}
    for aspect in dict.fromkeys(ASPECT.values()):
        clauses = [clause for clause in wanted if ASPECT[clause] == aspect]
        hits = sum(given.get(clause) == wanted[clause] for clause in clauses)
        said = f"{aspect.capitalize()}: {hits} of {len(clauses)} clauses judged as they should be."
        fields[aspect] = right(said) if hits == len(clauses) else not_yet(said, "")
    untouched = len(wanted) - len(given)
    if all(outcome.right for outcome in fields.values()):
        return Outcome(State.RIGHT, "All sixteen clauses are judged as they should be.", "", fields)
    blank = f" {untouched} not attempted." if untouched else ""
    hits = sum(given.get(clause) == code for clause, code in wanted.items())
    again = "Lesson 2: whom does the clause serve, and what goes wrong first when somebody follows it?"
    return Outcome(State.NOT_YET, f"{hits} of {len(wanted)} clauses judged as they should be.{blank}", again, fields)


def read(answer: Any) -> dict[str, str]:
    """Keep the clauses that hold a known code, read as the visible check reads them."""
    found = {}
    for field in units.item("A7", UNIT).fields:
        value = answer.get(field.key) if isinstance(answer, Mapping) else None
        try:
            found |= {} if value in (None, "") else {field.key: read_field(field, value)}
        except Unread:
            continue
    return found
