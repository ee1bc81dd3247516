"""Where the trainee's folder is, and what JupyterLab is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from course import paths
from course.lab import start


def test_in_a_checkout_the_folder_is_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "CHECKOUT", tmp_path)
    assert start.default_folder(tmp_path / "notebooks") == tmp_path / "work"


def test_elsewhere_the_folder_is_coursework(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "CHECKOUT", None)
    assert start.default_folder(tmp_path) == tmp_path / "coursework"


def test_the_trainees_settings_come_before_those_of_the_machine() -> None:
    changed = start.environment({"JUPYTER_CONFIG_PATH": "/theirs", "LANG": "C"})
    assert changed == {"JUPYTER_CONFIG_PATH": os.pathsep.join([str(start.CONFIG), "/theirs"]), "LANG": "C"}


def test_what_the_caller_says_comes_last() -> None:
    assert start.arguments(Path("/work"), ("--no-browser", "--port=8899"))[-2:] == ["--no-browser", "--port=8899"]


@pytest.mark.parametrize("path", sorted(start.CONFIG.rglob("*.json")), ids=lambda path: path.stem)
def test_a_settings_file_is_valid(path: Path) -> None:
    assert json.loads(path.read_text())
