"""Does a unit's folder give its items, presets and expected values, and say what is wrong in them?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.errors import CourseError
from course.units import Register, register

Read = Callable[..., Register]
Unit = dict[str, Any]

QUIZ = """
- id: 900001L4.m01.q1
  kind: quiz
  prompt: What do you say?
  requirements: [K1]
  fields:
    - {key: words, label: Words, kind: choice, choices: [{value: hi, text: Hi, right: true}]}
"""
TASKS = """
- id: A1.words
  kind: task
  prompt: Say it.
  fields: [{key: words, label: Words, kind: text}]
  requirements: [P1]
"""
EXERCISES = """
- id: 900001L4.1.1
  kind: exercise
  prompt: How many?
  fields: [{key: n, label: Number, kind: integer}]
  requirements: [P1]
"""
VALUES = """
SENTENCES = {"900001L4.1.1": lambda answer: f"You count {answer}."}


def expected(item_id):
    return 3, 0
"""
PRESETS = """
REQUIREMENTS = {"900001L4.m01.bow": ["P1"]}
PRESETS = {"900001L4.m01.bow": lambda: {"depth": 15}}
"""


def test_items_of_all_three_files_are_found(read: Read, unit: Unit) -> None:
    one = read(unit, quizzes_yaml=QUIZ, tasks_yaml=TASKS, exercises_yaml=EXERCISES, exercises_py=VALUES)
    assert [one.item(key).kind for key in ("900001L4.m01.q1", "900001L4.1.1", "A1.words")] == [
        "quiz",
        "exercise",
        "task",
    ]


def test_expected_values_and_presets_come_from_the_folder(read: Read, unit: Unit) -> None:
    one = read(unit, exercises_yaml=EXERCISES, exercises_py=VALUES, presets_py=PRESETS)
    assert one.expected("900001L4.1.1") == (3, 0.0)
    assert one.preset("900001L4.m01.bow") == {"depth": 15}
    assert one.bank("900001L4").preset_requirements == {"900001L4.m01.bow": ["P1"]}


def test_an_item_may_say_what_its_answer_amounts_to(read: Read, unit: Unit) -> None:
    one = read(unit, quizzes_yaml=QUIZ, exercises_yaml=EXERCISES, exercises_py=VALUES)
    say = one.sentence(one.item("900001L4.1.1"))
    assert say is not None
    assert say(2) == "You count 2."  # type: ignore[arg-type]
    assert one.sentence(one.item("900001L4.m01.q1")) is None


def test_what_a_lesson_asks_leaves_tasks_and_other_lessons_out(read: Read, unit: Unit) -> None:
    one = read(unit, quizzes_yaml=QUIZ, tasks_yaml=TASKS, exercises_yaml=EXERCISES, exercises_py=VALUES)
    asked = one.bank("900001L4").of_lesson(one.unit("900001L4").modules[0])
    assert [item.id for item in asked] == ["900001L4.m01.q1", "900001L4.1.1"]


def test_only_exercises_have_an_expected_value(read: Read, unit: Unit) -> None:
    with pytest.raises(CourseError, match="has no expected value"):
        read(unit, exercises_yaml=EXERCISES, exercises_py=VALUES).expected("900001L4.m01.q1")


def test_an_item_with_an_unknown_requirement(read: Read, unit: Unit) -> None:
    one = read(unit, quizzes_yaml=QUIZ.replace("[K1]", "[K9]"))
    with pytest.raises(CourseError, match=r'Item "900001L4\.m01\.q1" names the unknown requirement "K9"'):
        one.item("900001L4.m01.q1")


def test_an_item_given_twice(read: Read, unit: Unit) -> None:
    with pytest.raises(CourseError, match=r'The item "900001L4\.m01\.q1" is there twice'):
        read(unit, quizzes_yaml=QUIZ + QUIZ).item("900001L4.m01.q1")


@pytest.mark.parametrize("wrong", ["900001L4.m02.q1", "105082L4.m01.q1", "900001L4.q1", "900001L4.m01.1"])
def test_an_item_id_that_belongs_to_no_module(read: Read, unit: Unit, wrong: str) -> None:
    one = read(unit, quizzes_yaml=QUIZ.replace("900001L4.m01.q1", wrong))
    with pytest.raises(CourseError, match="has an id of another form"):
        _ = one.bank("900001L4").items


def test_a_task_item_that_belongs_to_no_task(read: Read, unit: Unit) -> None:
    one = read(unit, tasks_yaml=TASKS.replace("A1.words", "A7.words"))
    with pytest.raises(CourseError, match=r'Item "A7\.words" belongs to no task'):
        one.item("A7.words")


def test_an_item_in_the_wrong_file(read: Read, unit: Unit) -> None:
    with pytest.raises(CourseError, match="is of the kind task, which does not belong here"):
        read(unit, quizzes_yaml=TASKS).item("A1.words")


def test_a_file_of_items_that_is_no_list(read: Read, unit: Unit) -> None:
    with pytest.raises(CourseError, match="must hold a list"):
        read(unit, quizzes_yaml="items: []\n").item("900001L4.m01.q1")


def test_a_preset_with_an_unknown_requirement(read: Read, unit: Unit) -> None:
    one = read(unit, presets_py=PRESETS.replace('["P1"]', '["P7"]'))
    with pytest.raises(CourseError, match=r'Preset "900001L4\.m01\.bow" names the unknown requirement "P7"'):
        _ = one.bank("900001L4").preset_requirements


def test_misspelt_names_get_the_near_ones_offered(read: Read, unit: Unit) -> None:
    one = read(unit, quizzes_yaml=QUIZ, presets_py=PRESETS)
    with pytest.raises(CourseError, match=r'Did you mean "900001L4\.m01\.q1"'):
        one.item("900001L4.m01.q2")
    with pytest.raises(CourseError, match=r'Did you mean "900001L4\.m01\.bow"'):
        one.preset("900001L4.m01.bows")
    with pytest.raises(CourseError, match="does not begin with a unit code"):
        one.preset("bow")


def test_a_task_of_two_units_needs_the_unit(read: Read, write: Callable[..., Path], unit: Unit) -> None:
    write({**unit, "code": "900002L5"}, "another_unit", tasks_yaml=TASKS)
    one = read(unit, tasks_yaml=TASKS)
    with pytest.raises(CourseError, match="a task of several units: 900001L4, 900002L5"):
        one.item("A1.words")
    assert one.item("A1.words", "900002L5").id == "A1.words"


def test_an_example_is_read_as_plain_data(read: Read, unit: Unit) -> None:
    one = read(unit, poor_plan_yaml="title: Poor\n", quizzes_yaml=QUIZ)
    assert one.example("poor_plan") == {"title": "Poor"}
    with pytest.raises(CourseError, match='Did you mean "poor_plan"'):
        one.example("pour_plan")


def test_the_items_of_the_course_keep_the_rules() -> None:
    one = register()
    assert all(one.bank(unit.code).items is not None for unit in one.units)


def test_an_item_may_have_a_check_of_its_own(read: Read, unit: Unit) -> None:
    checks = (
        VALUES
        + '\nfrom course.checks import right\nCHECKS = {"900001L4.1.1": lambda value: right(f"Well, {value}.")}\n'
    )
    one = read(unit, quizzes_yaml=QUIZ, exercises_yaml=EXERCISES, exercises_py=checks)
    own = one.own_check(one.item("900001L4.1.1"))
    assert own is not None
    assert own(3).message == "Well, 3."
    assert one.own_check(one.item("900001L4.m01.q1")) is None
