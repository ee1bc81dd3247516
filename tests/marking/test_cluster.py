"""Does ``course mark --cluster`` mark on two worker processes as it does alone?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from course.errors import CourseError
from course.marking import cluster

INSTALL = "pip install distributed, and apt-get install bubblewrap"


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler and two worker processes of one thread, on loopback; end them by their ids."""
    pytest.importorskip("distributed", reason=INSTALL)
    if shutil.which("bwrap") is None:
        pytest.skip(INSTALL)
    log = tmp_path / "scheduler.log"
    variables = {key: value for key, value in os.environ.items() if not key.startswith("COURSE_")}
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, output: Path) -> None:
        command = [sys.executable, "-m", *arguments]
        with output.open("wb") as stream:
            started.append(subprocess.Popen(command, cwd=tmp_path, env=variables, stdout=stream, stderr=stream))

    try:
        start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", output=log)
        address = _said(log, r"tcp://127\.0\.0\.1:\d+")
        for number in range(2):
            about = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", f"worker-{number}")
            start("distributed.cli.dask_worker", address, *about, output=tmp_path / f"worker-{number}.log")
        for number in range(2):
            _said(tmp_path / f"worker-{number}.log", r"Registered to:")
        yield address
    finally:
        for process in reversed(started):  # a worker whose scheduler has gone first looks for it a long while
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


def _said(log: Path, pattern: str) -> str:
    """Wait until a log says something, and give it."""
    import time

    for _ in range(600):
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"{log.name} does not say {pattern}: {log.read_text(errors='replace')[-2000:]}")


def test_two_worker_processes_give_the_same_marks_and_both_work(scheduler: str, cohort: Any) -> None:
    from distributed import Client

    cohort.keep(6)
    marked = cohort.mark("--cluster", scheduler)["marked"]
    assert len(marked) == 6 and {row["state"] for row in marked} == {"marked"}
    rows = cohort.grades()
    with Client(scheduler) as client:
        logs = client.run(lambda dask_worker: dask_worker.state.executed_count)
    assert len(logs) == 2 and sum(logs.values()) == 6 and min(logs.values()) > 0
    cohort.mark("--again")
    assert cohort.grades() == rows


def test_a_scheduler_that_does_not_answer_or_has_no_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason=INSTALL)

    def silent(*_: Any, **__: Any) -> Any:
        raise OSError("Timed out")

    monkeypatch.setattr(distributed, "Client", silent)
    with pytest.raises(CourseError, match="No dask scheduler answers"):
        cluster.Cluster("tcp://127.0.0.1:1")
    idle = SimpleNamespace(scheduler_info=lambda: {"workers": {}}, close=lambda: None)
    monkeypatch.setattr(distributed, "Client", lambda *_, **__: idle)
    with pytest.raises(CourseError, match=r"has no workers(.|\n)*dask worker tcp://127.0.0.1:1"):
        cluster.Cluster("tcp://127.0.0.1:1")
