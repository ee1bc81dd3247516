"""Settings of `timeline_board` for the steps of a plan: the poor plan, the mended one, the trainee's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from course.methods.schedule import Row, month_ends, steps_sentence

Step = tuple[str, str, str, str, tuple[str, ...]]
# How the lesson's poor plan, in which S4 and S5 wait for each other, is mended: the first report waits for S1 alone.
MENDED = {"S4": ("2026-04-01", "2026-04-17", ("S1",)), "S5": ("2026-03-02", "2026-11-30", ("S3",))}


def steps() -> dict[str, Any]:
    """Give the settings: a plan around a day of 2026."""
    days = month_ends(date(2025, 12, 31), date(2026, 12, 31))
    plans = [("poor", "The poor plan"), ("mended", "The poor plan, mended"), ("own", "My own plan (plan.yaml)")]

    def today(query: Mapping[str, Any]) -> date:
        return date.fromisoformat(query["today"])

    def sentence(query: Mapping[str, Any]) -> str:
        rows = plan_rows(query["plan"], query["done"])
        if rows:
            return steps_sentence(rows, today(query))
        return "Your plan has no step with a start and an end yet: fill the steps in the plan form."

    return {
        "key": "105082L4.m07.steps",
        "label": "Can this plan be carried out?",
        "lead": "Move the day and tick what is done. A step is overdue when its end has passed and it is not ticked.",
        "controls": [
            {"key": "plan", "label": "Plan", "kind": "choice", "start": "poor", "options": plans},
            {"key": "today", "label": "The day", "kind": "slider", "start": days[0][0], "options": days},
            {
                "key": "done",
                "label": "Done",
                "kind": "many",
                "start": [],
                "options": [(s[0], s[0]) for s in poor_steps()],
            },
        ],
        "rows": lambda query: plan_rows(query["plan"], query["done"]),
        "today": today,
        "sentence": sentence,
        "window": lambda query: (date(2025, 12, 15), date(2026, 12, 31)),
        "legend": [("solid", "to do"), ("light", "done")],
        "note": "An arrow leads from a step to the step that waits for it; a circle is dashed.",
        "today_text": "the day",
    }


def plan_rows(plan: str, done: Sequence[str]) -> list[Row]:
    """Make rows of a plan's steps."""
    if plan == "own":
        found = own_steps()
    else:
        found = [
            (key, text, *(MENDED.get(key, rest) if plan == "mended" else rest)) for key, text, *rest in poor_steps()
        ]
    return [
        Row(key, text, date.fromisoformat(start), date.fromisoformat(end), done=key in done, depends_on=needs)
        for key, text, start, end, needs in found
    ]


def poor_steps() -> list[Step]:
    """Dated steps of the lesson's poor plan."""
    from course import units

    return dated(units.example("poor_plan")["steps"])


def own_steps() -> list[Step]:
    """Dated steps of ``plan.yaml`` beside the notebook."""
    from course import answers

    return dated(answers.read("plan.yaml").get("steps"))


def dated(found: Any) -> list[Step]:
    """Read the steps of a plan; one without two dates is left out."""
    steps = []
    for step in found if isinstance(found, list) else []:
        try:
            start, end = (date.fromisoformat(str(step[side])).isoformat() for side in ("start", "end"))
            needs = tuple(str(n) for n in step.get("depends_on") or ())
            steps.append((str(step["id"]), str(step.get("action", "")), start, end, needs))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return steps
