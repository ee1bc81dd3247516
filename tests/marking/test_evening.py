"""An evening of an instructor: is each thing that may go wrong said in words, with the next step, and never twice?"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from course.authoring.grader import nbgrader
from course.cases.register import ASK
from course.errors import CourseError
from course.marking import bubblewrap, cluster, command, database, receipt, watch
from course.marking.command import Done, mark_all
from course.marking.gradebook import Writer, reason
from course.marking.report import BUSY, Terminal, state, table
from course.marking.runner import Marking, Options
from course.marking.setting import alone, known_assignment, open_setting
from course.marking.watch import Watch

PART2 = "105082L4-part2"
CHECKS = ("part2-table-check", "part2-gap-check")
needs_bwrap = pytest.mark.skipif(bubblewrap.shutil.which("bwrap") is None, reason="install bubblewrap")


def result(**about: Any) -> dict[str, Any]:
    """What the engine gives, of a page with two checks of 12 and 8 points and a judged cell."""
    cells = [
        {"metadata": {"nbgrader": {"grade_id": name, "points": points, "grade": grade}}}
        for name, points, grade in ((*CHECKS[:1], 12, True), (*CHECKS[1:], 8, True), ("part2-plan-j1", 6, False))
    ]
    made: dict[str, Any] = {
        "assignment": PART2, "trainee": "anna", "state": "marked", "because": "", "notes": [], "by_hand": {},
        "scores": dict.fromkeys(CHECKS, 3.0), "comments": {}, "notebook": {"cells": [*cells, {"metadata": {}}]},
        "data": {}, "sandbox": "bwrap", "seconds": 0.2, "cpu": {},
    }  # fmt: skip
    return made | about


def shown(*results: dict[str, Any], width: int = 300) -> str:
    console = Console(width=width)
    with console.capture() as said:
        console.print(table(list(results), []))
    return said.get()


# --- what the table says ---


def test_the_table_says_out_of_how_many_and_whether_the_sandbox_was_used() -> None:
    said = shown(result(), result(trainee="ben", sandbox="none"))
    assert "6 of 20" in said and " used " in said and "NOT USED" in said and "bwrap" not in said


def test_a_reason_that_every_check_gives_is_said_once_and_to_the_instructor() -> None:
    why = f'The register has no variant for "anna". Where: lantern_lane Next: {ASK}'
    failed = result(state="failed", because=" ".join(f"{check}: {why}" for check in CHECKS))
    assert reason(failed) == why, "the gradebook's remark may reach the trainee"
    assert state(failed).startswith("failed, because the register has no variant") and "Add the trainee" in state(
        failed
    )
    assert "Ask your instructor" not in state(failed)
    two = result(state="failed", because=f"{CHECKS[0]}: it ended. {CHECKS[1]}: it was slow.")
    assert reason(two) == two["because"]


def test_nothing_is_cut_off_in_a_narrow_table() -> None:
    said = shown(result(notes=["a" * 60]), width=80)
    assert said.count("a" * 5) > 3 and "…" not in said


def test_many_cells_that_were_missing_are_counted() -> None:
    missing = [f"The cell part2-{number} was missing; it is back in its place." for number in range(14)]
    said = shown(result(notes=["The page could not be read.", *missing]))
    assert "The page could not be read. 14 cells of the assignment were missing" in said and "part2-7" not in said


def test_only_those_at_work_are_named_and_the_bar_is_there_before_anything_is_loaded() -> None:
    console = Console(width=200, force_terminal=True)
    with console.capture() as said:
        terminal = Terminal(console, "Marking", jobs=1)
        with terminal:
            terminal.progress.refresh()
            terminal.planned(["anna", "ben"], [])
            terminal.started("anna")
            terminal.started("ben")
            terminal.progress.refresh()
    assert "Getting ready" in said.get() and "anna" in said.get() and "ben" not in said.get()


# --- what the command says ---


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
    marks: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
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


# --- the course's folder ---


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


# --- the gradebook ---


def _locked(path: Path) -> sqlite3.Connection:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def _older(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as book:
        book.execute("alter table notebook drop column kernelspec")


SPOILT: dict[str, tuple[Callable[[Path], Any], str]] = {
    "locked": (_locked, "The gradebook is in use.*Close what else uses it"),
    "older": (_older, "made by another version of nbgrader.*nbgrader db upgrade"),
    "no database": (lambda path: path.write_text("hello"), "damaged, or is no database.*last copy"),
    "cut off": (lambda path: os.truncate(path, 30_000), "damaged, or is no database.*last copy"),
}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # nbgrader leaves a database open that it could not read
@pytest.mark.parametrize("name", SPOILT)
def test_what_is_wrong_with_the_gradebook_is_said(cohort: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT", 0.2)
    spoil, pattern = SPOILT[name]
    path = cohort.root / "build/nbgrader/gradebook.db"
    held = spoil(path)
    with pytest.raises(CourseError, match=f"(?s){pattern}") as said:
        Writer(open_setting(cohort.root)).plan(PART2)
    assert said.value.where == str(path)
    if isinstance(held, sqlite3.Connection):
        held.close()


@pytest.mark.slow
def test_one_writer_at_a_time_reads_and_writes(cohort: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT", 0.2)
    first, second = (Writer(open_setting(cohort.root)) for _ in range(2))
    with database.one_transaction(first.book), pytest.raises(CourseError, match="in use"):  # noqa: SIM117
        with database.in_words(cohort.sqlite), database.one_transaction(second.book):
            raise AssertionError("both read that nobody is there yet, and both add her")
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("nonsense:secret", "not one that can be used"),
        ("sqlite:////no/such/folder/gradebook.db", "cannot be opened.*\nWhere: /no/such/folder/gradebook.db"),
        ("oracle+cx_oracle://anna:secret@nowhere/x", "not installed"),
    ],
)
def test_a_gradebook_elsewhere_is_said_without_its_password(tmp_path: Path, url: str, pattern: str) -> None:
    (tmp_path / "nbgrader_config.py").write_text("")
    with pytest.raises(CourseError, match=pattern) as said:
        Writer(open_setting(tmp_path, url))
    assert "secret" not in str(said.value)


# --- a cluster ---


def test_a_scheduler_that_does_not_answer_or_has_no_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")

    def silent(*_: Any, **__: Any) -> Any:
        raise OSError("Timed out")

    monkeypatch.setattr(distributed, "Client", silent)
    with pytest.raises(CourseError, match="No dask scheduler answers"):
        cluster.Cluster("tcp://127.0.0.1:1")
    idle = SimpleNamespace(scheduler_info=lambda: {"workers": {}}, close=lambda: None)
    monkeypatch.setattr(distributed, "Client", lambda *_, **__: idle)
    with pytest.raises(CourseError, match=r"has no workers(.|\n)*dask worker tcp://127.0.0.1:1"):
        cluster.Cluster("tcp://127.0.0.1:1")


# --- the exchange ---


@pytest.fixture
def exchange(cohort: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Watch an exchange with nothing in it yet; what is said is kept."""
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(cohort.root / "assignments"))
    monkeypatch.setenv("COURSE_REGISTER", str(cohort.root / "build/nbgrader/register.yaml"))
    marking = Marking(open_setting(cohort.root), PART2, Options())
    made = Watch(marking, Console(width=500, record=True, quiet=False, file=open(os.devnull, "w")))  # noqa: SIM115
    made.check_owner = False
    yield made
    made.console.file.close()
    marking.close()


def arrive(cohort: Any, made: Watch, who: str, when: str = "2099-01-01 00:00:00.123456 UTC") -> Path:
    """Put a submission into the exchange as ``nbgrader submit`` does."""
    folder = made.inbound / f"{who}+{PART2}+{when}+abc"
    folder.parent.mkdir(parents=True, exist_ok=True)
    (cohort.root / "build/nbgrader/submitted" / who / PART2).rename(folder)
    (folder / "timestamp.txt").write_text(when)
    (folder / "submission_secret.txt").write_text("x")
    return folder


def test_nothing_is_watched_that_is_not_released(exchange: Watch) -> None:
    with pytest.raises(CourseError, match=f"no folder for what is handed in(.|\n)*release_assignment {PART2}"):
        exchange.run()


@needs_bwrap
@pytest.mark.slow
def test_what_cannot_be_kept_now_is_marked_later_and_the_watch_goes_on(
    exchange: Watch, cohort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT", 0.2)
    monkeypatch.setattr(watch, "AGAIN", 0.0)
    arrive(cohort, exchange, "ho-07")
    other = _locked(cohort.root / "build/nbgrader/gradebook.db")
    assert list(exchange.look()) == []
    other.close()
    assert [r["state"] for r in exchange.look()] == ["marked"]
    assert list(exchange.look()) == [] and cohort.journal() == [("ho-07", "marked")]
    assert "ho-07: not marked yet; tried again" in exchange.console.export_text()
    (page,) = exchange.feedback.glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "00:00:00 UTC" in text and ":root{color-scheme" in text and "overflow-wrap:anywhere" in text


@needs_bwrap
@pytest.mark.slow
def test_who_is_added_to_the_register_meanwhile_is_marked(exchange: Watch, cohort: Any) -> None:
    register = cohort.root / "build/nbgrader/register.yaml"
    whole = register.read_text()
    register.write_text(whole.replace("ho-07:", "somebody-else:"))
    exchange.marking.register = exchange.marking.setting.register()
    register.write_text(whole)
    arrive(cohort, exchange, "ho-07")
    assert [r["state"] for r in exchange.look()] == ["marked"]


@needs_bwrap
@pytest.mark.slow
def test_who_was_collected_before_gets_the_receipt_too(exchange: Watch, cohort: Any) -> None:
    cohort.keep(1)
    (who,) = (path.name for path in (cohort.root / "build/nbgrader/submitted").iterdir())
    arrive(cohort, exchange, who)
    with (cohort.root / "nbgrader_config.py").open("a") as stream:
        stream.write("\nc.ExchangeCollect.check_owner = False  # all files of a test have one owner\n")
    (exchange.inbound.parent / "outbound" / PART2).mkdir(parents=True)
    nbgrader("collect", PART2, folder=cohort.root)
    results = exchange.marking.run()
    exchange._late_receipt(results[0])
    assert len(list(exchange.feedback.glob("*.html"))) == 1 and list(exchange.look()) == []


def test_a_folder_of_nobody_is_left_alone(exchange: Watch, cohort: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> str:
        raise KeyError("uid not found")

    arrive(cohort, exchange, "ho-07")
    exchange.check_owner = True
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert list(exchange.look()) == []
    assert "belongs to somebody unknown, not to ho-07; left alone." in exchange.console.export_text()


@needs_bwrap
@pytest.mark.slow
def test_a_receipt_that_cannot_be_written_costs_no_mark(
    exchange: Watch, cohort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt, "leave", lambda *_: full(None))
    arrive(cohort, exchange, "ho-07")
    assert [r["state"] for r in exchange.look()] == ["marked"] and list(exchange.look()) == []
    assert cohort.journal() == [("ho-07", "marked")]
    assert "ho-07 gets no receipt. Something could not be read or written" in exchange.console.export_text()
