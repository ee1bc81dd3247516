"""Settings of `stage_bar` for a walk through the complaint workflow, with the record sheet for a real counter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from course.indicators import answered_in_time
from course.indicators.stages import Flow, Stage, stage, stages_sentence

STAGES = (
    ("received_at", "acknowledged_at", "received to acknowledged"),
    ("acknowledged_at", "first_reply_at", "acknowledged to first reply"),
    ("first_reply_at", "closed_at", "first reply to closed"),
)
BELOW = {  # what stands below the line, and how the two kinds of unanswered case are treated
    "answered": (
        "Only answered cases",
        "of those answered",
        {"never_answered": "leave_out", "not_yet_due": "leave_out"},
    ),
    "due": ("Answered, or due", "of those answered or due", {"never_answered": "late", "not_yet_due": "leave_out"}),
    "all": ("All cases", "of all", {"never_answered": "late", "not_yet_due": "late"}),
}
ASPECTS = ("principle", "scope", "method", "procedure", "workflow", "confidentiality", "limitations")
READ = ["type", "channel", "category", "month", "received_at", "acknowledged_at", "first_reply_at", "closed_at"]
ALL = "all"


def workflow_walk() -> dict[str, Any]:
    """Stages of the complaints of 2024 and 2025, by category and channel, with a time limit and its denominator."""
    from course import cases

    log = cases.views("base")["cases"]
    complaints, as_of = log.loc[log["type"] == "complaint", READ], cases.as_of()

    @lru_cache(maxsize=256)  # the slider of the limit leaves the stages as they are
    def stages(category: str, channel: str, year: str) -> tuple[Any, list[Stage]]:
        rows = complaints[complaints["month"].str.startswith(year)]
        for column, value in (("category", category), ("channel", channel)):
            rows = rows if value == ALL else rows[rows[column] == value]
        return rows, [stage(rows, start=a, end=b, as_of=as_of, label=label) for a, b, label in STAGES]

    def flow(query: Mapping[str, Any]) -> Flow:
        category, channel, year = query["category"], query["channel"], query["year"]
        rows, own = stages(category, channel, year)
        whole = {} if (category, channel) == (ALL, ALL) else {f"All complaints, {year}": stages(ALL, ALL, year)[1]}
        return workflow(rows, own, query, as_of, whole)

    return {
        "key": "105082L4.m02.workflow_walk",
        "label": "Where does a complaint wait?",
        "lead": "Choose a category and compare its bar with that of all complaints. Then change what stands below "
        "the line.",
        "controls": controls(complaints),
        "flow": flow,
        "sheet": checklist(),
    }


def controls(complaints: Any) -> list[dict[str, Any]]:
    """Category, channel, year, limit and denominator."""

    def options(column: str) -> list[tuple[str, str]]:
        found = sorted(complaints[column].unique())
        return [(ALL, "All"), *((value, value.replace("_", " ")) for value in found)]

    years = [("2024", "2024"), ("2025", "2025")]
    below = [(key, words) for key, (words, _, _) in BELOW.items()]
    limit = {"start": 72, "low": 12, "high": 120, "step": 12, "unit": "h"}
    return [
        {"key": "category", "label": "Category", "kind": "choice", "start": ALL, "options": options("category")},
        {"key": "channel", "label": "Channel", "kind": "choice", "start": ALL, "options": options("channel")},
        {"key": "year", "label": "Year received", "kind": "choice", "start": "2025", "options": years},
        {"key": "limit", "label": "Time limit for the first reply", "kind": "slider", **limit},
        {"key": "below", "label": "Below the line", "kind": "choice", "start": "answered", "options": below},
    ]


def workflow(
    rows: Any, own: list[Stage], query: Mapping[str, Any], as_of: Any, whole: Mapping[str, list[Stage]]
) -> Flow:
    """Put stages, limit and the share on time together with their sentence."""
    _, said, rules = BELOW[query["below"]]
    limit = query["limit"]
    stamps = {"start": "received_at", "end": "first_reply_at"}
    on_time = answered_in_time(rows, **stamps, **rules, limit_hours=limit, at_limit="met", as_of=as_of)
    share = f"{float(on_time):.3f} {said}" if on_time == on_time else "not measurable"
    category = "All complaints" if query["category"] == ALL else query["category"].replace("_", " ").capitalize()
    through = "" if query["channel"] == ALL else f", {query['channel']}"
    label = f"{category}{through}, {query['year']}"
    return Flow(
        stages=own,
        sentence=f"{label}: {stages_sentence(own)}; on time at {limit} h: {share}.",
        label=label,
        compare=whole,
        limit=(limit, f"limit {limit} h"),
        note="Bars: medians, one after the other. Below: dots are cases (up to 60 shown, evenly from the shortest to "
        "the longest), rings are cases still open, the solid line is the median, the dashed one the 90th percentile. "
        "The limit counts from receipt to the first reply.",
    )


def checklist() -> dict[str, Any]:
    """Make the record sheet for the workplace observation: seven aspects and three cases timed by hand."""
    aspects = [[aspect.capitalize(), "", ""] for aspect in ASPECTS]
    timed = [[f"Case {i}: first contact, first real reply, closed", "", ""] for i in (1, 2, 3)]
    title = "Show the checklist for the workplace observation"
    return {"title": title, "columns": ["Look for", "Evidence seen", "Time, or place"], "rows": [*aspects, *timed]}
