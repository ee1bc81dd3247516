"""Block `indicators`: what is measured, how, and the levels at which somebody acts."""

from __future__ import annotations

from typing import ClassVar

from course.documents.fields import Choice, ask
from course.documents.layout import Column, Sheet, sheet
from course.documents.schema import Block, Day, Number, Words

CATEGORIES = (
    Choice("turnover", "Turnover", ("sales", "營業額", "营业额", "銷售額")),
    Choice("visits", "Visits", ("footfall", "客流", "人流", "到訪")),
    Choice("profit", "Profit", ("gross profit", "利潤", "毛利", "利润")),
    Choice("complaints", "Complaints", ("complaint", "投訴", "投诉")),
    Choice("new_lost", "New and lost customers", ("new:lost", "new to lost", "新客與流失", "新客流失", "新客与流失")),
    Choice("gap", "Expectation gap", ("expectation gap", "期望差距", "差距")),
    Choice("other", "Other", ("其他",)),
)
DIRECTIONS = (
    Choice("up", "Higher is better", ("higher", "increase", "上升", "越高越好", "↑", "升")),
    Choice("down", "Lower is better", ("lower", "decrease", "下降", "越低越好", "↓", "降")),
)
FREQUENCIES = (
    Choice("daily", "Daily", ("每日", "每天")),
    Choice("weekly", "Weekly", ("每週", "每周", "每星期")),
    Choice("monthly", "Monthly", ("每月",)),
    Choice("quarterly", "Quarterly", ("每季", "每季度")),
    Choice("yearly", "Yearly", ("annually", "annual", "每年")),
)
AMOUNTS = ("turnover", "visits", "profit")  # categories that may be amounts and so need no denominator


class Indicator(Block):
    """One indicator: definition, levels, owner and guardrail."""

    block_key: ClassVar[str] = "indicators"
    heading: ClassVar[str] = "Indicators"
    row_name: ClassVar[str] = "indicator"
    question: ClassVar[str] = "At which figure do you act, and what would show that this one is being gamed?"
    hint: ClassVar[str] = (
        "Alert: a level on the bad side of the target. Guardrail: the indicator that would show gaming."
    )
    sheets: ClassVar[tuple[Sheet, ...]] = (
        Sheet(
            "Indicator sheet: definitions",
            (
                Column("No.", ("id",), 8), Column("Indicator", ("name", "category"), 23),
                Column("Numerator", ("numerator",), 22), Column("Denominator", ("denominator",), 20),
                Column("Unit", ("unit",), 13), Column("Source, how often", ("source", "frequency"), 16),
            ),
        ),
        sheet(
            "Indicator sheet: levels",
            ("No.", "id", 8), ("Indicator", "name", 24), ("Wanted", "direction", 11), ("Baseline", "baseline", 13),
            ("Target", "target", 13), ("Alert", "alert", 13), ("By", "target_date", 13), ("Owner", "owner", 17),
            ("Least n", "min_n", 8), ("Guarded by", "guardrail", 12),
        ),
    )  # fmt: skip

    id: Words = ask("No.", kind="id", prefix="I")
    category: Words = ask("Category", kind="choice", choices=CATEGORIES)
    name: Words = ask("Name", enough=1)
    numerator: Words = ask("Numerator", "What is counted or added.", enough=1, rule="indicators.denominator")
    denominator: Words = ask(
        "Denominator", 'Per what. "n/a" only for an amount of turnover, visits or profit.', enough=1, none_ok=True,
        rule="indicators.denominator",
    )  # fmt: skip
    unit: Words = ask("Unit", "Share, HKD, per 10,000 visits, ...", rule="indicators.denominator")
    direction: Words = ask("Direction", kind="choice", choices=DIRECTIONS)
    source: Words = ask("Source", "The table or report that it comes from.", enough=1, rule="indicators.denominator")
    frequency: Words = ask("How often", kind="choice", choices=FREQUENCIES, rule="indicators.denominator")
    baseline: Number = ask("Baseline", "Your own figure for last year.", kind="number", rule="indicators.target")
    target: Number = ask("Target", kind="number", rule="indicators.target")
    alert: Number = ask("Alert", "On the bad side of the target.", kind="number", rule="indicators.alert")
    target_date: Day = ask("Target date", "Year first, such as 2026-09-30.", kind="date", rule="plan.target_dates")
    owner: Words = ask("Owner", "A post.", kind="role", enough=1)
    min_n: Number = ask("Least n", "Below it nothing is ranked; 20 or more.", kind="integer", low=1)
    guardrail: Words = ask(
        "Guardrail", "Another indicator, which would show gaming.", kind="reference", to="indicators", none_ok=True,
        required=False, rule="indicators.guardrail",
    )  # fmt: skip
