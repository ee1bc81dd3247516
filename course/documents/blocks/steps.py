"""Block `steps`: who does what, from when to when, after which other step, and what shows that it was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.blocks.meta import Period
from course.documents.fields import ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import holds, not_yet
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Day, Names, Words
from course.documents.text import folded


class Step(Block):
    """One step of the procedure."""

    block_key: ClassVar[str] = "steps"
    heading: ClassVar[str] = "Steps"
    row_name: ClassVar[str] = "step"
    question: ClassVar[str] = "If you were away for a month, could somebody else run this from the page alone?"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet(
            "Who does what, and when",
            ("No.", "id", 8), ("Action", "action", 31), ("Owner", "owner", 17), ("Start", "start", 14),
            ("End", "end", 14), ("After", "depends_on", 8), ("Evidence", "evidence", 21),
        ),
    )  # fmt: skip

    id: Words = ask("No.", kind="id", prefix="S")
    action: Words = ask("Action", kind="long_text", enough=3)
    owner: Words = ask("Owner", "One post; everybody is nobody.", kind="role", rule="steps.one_owner")
    start: Day = ask("Start", "Year first, such as 2026-03-02.", kind="date", rule="steps.dates")
    end: Day = ask("End", "Year first.", kind="date", rule="steps.dates")
    evidence: Words = ask("Evidence", "Name the record that shows it, and where it is kept.", kind="text", enough=3)
    depends_on: Names = ask("After", "Steps that must be done before.", kind="references", to="steps", required=False)


def one_owner(steps: Sequence[Step]) -> Iterator[Finding]:
    """Check that each step has exactly one owner, and it is a post (``steps.one_owner``)."""
    for step in steps:
        yield p.one_post(step.at("owner"), step.owner, step.asks()["owner"], "steps.one_owner")


def dates(steps: Sequence[Step], inside: Period) -> Iterator[Finding]:
    """Check that each step starts before it ends, inside the period (``steps.dates``)."""
    for step in steps:
        for name in ("start", "end"):
            yield p.required(step.at(name), getattr(step, name), step.asks()[name])
        start, end = p.day(step.start), p.day(step.end)
        if start is not None and end is not None:
            yield p.date_order(step.at("end"), start, end, "steps.dates", same_day=True)
            yield p.date_inside(step.at("start"), start, inside, "steps.dates")
            yield p.date_inside(step.at("end"), end, inside, "steps.dates")


def order(steps: Sequence[Step]) -> Iterator[Finding]:
    """Check that each step that another one waits for exists, and ends before the other starts (``steps.order``).

    A step may start on the day on which the one before it ends. The order of the rows does not count.
    """
    known = _by_id(steps)
    for step in steps:
        for name in step.depends_on:
            spot, other = step.at("depends_on"), known.get(folded(name))
            if other is None:
                yield p.reference_exists(spot, name, known, Step.heading)
                continue
            start, end = p.day(step.start), p.day(other.end)
            if start is not None and end is not None:
                yield holds(spot) if end <= start else not_yet("steps.order", spot, other=name[:40])


def no_circle(steps: Sequence[Step]) -> Iterator[Finding]:
    """Check that no steps wait for each other in a circle (``steps.no_circle``)."""
    circle = p.acyclic({name: [folded(d) for d in step.depends_on] for name, step in _by_id(steps).items()})
    spot = Spot(Step.block_key, Step.heading)
    if circle:
        yield not_yet("steps.no_circle", spot, ids=", ".join(name.upper()[:20] for name in circle[:8]))
    elif steps:
        yield holds(spot)


def _by_id(steps: Sequence[Step]) -> Mapping[str, Step]:
    return {folded(p.words(step.id)): step for step in steps if p.words(step.id)}
