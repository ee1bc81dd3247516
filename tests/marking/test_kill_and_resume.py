"""Is nothing lost and nothing marked twice when ``course mark`` is killed again and again at random moments?"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs the sandbox: apt-get install bubblewrap"),
]
KILLS = 10


def below(process: int) -> set[int]:
    """Give all processes below one."""
    found: set[int] = set()
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, path.read_text().split()):
                found |= {child} | below(child)
    return found


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill_at_a_random_moment(course: Any, chance: random.Random) -> None:
    """Kill the marker somewhere between its start and what it does after the next submission."""
    folder = course.root / "build/nbgrader/autograded"
    before = set(folder.glob("*/*")) if folder.is_dir() else set()
    early, extra = chance.random() < 0.2, chance.uniform(0.0, 0.4)
    with course.start("--jobs", "2") as process:
        while process.poll() is None and not early and set(folder.glob("*/*")) <= before:
            time.sleep(0.005)
        time.sleep(3 * extra if early else extra)
        rest = below(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(map(runs, rest)):
        time.sleep(0.05)
    assert not [number for number in rest if runs(number)], "a room outlives its marker"


def test_ten_kills_lose_nothing_and_mark_nothing_twice(cohort: Any, tmp_path: Path) -> None:
    whole = type(cohort)(Path(shutil.copytree(cohort.root, tmp_path / "undisturbed")))
    whole.mark()
    chance = random.Random(20260105)
    for _ in range(KILLS):
        kill_at_a_random_moment(cohort, chance)
    last = cohort.mark()
    assert len(last["marked"]) + len(last["marked before"]) == 10
    assert cohort.grades() == whole.grades()
    assert sorted(cohort.journal()) == sorted(whole.journal()), "each trainee once"
    names = sorted(path.name for path in (cohort.root / "build/nbgrader/autograded").glob("*/*"))
    assert names == [cohort.name] * 10, "no half-written folder is left"
    assert os.path.getsize(cohort.root / "build/nbgrader/gradebook.db") > 0
