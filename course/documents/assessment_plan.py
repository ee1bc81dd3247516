"""The assessment plan of unit 105082L4: its blocks, its twenty rules, and the ways in and out.

Blocks, rules and planted faults follow task A8 of the unit; every threshold is this course's own.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, ClassVar

from course.documents import rules
from course.documents.blocks import budget as money
from course.documents.blocks import follow_up as follow
from course.documents.blocks import indicator_rules as levels
from course.documents.blocks import limitations as limits
from course.documents.blocks import meta as about
from course.documents.blocks import methods as evidence
from course.documents.blocks import objectives as aims
from course.documents.blocks import privacy as data
from course.documents.blocks import scope as reach
from course.documents.blocks import steps as work
from course.documents.blocks.budget import Budget
from course.documents.blocks.follow_up import FollowUp
from course.documents.blocks.indicators import Indicator
from course.documents.blocks.limitations import Limitation
from course.documents.blocks.meta import Meta
from course.documents.blocks.methods import Method
from course.documents.blocks.objectives import Objective
from course.documents.blocks.privacy import PRESETS, Privacy
from course.documents.blocks.scope import Scope
from course.documents.blocks.steps import Step
from course.documents.companies import lantern_lane as company
from course.documents.document import ADVICE, Document, hint
from course.documents.result import RuleResult, points, summary
from course.documents.rules import Reference, Rule
from course.documents.schema import Block, part, rows

PERIOD = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
CAP_HKD = 180_000.0
POINTS = 0.6  # twenty rules, 12 points
LEAST = {"objectives": 3, "methods": 3, "indicators": 6, "steps": 6, "follow_up": 3, "privacy": 6, "limitations": 3}

CATEGORIES = ("turnover", "visits", "profit", "complaints", "new_lost", "gap")
OWN_FIGURES = (
    levels.Own("complaints", "complaint_rate_2025", 0.01, per=10_000),
    levels.Own("new_lost", "new_to_lost_2025", 0.01),
    levels.Own("turnover", "lfl_turnover_growth", 0.0005, relative=False),
)


class AssessmentPlan(Block):
    """The blocks of the plan."""

    heading: ClassVar[str] = "Assessment plan"

    meta: Meta = part(Meta)
    objectives: list[Objective] = rows(Objective, LEAST["objectives"])
    scope: Scope = part(Scope)
    methods: list[Method] = rows(Method, LEAST["methods"])
    indicators: list[Indicator] = rows(Indicator, LEAST["indicators"])
    steps: list[Step] = rows(Step, LEAST["steps"])
    follow_up: list[FollowUp] = rows(FollowUp, LEAST["follow_up"])
    privacy: list[Privacy] = rows(Privacy, LEAST["privacy"], rule="privacy.cover", presets=PRESETS)
    limitations: list[Limitation] = rows(Limitation, LEAST["limitations"], rule="limitations.real")
    budget: Budget = part(Budget, presets=({"cap": CAP_HKD},))


def _period(plan: AssessmentPlan) -> about.Period:
    return about.own_period(plan.meta, PERIOD)


def _meta(plan: AssessmentPlan, _: Reference) -> list[Any]:
    return [*about.period(plan.meta, PERIOD), *about.approver_differs(plan.meta)]


def _objectives(plan: AssessmentPlan, _: Reference) -> list[Any]:
    given = {choice.value: choice.value for choice in company.OBJECTIVES}
    return list(aims.cover(plan.objectives, given, LEAST["objectives"]))


def _scope(plan: AssessmentPlan, _: Reference) -> list[Any]:
    stores = {choice.value: choice.text for choice in company.STORES}
    return [
        *reach.stores_complete(plan.scope, stores),
        reach.named(plan.scope, "services", "delivery", "Home delivery"),
        reach.named(plan.scope, "customers", "non_members", "Customers who are not members"),
    ]


def _steps(plan: AssessmentPlan, _: Reference) -> list[Any]:
    # A circle speaks first: the steps of one also start too early for each other, and mending the dates would not help.
    return [*work.no_circle(plan.steps), *work.dates(plan.steps, _period(plan)), *work.order(plan.steps)]


def _follow_up(plan: AssessmentPlan, _: Reference) -> list[Any]:
    known = levels.ids(plan.indicators)
    return [
        *follow.indicators_exist(plan.follow_up, known, Indicator.heading),
        *follow.verified_by_another(plan.follow_up),
    ]


def _budget(plan: AssessmentPlan, _: Reference) -> list[Any]:
    steps = [step.id for step in plan.steps if isinstance(step.id, str)]
    return [*money.lines_right(plan.budget, steps, Step.heading), *money.total_right(plan.budget, CAP_HKD)]


def _rule(id: str, title: str, block: str, rule_ids: str, find: Any, *, blocking: bool = False) -> Rule:
    return Rule(id, title, block, tuple(rule_ids.split()), find, blocking, POINTS)


RULES = (
    _rule("R01", "Every required field is filled, and nothing is still to come.", "meta", "filled text.enough",
          lambda plan, _: rules.filled(plan), blocking=True),
    _rule("R02", "The period runs forward inside 2026, and another post approves.", "meta",
          "meta.period meta.approver_differs", _meta),
    _rule("R03", "Three or more of the company's four objectives are served.", "objectives", "objectives.cover",
          _objectives),
    _rule("R04", "Delivery, non-members and all twelve stores are in scope, or left out for a reason.", "scope",
          "scope.complete", _scope),
    _rule("R05", "Three kinds of evidence or more, one of them from customers.", "methods", "methods.triangulate",
          lambda plan, _: evidence.triangulate(plan.methods)),
    _rule("R06", "Each survey asks 385 people or more for each group reported.", "methods", "methods.sample",
          lambda plan, _: evidence.sample(plan.methods, LEAST["methods"])),
    _rule("R07", "Each survey and mystery visit says what keeps it fair.", "methods", "methods.sample",
          lambda plan, _: evidence.bias_control(plan.methods, LEAST["methods"])),
    _rule("R08", "Turnover, visits, profit, complaints, new and lost customers, and the gap are all measured.",
          "indicators", "plan.p2_categories", lambda plan, _: levels.categories(plan.indicators, CATEGORIES),
          blocking=True),
    _rule("R09", "Each indicator has numerator, denominator, unit, source and frequency.", "indicators",
          "indicators.denominator", lambda plan, _: levels.denominators(plan.indicators)),
    _rule("R10", "Each target is better than its baseline.", "indicators", "indicators.target",
          lambda plan, _: levels.targets(plan.indicators)),
    _rule("R11", "Each alert is on the bad side of its target.", "indicators", "indicators.alert",
          lambda plan, _: levels.alerts(plan.indicators)),
    _rule("R12", "The baselines are your own figures of last year.", "indicators", "baseline.own",
          lambda plan, reference: levels.baselines(plan.indicators, OWN_FIGURES, reference)),
    _rule("R13", "Each target date lies in the period.", "indicators", "plan.target_dates",
          lambda plan, _: levels.target_dates(plan.indicators, _period(plan))),
    _rule("R14", "Each step has one owner, and the owner is a post.", "steps", "steps.one_owner",
          lambda plan, _: work.one_owner(plan.steps), blocking=True),
    _rule("R15", "Steps run forward, after the steps that they need, and in no circle.", "steps",
          "steps.dates steps.order steps.no_circle", _steps, blocking=True),
    _rule("R16", "Each follow-up names an indicator and is verified by another post.", "follow_up",
          "ref.exists verify.other", _follow_up, blocking=True),
    _rule("R17", "All six data protection principles have a measure.", "privacy", "privacy.cover",
          lambda plan, _: data.cover(plan.privacy), blocking=True),
    _rule("R18", "Three real limitations, one of them on what is not reported or answered.", "limitations",
          "limitations.real", lambda plan, _: limits.real(plan.limitations, LEAST["limitations"])),
    _rule("R19", "The budget adds up and stays under HKD 180,000.", "budget", "budget.line budget.total", _budget),
    _rule("R20", "A complaints indicator has a guardrail.", "indicators", "indicators.guardrail",
          lambda plan, _: levels.guardrails(plan.indicators, "complaints")),
)  # fmt: skip

DOCUMENT = Document(
    name="assessment_plan",
    title="Assessment plan FY2026",
    file="plan.yaml",
    company=company.NAME,
    schema=AssessmentPlan,
    rules=RULES,
    choices=company.CHOICES,
    advice=(
        *ADVICE,
        hint(
            "N4",
            "No figure of fewer than 20 is ranked.",
            "indicators.min_n",
            lambda plan: levels.least_n(plan.indicators),
        ),
    ),
)


def check_plan(doc: Any, reference: Reference = None) -> list[RuleResult]:
    """Apply the twenty rules.

    Parameters
    ----------
    doc : dict
        The plan as its file holds it; junk of any kind counts as missing or not yet and never raises.
    reference : mapping, optional
        The trainee's own ``complaint_rate_2025`` (per 10,000 visits), ``new_to_lost_2025`` and
        ``lfl_turnover_growth`` (fraction), for R12. Without them R12 is missing.

    Returns
    -------
    list of RuleResult
        R01 to R20.
    """
    return DOCUMENT.check(doc, reference)


def blank_plan() -> dict[str, Any]:
    """Give the empty plan."""
    return DOCUMENT.blank()


def form_spec() -> dict[str, Any]:
    """Describe the plan's form."""
    return DOCUMENT.form_spec()


def render_html(doc: Any) -> str:
    """Give the plan as a page of its own."""
    return DOCUMENT.render_html(doc)


def render_docx(doc: Any, path: Path | str) -> Path:
    """Write the plan as a Word file."""
    return DOCUMENT.render_docx(doc, path)


__all__ = [
    "DOCUMENT", "RULES", "AssessmentPlan", "blank_plan", "check_plan", "form_spec", "points", "render_docx",
    "render_html", "summary",
]  # fmt: skip
