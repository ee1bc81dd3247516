"""The review report of unit 105082L4: its blocks, its six rules, and the ways in and out.

Blocks, rules and planted faults follow task A9 of the unit; every threshold is this course's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, ClassVar

from course.documents import rules
from course.documents.blocks import aspects as sides
from course.documents.blocks import findings as shown
from course.documents.blocks import recommendations as asked
from course.documents.blocks.aspects import Aspect
from course.documents.blocks.findings import ReportFinding
from course.documents.blocks.recommendations import Recommendation
from course.documents.blocks.report_meta import ReportMeta
from course.documents.blocks.statements import Blind, DecisionAsked, Purpose
from course.documents.companies import lantern_lane as company
from course.documents.document import ADVICE, Document, hint
from course.documents.messages import not_yet
from course.documents.result import Finding, RuleResult, RuleState, Spot
from course.documents.rules import Reference, Rule
from course.documents.schema import Block, part, rows

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))  # in which recommendations are carried out
MOST_WORDS, MOST_SIGNS = 1_500, 2_500  # English words, Chinese characters
POINTS = 0.5  # six rules, 3 points
LEAST = {"findings": 5, "cannot_show": 2, "recommendations": 4}
LEAST_TAGGED = 3  # findings whose figure is one of the trainee's own table

_WHOLE = Spot("purpose", "The report as a whole")


class ReviewReport(Block):
    """The blocks of the report."""

    heading: ClassVar[str] = "Review report"

    meta: ReportMeta = part(ReportMeta)
    purpose: Purpose = part(Purpose)
    aspects: list[Aspect] = rows(Aspect, len(sides.ASPECTS), rule="aspects.cover", presets=sides.PRESETS)
    findings: list[ReportFinding] = rows(ReportFinding, LEAST["findings"])
    cannot_show: list[Blind] = rows(Blind, LEAST["cannot_show"])
    recommendations: list[Recommendation] = rows(
        Recommendation, LEAST["recommendations"], presets=asked.presets(LEAST["recommendations"])
    )
    decision_asked: DecisionAsked = part(DecisionAsked)


def _complete(report: ReviewReport, _: Reference) -> list[Finding]:
    return [*rules.filled(report), *sides.cover(report.aspects)]


def _over_all(report: ReviewReport, found: Iterator[Finding]) -> list[Finding]:
    """Tell a fault at once; let the rule hold only when each part of the report has something in it."""
    findings = list(found)
    bad = [finding for finding in findings if finding.state is not RuleState.RIGHT]
    return bad or [rules.whole(report, _WHOLE)]


def _stop(report: ReviewReport) -> Iterator[Finding]:
    for row in report.recommendations:
        if row.stop_rule is None:
            yield not_yet("report.stop", row.at("stop_rule"))


def _rule(id: str, title: str, block: str, rule_ids: str, find: Any, *, blocking: bool = False) -> Rule:
    return Rule(id, title, block, tuple(rule_ids.split()), find, blocking, POINTS)


RULES = (
    _rule("F01", "All parts are there: seven aspects, five findings, two limits, four recommendations.", "purpose",
          "filled text.enough count.min aspects.cover", _complete),
    _rule("F02", "Each finding has figure, denominator, comparison and objective.", "findings", "report.finding",
          lambda report, _: shown.complete(report.findings, company.FIGURES)),
    _rule("F03", "Each recommendation has owner, date in 2026, cost, indicator and an effect from low to high.",
          "recommendations", "report.recommendation range.order",
          lambda report, _: asked.carried_out(report.recommendations, YEAR)),
    _rule("F04", "Figures that name an indicator are your own; three different ones or more do.", "findings",
          "baseline.own report.kind",
          lambda report, own: shown.own_figures(report.findings, company.FIGURES, own, LEAST_TAGGED)),
    _rule("F05", "No text holds personal data: phone, e-mail, identity card or member number.", "decision_asked",
          "text.no_personal_data",
          lambda report, _: _over_all(report, rules.personal_data(report, company.PERSONAL)), blocking=True),
    _rule("F06", "The report keeps to 1,500 English words or 2,500 Chinese characters.", "decision_asked",
          "text.length",
          lambda report, _: _over_all(report, rules.within_length(report, _WHOLE, MOST_WORDS, MOST_SIGNS))),
)  # fmt: skip

DOCUMENT = Document(
    name="review_report",
    title="Review report FY2025",
    file="report.yaml",
    company=company.NAME,
    schema=ReviewReport,
    rules=RULES,
    choices=company.CHOICES,
    advice=(
        *ADVICE[1:],  # personal data is a rule here
        hint("N4", "Each finding says how certain it is.", "report.certainty",
             lambda report: shown.uncertain(report.findings)),
        hint("N5", "Each recommendation says when to stop.", "report.stop", _stop),
    ),
    noun="report",
    signatures=(("Prepared by", "author_role"), ("Decided by", "approver_role")),
)  # fmt: skip


def check_report(doc: Any, reference: Reference = None) -> list[RuleResult]:
    """Apply the six rules.

    Parameters
    ----------
    doc : dict
        The report as its file holds it; junk of any kind counts as missing or not yet and never raises.
    reference : mapping, optional
        The trainee's own figures by the keys of `course.documents.companies.lantern_lane.FIGURES`, for F04. Without
        them F04 is missing.

    Returns
    -------
    list of RuleResult
        F01 to F06.
    """
    return DOCUMENT.check(doc, reference)


__all__ = ["DOCUMENT", "RULES", "ReviewReport", "check_report"]
