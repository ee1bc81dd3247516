"""Does a line of code keep an answer and check it, as the forms do?"""

from __future__ import annotations

from pathlib import Path

import pytest

from course import answers
from course.checks import Choice, Field, State
from course.errors import CourseError
from course.units import Item, practice, register


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_answer_is_kept_and_checked(here: Path) -> None:
    outcome = practice.answer("start.1", 0.25)
    assert outcome.state is State.RIGHT
    assert answers.read(here / "answers.yaml")["start.1"] == 0.25
    assert practice.check("start.1").state is State.RIGHT


def test_a_wrong_answer_is_not_yet_right(here: Path) -> None:
    assert practice.answer("start.1", 0.5).state is State.NOT_YET


def test_no_answer_is_not_attempted(here: Path) -> None:
    assert practice.check("start.1").state is State.NOT_ATTEMPTED


def test_a_value_beside_named_fields_is_refused_and_not_kept(here: Path) -> None:
    with pytest.raises(CourseError, match="was given one value and the named fields share"):
        practice.answer("start.1", 0.25, share=0.25)
    assert not (here / "answers.yaml").exists()


def test_an_unknown_id_is_not_kept(here: Path) -> None:
    with pytest.raises(CourseError, match=r'There is no question "start\.99"'):
        practice.answer("start.99", 1)
    assert not (here / "answers.yaml").exists()


@pytest.mark.parametrize("kind", ["task", "predict", "quiz"])
def test_only_an_exercise_is_compared_with_a_computed_value(kind: str) -> None:
    item = Item(id="start.1", kind=kind, prompt="?", fields=[Field(key="n", label="N", kind="number")])
    assert practice.reference(item) == (None, None)


def test_an_exercise_whose_options_say_what_is_right_needs_no_computed_value() -> None:
    field = Field(key="n", label="N", kind="choice", choices=[Choice(value="a", text="A", right=True)])
    assert practice.reference(Item(id="start.1", kind="exercise", prompt="?", fields=[field])) == (None, None)
    assert practice.reference(register().item("start.1")) == register().expected("start.1")


def test_every_file_in_which_a_task_takes_a_table_is_known() -> None:
    from course.marking.intake import data_names
    from course.units.tables import table_files

    assert table_files() == ("A1.csv",)
    assert set(table_files()) < set(data_names())
