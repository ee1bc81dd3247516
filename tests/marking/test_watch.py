"""Is what arrives in the exchange marked at once, with a receipt and the visible checks, and no hidden one?"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from course.authoring.grader import nbgrader
from course.marking.runner import Marking, Options
from course.marking.setting import open_setting
from course.marking.watch import Watch

PART2, WHO = "105082L4-part2", "au-yeung-00"
COURSE = "--course=hk-service-course"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.nbgrader,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap"),
]


class Trainee:
    """Submits and fetches by nbgrader's own commands, in a folder of their own."""

    def __init__(self, root: Path, place: Path, name: str) -> None:
        self.root, self.place, self.name = root, place, name
        shutil.copytree(root / "build/nbgrader/submitted" / name / PART2, place / PART2)
        shutil.rmtree(root / "build/nbgrader/submitted" / name)

    def do(self, command: str) -> None:
        exchange = f"--Exchange.root={self.root / 'build/nbgrader/exchange'}"
        own = (COURSE, exchange, f"--Exchange.cache={self.place / '.submitted'}", f"--student={self.name}")
        nbgrader(command, PART2, *own, folder=self.place)

    @property
    def feedback(self) -> list[str]:
        return [path.read_text(encoding="utf-8") for path in sorted((self.place / PART2 / "feedback").rglob("*.html"))]


@pytest.fixture
def watch(cohort: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    monkeypatch.setenv("COURSE_ASSIGNMENTS", str(cohort.root / "assignments"))
    monkeypatch.setenv("COURSE_REGISTER", str(cohort.root / "build/nbgrader/register.yaml"))
    with (cohort.root / "nbgrader_config.py").open("a") as stream:
        stream.write("\nc.ExchangeCollect.check_owner = False  # all files of a test have one owner\n")
    nbgrader("release_assignment", PART2, folder=cohort.root)
    marking = Marking(open_setting(cohort.root), PART2, Options())
    made = Watch(marking, Console(quiet=True))
    made.warm()
    yield made
    marking.close()


def test_a_submission_is_marked_within_two_seconds_and_the_trainee_has_it_in_writing(
    watch: Watch, cohort: Any, tmp_path: Path
) -> None:
    trainee = Trainee(cohort.root, tmp_path / "trainee", WHO)
    trainee.do("submit")
    began, spent = time.monotonic(), time.process_time()
    results = list(watch.look())
    took = min(time.monotonic() - began, time.process_time() - spent + sum(results[0]["cpu"].values()))
    assert [(r["trainee"], r["state"]) for r in results] == [(WHO, "marked")]
    assert took < 2.0, "on a busy machine its CPU counts"
    assert list(watch.look()) == [], "once is enough"
    assert cohort.journal() == [(WHO, "marked")]
    trainee.do("fetch_feedback")
    (page,) = trainee.feedback
    assert "A3 Indicator table" in page and "All 11 fields are complete" in page and "answers.yaml" in page
    for secret in ("12 of 12", "points", "course.marking", "HIDDEN", "reference"):
        assert secret not in page


def test_a_second_submission_takes_the_place_of_the_first(watch: Watch, cohort: Any, tmp_path: Path) -> None:
    trainee = Trainee(cohort.root, tmp_path / "trainee", WHO)
    trainee.do("submit")
    first = next(watch.look())["scores"]["part2-table-check"]
    (trainee.place / PART2 / "answers.yaml").unlink()
    trainee.do("submit")
    assert (first, next(watch.look())["scores"]["part2-table-check"]) == (12.0, 0.0)


def test_a_submission_that_is_still_being_copied_waits(watch: Watch) -> None:
    half = watch.inbound / f"{WHO}+{PART2}+2099-01-01 00:00:00 UTC+abc"
    half.mkdir(parents=True)
    assert list(watch.look()) == []


def test_a_folder_that_belongs_to_somebody_else_is_left_alone(watch: Watch) -> None:
    watch.check_owner = True
    folder = watch.inbound / f"{WHO}+{PART2}+2099-01-01 00:00:00 UTC+abc"
    folder.mkdir(parents=True)
    (folder / "submission_secret.txt").write_text("x")
    assert list(watch.look()) == []


def test_a_name_that_leads_out_of_the_folder_is_left_alone(watch: Watch) -> None:
    folder = watch.inbound / f"..+{PART2}+2099-01-01 00:00:00 UTC+abc"
    folder.mkdir(parents=True)
    (folder / "submission_secret.txt").write_text("x")
    assert list(watch.look()) == []
