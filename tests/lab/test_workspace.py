"""The trainee's copies: new ones come, untouched ones are updated, edited ones are kept, answers stay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from course import paths
from course._version import __version__
from course.errors import CourseError
from course.lab import workspace

NAME = "unit/01-page.ipynb"
BESIDE = f"unit/01-page (version {__version__}).ipynb"


def page(source: str, **more: Any) -> str:
    cell = {"cell_type": "code", "source": source, "outputs": [], "execution_count": None, "metadata": {}, **more}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notebooks"
    (folder / "unit").mkdir(parents=True)
    (folder / NAME).write_text(page("one"))
    monkeypatch.setattr(paths, "NOTEBOOKS", folder)
    return folder


@pytest.fixture
def mine(tmp_path: Path, course: Path) -> Path:
    """A workspace after its first start."""
    folder = tmp_path / "work"
    workspace.prepare(folder)
    return folder


def source(path: Path) -> str:
    return str(json.loads(path.read_text())["cells"][0]["source"])


def test_the_first_start_copies_every_page(mine: Path) -> None:
    assert source(mine / NAME) == "one"


def test_answers_that_lie_beside_the_course_pages_are_not_copied(course: Path, tmp_path: Path) -> None:
    (course / "unit" / "answers.yaml").write_text("answers: {}")
    workspace.prepare(tmp_path / "work")
    assert not (tmp_path / "work" / "unit" / "answers.yaml").exists()


def test_a_second_start_changes_nothing(mine: Path) -> None:
    assert workspace.prepare(mine) == {NAME: "same"}


def test_a_page_that_was_only_run_is_updated(mine: Path, course: Path) -> None:
    (mine / NAME).write_text(page("one", execution_count=7))
    (course / NAME).write_text(page("two"))
    assert workspace.prepare(mine) == {NAME: "updated"}
    assert source(mine / NAME) == "two"


def test_an_edited_page_is_kept_while_nothing_is_new(mine: Path) -> None:
    (mine / NAME).write_text(page("edited"))
    assert workspace.prepare(mine) == {NAME: "kept"}
    assert source(mine / NAME) == "edited"


def test_an_edited_page_is_kept_and_the_new_one_put_beside_it_once(mine: Path, course: Path) -> None:
    (mine / NAME).write_text(page("edited"))
    (course / NAME).write_text(page("two"))
    assert workspace.prepare(mine) == {NAME: "beside"}
    assert [source(mine / name) for name in (NAME, BESIDE)] == ["edited", "two"]
    assert workspace.prepare(mine) == {NAME: "kept"}


def test_a_page_is_kept_when_the_record_is_lost(mine: Path, course: Path) -> None:
    (mine / workspace.RECORD).write_text("{ not json")
    (mine / NAME).write_text(page("edited"))
    (course / NAME).write_text(page("two"))
    assert workspace.prepare(mine) == {NAME: "beside"}
    assert source(mine / NAME) == "edited"


def test_a_damaged_page_is_kept(mine: Path, course: Path) -> None:
    (mine / NAME).write_text("{ half a page")
    (course / NAME).write_text(page("two"))
    assert workspace.prepare(mine) == {NAME: "beside"}
    assert (mine / NAME).read_text() == "{ half a page"


def test_a_deleted_page_comes_back(mine: Path) -> None:
    (mine / NAME).unlink()
    assert workspace.prepare(mine) == {NAME: "new"}


def test_answers_are_never_touched(mine: Path, course: Path) -> None:
    (mine / "unit" / "answers.yaml").write_text("mine")
    (course / NAME).write_text(page("two"))
    workspace.prepare(mine)
    assert (mine / "unit" / "answers.yaml").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path, course: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="could not be copied"):
        workspace.prepare(tmp_path / "file" / "work")
