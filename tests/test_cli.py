"""Is each command thin, explained by an example, and closed with the next command; does no error show a traceback?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from course import paths
from course.cli import main
from course.errors import CourseError

COMMANDS = ["coverage", "data", "demo", "format", "lab", "lint", "mark", "release"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Put a function in the place of a command's work, and give the list of its calls."""

    def _stand_in(module: str, function: str, error: Exception | None = None) -> list[Any]:
        calls: list[Any] = []

        def work(*args: Any, **kwargs: Any) -> None:
            calls.append((args, kwargs))
            if error:
                raise error

        made = ModuleType(module)
        setattr(made, function, work)
        monkeypatch.setitem(sys.modules, module, made)
        return calls

    return _stand_in


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A copy of a lesson."""
    source = paths.NOTEBOOKS / "00-start-here.ipynb"
    return Path(shutil.copy(source, tmp_path / source.name))


def test_the_commands_are_the_ones_promised() -> None:
    assert sorted(main.commands) == COMMANDS


def test_the_help_lists_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(name in result.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example: course {name}" in result.output


@pytest.mark.parametrize(
    ("arguments", "module", "function", "expected"),
    [
        (["lab", "--", "--no-browser", "--port=8899"], "course.lab.start", "start", "--no-browser"),
        (["demo"], "course.authoring.demo", "run", None),
        (["data", "--check"], "course.authoring.data", "build", True),
        (["release"], "course.authoring.release", "build", None),
    ],
)
def test_a_command_calls_its_work_and_names_the_next_one(
    stand_in: Callable[..., list[Any]], arguments: list[str], module: str, function: str, expected: object
) -> None:
    calls = stand_in(module, function)
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert len(calls) == 1
    assert expected is None or str(expected) in str(calls)
    assert result.output.splitlines()[-1].startswith("Next: course ")


def test_coverage_names_the_next_command() -> None:
    result = run("coverage", "105082L4")
    assert result.exit_code == 0
    assert result.stdout.startswith("105082L4 Review customer service scheme: 35 requirements")
    assert result.stdout.splitlines()[-1].startswith("Next: course lint")


def test_coverage_prints_json_that_can_be_read() -> None:
    result = run("coverage", "105082L4", "--json")
    found = json.loads(result.stdout)
    assert list(found) == ["105082L4"]
    assert set(found["105082L4"]["K1"]) == {"taught", "practised", "marked"}
    assert result.stderr.startswith("Next: course lint")


def test_an_unknown_unit_is_a_sentence_and_exit_code_1() -> None:
    result = run("coverage", "105082L9")
    assert result.exit_code == 1
    assert 'There is no unit "105082L9".' in result.output
    assert 'Did you mean "105082L4"?' in result.output
    assert "Traceback" not in result.output


def test_an_error_in_any_work_is_a_sentence(stand_in: Callable[..., list[Any]]) -> None:
    stand_in("course.lab.start", "start", CourseError("The folder is full.", "/tmp", "Make room."))
    result = run("lab")
    assert result.exit_code == 1
    assert "Error: The folder is full.\nWhere: /tmp\nNext: Make room.\n" in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("failed", "there", "judged", "code", "last"),
    [
        (1, 30, True, 1, "Next: Put right what is said there, then run: course mark P"),
        (
            0,
            30,
            True,
            0,
            "Next: jupyter lab  (Nbgrader > Formgrader, to judge what people judge; then nbgrader generate_",
        ),
        (0, 30, False, 0, "Next: nbgrader generate_feedback P  (to write the feedback pages)"),
        (0, 0, True, 0, "Next: nbgrader collect P  (to fetch what was handed in; then course mark P)"),
    ],
)
def test_mark_names_the_one_next_step(
    monkeypatch: pytest.MonkeyPatch, failed: int, there: int, judged: bool, code: int, last: str
) -> None:
    from course.marking import command

    monkeypatch.setattr(command, "mark_all", lambda *_, **__: command.Done(failed, there, judged))
    result = run("mark", "P")
    assert result.exit_code == code and result.output.count("Next: ") == 1
    assert result.output.splitlines()[-1].startswith(last)


def test_format_writes_and_then_has_nothing_to_do(lesson: Path) -> None:
    lesson.write_text(json.dumps(json.loads(lesson.read_text(encoding="utf-8"))), encoding="utf-8")
    assert run("format", "--check", str(lesson)).exit_code == 1
    first, second = run("format", str(lesson)), run("format", "--check", str(lesson))
    assert f"{lesson}: written anew" in first.output
    assert second.exit_code == 0
    assert "All notebooks are in canonical form." in second.output
    assert second.output.splitlines()[-1].startswith("Next: course lint")


def test_lint_prints_findings_and_fails(lesson: Path) -> None:
    data = json.loads(lesson.read_text(encoding="utf-8"))
    data["cells"] = data["cells"][:3]
    lesson.write_text(json.dumps(data), encoding="utf-8")
    result = run("lint", str(lesson))
    assert result.exit_code == 1
    assert "cell-count: The lesson has 3 cells; 20 to 35 are wanted." in result.output
    assert "findings." in result.output


def test_lint_of_nothing_wrong_names_the_next_command(tmp_path: Path) -> None:
    result = run("lint", str(tmp_path))
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "All rules hold.")
    assert result.output.splitlines()[-1].startswith("Next: course coverage")


def test_without_a_checkout_the_places_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "CHECKOUT", None)
    result = run("lint")
    assert result.exit_code == 1
    assert "Name the notebooks" in result.output


def test_a_place_that_does_not_exist_is_a_usage_error() -> None:
    result = run("format", "no-such-folder")
    assert result.exit_code == 2
    assert "no-such-folder" in result.output


def test_the_module_runs_as_the_command() -> None:
    result = subprocess.run([sys.executable, "-m", "course", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("course, version ")
