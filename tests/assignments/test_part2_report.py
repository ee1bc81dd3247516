"""Are the marks of the report those of its rules, on the figures that the trainee's own tasks A3 to A6 ask for?"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from course.cases.case import Case
from course.checks import State
from course.documents.companies.lantern_lane import FIGURES
from tests.documents.reports import REPORTS


def points(part2: ModuleType, case: Case, report: Any) -> float:
    return float(part2.marks("A9", {}, {"report.yaml": report}, case))


def test_the_figures_are_those_that_the_tasks_ask_for(part2: ModuleType, case: Case) -> None:
    figures = part2.reference_a9.figures(case)
    assert set(figures) == {known.key for known in FIGURES}
    tasks = {key: value for task in part2.TASKS for key, value in part2.values(case, task).items()}
    same = {key: tasks[key] for key in figures if key in tasks}
    assert len(same) >= 20
    assert {key: figures[key] for key in same} == pytest.approx(same, rel=1e-9)


def test_the_model_earns_three_points(part2: ModuleType, case: Case) -> None:
    assert points(part2, case, REPORTS.model_report(part2.reference_a9.figures(case))) == 3.0


@pytest.mark.parametrize("name", REPORTS.WRONG)
def test_a_planted_report_loses_half_a_point_a_rule(part2: ModuleType, cases: dict[int, Case], name: str) -> None:
    for case in cases.values():
        report = REPORTS.planted(name, part2.reference_a9.figures(case))
        assert points(part2, case, report) == 3.0 - 0.5 * len(REPORTS.WRONG[name][0])


@pytest.mark.parametrize("nothing", [None, {}, [], "text", 3, {"meta": 3, "findings": "x"}])
def test_no_report_earns_nothing(part2: ModuleType, cases: dict[int, Case], nothing: Any) -> None:
    assert points(part2, cases[1], nothing) == 0.0
    assert part2.marks("A9", {}, {}, cases[1]) == 0.0
    assert part2.feedback("A9", {}, {"report.yaml": nothing}, cases[1]).state is not State.RIGHT


def test_feedback_names_the_rules_and_no_figure(part2: ModuleType, case: Case) -> None:
    figures = part2.reference_a9.figures(case)
    said = part2.feedback("A9", {}, {"report.yaml": REPORTS.planted("another variant's figures", figures)}, case)
    assert [key for key, field in said.fields.items() if not field.right] == ["F04"]
    words = " ".join(f"{field.message} {field.next_step}" for field in said.fields.values()) + said.message
    assert f"{figures['on_time_72_due']:.3f}"[1:] not in words
    right = part2.feedback("A9", {}, {"report.yaml": REPORTS.model_report(figures)}, case)
    assert (right.state, right.message) == (State.RIGHT, "All 6 rules hold.")
