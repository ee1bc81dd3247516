"""Block `budget`: what the plan costs, line by line, with a contingency and a total under the cap."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from course.documents import primitives as p
from course.documents.fields import Choice, ask
from course.documents.layout import Sheet, sheet
from course.documents.messages import figure, holds, missing, not_yet
from course.documents.result import Finding
from course.documents.schema import Block, Number, Words, rows

KINDS = (
    Choice("opex", "Running cost", ("operating", "running", "recurrent", "營運開支", "經常開支", "运营开支")),
    Choice("capex", "One-off purchase", ("capital", "one-off", "資本開支", "一次性", "资本开支")),
)
LEAST_SPARE, MOST_SPARE = 0.05, 0.15
_ROUNDED = 1e-4  # an amount rounded to the dollar is not off


class BudgetLine(Block):
    """One cost."""

    block_key: ClassVar[str] = "budget.lines"
    heading: ClassVar[str] = "Budget lines"
    row_name: ClassVar[str] = "line"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        sheet(
            "What it costs",
            ("Item", "item", 38), ("Kind", "kind", 15), ("Step", "step", 8), ("Quantity", "qty", 12),
            ("Unit cost, HKD", "unit_cost", 13), ("Amount, HKD", "amount", 14),
        ),
    )  # fmt: skip

    item: Words = ask("Item", enough=1)
    kind: Words = ask("Kind", kind="choice", choices=KINDS)
    qty: Number = ask("Quantity", kind="number", low=0, rule="budget.line")
    unit_cost: Number = ask("Unit cost", kind="number", unit="HKD", low=0, rule="budget.line")
    amount: Number = ask("Amount", "Quantity × unit cost.", kind="number", unit="HKD", low=0, rule="budget.line")
    step: Words = ask(
        "Step", "The step that it pays for.", kind="reference", to="steps", required=False, rule="budget.line"
    )


class Budget(Block):
    """Lines, contingency and total."""

    block_key: ClassVar[str] = "budget"
    heading: ClassVar[str] = "Budget"
    question: ClassVar[str] = "What would you drop first if a third of the money went?"

    cap: Number = ask(
        "Cap", "Set by the company.", kind="number", unit="HKD", required=False, preset=True, rule="budget.total"
    )
    lines: list[BudgetLine] = rows(BudgetLine, minimum=1, rule="budget.line")
    contingency: Number = ask(
        "Contingency", "A share of the lines from 0.05 to 0.15, or its amount.", kind="number", rule="budget.total"
    )
    total: Number = ask(
        "Total", "Lines and contingency together.", kind="number", unit="HKD", low=0, rule="budget.total"
    )

    def totals(self) -> Sequence[tuple[str, str]]:
        """Give the sum of the lines, the contingency and the total, as the page shows them."""
        spare, lines = contingency(self), lines_total(self)
        share = f"Contingency ({spare / lines:.1%} of the lines)" if spare is not None and lines > 0 else "Contingency"
        total = p.number(self.total)
        return (
            ("Lines together", money(lines)),
            (share, "–" if spare is None else money(spare)),
            ("Total, HKD", "–" if total is None else money(total)),
        )


def lines_right(budget: Budget, steps: Collection[str], block: str) -> Iterator[Finding]:
    """Check that each amount is quantity times unit cost, to the dollar, for a step that exists (``budget.line``)."""
    for line in budget.lines:
        for name in ("qty", "unit_cost", "amount"):
            value, spot, declared = getattr(line, name), line.at(name), line.asks()[name]
            yield (
                p.number_range(spot, value, declared) if isinstance(value, float) else p.required(spot, value, declared)
            )
        if name := p.words(line.step):
            yield p.reference_exists(line.at("step"), name, steps, block)
        qty, cost, amount = p.number(line.qty), p.number(line.unit_cost), p.number(line.amount)
        if qty is None or cost is None or amount is None:
            continue
        if p.product_equals(qty, cost, amount):
            yield holds(line.at("amount"))
        else:
            yield not_yet("budget.line", line.at("amount"), item=(p.words(line.item) or "This line")[:60],
                          qty=figure(qty), unit_cost=figure(cost), amount=figure(amount))  # fmt: skip


def total_right(budget: Budget, cap: float) -> Iterator[Finding]:
    """Lines and contingency add to the total, to the dollar, under the cap (``budget.total``)."""
    for name in ("contingency", "total"):
        yield p.required(budget.at(name), getattr(budget, name), budget.asks()[name])
    amounts = [amount for line in budget.lines if (amount := p.number(line.amount)) is not None]
    if not amounts:
        yield missing("filled", budget.at("total"), field="The list of costs")
        return
    spare, total = contingency(budget), p.number(budget.total)
    if spare is None or total is None:
        return
    lines = sum(amounts)
    if not LEAST_SPARE - _ROUNDED <= (share := spare / lines if lines > 0 else 0.0) <= MOST_SPARE + _ROUNDED:
        yield not_yet(
            "budget.contingency", budget.at("contingency"), found=f"{share:.1%}" if share < 100 else "over 100 times"
        )
    whole = {"sum": figure(lines + spare), "total": figure(total), "cap": figure(cap)}
    yield (
        holds(budget.at("total"))
        if p.sum_equals([lines, spare], total)
        else not_yet("budget.total", budget.at("total"), **whole)
    )
    if total > cap:
        yield not_yet("budget.cap", budget.at("total"), total=figure(total), cap=figure(cap))


def contingency(budget: Budget) -> float | None:
    """Give the contingency in HKD: typed as a share (0.1), in per cent (10), or as an amount (over 100)."""
    typed = p.number(budget.contingency)
    if typed is None or typed > 100:
        return typed
    return lines_total(budget) * (typed if typed <= 1 else typed / 100)


def lines_total(budget: Budget) -> float:
    """Give the sum of the lines in HKD."""
    return sum(amount for line in budget.lines if (amount := p.number(line.amount)) is not None)


def money(amount: float) -> str:
    """Write an amount: cents only where there are any."""
    return f"{amount:,.0f}" if abs(amount - round(amount)) < 0.005 else f"{amount:,.2f}"
