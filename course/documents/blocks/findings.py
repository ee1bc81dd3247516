"""Block `findings`: what the data show, each with its figure, denominator, comparison, certainty and objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from course.documents import primitives as p
from course.documents.blocks.indicator_rules import own_figure
from course.documents.fields import ask
from course.documents.layout import Column, Sheet
from course.documents.messages import figure, holds, missing, not_yet
from course.documents.result import Finding, Spot
from course.documents.schema import Block, Choices, Number, Words
from course.documents.text import is_not_applicable

_OWN = "report.finding"


@dataclass(frozen=True)
class Kind:
    """A kind of figure.

    Attributes
    ----------
    words : str
        What it is, in a sentence.
    low, high : float or None
        Its range.
    tolerance, relative : float, bool
        How far a rounded figure may lie from the exact one, in its own unit or as a share of it.
    page : str
        How a page writes it, as a format; empty for a plain number.
    """

    words: str
    low: float | None
    high: float | None
    tolerance: float
    relative: bool = False
    page: str = ""


KINDS = {
    "share": Kind("a share from 0 to 1, such as 0.85; with its sign, 85% is read too", 0, 1, 0.005, page=".1%"),
    "growth": Kind("a growth as a fraction, such as 0.032 or 3.2%; a fall is negative", -1, 1, 0.0005, page="+.1%"),
    "change": Kind("a change as a fraction, such as -0.31 or -31%; a fall is negative", -1, 1, 0.005, page="+.0%"),
    "rate": Kind("a rate per 10,000 visits", 0, 10_000, 0.01, relative=True),
    "ratio": Kind("a ratio, 0 or more", 0, None, 0.01, relative=True),
    "count": Kind("a count, 0 or more", 0, None, 0.005, relative=True),
    "gap": Kind("a gap in scale points, from -6 to 6; a shortfall is negative", -6, 6, 0.005),
}


@dataclass(frozen=True)
class Known:
    """A figure of the trainee's own data that a finding may quote.

    Attributes
    ----------
    key : str
        Its id, as the tasks name it.
    text : str
        Its name in words.
    kind : str
        One of `KINDS`.
    """

    key: str
    text: str
    kind: str


class ReportFinding(Block):
    """One finding: six parts, and the indicator that the figure belongs to."""

    block_key: ClassVar[str] = "findings"
    heading: ClassVar[str] = "Findings"
    row_name: ClassVar[str] = "finding"
    question: ClassVar[str] = "Compared with what, out of how many, how sure are you, and what would change your mind?"
    hint: ClassVar[str] = "A claim without a denominator and a comparison is an impression."
    sheets: ClassVar[tuple[Sheet, ...]] = (
        Sheet(
            "What the data show",
            (
                Column("No.", ("id",), 6), Column("Finding", ("claim",), 30),
                Column("Figure", ("figure", "indicator_id"), 18), Column("Out of", ("denominator",), 17),
                Column("Compared with", ("comparison",), 18), Column("How certain", ("certainty",), 17),
                Column("For", ("objective",), 6, coded=True),
            ),
        ),
    )  # fmt: skip

    id: Words = ask("No.", kind="id", prefix="F", required=False)
    claim: Words = ask("Claim", "What is so, in one sentence, and what it does to the objective.", kind="long_text",
                       enough=4)  # fmt: skip
    figure: Number = ask("Figure", "One number; a second one belongs into the comparison.", kind="number", rule=_OWN)
    indicator_id: Words = ask(
        "Indicator", "The figure of your indicator table that this is; empty if it is none of them.", kind="choice",
        choices="figures", required=False, rule="report.own",
    )  # fmt: skip
    denominator: Words = ask("Denominator", 'Out of what. "n/a" only for a count.', enough=1, none_ok=True, rule=_OWN)
    comparison: Words = ask("Compared with", "Last year, the other stores, a target, a limit: with its figure.",
                            enough=2, rule=_OWN)  # fmt: skip
    certainty: Words = ask("How certain", "A range, or what else could explain it.", enough=2, required=False)
    objective: Words = ask("Objective", "The company objective that it bears on.", kind="choice", choices="objectives",
                           rule=_OWN)  # fmt: skip

    def written(self, name: str, choices: Choices) -> str:
        """Write a share, growth or change of a known indicator in per cent."""
        kinds = {choice.value: choice.kind for choice in choices.get("figures", ())}
        page = KINDS[kind].page if (kind := kinds.get(p.words(self.indicator_id))) else ""
        value = p.number(self.figure)
        return format(value, page) if name == "figure" and page and value is not None and abs(value) <= 1 else ""


def complete(rows: Sequence[ReportFinding], known: Sequence[Known]) -> Iterator[Finding]:
    """Check that each finding has figure, denominator, comparison and objective (``report.finding``)."""
    counts = {one.key for one in known if one.kind == "count"}
    for row in rows:
        for name in ("figure", "denominator", "comparison", "objective"):
            yield p.required(row.at(name), getattr(row, name), row.asks()[name])
        if is_not_applicable(p.words(row.denominator)) and p.words(row.indicator_id) not in counts:
            yield not_yet("report.denominator", row.at("denominator"))


def own_figures(
    rows: Sequence[ReportFinding], known: Sequence[Known], reference: Mapping[str, Any] | None, least: int
) -> Iterator[Finding]:
    """Check that figures that name an indicator are the trainee's own, to rounding (``report.own``).

    At least so many different indicators are named. Without reference figures the rule is missing.
    """
    by_key = {one.key: one for one in known}
    tagged = [(row, by_key.get(p.words(row.indicator_id)), p.number(row.figure)) for row in rows]
    named = {one.key for _, one, value in tagged if one is not None and value is not None}
    if len(named) < least:
        state = not_yet if named else missing
        yield state("report.tagged", Spot(ReportFinding.block_key, ReportFinding.heading), n=len(named), least=least)
    for row, one, value in tagged:
        if row.indicator_id is not None and one is None:
            yield p.required(row.at("indicator_id"), row.indicator_id, row.asks()["indicator_id"])
        elif one is not None and value is not None:
            yield _compared(row.at("figure"), one, value, own_figure(reference, one.key))


def _compared(spot: Spot, known: Known, value: float, own: float | None) -> Finding:
    kind = KINDS[known.kind]
    if (kind.low is not None and value < kind.low) or (kind.high is not None and value > kind.high):
        return not_yet("report.kind", spot, value=figure(value), indicator=known.text, kind=kind.words)
    if own is None:
        return missing("report.own.unknown", spot)
    if p.equals_own_value([value], own, kind.tolerance, relative=kind.relative):
        return holds(spot)
    return not_yet("report.own", spot, value=figure(value), indicator=known.text)


def uncertain(rows: Sequence[ReportFinding]) -> Iterator[Finding]:
    """Check that each finding says how certain it is."""
    for row in rows:
        if row.certainty is None:
            yield not_yet("report.certainty", row.at("certainty"))
