"""What the figures of part 2 share: parts with their points, wrong answers, and small steps on the tables.

Instructors only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from course import units
from course.cases.lantern_lane import world
from course.checks import Outcome, State, check_fields, not_yet, right
from course.documents import RuleResult, summary

UNIT = "105082L4"
SHARE, RATE, GAP, COUNT, WORD = 0.0001, 0.001, 0.001, 0.25, 0.25  # answers carry four, three, three and no decimals
UP = 90.0
MONTHS = world.MONTHS.tolist()
Y24, Y25 = MONTHS[:12], MONTHS[12:]


class Part(NamedTuple):
    """Keys that are marked together: points, tolerance, what to read again, points when only some keys are right."""

    keys: tuple[str, ...]
    points: float
    tolerance: float
    read_again: str
    some: Mapping[int, float] = {}

    def earned(self, right: int) -> float:
        """Give the points when so many of the keys are right."""
        return self.points if right == len(self.keys) else self.some.get(right, 0.0)


def one(key: str, points: float, tolerance: float, read_again: str) -> Part:
    """Make a part of one key."""
    return Part((key,), points, tolerance, read_again)


class Wrong(NamedTuple):
    """What a wrong method, really applied, gives for the keys of a part, and the points that it must lose."""

    wrong: str
    part: str
    given: dict[str, Any]
    loses: float


class WrongAnswer(NamedTuple):
    """A wrong method with its task, and how far it lies from the right answer where that decides the points."""

    task: str
    wrong: str
    part: str
    given: dict[str, Any]
    loses: float
    distance: float
    tolerance: float


class Task(NamedTuple):
    """One task that is answered by values: its parts, right values and wrong methods, each from a case."""

    parts: dict[str, Part]
    values: Callable[[Any], dict[str, Any]]
    wrong: Callable[[Any], list[Wrong]]


# ---- marks ----
def check(task_id: str, task: Task, answer: Any, case: Any) -> Outcome:
    """Climb the ladder of the trainee's own check, with the values."""
    right = task.values(case)
    expected = {key: right[key] for part in task.parts.values() for key in part.keys}
    tolerance = {key: part.tolerance for part in task.parts.values() for key in part.keys if part.tolerance != WORD}
    return check_fields(units.item(task_id, UNIT).fields, answer, expected, tolerance)


def points(task: Task, found: Outcome) -> float:
    """Add up the points of the parts; without outcomes of single fields nothing is right."""
    outcomes = found.fields
    return float(sum(p.earned(sum(k in outcomes and outcomes[k].right for k in p.keys)) for p in task.parts.values()))


def feedback(task: Task, found: Outcome) -> Outcome:
    """Say what to read again where something is not right; no value is given away."""
    read = {key: part.read_again for part in task.parts.values() for key in part.keys}
    fields = {
        key: replace(outcome, next_step=read[key]) if outcome.state is State.NOT_YET else outcome
        for key, outcome in found.fields.items()
    }
    return replace(found, fields=fields)


def of_rules(results: list[RuleResult]) -> Outcome:
    """Say which rules of a document hold, and what to look at where one does not."""
    fields = {r.id: right(r.title) if r.right else not_yet(r.message, r.next_step or r.title) for r in results}
    open_ = [result.title for result in results if not result.right]
    return Outcome(State.NOT_YET if open_ else State.RIGHT, summary(results), open_[0] if open_ else "", fields)


# ---- wrong answers ----
def measured(task_id: str, task: Task, case: Any) -> list[WrongAnswer]:
    """Apply the wrong methods of a task and measure the distance that decides whether they lose their points."""
    right = task.values(case)
    found = []
    for wrong in task.wrong(case):
        part = task.parts[wrong.part]
        far = sorted((_distance(value, right[key]) for key, value in wrong.given.items()), reverse=True)
        distance = far[_keys_to_miss(part, wrong.loses) - 1]
        found.append(WrongAnswer(task_id, *wrong, distance, part.tolerance))
    return found


def _keys_to_miss(part: Part, loses: float) -> int:
    """Count the keys that must be wrong for the stated loss."""
    counts = range(1, len(part.keys) + 1)
    return next(n for n in counts if part.points - part.earned(len(part.keys) - n) >= loses)


def _distance(wrong: Any, right: Any) -> float:
    """Measure numbers by their difference; words and lists are the same or they are not."""
    if isinstance(right, str | list):
        return float(wrong != right)
    return abs(float(wrong) - float(right))


# ---- small steps ----
def growth(frame: pd.DataFrame, column: str, now: list[str] = Y25, before: list[str] = Y24) -> float:
    """Sum over some months on the sum over others, less 1."""
    months = frame.groupby("month")[column].sum()
    return float(months.reindex(now).sum() / months.reindex(before).sum() - 1)


def same_stores(store_month: pd.DataFrame) -> pd.DataFrame:
    """Keep the stores that were open in all 24 months."""
    months = store_month.groupby("store_id")["month"].transform("nunique")
    return store_month[months == store_month["month"].nunique()]


def with_profit(frame: pd.DataFrame, goodwill: bool = True) -> pd.DataFrame:
    """Add gross profit, after goodwill or before it."""
    profit = frame["turnover_hkd"] - frame["cogs_hkd"]
    return frame.assign(profit=profit - frame["goodwill_refunds_hkd"] if goodwill else profit)


def of_2025(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of 2025 by their month."""
    return frame[frame["month"].str[:4] == "2025"]


def complaints_of_2025(log: pd.DataFrame) -> pd.DataFrame:
    """Keep the complaints that were received in 2025."""
    year = of_2025(log)
    return year[year["type"] == "complaint"]


def hours(frame: pd.DataFrame, end: str) -> pd.Series:
    """Hours from receipt to another stamp."""
    return (frame[end] - frame["received_at"]).dt.total_seconds() / 3600


def on_time(complaints: pd.DataFrame, as_of: pd.Timestamp, limit: float = 72) -> float:
    """Share answered within the limit, of those answered or past the limit."""
    taken, age = hours(complaints, "first_reply_at"), (as_of - complaints["received_at"]).dt.total_seconds() / 3600
    return float((taken <= limit).sum() / (taken.notna() | (age >= limit)).sum())
