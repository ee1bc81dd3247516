"""A7: does the score of the audit follow its rule, on the clauses that each variant shows?"""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import course as cs
from course import units
from course.cases.case import Case
from course.checks import State

SOUND = "sound"


def model(part1: ModuleType, case: Case) -> dict[str, str]:
    found: dict[str, str] = part1.model(case, "A7")
    return found


def points(part1: ModuleType, case: Case, answer: Any) -> float:
    return float(part1.marks("A7", {"A7": answer}, {}, case))


def bad(part1: ModuleType, case: Case) -> list[str]:
    return [clause for clause, code in model(part1, case).items() if code != SOUND]


def codes(case: Case) -> dict[str, str]:
    """The defect of the bad wording of each clause, as the unit file lists them."""
    return {
        "P-a": "objective_conflict", "P-b": "objective_conflict", "S-a": "scope_gap", "S-b": "scope_gap",
        "M-a": "biased_sample", "M-b": "no_denominator", "M-c": "perverse_incentive", "R-a": "no_time_limit",
        "R-b": "no_escalation", "W-a": "no_owner", "W-b": "endless_loop", "C-a": "excess_access",
        "C-b": "retention_use", "C-c": "excess_collection", "L-a": "no_limitations", "L-b": "seasonal_comparison",
    }  # fmt: skip


def test_the_model_earns_all_points_and_follows_the_facts(part1: ModuleType, case: Case) -> None:
    from course.cases.lantern_lane.facts import draw_facts

    right = model(part1, case)
    assert points(part1, case, right) == 4.0
    assert sorted(bad(part1, case)) == list(draw_facts(case.variant).bad_clauses)
    assert {clause: code for clause, code in right.items() if code != SOUND}.items() <= codes(case).items()
    assert part1.feedback("A7", {"A7": right}, {}, case).state is State.RIGHT


def test_all_sound_earns_nothing(part1: ModuleType, case: Case) -> None:
    assert points(part1, case, dict.fromkeys(model(part1, case), SOUND)) == 0.0


def test_every_clause_called_bad_with_its_code_earns_little(part1: ModuleType, case: Case) -> None:
    assert points(part1, case, codes(case)) == round(4 * (9 - 7) / 9, 2) == 0.89


def test_any_one_code_everywhere_earns_nothing(part1: ModuleType, case: Case) -> None:
    for code in set(codes(case).values()):
        assert points(part1, case, dict.fromkeys(model(part1, case), code)) == 0.0


def test_each_slip_costs_its_part(part1: ModuleType, case: Case) -> None:
    right, defects = model(part1, case), bad(part1, case)
    sound = next(clause for clause, code in right.items() if code == SOUND)
    other = "no_owner" if right[defects[0]] != "no_owner" else "no_time_limit"
    assert points(part1, case, {**right, defects[0]: SOUND}) == round(4 * 8 / 9, 2)
    assert points(part1, case, {**right, defects[0]: other}) == round(4 * 8.5 / 9, 2)
    assert points(part1, case, {**right, sound: codes(case)[sound]}) == round(4 * 8 / 9, 2)


def test_an_untouched_clause_counts_like_one_called_sound(part1: ModuleType, case: Case) -> None:
    right, defects = model(part1, case), bad(part1, case)
    for blank in ("", None, "no such code", 7, ["sound"], math.nan):
        assert points(part1, case, {**right, defects[0]: blank}) == round(4 * 8 / 9, 2)
        assert (
            points(part1, case, {clause: code if clause in defects else blank for clause, code in right.items()}) == 4.0
        )
    assert points(part1, case, {clause: right[clause] for clause in defects}) == 4.0


def test_any_order_words_in_any_case_and_remarks_are_right(part1: ModuleType, case: Case) -> None:
    right = model(part1, case)
    given = {clause: f" {code.upper()} " for clause, code in reversed(right.items())}
    assert points(part1, case, {**given, "remark": "my view"}) == 4.0
    words = {choice.value: choice.text for choice in units.item("A7").fields[0].choices}
    assert points(part1, case, {clause: words[code] for clause, code in right.items()}) == 4.0


def test_anothers_answers_earn_little(part1: ModuleType, cases: dict[int, Case]) -> None:
    copied = [points(part1, cases[a], model(part1, cases[b])) for a in cases for b in cases if a != b]
    assert sum(copied) / len(copied) < 1.2
    assert max(copied) <= 3.2


JUNK = [None, "", {}, [], "sound", 7, {"P-a": ""}, {"x": "sound"}, [["P-a", "sound"]], math.inf, True]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
def test_nothing_and_junk_earn_nothing(part1: ModuleType, cases: dict[int, Case], junk: Any) -> None:
    assert points(part1, cases[1], junk) == 0.0
    assert part1.feedback("A7", {"A7": junk}, {}, cases[1]).state is State.NOT_ATTEMPTED


def test_feedback_counts_by_aspect_and_names_neither_clause_nor_defect(part1: ModuleType, case: Case) -> None:
    wrong = dict.fromkeys(model(part1, case), SOUND)
    said = part1.feedback("A7", {"A7": wrong}, {}, case)
    assert said.state is State.NOT_YET and "7 of 16 clauses" in said.message
    words = " ".join([said.message, said.next_step, *(f"{f.message} {f.next_step}" for f in said.fields.values())])
    assert len(said.fields) == 7 and not set(said.fields) & set(wrong)
    assert not any(word in words for word in (*wrong, *codes(case).values()))
    wrong.pop("P-a")
    assert "1 not attempted" in part1.feedback("A7", {"A7": wrong}, {}, case).message


# ---- the form ----
def test_the_form_has_sixteen_clauses_of_seven_aspects_with_equal_choices() -> None:
    fields = units.item("A7").fields
    assert [field.key for field in fields] == list(codes(None))  # type: ignore[arg-type]
    assert Counter(field.label.split(", ")[1] for field in fields).most_common() == [
        ("method", 3), ("confidentiality", 3), ("principle", 2), ("scope", 2), ("procedure", 2), ("workflow", 2),
        ("limitations", 2)]  # fmt: skip
    assert {tuple(c.value for c in field.choices) for field in fields} == {
        (SOUND, *dict.fromkeys(codes(None).values()))
    }  # type: ignore[arg-type]
    assert all(choice.right is None for field in fields for choice in field.choices)


def test_the_defects_have_the_words_of_the_practice_clauses() -> None:
    words = {choice.value: choice.text for choice in units.item("A7").fields[0].choices}
    practised = [choice for field in units.item("105082L4.2.1").fields for choice in field.choices]
    assert {(choice.value, choice.text) for choice in practised} <= set(words.items())


@pytest.mark.parametrize("number", ["3", "4"])
def test_the_question_shows_the_clauses_of_ones_own_scheme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    folder = tmp_path / "105082L4-part1"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COURSE_VARIANT", number)
    shown = cs.question("A7")
    clauses = cs.document("scheme")["clauses"]
    assert shown is not None
    assert [field["label"] for field in shown.item["fields"]] == [
        f"{clause['id']}, {clause['aspect']}: {clause['text']}" for clause in clauses
    ]


def test_the_visible_check_wants_sixteen_known_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "105082L4-part1"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert cs.check("A7").state is State.NOT_ATTEMPTED
    every = dict.fromkeys(codes(None), SOUND)  # type: ignore[arg-type]
    assert cs.answer("A7", **{**every, "L-b": "because"}).state is State.NOT_YET
    assert repr(cs.answer("A7", **every)) == "4.0"
