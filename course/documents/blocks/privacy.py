"""Block `privacy`: what is done about each data protection principle of Cap. 486."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import Choice, ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import missing
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Words


def _principle(n: int, words: str, chinese: str) -> Choice:
    names = (
        f"DPP {n}",
        str(n),
        words,
        f"第{chinese}原則",
        f"保障資料第{n}原則",
        f"保障資料第{chinese}原則",
        f"第{n}原則",
    )
    return Choice(f"DPP{n}", f"DPP{n} {words}", names)


POINTS = (
    _principle(1, "collection", "一"),
    _principle(2, "accuracy and keeping", "二"),
    _principle(3, "use", "三"),
    _principle(4, "security", "四"),
    _principle(5, "openness", "五"),
    _principle(6, "access and correction", "六"),
)
PRESETS = tuple({"point": choice.value} for choice in POINTS)


class Privacy(Block):
    """One principle and the measure that keeps to it."""

    block_key: ClassVar[str] = "privacy"
    heading: ClassVar[str] = "Personal data"
    row_name: ClassVar[str] = "principle"
    question: ClassVar[str] = "Which record would you show the Privacy Commissioner, and who keeps it?"
    hint: ClassVar[str] = "One row or more for each of the six data protection principles (Cap. 486). Not legal advice."
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet(
            "What we do",
            ("Principle", "point", 20),
            ("Measure", "measure", 42),
            ("Owner", "owner", 18),
            ("Evidence", "evidence", 20),
        ),
    )

    point: Words = ask("Principle", kind="choice", choices=POINTS, preset=True, rule="privacy.cover")
    measure: Words = ask("Measure", kind="long_text", enough=3, rule="privacy.cover")
    owner: Words = ask("Owner", "A post.", kind="role", enough=1)
    evidence: Words = ask("Evidence", "The record that shows it.", enough=1)


def cover(rows: Sequence[Privacy]) -> Iterator[Finding]:
    """Check that each of the six principles has a measure (``privacy.cover``)."""
    given = {p.words(row.point) for row in rows if p.words(row.measure)} - {""}
    wanted = {choice.value: choice.value for choice in POINTS}
    spot = Spot(Privacy.block_key, Privacy.heading)
    if given:
        yield p.covers(spot, given, wanted, "privacy.cover")
    else:
        yield missing("privacy.cover", spot, missing=", ".join(wanted))
    for row in rows:
        yield p.required(row.at("point"), row.point, row.asks()["point"])
