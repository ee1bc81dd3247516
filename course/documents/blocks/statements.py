"""Blocks of one text each: what a report is for, what the data cannot show, what is asked of its reader."""

from __future__ import annotations

from typing import ClassVar

from course.documents.fields import ask
from course.documents.schema import Block, Words


class Purpose(Block):
    """What the report is to settle, and for whom."""

    block_key: ClassVar[str] = "purpose"
    heading: ClassVar[str] = "Purpose"
    question: ClassVar[str] = "Which question does the reader want answered, and against which objectives?"

    text: Words = ask(
        "Purpose", "What was reviewed, for which year, for whom, and the question.", kind="long_text", enough=6
    )


class Blind(Block):
    """One thing that the data cannot show."""

    block_key: ClassVar[str] = "cannot_show"
    heading: ClassVar[str] = "What the data cannot show"
    row_name: ClassVar[str] = "point"
    question: ClassVar[str] = "Which conclusion would a reader like to draw that your data do not carry?"
    hint: ClassVar[str] = "What is not known, and what it would take to know it."

    text: Words = ask("The data cannot show", kind="long_text", enough=6)


class DecisionAsked(Block):
    """The one decision that the report asks for."""

    block_key: ClassVar[str] = "decision_asked"
    heading: ClassVar[str] = "Decision asked"
    question: ClassVar[str] = "Could the reader sign this sentence today, and would everybody know what happens then?"
    hint: ClassVar[str] = "One decision: keep, amend, extend or stop; from when; on which condition."
    boxed: ClassVar[bool] = True

    text: Words = ask("Decision", kind="long_text", enough=6)
