from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from course.cases import assign, current_variant, read_register, use, write_register
from course.cases import register as register_module
from course.cases.accept import Accepted
from course.cases.family import Family
from course.cases.recorded import base_variant, recorded_variant
from course.cases.variant import Variant
from course.errors import CourseError

KEY = "the cohort's secret words"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the first draw unseen: these tests are about the register."""

    def first(family: Family, number: int, key: str, near_misses: object = None) -> Accepted:
        return Accepted(Variant.of(family.name, number, 0, key), {}, ())

    monkeypatch.setattr("course.cases.register.accept", first)


@pytest.fixture
def register(quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = write_register(assign(["mei", "ka_wai"], KEY, "autumn"), tmp_path / "register.yaml")
    monkeypatch.setenv("COURSE_REGISTER", str(path))
    return path


def test_without_register_and_variable_it_is_base() -> None:
    assert current_variant() == base_variant("lantern_lane")


def test_the_variable_names_a_practice_variant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_VARIANT", "7")
    assert current_variant() == recorded_variant("lantern_lane", 7)
    monkeypatch.setenv("COURSE_VARIANT", "base")
    assert current_variant() == base_variant("lantern_lane")


@pytest.mark.parametrize("text", ["99", "seven", "-1"])
def test_a_variant_that_is_not_there_is_an_error_that_says_which_are(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_VARIANT", text)
    with pytest.raises(CourseError, match="base"):
        current_variant()


def test_each_trainee_has_a_variant_of_their_own(register: Path) -> None:
    mei, wai = current_variant("mei"), current_variant("ka_wai")
    assert {mei.id, wai.id} == {1, 2}
    assert mei == Variant.of("lantern_lane", 1, 0, KEY)


def test_the_register_goes_before_the_variable(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_VARIANT", "7")
    assert current_variant("mei").id == 1


def test_on_a_hub_the_trainee_is_the_hubs_user(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ka_wai")
    assert current_variant().id == 2


def test_while_nbgrader_marks_the_trainee_is_the_folder(
    register: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "autograded" / "ka_wai" / "105082L4-part1"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("JUPYTERHUB_USER", "instructor")
    assert current_variant().id == 2


def test_a_trainee_whom_the_register_does_not_know_is_told_so(register: Path) -> None:
    with pytest.raises(CourseError) as problem:
        current_variant("me1")
    assert '"me1"' in str(problem.value) and 'Did you mean "mei"' in str(problem.value)


@pytest.mark.parametrize("text", ["", "families: 3", "[1, 2]", "a: [", "\x00"])
def test_a_damaged_register_is_an_error_and_never_base(register: Path, text: str) -> None:
    register.write_text(text)
    with pytest.raises(CourseError, match="register"):
        current_variant("mei")


def test_a_row_that_is_not_whole_is_an_error(register: Path) -> None:
    register.write_text("families: {lantern_lane: {mei: {variant: 1}}}")
    with pytest.raises(CourseError, match="not whole"):
        current_variant("mei")


def test_the_register_holds_the_seed_and_not_the_key(register: Path) -> None:
    text = register.read_text()
    assert KEY not in text
    row = yaml.safe_load(text)["families"]["lantern_lane"]["mei"]
    assert row == {"variant": 1, "salt": 0, "seed": Variant.of("lantern_lane", 1, 0, KEY).seed}


def test_a_late_joiner_changes_nobodys_variant(register: Path) -> None:
    before = read_register(register)
    after = assign(["mei", "late"], KEY, register=before)
    rows = after["families"]["lantern_lane"]
    assert rows["mei"] == before["families"]["lantern_lane"]["mei"]
    assert rows["late"]["variant"] == 3
    assert after["cohort"] == "autumn"


def test_an_empty_key_is_refused() -> None:
    with pytest.raises(CourseError, match="key"):
        assign(["mei"], "")


@pytest.fixture
def chosen() -> Iterator[None]:
    yield
    register_module._in_use.clear()


@pytest.mark.usefixtures("chosen")
def test_a_lesson_keeps_to_the_lessons_data_whatever_the_register_says(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "mei")
    own = current_variant()
    use("base")
    assert current_variant() == base_variant("lantern_lane")
    assert current_variant(trainee="mei") == own  # marking names the trainee, and gets the trainee's own


@pytest.mark.usefixtures("chosen")
def test_only_a_variant_that_is_there_can_be_used() -> None:
    with pytest.raises(CourseError, match="no variant"):
        use("bass")
    assert current_variant() == base_variant("lantern_lane")
