"""Is whatever stops ``course mark`` a sentence with the next step, and do two who mark at once not meet?"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from course.errors import CourseError
from course.marking import bubblewrap, command
from course.marking.command import Done, mark_all
from course.marking.report import BUSY
from course.marking.runner import Options
from course.marking.setting import alone, known_assignment, open_setting

PART2 = "105082L4-part2"
CHECKS = ("part2-table-check", "part2-gap-check")
needs_bwrap = pytest.mark.skipif(bubblewrap.shutil.which("bwrap") is None, reason="install bubblewrap")


@pytest.fixture
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run the command with a stand-in for the marking."""
    cell = {"task": True, "grade": False, "solution": False}

    def _marks(run: Callable[[Any], Any], register: Any = "there", **how: Any) -> Done:
        setting = SimpleNamespace(sources=tmp_path)
        stand_in = SimpleNamespace(register=register, plan={"cells": [cell]}, setting=setting, run=run)
        monkeypatch.setattr(command, "_opened", lambda *_: contextlib.nullcontext(stand_in))
        (tmp_path / PART2).mkdir(exist_ok=True)
        return mark_all(PART2, Options(), **how)

    return _marks


def stop(_: Any) -> Any:
    raise KeyboardInterrupt


def full(_: Any) -> Any:
    raise OSError(28, "No space left on device", "/disk/page")


def test_control_and_c_says_what_is_kept_and_how_to_go_on(marks: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        marks(stop)
    said = " ".join(capsys.readouterr().err.split())
    assert ended.value.code == 130
    assert f"Stopped. What was marked is kept. Next: course mark {PART2} (to go on" in said


def test_a_full_disk_is_a_sentence(marks: Any) -> None:
    with pytest.raises(CourseError, match=r"No space left on device\.\nWhere: /disk/page\nNext: Make room"):
        marks(full)


def test_without_a_register_everyone_is_told(
    result: Any, marks: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSE_VARIANT")
    marks(lambda _: [result()], register={})
    assert "There is no register of variants" in capsys.readouterr().err
    marks(lambda _: [result()])
    assert "register" not in capsys.readouterr().err


def test_nothing_new_and_nobody_are_sentences_and_no_empty_table(
    marks: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    done = marks(lambda listener: listener.planned([], ["anna", "ben"]) or [])
    assert capsys.readouterr().out == "Nothing new: 2 marked before and unchanged; --again marks them anew.\n"
    assert done.next_step(PART2)[0] == "jupyter lab"
    done = marks(lambda listener: listener.planned([], []) or [])
    assert capsys.readouterr().out == f"Nobody has handed in {PART2} yet.\n"
    assert done.next_step(PART2)[0] == f"nbgrader collect {PART2}"


def test_feedback_comes_after_the_judging() -> None:
    feedback = f"nbgrader generate_feedback {PART2}"
    assert feedback in Done(0, 30, True).next_step(PART2)[1]
    assert Done(0, 30, False).next_step(PART2)[0] == feedback


def test_a_second_marker_waits(tmp_path: Path) -> None:
    said: list[str] = []
    with alone(tmp_path, lambda: said.append("waits")):
        descriptor = os.open(tmp_path, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with alone(tmp_path, lambda: said.append("waits")):
        pass
    os.close(descriptor)
    assert said == []


@needs_bwrap
@pytest.mark.slow
def test_two_who_mark_at_once_mark_everyone_once(cohort: Any) -> None:
    cohort.keep(6)
    with cohort.start() as first, cohort.start() as second:
        said = [process.communicate(timeout=300) for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert sorted(name for name, _ in cohort.journal()) == sorted({name for name, _ in cohort.journal()})
    assert len(cohort.journal()) == 6 and sum(BUSY in errors for _, errors in said) == 1
    assert "Traceback" not in "".join(errors for _, errors in said)


def test_another_folder_is_said_with_the_way_to_the_course(tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "assignments").mkdir(parents=True)
    (course / "nbgrader_config.py").write_text("")
    for place in (course / "assignments", tmp_path):
        with pytest.raises(CourseError, match="This is no course's folder") as said:
            open_setting(place)
        assert said.value.next_step == f"Change into it: cd {course}"
    with pytest.raises(CourseError, match="Put the folders of the assignments there"):
        known_assignment(open_setting(course), PART2)


def test_settings_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c.X = (")
    with pytest.raises(CourseError, match=r"The settings cannot be read.*never closed") as said:
        open_setting(tmp_path)
    assert said.value.where.endswith("nbgrader_config.py")


def test_a_register_that_cannot_be_read_is_said_to_the_instructor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nbgrader_config.py").write_text("")
    (tmp_path / "register.yaml").write_text("a: [")
    monkeypatch.setenv("COURSE_REGISTER", str(tmp_path / "register.yaml"))
    with pytest.raises(CourseError, match="can not be read") as said:
        open_setting(tmp_path).register()
    assert "last copy" in said.value.next_step and "instructor" not in said.value.next_step
