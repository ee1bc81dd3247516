"""Does the visible check of a task say what is missing, and give nbgrader an explicit number?"""

from __future__ import annotations

from pathlib import Path

import pytest

import course as cs
from course import answers
from course.checks import State
from course.errors import CourseError
from course.units.visible import task_keys

HALF = {"lfl_turnover_growth": 0.01, "worst_store_by_rate": "S01"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "105082L4-part2"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return folder


def _complete() -> dict[str, object]:
    table: dict[str, object] = dict.fromkeys(
        ("lfl_turnover_growth", "gp_after_goodwill_growth_lfl", "conversion_2025", "fcr_2025", "on_time_72_due"), 0.5
    )
    counts = ("visits_2025_valid", "complaint_rate_2025", "new_2025", "lost_2025", "new_to_lost_organic_2025")
    return table | dict.fromkeys(counts, 7) | {"worst_store_by_rate": "S01"}


def test_not_attempted(here: Path) -> None:
    outcome = cs.check("A3")
    assert outcome.state is State.NOT_ATTEMPTED and repr(outcome) == "0.0"


def test_not_yet(here: Path) -> None:
    outcome = cs.answer("A3", **HALF)
    assert outcome.state is State.NOT_YET and repr(outcome) == "0.0" and "2 of 11 fields in order" in str(outcome)


def test_complete_is_never_called_right(here: Path) -> None:
    outcome = cs.answer("A3", **_complete())
    assert outcome.right and repr(outcome) == "12.0"
    assert str(outcome).startswith("Complete: ") and "right" not in outcome._repr_html_().split(".")[0].lower()


@pytest.mark.parametrize("given", [None, HALF])
def test_nbgrader_validate_gets_the_words_as_an_error_without_a_traceback(
    here: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, object] | None
) -> None:
    if given:
        cs.answer("A3", **given)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(CourseError, match="Indicator table") as caught:
        cs.check("A3")
    assert caught.value._render_traceback_() == str(caught.value).split("\n") and caught.value.next_step


def test_nbgrader_validate_passes_what_is_complete(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cs.answer("A3", **_complete())
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert repr(cs.check("A3")) == "12.0"


def test_a_document_is_checked_by_its_rules(here: Path) -> None:
    assert cs.check("A8").state is State.NOT_ATTEMPTED
    answers.document("plan.yaml", "assessment_plan").put("meta", {"title": "Plan"})
    outcome = cs.check("A8")
    assert outcome.state is State.NOT_YET and "of 20 rules hold" in outcome.message and outcome.next_step


def test_a_rule_that_needs_own_figures_waits_for_the_marking(here: Path) -> None:
    source = Path(__file__).parents[2] / "assignments/105082L4-part2/model_plan.yaml"
    answers.document("plan.yaml", "assessment_plan").replace(answers.read(source))
    outcome = cs.check("A8")
    assert outcome.right and "R12 compares with your own figures" in outcome.message and repr(outcome) == "12.0"


def test_a_report_waits_in_the_same_way_and_is_told_its_percentage(here: Path) -> None:
    source = Path(__file__).parents[2] / "assignments/105082L4-part2/model_report.yaml"
    report = answers.read(source)
    answers.document("report.yaml", "review_report").replace(report)
    outcome = cs.check("A9")
    assert outcome.right and "F04 compares with your own figures" in outcome.message and repr(outcome) == "3.0"
    report["findings"][2]["figure"] = 85.9
    answers.document("report.yaml", "review_report").replace(report)
    outcome = cs.check("A9")
    assert outcome.state is State.NOT_YET and "The figure 85.9 cannot be right" in outcome.message
    assert "more like this" not in outcome.message


def test_the_words_are_safe_to_show(here: Path) -> None:
    assert "<img" not in cs.answer("A3", worst_store_by_rate="<img src=x onerror=alert(1)>")._repr_html_()


def test_the_receipt_counts_the_tasks_of_the_assignment(here: Path) -> None:
    keys = task_keys("105082L4-part2")
    assert {"A3", "plan.yaml"} <= set(keys) and "A8" not in keys
    assert {"A2.complaint_rate", "A2.new_to_lost", "A2.on_time"} <= set(task_keys("105082L4-part1"))
    assert task_keys("holiday photos") == []
    cs.answer("A3", **HALF)
    assert f"1 of {len(keys)} tasks answered" in repr(cs.receipt())
