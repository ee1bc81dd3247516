"""Block `aspects`: the scheme judged from seven sides, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from course.documents import primitives as p
from course.documents.fields import Choice, ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import missing
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Words

ASPECTS = (
    Choice("principle", "Principle", ("原則", "原则", "宗旨")),
    Choice("scope", "Scope", ("範圍", "范围", "涵蓋範圍")),
    Choice("method", "Method", ("方法",)),
    Choice("procedure", "Procedure", ("程序",)),
    Choice("workflow", "Workflow", ("流程", "工作流程")),
    Choice("confidentiality", "Confidentiality", ("保密", "私隱", "隐私")),
    Choice("limitations", "Limitations", ("限制", "局限", "局限性")),
)
PRESETS: tuple[Mapping[str, Any], ...] = tuple({"aspect": choice.value} for choice in ASPECTS)


class Aspect(Block):
    """One side of the scheme."""

    block_key: ClassVar[str] = "aspects"
    heading: ClassVar[str] = "The scheme on seven aspects"
    row_name: ClassVar[str] = "aspect"
    question: ClassVar[str] = "Which clause or record shows it, and what does it do to an objective?"
    hint: ClassVar[str] = "Evidence is a clause of the scheme or a figure of the log, never an impression."
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet("Judgement and evidence", ("Aspect", "aspect", 17), ("Judgement", "judgement", 43),
              ("Evidence", "evidence", 40)),
    )  # fmt: skip

    aspect: Words = ask("Aspect", kind="choice", choices=ASPECTS, preset=True)
    judgement: Words = ask("Judgement", "Sound or not, and what follows for an objective.", kind="long_text", enough=3)
    evidence: Words = ask("Evidence", "The clause, or the figure and where it comes from.", kind="long_text", enough=2)


def cover(rows: Sequence[Aspect]) -> Iterator[Finding]:
    """Check that each of the seven aspects is judged (``aspects.cover``)."""
    given = {p.words(row.aspect) for row in rows if p.words(row.judgement)} - {""}
    wanted = {choice.value: choice.text.lower() for choice in ASPECTS}
    spot = Spot(Aspect.block_key, Aspect.heading)
    if given:
        yield p.covers(spot, given, wanted, "aspects.cover")
    else:
        yield missing("aspects.cover", spot, missing=", ".join(wanted.values()))
