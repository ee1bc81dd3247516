"""Do people judge by criteria that say the same everywhere, and is a level one number of points and no other?"""

from __future__ import annotations

from pathlib import Path

import pytest

import course as cs
from course import documents
from course.errors import CourseError
from course.units import Item, Task, register
from course.units.rubric import Criterion, Rubric, rubric_of

UNIT = register().unit("105082L4")
RUBRIC = rubric_of(UNIT)
CRITERIA = {criterion.id: criterion for criterion in RUBRIC.criteria}


def test_points_and_stars_are_those_of_the_unit() -> None:
    points = {name: criterion.points for name, criterion in CRITERIA.items()}
    assert points == {
        "J1": [0, 2, 4, 6], "J2": [0, 2, 4, 6], "J3": [0, 2, 3, 5], "J4": [0, 2, 3, 5], "J5": [0, 1, 2, 3],
        "J6": [0, 1, 2, 3], "J7": [0, 2, 3, 5], "J8": [0, 1, 1.5, 2],
    }  # fmt: skip
    assert {name for name, criterion in CRITERIA.items() if criterion.star} == {"J1", "J2", "J3", "J4", "J7"}


@pytest.mark.parametrize("task", UNIT.tasks, ids=lambda task: str(task.id))
def test_the_criteria_of_a_task_add_up_to_its_judged_points(task: Task) -> None:
    assert sum(criterion.most for criterion in RUBRIC.of(task.id)) == task.judged


@pytest.mark.parametrize("criterion", RUBRIC.criteria, ids=lambda criterion: str(criterion.id))
def test_a_criterion_names_requirements_of_the_unit_and_four_sentences(criterion: Criterion) -> None:
    assert set(criterion.requirements) <= set(UNIT.requirements)
    assert len({level for level in criterion.levels if level.endswith(".")}) == 4


@pytest.mark.parametrize("criterion", RUBRIC.criteria, ids=lambda criterion: str(criterion.id))
def test_a_level_and_its_points_stand_for_each_other(criterion: Criterion) -> None:
    assert [criterion.level_of(criterion.points_of(level)) for level in range(4)] == [0, 1, 2, 3]
    assert criterion.allowed == dict(enumerate(criterion.points))


@pytest.mark.parametrize(
    ("name", "points"), [("J3", 4.0), ("J8", 0.5), ("J1", 7.0), ("J5", -1.0), ("J5", float("nan"))]
)
def test_points_that_belong_to_no_level_are_refused_with_those_that_do(name: str, points: float) -> None:
    with pytest.raises(CourseError, match="belong to no level") as refused:
        CRITERIA[name].level_of(points)
    assert f"{CRITERIA[name].most:g}" in refused.value.next_step


def test_a_level_that_is_none_and_a_criterion_that_is_none_are_refused() -> None:
    with pytest.raises(CourseError, match="has no level 4"):
        CRITERIA["J1"].points_of(4)
    with pytest.raises(CourseError, match='no criterion "J9"'):
        RUBRIC.criterion("J9")


@pytest.mark.parametrize("points", [[0, 1, 1, 2], [1, 2, 3, 4], [0, 3, 2, 5], [0, 1, 2]])
def test_points_that_do_not_rise_from_nought_are_no_criterion(points: list[float]) -> None:
    given = CRITERIA["J1"].model_dump() | {"points": points}
    with pytest.raises(ValueError, match="points"):
        Rubric.model_validate({"criteria": [given], "achieved": []})


def test_the_blocking_rules_are_those_of_the_documents() -> None:
    blocking = next(one for one in RUBRIC.achieved if one.id == "blocking").rules
    known = [documents.get(item.document) for task in UNIT.tasks for item in _items(task.id) if item.document]
    assert blocking == [rule.id for document in known for rule in document.rules if rule.blocking]


def _items(task: str) -> list[Item]:
    return [item for item in register().bank(UNIT.code).items.values() if item.id == task]


def test_the_tasks_with_a_floor_are_those_with_computed_points() -> None:
    floor = next(one for one in RUBRIC.achieved if one.id == "computed")
    assert floor.tasks == [task.id for task in UNIT.tasks if task.computed] and floor.share == 0.5
    assert next(one for one in RUBRIC.achieved if one.id == "star").level == 2


@pytest.mark.parametrize(("task", "names"), [("A8", "J1 J2"), ("A9", "J3 J4 J5 J6 J7 J8")])
def test_a_trainee_sees_levels_and_points_before(task: str, names: str) -> None:
    shown = cs.rubric(task)
    for text in (repr(shown), shown._repr_html_()):
        for name in names.split():
            criterion = CRITERIA[name]
            assert criterion.heading.replace("'", "&#x27;") in text or criterion.heading in text
            assert all(level in text or level.replace("'", "&#x27;") in text for level in criterion.levels)
        assert "own" in text and "★" in text


def test_a_task_that_nobody_judges_says_which_are_judged() -> None:
    with pytest.raises(CourseError, match='"A3"') as refused:
        cs.rubric("A3")
    assert refused.value.next_step == "Tasks that people judge: A8, A9."


def test_a_unit_without_a_rubric_has_no_criteria(tmp_path: Path) -> None:
    bare = UNIT.model_copy().placed(tmp_path)
    assert rubric_of(bare) == Rubric(criteria=[], achieved=[])


def test_the_cell_of_a_criterion_holds_levels_points_and_the_floor() -> None:
    text = CRITERIA["J8"].markdown("report")
    assert text.startswith("**J8 Professional and fair: 2 points.** The assessor reads your report")
    assert "| 2 competent | 1.5 |" in text and "needs level" not in text
    assert "The unit needs level 2 or more." in CRITERIA["J3"].markdown("report")
