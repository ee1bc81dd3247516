"""Block `meta` of a report: what the paper is, who wrote it, and who decides on it."""

from __future__ import annotations

from typing import ClassVar

from course.documents.fields import ask
from course.documents.layout import Sheet, sheet
from course.documents.schema import Block, Words


class ReportMeta(Block):
    """Title, department, version, author and reader."""

    block_key: ClassVar[str] = "meta"
    heading: ClassVar[str] = "About this report"
    question: ClassVar[str] = "Who has to decide, and can that person?"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet("", ("Title", "title", 1), ("Department", "unit", 1), ("Version", "version", 1),
              ("Written by", "author_role", 1), ("To", "approver_role", 1)),
    )  # fmt: skip

    title: Words = ask("Title", enough=1)
    unit: Words = ask("Department", "The department or team that reports.", enough=1)
    version: Words = ask("Version", "For example 1.0.")
    author_role: Words = ask("Written by", "A post, never a person's name.", kind="role", enough=1)
    approver_role: Words = ask("To", "The post that decides on it.", kind="role", enough=1)
