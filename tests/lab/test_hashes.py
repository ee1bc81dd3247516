"""Only the course's own cells are in the list of what may start by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from course import paths
from course.lab import hashes


def code(source: str | list[str], **nbgrader: bool) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {"nbgrader": nbgrader} if nbgrader else {}}


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param({"cell_type": "markdown", "source": "text", "metadata": {}}, id="text"),
        pytest.param(code(" \n"), id="empty"),
        pytest.param(code("x = 1", grade=True, solution=False), id="test"),
        pytest.param(code("x = 1", grade=False, solution=True), id="answer"),
        pytest.param(code("### BEGIN SOLUTION\nx = 1\n### END SOLUTION"), id="solution"),
        pytest.param(code('cs.answer("105082L4.3.3", 5)'), id="line that gives an answer"),
    ],
)
def test_a_page_does_not_run_by_itself(cell: dict[str, Any]) -> None:
    assert not hashes.starts_by_itself(cell)


@pytest.mark.parametrize(
    "cell", [code("import course as cs"), code("cs.home()", grade=False, solution=False)], ids=["lesson", "locked"]
)
def test_a_page_runs_by_itself(cell: dict[str, Any]) -> None:
    assert hashes.starts_by_itself(cell)


def test_a_source_as_lines_is_the_same_source() -> None:
    assert hashes.source_of(code(["a\n", "b"])) == hashes.source_of(code("a\nb"))


def test_the_list_holds_lessons_and_not_checkpoints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(paths, "CHECKOUT", None)
    for folder, source in [("unit", "cs.home()"), ("unit/.ipynb_checkpoints", "stranger()")]:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "page.ipynb").write_text(json.dumps({"cells": [code(source)]}))
    assert hashes.lesson_hashes() == [hashes.cell_hash("cs.home()")]


def test_every_lesson_of_the_course_can_start() -> None:
    own = set(hashes.lesson_hashes())
    for page in paths.NOTEBOOKS.rglob("*.ipynb"):
        if ".ipynb_checkpoints" not in page.parts:
            cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
            assert any(hashes.cell_hash(hashes.source_of(cell)) in own for cell in cells), page.name


def test_the_list_is_written_once(tmp_path: Path) -> None:
    hashes.write(tmp_path)
    target = tmp_path / "static" / "lessons.json"
    before = target.stat().st_mtime_ns
    hashes.write(tmp_path)
    assert json.loads(target.read_text())["cells"] == hashes.lesson_hashes()
    assert target.stat().st_mtime_ns == before
