"""Instructor only: the model report for any variant, and the planted reports that must lose or keep marks.

``WRONG[name]`` is ``(rules lost, change)``; ``RIGHT[name]`` is a change that must lose nothing. A change is a function
of a copy of the model report, which it may alter, and gives the report to be marked.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Report = dict[str, Any]
Change = Callable[[Report], Report]

_MODEL = Path(__file__).with_name("model_report.yaml")


def model_report(reference: Mapping[str, float] | None = None) -> Report:
    """Give the model report, its tagged figures replaced by a variant's own when they are given."""
    report = copy.deepcopy(_written())
    for finding in report["findings"] if reference is not None else ():
        if key := finding.get("indicator_id"):
            finding["figure"] = round(float((reference or {})[key]), 4)
    return report


def planted(name: str, reference: Mapping[str, float] | None = None) -> Report:
    """Give a wrong or right report by its name, for a variant."""
    change = WRONG[name][1] if name in WRONG else RIGHT[name]
    return change(model_report(reference))


@cache
def _written() -> Report:
    report: Report = yaml.safe_load(_MODEL.read_text(encoding="utf-8"))
    return report


def _set(path: str, value: Any) -> Change:
    """Change one place, written as in a rule's result: ``findings.2.figure``."""

    def change(report: Report) -> Report:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = report
        for part in way:
            place = place[part]
        place[last] = value
        return report

    return change


def _add(path: str, text: str) -> Change:
    """Add words to a text."""

    def change(report: Report) -> Report:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = report
        for part in way:
            place = place[part]
        place[last] = f"{place[last]} {text}"
        return report

    return change


def _first(block: str, n: int) -> Change:
    def change(report: Report) -> Report:
        report[block] = report[block][:n]
        return report

    return change


def _without_aspect(report: Report) -> Report:
    report["aspects"] = [row for row in report["aspects"] if row["aspect"] != "limitations"]
    return report


def _as_percentage(report: Report) -> Report:
    """Type the percentage where the fraction is asked."""
    report["findings"][2]["figure"] = round(report["findings"][2]["figure"] * 100, 1)
    return report


def _other_figures(report: Report) -> Report:
    """Take another trainee's figures: each a tenth off."""
    for row in report["findings"]:
        if row.get("indicator_id"):
            row["figure"] *= 1.1
    return report


def _other_indicator(report: Report) -> Report:
    """Tag a figure with the name of another one: all customers' ratio as that of the organic joiners."""
    return _set("findings.1.indicator_id", "new_to_lost_organic_2025")(report)


def _fall_as_rise(report: Report) -> Report:
    report["findings"][4]["figure"] *= -1
    return report


def _untagged(report: Report) -> Report:
    for row in report["findings"][2:]:
        row.pop("indicator_id", None)
    return report


def _upside_down(report: Report) -> Report:
    row = report["recommendations"][0]
    row["expected_low"], row["expected_high"] = row["expected_high"], row["expected_low"]
    return report


def _too_long(report: Report) -> Report:
    return _add("purpose.text", "We also looked at every other store and month with care. " * 90)(report)


def _too_long_mixed(report: Report) -> Report:
    """Stay under both limits and still over the length, by writing in both languages."""
    return _add("purpose.text", "本報告亦已檢視各分店各月份的個案及其處理經過。" * 40)(report)


def _tables(report: Report) -> Report:
    """Put tables into the texts."""
    report["aspects"][2]["evidence"] += "\n\n| group | 2024 | 2025 |\n|---|---|---|\n| members | 0.86 | 0.82 |"
    report["cannot_show"][0]["text"] += "\n- asked: none\n- left: nine in ten"
    report["findings"][0]["comparison"] += "\n2024\t0.011\n2025\t0.008"
    report["appendix"] = {"tables": [{"store": "S07", "first_half": 10.26}]}
    return report


def _more(report: Report) -> Report:
    """Add findings, a recommendation, empty rows and fields that nobody asked for."""
    extra = dict(report["findings"][5], id="F9", claim="Responsiveness comes second, at two thirds of its weight.",
                 figure=0.66, indicator_id="")  # fmt: skip
    report["findings"] += [extra, dict(report["findings"][6], id="F10", claim="Queues at Central are as they were.")]
    report["recommendations"].append(dict(report["recommendations"][4], rank=6, action="Count the voucher's users."))
    report["cannot_show"] += [{"text": "What the rivals' customers expect, since only our own were asked."}, {}]
    report["findings"].append({"id": "F11"})
    report["findings"][0]["remark"] = "agreed with Finance"
    return report


def _other_order(report: Report) -> Report:
    for name, block in report.items():
        if isinstance(block, list):
            report[name] = block[::-1]
    return dict(reversed(report.items()))


def _typed(report: Report) -> Report:
    """Give figures, dates and choices as people type them: rounded, with signs, in either language."""
    findings, first = report["findings"], report["recommendations"][0]
    findings[0].update(figure=f"{findings[0]['figure'] * 100:.1f}%", objective="O1 Like-for-like gross profit")
    findings[1]["figure"] = f"{findings[1]['figure']:.2f}"
    findings[2].update(figure=f"{findings[2]['figure'] * 100:.0f} %", indicator_id="Answered within 72 hours")
    findings[4]["figure"] = f"−{abs(findings[4]['figure']) * 100:.0f}%"
    first.update(date="2026年1月31日", cost_hkd="HK$0", expected_low="24 h", expected_high="36 hours", rank="1")
    report["aspects"][0]["aspect"] = "原則"
    return report


def counted(reference: Mapping[str, float]) -> Report:
    """Give the model report with a finding on the number of customers lost."""
    report = model_report(reference)
    report["findings"][6].update(denominator="n/a", indicator_id="lost_2025", figure=reference["lost_2025"])
    return report


WRONG: dict[str, tuple[tuple[str, ...], Change]] = {
    "four findings": (("F01",), _first("findings", 4)),
    "three recommendations": (("F01",), _first("recommendations", 3)),
    "one thing not shown": (("F01",), _first("cannot_show", 1)),
    "six aspects": (("F01",), _without_aspect),
    "an aspect without evidence": (("F01",), _set("aspects.3.evidence", "")),
    "no decision": (("F01",), _set("decision_asked", "TBC")),
    "待定 as purpose": (("F01",), _set("purpose", {"text": "待定"})),
    "figure blank": (("F02",), _set("findings.6.figure", None)),
    "figure in words": (("F02",), _set("findings.6.figure", "many")),
    "no denominator": (("F02",), _set("findings.2.denominator", "")),
    "a share per n/a": (("F02",), _set("findings.2.denominator", "n/a")),
    "no comparison": (("F02",), _set("findings.0.comparison", "")),
    "no objective": (("F02",), _set("findings.4.objective", None)),
    "an objective of nobody's": (("F02",), _set("findings.4.objective", "O9")),
    "no owner": (("F03",), _set("recommendations.1.owner", "")),
    "everyone owns it": (("F03",), _set("recommendations.1.owner", "大家")),
    "date of 2027": (("F03",), _set("recommendations.2.date", "2027-01-31")),
    "date soon": (("F03",), _set("recommendations.2.date", "soon")),
    "no cost": (("F03",), _set("recommendations.3.cost_hkd", "")),
    "no indicator": (("F03",), _set("recommendations.3.indicator", "")),
    "no effect": (("F03",), _set("recommendations.3.expected_high", None)),
    "range upside down": (("F03",), _upside_down),
    "a percentage for a fraction": (("F04",), _as_percentage),
    "another variant's figures": (("F04",), _other_figures),
    "figure under another name": (("F04",), _other_indicator),
    "a fall as a rise": (("F04",), _fall_as_rise),
    "two figures named": (("F04",), _untagged),
    "an indicator of nobody's": (("F04",), _set("findings.3.indicator_id", "I44")),
    "phone number of a case": (("F05",), _add("aspects.5.evidence", "For example: pls call 09123456")),
    "phone number in a figure": (("F02", "F05"), _set("findings.6.figure", "call 0912 3456, 2 times")),
    "a member's number": (("F05",), _add("findings.1.claim", "M00417 is one of them.")),
    "e-mail address": (("F05",), _add("recommendations.0.action", "Write to mei@example.hk.")),
    "too long": (("F06",), _too_long),
    "too long in two languages": (("F06",), _too_long_mixed),
}  # fmt: skip

RIGHT: dict[str, Change] = {
    "as it stands": lambda report: report,
    "another order": _other_order,
    "tables": _tables,
    "more findings": _more,
    "as people type": _typed,
    "texts alone": lambda report: report | {
        "purpose": report["purpose"]["text"], "decision_asked": report["decision_asked"]["text"],
        "cannot_show": [row["text"] for row in report["cannot_show"]]},
    "years, sums and dates are no phone numbers": _add(
        "findings.0.certainty", "In 2024-2025, HKD 45678901 or 12,345,678; 20251231; in 2025 1156 of 2000-3000."),
    "what the assessor judges is left out": lambda report: report | {
        "findings": [{**row, "certainty": ""} for row in report["findings"]],
        "recommendations": [{**row, "rank": None, "stop_rule": ""} for row in report["recommendations"]]},
}  # fmt: skip
