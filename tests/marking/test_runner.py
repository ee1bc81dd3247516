"""Does ``course mark`` mark who is new, keep what people entered, and say how each mark came about?"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from course.errors import CourseError
from course.marking import runner
from course.marking.engine import mark_submission
from course.marking.report import Terminal, table
from course.marking.runner import Marking, Options, summary
from course.marking.setting import open_setting

PART2, CHECK, JUDGED = "105082L4-part2", "part2-table-check", "part2-plan-j1"
needs_bwrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap")
pytestmark = [pytest.mark.slow, needs_bwrap]


@pytest.fixture
def opened(cohort: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Open the cohort in this process, as often as a test asks."""
    made: list[Marking] = []
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(cohort.root / "assignments"))
    monkeypatch.setenv("COURSE_REGISTER", str(cohort.root / "build/nbgrader/register.yaml"))

    def opener(**options: Any) -> Marking:
        made.append(Marking(open_setting(cohort.root), PART2, Options(**options)))
        return made[-1]

    yield opener
    for marking in made:
        marking.close()


def test_who_is_marked_already_is_not_marked_again_unless_asked_or_changed(opened: Any, cohort: Any) -> None:
    for name in ("au-yeung-00", "chan-02", "dung-03", "fung-05", "ho-07", "au-yeung-08", "bau-09"):
        shutil.rmtree(cohort.root / "build/nbgrader/submitted" / name)
    everyone = opened().run()
    assert len(everyone) == 3 and opened().run() == []
    someone = everyone[0]["trainee"]
    (cohort.root / "build/nbgrader/submitted" / someone / PART2 / "answers.yaml").write_text("answers: {}\n")
    assert [r["trainee"] for r in opened().run()] == [someone]
    assert [r["trainee"] for r in opened(again=True, trainees=(someone,)).run()] == [someone]
    assert len(cohort.journal()) == 5


def test_what_people_entered_stays(opened: Any, cohort: Any) -> None:
    someone = opened(trainees=("bau-01",)).run()[0]["trainee"]
    with Gradebook(cohort.sqlite) as book:
        for cell, points in ((CHECK, 5.0), (JUDGED, 4.0)):
            grade = book.find_grade(cell, PART2, PART2, someone)
            grade.manual_score, grade.needs_manual_grade = points, False
        book.find_comment(JUDGED, PART2, PART2, someone).manual_comment = "看過"
        book.db.commit()
    opened(again=True, trainees=(someone,)).run()
    rows = cohort.grades()
    assert rows[someone, CHECK][1:] == (5.0, True, 5.0, 12.0)  # as nbgrader: somebody has to look at it again
    assert rows[someone, JUDGED][1:] == (4.0, False, 4.0, 6.0)
    assert rows[someone, f"remark {JUDGED}"][1] == "看過"


def test_a_submission_that_fails_is_said_everywhere_and_the_others_are_marked(
    opened: Any, cohort: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    build = cohort.root / "build/nbgrader"
    shutil.copytree(build / "submitted/bau-01" / PART2, build / "submitted/陌生人" / PART2)
    for name in ("au-yeung-00", "chan-02", "dung-03", "fung-05", "ghani-06", "ho-07", "au-yeung-08", "bau-09"):
        shutil.rmtree(build / "submitted" / name)
    console = Console(width=400, force_terminal=False)
    with Terminal(console, "Marking") as terminal:
        results = opened().run(terminal)
    console.print(table(results, []))
    said = capsys.readouterr().out
    reason = 'no variant for "陌生人"'
    assert said.count(f"failed, because the register has {reason}") == 2 and "Ask your instructor" not in said
    states = {r["trainee"]: r["state"] for r in results}
    assert states.pop("陌生人") == "failed" and set(states.values()) == {"marked"}
    rows = cohort.grades()
    assert rows["陌生人", CHECK][0] is None and rows["陌生人", CHECK][2] is True
    assert reason in rows["陌生人", f"remark {JUDGED}"][0]
    assert "Not marked. The register has no" in (build / "autograded/陌生人" / PART2 / f"{PART2}.ipynb").read_text()
    assert ("陌生人", "failed") in cohort.journal()
    assert [r["trainee"] for r in opened().run()] == ["陌生人"], "a failure is tried again"


def test_nothing_is_kept_of_a_result_that_is_not_written_whole(
    opened: Any, cohort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    marking = opened(trainees=("bau-01",))
    job = marking.job("bau-01")
    result = mark_submission(job)
    monkeypatch.setattr("course.marking.gradebook._line", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        marking.keep(job, result)
    assert cohort.grades() == {} and cohort.journal() == []


def test_how_the_code_was_run_is_kept_with_the_marks(opened: Any) -> None:
    marking = opened(trainees=("au-yeung-00", "bau-01"))
    marking.run()
    kept = {event.trainee: event.sandbox for event in marking.writer.events(PART2)}
    assert kept == {"au-yeung-00": "bwrap", "bau-01": "not needed"}


@pytest.mark.skipif(os.getuid() == 0, reason="root cannot waive the sandbox")
def test_marks_without_a_sandbox_say_so(opened: Any) -> None:
    marking = opened(trainees=("au-yeung-00",), sandbox="none")
    marking.run()
    assert [event.sandbox for event in marking.writer.events(PART2)] == ["none"]


def test_without_bubblewrap_nothing_is_marked(opened: Any, cohort: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.marking.bubblewrap.shutil.which", lambda name: None)
    with pytest.raises(CourseError, match="bubblewrap is not installed"):
        opened()
    assert cohort.grades() == {}


def test_a_misspelt_assignment_or_trainee_is_said(opened: Any, cohort: Any) -> None:
    with pytest.raises(CourseError, match="Nothing was handed in by nobody"):
        opened(trainees=("nobody",)).run()
    with pytest.raises(CourseError, match="Did you mean"):
        Marking(open_setting(cohort.root), "105082L4-part3", Options())


def test_a_summary_is_plain_data(opened: Any) -> None:
    short = summary(opened(trainees=("bau-01",)).run()[0])
    assert short["trainee"] == "bau-01" and short["points"] > 12 and "notebook" not in short


def test_a_marked_folder_holds_the_page_the_answers_and_no_link(opened: Any, cohort: Any) -> None:
    folder = cohort.root / "build/nbgrader/submitted/bau-01" / PART2
    (folder / "link").symlink_to(Path("/etc/passwd"))
    (folder / "草稿.txt").write_text("筆記", encoding="utf-8")
    opened(trainees=("bau-01",)).run()
    marked = cohort.root / "build/nbgrader/autograded/bau-01" / PART2
    names = {path.name for path in marked.iterdir()}
    assert names == {f"{PART2}.ipynb", "answers.yaml", "plan.yaml", "report.yaml", "草稿.txt"}


def test_whatever_stops_one_submission_the_others_are_marked(
    opened: Any, cohort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted = cohort.root / "build/nbgrader/submitted"
    names = sorted(path.name for path in submitted.iterdir())
    for name in names[3:]:
        shutil.rmtree(submitted / name)
    unlucky, write = names[1], runner.write_folder

    def no_room_for_one(folder: Path, *rest: Any) -> None:
        if unlucky in str(folder):
            raise OSError("no room")
        write(folder, *rest)

    monkeypatch.setattr(runner, "write_folder", no_room_for_one)
    states = {result["trainee"]: result["state"] for result in opened().run()}
    assert states == {name: "failed" if name == unlucky else "marked" for name in names[:3]}
    assert sorted(cohort.journal()) == sorted(states.items())


def test_a_full_disk_stops_the_marking_and_wipes_no_mark(
    opened: Any, cohort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort.keep(2)
    opened().run()
    before = cohort.grades()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "autograded")

    monkeypatch.setattr(runner, "write_folder", full)
    with pytest.raises(CourseError, match="No space left on device"):
        opened(again=True).run()
    assert cohort.grades() == before and len(cohort.journal()) == 2


def test_what_a_killed_marker_left_is_swept_away_and_nothing_else(opened: Any, cohort: Any) -> None:
    cohort.keep(1)
    (name,) = (path.name for path in (cohort.root / "build/nbgrader/submitted").iterdir())
    opened().run()
    place = cohort.root / "build/nbgrader/autograded" / name
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    for left in (f".{PART2}.new-{ended.pid}", f".{PART2}.old-{ended.pid}", f".{PART2}.new-{os.getpid()}", "notes"):
        (place / left).mkdir()
    assert opened().run() == []
    assert sorted(path.name for path in place.iterdir()) == [f".{PART2}.new-{os.getpid()}", PART2, "notes"]
