"""Does the watch go on whatever happens to one who hands in, and does everyone get a receipt?"""

from __future__ import annotations

import errno
import os
import pwd
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from course.authoring.grader import nbgrader
from course.errors import CourseError
from course.marking import bubblewrap, database, receipt, watch
from course.marking.runner import Marking, Options
from course.marking.setting import open_setting
from course.marking.watch import Watch

PART2 = "105082L4-part2"
CHECKS = ("part2-table-check", "part2-gap-check")
needs_bwrap = pytest.mark.skipif(bubblewrap.shutil.which("bwrap") is None, reason="install bubblewrap")


def no_room(*_: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


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
    other = sqlite3.connect(cohort.root / "build/nbgrader/gradebook.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
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
    monkeypatch.setattr(receipt, "leave", no_room)
    arrive(cohort, exchange, "ho-07")
    assert [r["state"] for r in exchange.look()] == ["marked"] and list(exchange.look()) == []
    assert cohort.journal() == [("ho-07", "marked")]
    assert "ho-07 gets no receipt. Something could not be read or written" in exchange.console.export_text()
