"""Are the cleaned tables of one's own case given only where the course gives them?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import course as cs
from course import cases
from course.cases import Case
from course.errors import CourseError

PART1, PART2 = "105082L4-part1", "105082L4-part2"


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_VARIANT", "3")


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, page: bool = True) -> None:
    folder.mkdir()
    if page:
        (folder / f"{folder.name}.ipynb").write_text("{}")
    monkeypatch.chdir(folder)


def test_the_lessons_case_is_cleaned_for_everyone(own: None, case: Callable[[int], Case]) -> None:
    log, left_out = cs.clean("cases")
    pd.testing.assert_frame_equal(log, case(0).views["cases"])
    assert len(log) + len(left_out) == len(case(0).tables["cases"])
    pd.testing.assert_frame_equal(cs.load("cases_clean", variant="base"), log)


@pytest.mark.parametrize("where", [PART1, "somewhere"])
@pytest.mark.parametrize("name", ["cases_clean", "store_month_clean", "members_clean", "survey_clean"])
def test_ones_own_case_is_not_cleaned_elsewhere(
    own: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, name: str
) -> None:
    stand_in(monkeypatch, tmp_path / where)
    with pytest.raises(CourseError, match="of your own case is not given here") as said:
        cs.load(name)
    assert 'variant="base"' in said.value.next_step
    with pytest.raises(CourseError, match="of your own case is not given here"):
        cases.excluded(name.removesuffix("_clean"))
    with pytest.raises(CourseError, match="are not given here"):
        cases.views()


def test_part_2_gives_three_cleaned_tables_and_the_survey_as_released(
    own: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Callable[[int], Case]
) -> None:
    stand_in(monkeypatch, tmp_path / PART2)
    for name in ("cases", "store_month", "members"):
        pd.testing.assert_frame_equal(cs.load(f"{name}_clean"), case(3).views[name])
    with pytest.raises(CourseError, match="Cleaning it is part of your work"):
        cs.load("survey_clean")
    views = cases.views()
    pd.testing.assert_frame_equal(views["survey"], case(3).tables["survey"])
    pd.testing.assert_frame_equal(views["cases"], case(3).views["cases"])


def test_a_folder_without_the_released_page_gives_nothing(
    own: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, tmp_path / PART2, page=False)
    with pytest.raises(CourseError, match=PART2):
        cs.load("cases_clean")


def test_released_tables_are_given_everywhere(own: None, case: Callable[[int], Case]) -> None:
    for name in cases.names():
        pd.testing.assert_frame_equal(cs.load(name), case(3).tables[name])


def test_marking_has_all_tables_wherever_it_runs(own: None, case: Callable[[int], Case]) -> None:
    assert len(cases.case().views["cases"]) == len(case(3).views["cases"])
