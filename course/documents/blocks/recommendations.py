"""Block `recommendations`: who should do what by when, at which cost, with which effect, and when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from course.documents import primitives as p
from course.documents.blocks.meta import Period
from course.documents.fields import ask
from course.documents.layout import Column, Sheet, sheet
from course.documents.messages import figure, holds, not_yet
from course.documents.result import Finding
from course.documents.schema import Block, Day, Number, Words

_OWN = "report.recommendation"


class Recommendation(Block):
    """One recommendation."""

    block_key: ClassVar[str] = "recommendations"
    heading: ClassVar[str] = "Recommendations"
    row_name: ClassVar[str] = "recommendation"
    question: ClassVar[str] = "What would you give up for it, and at which figure would you stop?"
    hint: ClassVar[str] = (
        "Rank 1 is what you would do if only one were paid for. The effect is a range, never one figure."
    )
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet("What we recommend", ("Rank", "rank", 7), ("Action", "action", 48), ("Owner", "owner", 19),
              ("By", "date", 13), ("Cost, HKD", "cost_hkd", 13)),
        Sheet(
            "What we expect, and when we stop",
            (
                Column("Rank", ("rank",), 7), Column("Indicator", ("indicator",), 33),
                Column("Expected, low to high", ("expected_low", "expected_high"), 22, join=" to "),
                Column("Stop when", ("stop_rule",), 38),
            ),
        ),
    )  # fmt: skip

    rank: Number = ask("Rank", "1 comes first.", kind="integer", low=1, required=False, preset=True)
    action: Words = ask("Action", kind="long_text", enough=3)
    owner: Words = ask("Owner", "One post.", kind="role", rule=_OWN)
    date: Day = ask("By", "Year first, such as 2026-01-31.", kind="date", rule=_OWN)
    cost_hkd: Number = ask("Cost", "0 if there is none.", kind="number", unit="HKD", low=0, rule=_OWN)
    indicator: Words = ask("Indicator", "What will show whether it worked, with its unit.", enough=1, rule=_OWN)
    expected_low: Number = ask(
        "Expected, low", "The smaller number, in the indicator's unit.", kind="number", rule=_OWN
    )
    expected_high: Number = ask("Expected, high", "The larger number.", kind="number", rule=_OWN)
    stop_rule: Words = ask(
        "Stop when", "The figure and the day at which it is given up.", kind="long_text", enough=3, required=False
    )


def presets(minimum: int) -> tuple[Mapping[str, Any], ...]:
    """Give the rows to begin with, ranked."""
    return tuple({"rank": n} for n in range(1, minimum + 1))


def carried_out(rows: Sequence[Recommendation], inside: Period) -> Iterator[Finding]:
    """Check owner, date, cost, indicator and range of each recommendation (``report.recommendation``)."""
    for row in rows:
        yield p.one_post(row.at("owner"), row.owner, row.asks()["owner"])
        yield p.required(row.at("indicator"), row.indicator, row.asks()["indicator"])
        for name in ("cost_hkd", "expected_low", "expected_high"):
            value, spot, declared = getattr(row, name), row.at(name), row.asks()[name]
            yield (
                p.number_range(spot, value, declared) if isinstance(value, float) else p.required(spot, value, declared)
            )
        by, spot = p.day(row.date), row.at("date")
        if by is None:
            yield p.required(spot, row.date, row.asks()["date"])
        else:
            yield p.date_inside(spot, by, inside, "report.date", first=inside[0], last=inside[1])
        yield from _range(row)


def _range(row: Recommendation) -> Iterator[Finding]:
    low, high, spot = p.number(row.expected_low), p.number(row.expected_high), row.at("expected_high")
    if low is not None and high is not None:
        upside_down = {"low": figure(low), "high": figure(high)}
        yield holds(spot) if low <= high else not_yet("range.order", spot, **upside_down)
