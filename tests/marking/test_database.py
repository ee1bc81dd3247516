"""Is what may be wrong with the gradebook said in words, and is there one writer at a time?"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.errors import CourseError
from course.marking import bubblewrap, database
from course.marking.gradebook import Writer
from course.marking.setting import open_setting

PART2 = "105082L4-part2"
CHECKS = ("part2-table-check", "part2-gap-check")
needs_bwrap = pytest.mark.skipif(bubblewrap.shutil.which("bwrap") is None, reason="install bubblewrap")


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
