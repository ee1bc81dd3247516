"""Instructor only: the model plan for any variant, and the planted plans that must lose or keep marks.

``WRONG[name]`` is ``(rules lost, change)``; ``RIGHT[name]`` is a change that must lose nothing. A change is a function
of a copy of the model plan, which it may alter, and gives the plan to be marked.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Plan = dict[str, Any]
Change = Callable[[Plan], Plan]

_MODEL = Path(__file__).with_name("model_plan.yaml")
_OWN = {"I1": "lfl_turnover_growth", "I4": "complaint_rate_2025", "I6": "new_to_lost_2025"}


def model_plan(reference: Mapping[str, float] | None = None) -> Plan:
    """Give the model plan, its baselines replaced by a variant's own figures when they are given."""
    plan = copy.deepcopy(_written())
    for indicator in plan["indicators"]:
        key = _OWN.get(indicator["id"])
        if reference is not None and key is not None:
            indicator["baseline"] = round(float(reference[key]), 4)
    return plan


def planted(name: str, reference: Mapping[str, float] | None = None) -> Plan:
    """Give a wrong or right plan by its name, for a variant."""
    change = WRONG[name][1] if name in WRONG else RIGHT[name]
    return change(model_plan(reference))


@cache
def _written() -> Plan:
    plan: Plan = yaml.safe_load(_MODEL.read_text(encoding="utf-8"))
    return plan


def _set(path: str, value: Any) -> Change:
    """Change one place, written as in a rule's result: ``steps.2.owner``."""

    def change(plan: Plan) -> Plan:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = plan
        for part in way:
            place = place[part]
        place[last] = value
        return plan

    return change


def _each(block: str, **values: Any) -> Change:
    def change(plan: Plan) -> Plan:
        for row in plan[block]:
            row.update(values)
        return plan

    return change


def _log_only(plan: Plan) -> Plan:
    return _each("methods", type="log")(plan)


def _twelve_groups(plan: Plan) -> Plan:
    plan["methods"][0].update(sample_size=400, groups=12)
    return plan


def _without(block: str, field: str, value: Any) -> Change:
    def change(plan: Plan) -> Plan:
        plan[block] = [row for row in plan[block] if row[field] != value]
        return plan

    return change


def _no_new_lost(plan: Plan) -> Plan:
    for row in plan["indicators"]:
        row["category"] = "other" if row["category"] == "new_lost" else row["category"]
    return plan


def _period_2027(plan: Plan) -> Plan:
    plan["meta"].update(period_start="2027-01-01", period_end="2027-12-31")
    return plan


def _other_figures(plan: Plan) -> Plan:
    """Take another trainee's figures: each baseline a tenth off."""
    for row in plan["indicators"]:
        if row["id"] in _OWN:
            row["baseline"] *= 1.1
    return plan


def _no_guardrail(plan: Plan) -> Plan:
    for row in plan["indicators"]:
        if row["category"] == "complaints":
            row["guardrail"] = "none"
    return plan


def _circle(plan: Plan) -> Plan:
    plan["steps"][0]["depends_on"] = ["S11"]
    return plan


def _target_higher(plan: Plan) -> Plan:
    plan["indicators"][4].update(direction="down", target=2.5, alert=2.9)
    return plan


def _over_the_cap(plan: Plan) -> Plan:
    """Ask more people than the money reaches; the sums are right."""
    plan["budget"]["lines"][0].update(qty=1400, amount=63_000)
    plan["budget"]["total"] = 184_866
    return plan


def _no_survey(plan: Plan) -> Plan:
    plan["methods"] = plan["methods"][1:]
    return plan


def _other_order(plan: Plan) -> Plan:
    for name, block in plan.items():
        if isinstance(block, list):
            plan[name] = block[::-1]
    plan["budget"]["lines"].reverse()
    return dict(reversed(plan.items()))


def _more(plan: Plan) -> Plan:
    """Add what nobody asked for: blocks, fields, an indicator, a survey, an empty row."""
    plan["appendix"] = {"note": ["kept by the trainee"]}
    plan["indicators"][0]["remark"] = "agreed with Finance"
    extra = dict(plan["indicators"][4], id="I13", name="Queue complaint rate", baseline=1.3, target=1.0, alert=1.5)
    plan["indicators"].append(extra)
    plan["steps"].append(dict.fromkeys(plan["steps"][0], None) | {"id": "S12", "depends_on": []})
    plan["methods"].append(dict(plan["methods"][0], id="M7", sample_size=385, groups=1))
    return plan


def _cents(plan: Plan) -> Plan:
    plan["budget"]["lines"][0].update(unit_cost=45.35, amount=54_420.0)
    plan["budget"].update(contingency=0.0835, total=172_796.58)
    return plan


def _typed(plan: Plan) -> Plan:
    """Give numbers, dates and choices as people type them."""
    plan["budget"].update(contingency="HK$15,906", total="１７４，９６６")
    plan["methods"][0].update(type="Survey", sample_size="1,200 answers", groups="3")
    plan["steps"][0].update(start="2026/1/5", depends_on="")
    plan["indicators"][3].update(direction="Lower is better", frequency="每月", category="投訴")
    plan["scope"].update(stores="All stores", customers="Members, non-members", services="home delivery; checkout")
    plan["follow_up"][0].update(trigger="below 0.005", due_days="21 days", indicator=plan["indicators"][1]["name"])
    return plan


def _scales(plan: Plan) -> Plan:
    """Give growth in per cent and the complaint rate per 1,000 visits, and say so in the unit."""
    growth, rate = plan["indicators"][0], plan["indicators"][3]
    growth.update(unit="%", **{key: round(growth[key] * 100, 2) for key in ("baseline", "target", "alert")})
    rate.update(unit="per 1,000 visits", **{key: round(rate[key] / 10, 4) for key in ("baseline", "target", "alert")})
    return plan


WRONG: dict[str, tuple[tuple[str, ...], Change]] = {
    "TBC in an owner": (("R01",), _set("indicators.3.owner", "TBC")),
    "待定 in a step's owner": (("R01",), _set("steps.3.owner", "待定")),
    "dots in an action": (("R01",), _set("steps.3.action", "......")),
    "one id twice": (("R01",), _set("objectives.1.id", "ob1")),
    "period 2027": (("R02",), _period_2027),
    "author approves": (("R02",), _set("meta.approver_role", "customer service Supervisor.")),
    "all O1": (("R03",), _each("objectives", given="O1")),
    "members only": (("R04",), _set("scope.customers", ["members"])),
    "no delivery": (("R04",), _set("scope.services", ["advice", "checkout"])),
    "a store forgotten": (("R04",), _set("scope.stores", [f"S{n:02d}" for n in range(1, 12) if n != 7])),
    "a store left out, no reason": (("R04",), _set("scope.exclusions", [{"item": ["S07"], "reason": ""}])),
    "log only": (("R05",), _log_only),
    "400 for 12 groups": (("R06",), _twelve_groups),
    "no bias control": (("R07",), _set("methods.0.bias_control", "")),
    "no new_lost": (("R08",), _no_new_lost),
    "complaints without denominator": (("R09",), _set("indicators.3.denominator", "")),
    "complaints per n/a": (("R09",), _set("indicators.3.denominator", "n/a")),
    "direction down, target higher": (("R10",), _target_higher),
    "alert better than target": (("R11",), _set("indicators.3.alert", 5.0)),
    "alert at the target": (("R11",), _set("indicators.3.alert", 6.4)),
    "another variant's figures": (("R12",), _other_figures),
    "target date 2027": (("R13",), _set("indicators.3.target_date", "2027-03-31")),
    "blank owner": (("R14",), _set("steps.3.owner", "")),
    "all staff own a step": (("R14",), _set("steps.3.owner", "All staff")),
    "大家 own a step": (("R14",), _set("steps.3.owner", "大家")),
    "two owners": (("R14",), _set("steps.3.owner", ["Store manager", "Logistics manager"])),
    "step 4 needs step 5": (("R15",), _set("steps.3.depends_on", ["S5"])),
    "steps in a circle": (("R15",), _circle),
    "step ends before it starts": (("R15",), _set("steps.1.end", "2026-01-02")),
    "owner verifies": (("R16",), _set("follow_up.1.verified_by", "Customer relations manager")),
    "follow-up of nothing": (("R16",), _set("follow_up.1.indicator", "I99")),
    "DPP5 missing": (("R17",), _without("privacy", "point", "DPP5")),
    "DPP5 without a measure": (("R17",), _set("privacy.4.measure", "")),
    "limitations none": (("R18",), _set("limitations", [{"text": "none", "mitigation": "none"}] * 3)),
    "limitations a word": (("R18",), _set("limitations", "none")),
    "total off by 100": (("R19",), _set("budget.total", 175_066)),
    "line off": (("R19",), _set("budget.lines.1.amount", 29_860)),
    "over the cap": (("R19",), _over_the_cap),
    "no guardrail": (("R20",), _no_guardrail),
    "its own guardrail": (("R20",), _set("indicators.3.guardrail", "I4")),
}  # fmt: skip

RIGHT: dict[str, Change] = {
    "as it stands": lambda plan: plan,
    "another order": _other_order,
    "more fields, rows and indicators": _more,
    "budget with cents": _cents,
    "as people type": _typed,
    "other scales": _scales,
    "mystery visits and no survey": _no_survey,
    "a store left out with a reason": _set("scope", {
        "stores": [f"S{n:02d}" for n in range(1, 12)], "channels": ["store"], "services": ["delivery"],
        "customers": ["non_members"],
        "exclusions": [{"item": ["S12"], "reason": "Open since June 2024, so without like months."}]}),
}  # fmt: skip
