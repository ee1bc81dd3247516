"""Block `follow_up`: what happens when an indicator reaches its alert, and who checks that it helped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import ask
from course.documents.layout import Column, Sheet
from course.documents.messages import holds, not_yet
from course.documents.result import Finding
from course.documents.schema import Block, Number, Words


class FollowUp(Block):
    """One alert, its action, and the other pair of eyes."""

    block_key: ClassVar[str] = "follow_up"
    heading: ClassVar[str] = "Follow-up"
    row_name: ClassVar[str] = "follow-up"
    question: ClassVar[str] = "Who checks the checker?"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        Sheet(
            "When a figure reaches its alert",
            (
                Column("Indicator", ("indicator",), 22, named=True), Column("Trigger", ("trigger",), 11),
                Column("Action", ("action",), 34), Column("Owner", ("owner",), 17), Column("Days", ("due_days",), 7),
                Column("Verified by", ("verified_by",), 17),
            ),
        ),
    )  # fmt: skip

    indicator: Words = ask("Indicator", kind="reference", to="indicators", rule="ref.exists")
    trigger: Number = ask("Trigger", "The level at which the action starts; usually the alert.", kind="number")
    action: Words = ask("Action", kind="long_text", enough=3)
    owner: Words = ask("Owner", "A post.", kind="role", enough=1)
    due_days: Number = ask("Days", "Days within which the action is done.", kind="integer", low=1)
    verified_by: Words = ask(
        "Verified by", "A different post, which looks whether it helped.", kind="role", rule="verify.other"
    )


def indicators_exist(follow_ups: Sequence[FollowUp], known: Collection[str], block: str) -> Iterator[Finding]:
    """Check that each follow-up names an indicator that is defined (``ref.exists``)."""
    for row in follow_ups:
        name, spot = p.words(row.indicator), row.at("indicator")
        if name:
            yield p.reference_exists(spot, name, known, block)
        else:
            yield p.required(spot, row.indicator, row.asks()["indicator"])


def verified_by_another(follow_ups: Sequence[FollowUp]) -> Iterator[Finding]:
    """Check that somebody other than the owner verifies (``verify.other``)."""
    for row in follow_ups:
        owner, other, spot = p.words(row.owner), p.words(row.verified_by), row.at("verified_by")
        if not other:
            yield p.required(spot, row.verified_by, row.asks()["verified_by"])
        else:
            yield holds(spot) if p.differs(owner, other) else not_yet("verify.other", spot)
