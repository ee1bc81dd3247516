"""Do ``nbgrader collect`` and ``nbgrader autograde`` get past every folder, with the reason in the gradebook?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.authoring.grader import nbgrader

PART2, CHECK = "105082L4-part2", "part2-table-check"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.nbgrader,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap"),
]


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


def _endless_link(folder: Path) -> None:
    (folder / "answers.yaml").unlink()
    (folder / "answers.yaml").symlink_to("/dev/zero")


def _corrupt(folder: Path) -> None:
    (folder / f"{PART2}.ipynb").write_text("{cut")


def _renamed(folder: Path) -> None:
    (folder / f"{PART2}.ipynb").rename(folder / "功課.ipynb")


def _schema(folder: Path) -> None:
    page = folder / f"{PART2}.ipynb"
    page.write_text(page.read_text().replace('"schema_version": 3', '"schema_version": 99'))


ODD: dict[str, Callable[[Path], None]] = {
    "bau-01": _pipe, "chan-02": _endless_link, "dung-03": _corrupt, "fung-05": _renamed, "au-yeung-00": _schema,
}  # fmt: skip


def test_odd_folders_end_as_marked_or_as_failed_because_and_the_others_are_marked(
    cohort: Any, monkeypatch: Any
) -> None:
    monkeypatch.delenv("COURSE_VARIANT")
    for folder in (cohort.root / "build/nbgrader/submitted").iterdir():
        if folder.name in ODD:
            ODD[folder.name](folder / PART2)
        elif folder.name != "ho-07":
            shutil.rmtree(folder)
    log = nbgrader("autograde", PART2, folder=cohort.root, may_fail=True)
    rows, states = cohort.grades(), dict(cohort.journal())
    assert states == {
        "au-yeung-00": "marked", "bau-01": "failed", "chan-02": "failed", "dung-03": "marked", "fung-05": "failed",
        "ho-07": "marked",
    }  # fmt: skip
    assert "pipe is no plain file" in log and "answers.yaml is no plain file" in log
    assert "answers.yaml is no plain file" in rows["chan-02", "remark part2-plan-j1"][0]
    assert (rows["chan-02", CHECK][0], rows["au-yeung-00", CHECK][0], rows["dung-03", CHECK][0]) == (None, 12.0, 5.0)


def test_collecting_follows_no_link(cohort: Any, monkeypatch: Any) -> None:
    monkeypatch.delenv("COURSE_VARIANT")
    build = cohort.root / "build/nbgrader"
    nbgrader("release_assignment", PART2, folder=cohort.root)
    inbound = build / "exchange/hk-service-course/inbound" / f"bau-01+{PART2}+2026-01-01 00:00:00 UTC+abc"
    shutil.move(build / "submitted/bau-01" / PART2, inbound)
    (inbound / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC")
    (inbound / "book.db").symlink_to(build / "gradebook.db")
    (inbound / "endless").symlink_to("/dev/zero")
    nbgrader("collect", PART2, "--ExchangeCollect.check_owner=False", folder=cohort.root)
    names = {path.name for path in (build / "submitted/bau-01" / PART2).iterdir()}
    assert f"{PART2}.ipynb" in names and names.isdisjoint({"book.db", "endless"})
