"""Is ``import course as cs`` light, and does it give the verbs that notebooks use?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import course as cs
from course import units
from course.checks import State

HEAVY = ("pandas", "numpy", "scipy", "matplotlib", "pydantic", "yaml", "IPython", "ipywidgets", "anywidget", "pyarrow")


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_importing_loads_nothing_heavy() -> None:
    loaded = set(python("import course, sys; print(*sys.modules)").split())
    assert loaded.isdisjoint(HEAVY)
    assert {name for name in loaded if name.startswith("course")} == {"course", "course._version"}


@pytest.mark.parametrize("name", [name for name in cs.__all__ if name != "__version__"])
def test_each_verb_is_there_and_explains_itself(name: str) -> None:
    verb = getattr(cs, name)
    assert callable(verb)
    assert len(verb.__doc__.split()) > 5


def test_the_names_of_a_notebook_are_all_and_nothing_else() -> None:
    assert dir(cs) == sorted(cs.__all__)
    assert len(cs.__all__) <= 30  # more than anybody remembers; group them before adding


def test_a_misspelt_verb_gets_the_near_ones_offered() -> None:
    with pytest.raises(AttributeError, match='Did you mean "question"'):
        _ = cs.questoin


def test_answer_and_check_give_an_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cs.answer("start.1", 0.25).state is State.RIGHT
    assert cs.check("start.1").state is State.RIGHT


def test_a_question_is_a_widget_about_its_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = cs.question("start.q1")
    assert shown is not None
    assert shown.item["kind"] == "quiz"


def test_several_questions_are_shown_one_below_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cs.question("start.q1", "start.q2") is None
    shown = capsys.readouterr().out
    assert "Question 1:" in shown
    assert "Question 2:" in shown


def test_plan_rules_lists_only_what_is_open() -> None:
    found = cs.plan_rules("assessment_plan", {})
    assert list(found.columns) == ["rule", "state", "what was found"]
    assert len(found) > 10
    assert set(found["state"]) <= {"missing", "not yet"}


def test_u_chart_reads_the_cleaned_log_and_asks_for_the_baseline() -> None:
    log, _ = cs.clean("cases")
    chart = cs.u_chart(log, category="delivery", baseline=("2024-01", "2025-08"))
    assert chart.loc[chart["signal"] == "above", "month"].tolist() == ["2025-09", "2025-10", "2025-11", "2025-12"]
    with pytest.raises(TypeError, match="baseline"):
        cs.u_chart(log, category="delivery")  # type: ignore[call-arg]


def test_did_compares_any_definition_and_asks_for_the_control() -> None:
    rate = cs.indicator(
        "complaint_rate", numerator="complaints", denominator="visits", period_field="received",
        sensor_rule="leave_out_both", pooling="sum_over_sum", scale=10_000, empty="undefined",
    )  # fmt: skip
    periods = {"before": ("2024-01", "2024-08"), "after": ("2025-01", "2025-08")}
    pilots = ["S02", "S05", "S08", "S11"]
    found = cs.did(rate, treated=pilots, control=["S01", "S03", "S04", "S06", "S09", "S10"], **periods)
    assert found.low < found.ratio < found.high < 0
    with pytest.raises(TypeError, match="control"):
        cs.did(rate, treated=pilots, **periods)  # type: ignore[call-arg]


def test_stage_time_counts_what_is_open_at_the_cases_own_moment() -> None:
    log, _ = cs.clean("cases")
    where = {"type": "complaint", "category": "delivery", "received_at": 2025}
    found = cs.stage_time(log, start="acknowledged_at", end="first_reply_at", where=where)
    assert found.open > 0 and found.p90 > found > cs.stage_time(
        log, start="acknowledged_at", end="first_reply_at", where={"type": "complaint", "received_at": 2025}
    )


@pytest.mark.parametrize("exercise", ["105082L4.2.2", "105082L4.2.4", "105082L4.5.1", "105082L4.5.2"])
def test_do_the_verbs_give_what_the_exercises_expect(exercise: str) -> None:
    log, _ = cs.clean("cases")
    survey, _ = cs.clean("survey")
    wave, complaints = survey[survey["wave"] == 2025], log[log["type"] == "complaint"]
    given = {
        "105082L4.2.2": lambda: cs.stage_time(
            complaints, start="acknowledged_at", end="first_reply_at",
            where={"category": "delivery", "received_at": 2025},
        ),
        "105082L4.2.4": lambda: cs.find_numbers(complaints["summary"], digits=8).sum(),
        "105082L4.5.1": lambda: cs.gap(wave[["p_rel1", "p_rel2"]], wave[["e_rel1", "e_rel2"]]),
        "105082L4.5.2": lambda: cs.gap(wave[["p_tan1", "p_tan2"]], wave[["e_tan1", "e_tan2"]], weight=wave["w_tan"]),
    }  # fmt: skip
    value, tolerance = units.expected(exercise)
    assert given[exercise]() == pytest.approx(value, abs=tolerance)
