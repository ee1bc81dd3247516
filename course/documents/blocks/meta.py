"""Block `meta`: what the document is, who answers for it, and its period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import ask
from course.documents.layout import Column, Sheet
from course.documents.messages import holds, missing, not_yet
from course.documents.result import Finding
from course.documents.schema import Block, Day, Words

Period = tuple[dt.date, dt.date]


class Meta(Block):
    """Title, unit, version, author and approver, first and last day."""

    block_key: ClassVar[str] = "meta"
    heading: ClassVar[str] = "About this document"
    question: ClassVar[str] = "Who decides on this plan, and is that somebody other than its author?"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        Sheet(
            "",
            (
                Column("Title", ("title",)), Column("Department", ("unit",)), Column("Version", ("version",)),
                Column("Period", ("period_start", "period_end"), join=" to "), Column("Written by", ("author_role",)),
                Column("To be approved by", ("approver_role",)),
            ),
        ),
    )  # fmt: skip

    title: Words = ask("Title", enough=1)
    unit: Words = ask("Department", "The department or team that the document is for.", enough=1)
    version: Words = ask("Version", "For example 1.0.")
    author_role: Words = ask("Written by", "A post, never a person's name.", kind="role", enough=1)
    approver_role: Words = ask(
        "To be approved by", "A different post, which can release the money.", kind="role", enough=1
    )
    period_start: Day = ask("First day", "Year first, such as 2026-01-01.", kind="date", rule="meta.period")
    period_end: Day = ask("Last day", "Year first, such as 2026-12-31.", kind="date", rule="meta.period")


def period(meta: Meta, asked: Period) -> Iterator[Finding]:
    """Check that the period runs forward and lies in the asked one (``meta.period``)."""
    start, end = p.day(meta.period_start), p.day(meta.period_end)
    for name in ("period_start", "period_end"):
        yield p.required(meta.at(name), getattr(meta, name), meta.asks()[name])
    if start is None or end is None:
        return
    values = {"first": asked[0], "last": asked[1]}
    yield p.date_order(meta.at("period_end"), start, end, "meta.period", same_day=False, **values)
    yield p.date_inside(meta.at("period_start"), start, asked, "meta.period", **values)
    yield p.date_inside(meta.at("period_end"), end, asked, "meta.period", **values)


def own_period(meta: Meta, asked: Period) -> Period:
    """Give the document's own period if it is sound, else the asked one, so that one wrong year is one fault."""
    start, end = p.day(meta.period_start), p.day(meta.period_end)
    if start is None or end is None or not asked[0] <= start < end <= asked[1]:
        return asked
    return start, end


def approver_differs(meta: Meta) -> Iterator[Finding]:
    """Check that the post that approves is not the author's (``meta.approver_differs``)."""
    author, approver = p.words(meta.author_role), p.words(meta.approver_role)
    spot = meta.at("approver_role")
    if not author or not approver:
        yield missing("filled", spot, field=meta.asks()["approver_role"].label)
    else:
        yield holds(spot) if p.differs(author, approver) else not_yet("meta.approver_differs", spot)
