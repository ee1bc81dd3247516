"""Does the register say what is wrong in a unit's declarations, where, and what to do?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from course.errors import CourseError
from course.units import Register, register, requirement

Read = Callable[..., Register]
Unit = dict[str, Any]


def error(read: Read, unit: Unit | str, **files: str) -> str:
    with pytest.raises(CourseError) as caught:
        read(unit, **files)
    return str(caught.value)


def test_a_sound_unit_is_read(read: Read, unit: Unit) -> None:
    one = read(unit).unit("900001L4")
    assert one.lesson_file(one.modules[0]) == "900001L4-greet-the-customer/01-good-morning.ipynb"
    assert one.lesson_id(one.modules[0]) == "900001L4.m01"


def test_every_error_says_file_and_next_step(read: Read, unit: Unit) -> None:
    unit["hours"][1]["hours"] = 8
    text = error(read, unit)
    assert "greet_the_customer/unit.yaml" in text
    assert "Next: " in text


def test_hours_that_do_not_add_up_to_ten_a_credit(read: Read, unit: Unit) -> None:
    unit["hours"][1]["hours"] = 8
    assert "The hours of 900001L4 add up to 9; 1 credits are 10 hours." in error(read, unit)


def test_minutes_that_do_not_add_up_to_the_hours_of_the_lessons(read: Read, unit: Unit) -> None:
    unit["modules"][0]["minutes"] = 50
    assert "The modules of 900001L4 take 50 minutes; its hours table gives lessons 60." in error(read, unit)


@pytest.mark.parametrize("part", ["modules", "tasks"])
def test_an_unknown_requirement_gets_the_near_ones_offered(read: Read, unit: Unit, part: str) -> None:
    unit[part][0]["requirements"] = ["P1", "K1.2"]
    text = error(read, unit)
    assert 'names the unknown requirement "K1.2"' in text
    assert 'Did you mean "K1.1"' in text


@pytest.mark.parametrize(("part", "name"), [("modules", 'Module m01 "Good morning"'), ("tasks", 'Task A1 "Say it"')])
def test_a_module_or_task_that_serves_no_requirement(read: Read, unit: Unit, part: str, name: str) -> None:
    unit[part][0]["requirements"] = []
    assert f"{name} serves no requirement." in error(read, unit)


@pytest.mark.parametrize("part", ["modules", "tasks"])
def test_an_id_given_twice(read: Read, unit: Unit, part: str) -> None:
    unit[part].append(dict(unit[part][0]))
    assert f'The {part[:-1]} "{unit[part][0]["id"]}" is there twice.' in error(read, unit)


def test_a_requirement_given_twice_in_the_file(read: Read, unit: Unit) -> None:
    text = yaml.safe_dump(unit, sort_keys=False).replace("  P1: Greet\n", "  P1: Greet\n  K1: Again\n")
    assert '"K1" is there twice' in error(read, text)


def test_a_requirement_named_twice_by_a_module(read: Read, unit: Unit) -> None:
    unit["modules"][0]["requirements"] = ["K1", "K1"]
    assert '"K1" is there twice' in error(read, unit)


def test_a_part_of_a_requirement_that_is_not_there(read: Read, unit: Unit) -> None:
    unit["requirements"]["K2.1"] = "Of nothing"
    assert "Requirement K2.1 is part of one that is not there." in error(read, unit)


def test_a_requirement_id_of_another_form(read: Read, unit: Unit) -> None:
    unit["requirements"]["X1"] = "What is this"
    assert '"X1" is not a requirement id.' in error(read, unit)


def test_two_folders_with_one_code(read: Read, write: Callable[..., Path], unit: Unit) -> None:
    write(unit, "another_folder")
    assert 'The unit "900001L4" is there twice.' in error(read, unit)


def test_a_field_that_is_not_declared(read: Read, unit: Unit) -> None:
    unit["modules"][0]["minuets"] = 60
    text = error(read, unit)
    assert "modules > 0 > minuets" in text


def test_a_file_that_is_not_yaml_says_the_line(read: Read) -> None:
    assert "unit.yaml, line 2" in error(read, "code: 900001L4\n  title: [")


def test_an_unknown_unit_gets_the_near_ones_offered() -> None:
    with pytest.raises(CourseError, match='Did you mean "105082L4"'):
        register().unit("105082L5")


def test_an_unknown_requirement_of_the_real_register() -> None:
    assert requirement("105082L4", "P3") == "Formulate an assessment plan for the scheme"
    with pytest.raises(CourseError, match=r'has no requirement "P3\.9"'):
        requirement("105082L4", "P3.9")


def test_the_course_has_160_requirements_in_five_units() -> None:
    counts = {unit.code: len(unit.requirements) for unit in register().units if unit.requirements}
    assert counts == {"105082L4": 35, "104923L5": 34, "108797L5": 28, "108799L6": 29, "111343L6": 34}
    assert sum(counts.values()) == 160


def test_module_0_comes_first_and_earns_nothing() -> None:
    first = register().units[0]
    assert (first.code, first.credit, first.requirements) == ("start", 0, {})
    assert first.lesson_file(first.modules[0]) == "00-start-here.ipynb"


def test_unit_105082l4_has_840_minutes_and_100_points() -> None:
    unit = register().unit("105082L4")
    assert sum(module.minutes for module in unit.modules) == 840
    assert sum(task.computed for task in unit.tasks) == 50
    assert sum(task.rules for task in unit.tasks) == 15
    assert sum(task.points for task in unit.tasks) == 100
    assert {f"A{number}" for number in range(1, 9)} <= {task.id for task in unit.tasks if task.built}


def test_every_requirement_of_105082l4_is_planned_in_a_module() -> None:
    unit = register().unit("105082L4")
    assert set(unit.requirements) == {identifier for module in unit.modules for identifier in module.requirements}


def test_the_register_is_read_once_and_fast() -> None:
    register()
    start = time.perf_counter()
    for _ in range(100):
        register()
    assert (time.perf_counter() - start) / 100 < 0.001
    start = time.perf_counter()
    Register()
    assert time.perf_counter() - start < 0.5  # about 10 ms here; room for a busy machine


def test_a_fact_still_to_be_checked_names_its_source(read: Read, write: Callable[..., Path], unit: Unit) -> None:
    folder = write(unit)
    fact = "- {id: F01, statement: The sky is blue, source: from knowledge, status: check}\n"
    (folder / "facts.yaml").write_text(fact, encoding="utf-8")
    with pytest.raises(CourseError, match="needs the names of its source"):
        Register(folder)


def test_all_facts_of_the_course_are_registered() -> None:
    facts = register().facts
    assert list(facts) == [f"F{number:02d}" for number in range(1, 53)]
    assert {fact.status for fact in facts.values()} == {"checked", "check", "fictional"}
