"""Block `objectives`: what the document is for, tied to the company's own objectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import missing
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Words


class Objective(Block):
    """One aim, and the company objective that it serves."""

    block_key: ClassVar[str] = "objectives"
    heading: ClassVar[str] = "Objectives"
    row_name: ClassVar[str] = "objective"
    question: ClassVar[str] = "Which finding of last year made you choose this, and whom does it serve?"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet(
            "What this document is for", ("No.", "id", 8), ("Serves", "given", 24), ("In our words", "statement", 70)
        ),
    )

    id: Words = ask("No.", kind="id", prefix="OB")
    given: Words = ask(
        "Serves", "The company objective behind it.", kind="choice", choices="objectives", rule="objectives.cover"
    )
    statement: Words = ask(
        "In your words", "What will be known or changed by the end of the period.", kind="long_text", enough=3
    )


def cover(objectives: Sequence[Objective], given: Mapping[str, str], least: int) -> Iterator[Finding]:
    """Check that at least so many of the given objectives are served (``objectives.cover``)."""
    for objective in objectives:
        yield p.required(objective.at("given"), objective.given, objective.asks()["given"])
    served = {p.words(objective.given) for objective in objectives} - {""}
    spot = Spot(Objective.block_key, Objective.heading)
    if served:
        yield p.covers(spot, served, given, "objectives.cover", least)
    else:
        yield missing("objectives.cover", spot, missing=", ".join(given.values()), least=least)
