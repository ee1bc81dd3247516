from __future__ import annotations

from typing import Any

import pytest
import yaml

from course import documents
from course.documents.companies.lantern_lane import FIGURES
from course.documents.review_report import RULES, check_report
from tests.documents.reports import REPORTS, VARIANTS, chinese_report, lost, own

REPORT = documents.get("review_report")


def result(id: str, report: Any, figures: Any = None) -> documents.RuleResult:
    return next(one for one in check_report(report, figures) if one.id == id)


def test_six_rules_are_worth_three_points_and_one_blocks() -> None:
    assert [rule.id for rule in RULES] == [f"F0{n}" for n in range(1, 7)]
    assert sum(rule.points for rule in RULES) == pytest.approx(3)
    assert {rule.id for rule in RULES if rule.blocking} == {"F05"}


def test_each_rule_names_its_common_rules_and_a_block_that_exists() -> None:
    blocks = {block["key"] for block in documents.form_spec("review_report")["blocks"]}
    assert all(rule.rule_ids and rule.block in blocks for rule in RULES)


@pytest.mark.parametrize("variant", VARIANTS)
def test_model_report_holds_all_rules(variant: str | int) -> None:
    assert documents.points(check_report(REPORTS.model_report(own(variant)), own(variant))) == 3.0


def test_model_report_as_written_holds_all_rules_on_the_base_variant() -> None:
    assert lost(REPORTS.model_report(), own("base")) == ()


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", REPORTS.WRONG)
def test_planted_wrong_report_loses_exactly_its_rule(name: str, variant: str | int) -> None:
    assert lost(REPORTS.planted(name, own(variant)), own(variant)) == REPORTS.WRONG[name][0]


def test_every_rule_has_a_planted_report_that_loses_it_alone() -> None:
    assert {rules[0] for rules, _ in REPORTS.WRONG.values() if len(rules) == 1} == {rule.id for rule in RULES}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", REPORTS.RIGHT)
def test_right_alternative_keeps_all_points(name: str, variant: str | int) -> None:
    assert lost(REPORTS.planted(name, own(variant)), own(variant)) == ()


@pytest.mark.parametrize("variant", VARIANTS)
def test_report_in_chinese_keeps_all_points(variant: str | int) -> None:
    assert lost(yaml.safe_load(chinese_report(own(variant))), own(variant)) == ()


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_count_needs_no_denominator(variant: str | int) -> None:
    assert lost(REPORTS.counted(own(variant)), own(variant)) == ()


@pytest.mark.parametrize("mine", VARIANTS)
@pytest.mark.parametrize("theirs", VARIANTS)
def test_figures_of_a_colleague_lose_the_figures(mine: str | int, theirs: str | int) -> None:
    expected = () if mine == theirs else ("F04",)
    assert lost(REPORTS.model_report(own(theirs)), own(mine)) == expected


@pytest.mark.parametrize("empty", [{}, REPORT.blank(), {"meta": {}}, None, [], "report", {"aspects": [{}]}])
def test_untouched_report_scores_nothing(empty: Any) -> None:
    results = check_report(empty, own())
    assert documents.points(results) == 0
    assert {str(one.state) for one in results} == {"missing"}


@pytest.mark.parametrize("block", list(REPORTS.model_report()))
def test_one_block_alone_earns_no_rule_over_the_whole(block: str) -> None:
    results = check_report({block: REPORTS.model_report()[block]}, own())
    earned = {"findings": {"F02", "F04"}, "recommendations": {"F03"}}.get(block, set())
    assert {one.id for one in results if one.right} == earned


def test_personal_data_is_told_at_once_and_not_only_in_a_whole_report() -> None:
    found = result("F05", {"purpose": {"text": "Ring 0912 3456 about it"}})
    assert (found.state, found.place, found.severity) == ("not yet", "purpose.text", "blocking")


@pytest.mark.parametrize("known", FIGURES, ids=lambda known: str(known.key))
def test_each_figure_may_be_rounded_as_reports_round(known: Any) -> None:
    exact = own()[known.key]
    percent = {"growth": f"{exact:.1%}", "share": f"{exact:.0%}", "change": f"{exact:.0%}"}
    typed = percent.get(known.kind, f"{exact:.2f}" if known.kind != "count" else f"{float(f'{exact:.3g}'):,.0f}")
    report = REPORTS.model_report(own())
    report["findings"][7].update(figure=typed, indicator_id=known.key, denominator="all of them")
    assert lost(report, own()) == ()


@pytest.mark.parametrize("known", FIGURES, ids=lambda known: str(known.key))
def test_each_figure_a_tenth_off_is_not_ones_own(known: Any) -> None:
    report = REPORTS.model_report(own())
    figure = own()[known.key]
    wrong = figure + max(abs(figure) * 0.1, 0.006) * (-1 if figure > 0.9 else 1)
    report["findings"][7].update(figure=wrong, indicator_id=known.key, denominator="all of them")
    assert lost(report, own()) == ("F04",)


def test_without_own_figures_a_sound_report_waits_and_a_percentage_is_told() -> None:
    assert result("F04", REPORTS.model_report()).state == "missing"
    said = result("F04", REPORTS.planted("a percentage for a fraction"))
    assert (said.state, said.place) == ("not yet", "findings.2.figure")
    assert "share from 0 to 1" in said.message and "% sign" in said.next_step


@pytest.mark.parametrize("name", ["another variant's figures", "a percentage for a fraction"])
def test_the_message_on_figures_never_tells_the_right_one(name: str) -> None:
    figures = own(3)
    said = result("F04", REPORTS.planted(name, figures), figures)
    words = " ".join([said.message, said.next_step, *(found.message for found in said.findings)])
    assert said.state == "not yet"
    assert not any(f"{value:.4f}"[:6].lstrip("-0.") in words for value in figures.values() if abs(value) > 0.01)


def lengthened(by: str) -> dict[str, Any]:
    report: dict[str, Any] = REPORTS.model_report(own())
    report["purpose"]["text"] += " " + by
    return report


def test_the_length_is_one_share_of_both_languages() -> None:
    said = result("F06", lengthened("word " * 1_500), own()).message
    used = int(said.split(" English")[0].split("(")[1].replace(",", "")) - 1_500
    assert lost(lengthened("word " * (1_500 - used)), own()) == ()
    over = result("F06", lengthened("word " * (1_501 - used)), own())
    assert "1,501 English words" in over.message and "a little over 100%" in over.message
    left = int((1 - used / 1_500) * 2_500)
    assert lost(lengthened("字" * left), own()) == ()
    assert lost(lengthened("字" * (left + 2)), own()) == ("F06",)


def test_hints_cost_nothing_and_ask_for_certainty_and_a_stop() -> None:
    report = REPORTS.planted("what the assessor judges is left out", own())
    assert [hint.id for hint in REPORT.hints(report)] == ["N4", "N5"]
    assert REPORT.hints(REPORTS.model_report()) == []


def test_a_result_names_place_and_next_step() -> None:
    report = REPORTS.planted("range upside down", own())
    found = result("F03", report, own())
    assert found.place == "recommendations.0.expected_high"
    assert found.where == "Recommendations, row 1: Expected, high"
    assert (found.message, found.next_step) == (
        "24 is not below 36.",
        "Enter the smaller number first.",
    ) or found.message
    assert found.message == "36 is not below 24."
