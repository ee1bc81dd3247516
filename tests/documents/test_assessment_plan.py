from __future__ import annotations

import time
from typing import Any

import pytest
import yaml

from course import cases, documents
from course.documents.assessment_plan import RULES, blank_plan, check_plan, points, summary
from course.marking.reference import reference as marks
from tests.documents.plans import FIGURES, PLANTED, chinese_plan, lost, poor_plan, reference

VARIANTS = (0, 1, 2, 5, 6)
BLOCKING = {"R01", "R08", "R14", "R15", "R16", "R17"}


def test_twenty_rules_are_worth_twelve_points_and_six_block() -> None:
    assert [rule.id for rule in RULES] == [f"R{n:02d}" for n in range(1, 21)]
    assert sum(rule.points for rule in RULES) == pytest.approx(12)
    assert {rule.id for rule in RULES if rule.blocking} == BLOCKING


def test_each_rule_names_its_common_rules_and_a_block_that_exists() -> None:
    blocks = {block["key"] for block in documents.form_spec("assessment_plan")["blocks"]}
    assert all(rule.rule_ids and rule.block in blocks for rule in RULES)


@pytest.mark.parametrize("variant", FIGURES)
def test_model_plan_holds_all_rules(variant: int) -> None:
    own = reference(variant)
    assert points(check_plan(PLANTED.model_plan(own), own)) == 12.0


def test_model_plan_as_written_holds_all_rules_on_the_base_variant() -> None:
    own = marks("105082L4-part2").module.values(cases.case("base"))
    assert lost(PLANTED.model_plan(), own) == ()


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", PLANTED.WRONG)
def test_planted_wrong_plan_loses_exactly_its_rule(name: str, variant: int) -> None:
    own = reference(variant)
    assert lost(PLANTED.planted(name, own), own) == PLANTED.WRONG[name][0]


def test_every_rule_has_a_planted_plan() -> None:
    assert {rule for rules, _ in PLANTED.WRONG.values() for rule in rules} == {rule.id for rule in RULES}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", PLANTED.RIGHT)
def test_right_alternative_keeps_all_points(name: str, variant: int) -> None:
    own = reference(variant)
    assert lost(PLANTED.planted(name, own), own) == ()


@pytest.mark.parametrize("variant", VARIANTS)
def test_plan_in_chinese_keeps_all_points(variant: int) -> None:
    own = reference(variant)
    assert lost(yaml.safe_load(chinese_plan(own)), own) == ()


@pytest.mark.parametrize("mine", VARIANTS)
@pytest.mark.parametrize("theirs", VARIANTS)
def test_figures_of_a_colleague_lose_the_baselines(mine: int, theirs: int) -> None:
    expected = () if mine == theirs else ("R12",)
    assert lost(PLANTED.model_plan(reference(theirs)), reference(mine)) == expected


@pytest.mark.parametrize("empty", [{}, blank_plan(), {"meta": {}}, None, [], "plan"])
def test_untouched_plan_scores_nothing(empty: Any) -> None:
    results = check_plan(empty, reference(0))
    assert points(results) == 0
    assert {str(result.state) for result in results} == {"missing"}


def test_blocks_by_themselves_earn_only_their_own_rules(model: dict[str, Any]) -> None:
    for block, earned in {
        "objectives": {"R03"},
        "scope": {"R04"},
        "privacy": {"R17"},
        "limitations": {"R18"},
        "methods": {"R05", "R06", "R07"},
    }.items():
        results = check_plan({block: model[block]}, reference(0))
        assert {result.id for result in results if result.right} == earned


def test_without_own_figures_the_baselines_are_missing_and_not_right(model: dict[str, Any]) -> None:
    result = next(result for result in check_plan(model) if result.id == "R12")
    assert result.state == "missing"
    assert "indicator table" in result.next_step


def test_the_message_on_baselines_never_tells_the_right_figure(model: dict[str, Any]) -> None:
    own = reference(3)
    result = next(result for result in check_plan(model, own) if result.id == "R12")
    said = " ".join([result.message, result.next_step, *(finding.message for finding in result.findings)])
    assert not any(f"{value:g}"[:5] in said for value in own.values())


def test_poor_plan_of_the_lesson_fails_five_rules() -> None:
    assert lost(poor_plan(), reference(0)) == ("R04", "R07", "R09", "R12", "R15")


def test_a_result_names_place_and_next_step(model: dict[str, Any]) -> None:
    model["indicators"][3]["alert"] = 5
    result = next(result for result in check_plan(model, reference(0)) if result.id == "R11")
    assert (result.place, result.where) == ("indicators.3.alert", "Indicators, row 4 (I4): Alert")
    assert result.message == "The alert 5 is on the good side of the target, so it can never warn you."
    assert result.next_step == "Set it on the bad side of the target 6.4."
    assert result.as_dict()["state"] == "not yet"


def test_a_place_counts_rows_as_the_file_has_them(model: dict[str, Any]) -> None:
    model["steps"].insert(0, {"id": "S0"})
    model["steps"][3]["owner"] = ""
    result = next(result for result in check_plan(model, reference(0)) if result.id == "R14")
    assert result.place == "steps.3.owner"


def test_summary_names_the_next_rule(model: dict[str, Any]) -> None:
    waits = "R12 compares with your own figures when your work is marked."
    assert summary(check_plan(model)) == f"19 of 20 rules hold. {waits}"
    broken = {**model, "scope": {}}
    assert summary(check_plan(broken)).endswith("; next: R01.")
    assert summary(check_plan(model, reference(0))) == "All 20 rules hold."


def test_period_of_the_wrong_year_is_one_fault_and_a_short_period_binds_the_dates(model: dict[str, Any]) -> None:
    model["meta"].update(period_start="2026-01-01", period_end="2026-06-30")
    assert lost(model, reference(0)) == ("R13", "R15")


def test_hints_cost_nothing_and_name_personal_data(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    model["steps"][0]["action"] = "Ring the contractor at 2345 6789 about the vans."
    model["indicators"][4]["min_n"] = 5
    model["methods"][0]["indicator_ids"] = ["I77"]
    assert [hint.id for hint in plan.hints(model)] == ["N1", "N3", "N4"]
    assert lost(model, reference(0)) == ()


def test_live_check_takes_well_under_the_time_of_a_key_press(model: dict[str, Any]) -> None:
    check_plan(model, reference(0))
    best = min(_seconds(model) for _ in range(5))
    assert best < 0.08


def _seconds(model: dict[str, Any]) -> float:
    start = time.process_time()
    check_plan(model, reference(0))
    return time.process_time() - start
