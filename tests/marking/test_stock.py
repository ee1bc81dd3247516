"""Does every row of the gradebook come out as stock nbgrader writes it, for honest submissions, by all three ways?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PART2 = "105082L4-part2"
FEW = ("chan-02", "dung-03", "ho-07")  # wrong; with lines of code; a damaged file
pytestmark = [
    pytest.mark.slow,
    pytest.mark.nbgrader,
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap"),
]


def _autograde(root: Path, **variables: str) -> None:
    """Run nbgrader's own command in a process of its own, as an instructor does."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("COURSE_")}
    command = [sys.executable, "-m", "nbgrader", "autograde", PART2]
    done = subprocess.run(command, cwd=root, env=kept | variables, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]


def test_stock_nbgrader_our_steps_in_it_and_course_mark_write_the_same_rows(cohort: Any, tmp_path: Path) -> None:
    submitted = cohort.root / "build/nbgrader/submitted"
    for folder in submitted.iterdir():
        if folder.name not in FEW:
            shutil.rmtree(folder)
    ways = {name: type(cohort)(Path(shutil.copytree(cohort.root, tmp_path / name))) for name in ("stock", "steps")}
    _autograde(ways["stock"].root, COURSE_MARKING="stock")
    _autograde(ways["steps"].root)
    cohort.mark()
    rows = ways["stock"].grades()
    assert {who for who, _ in rows} == set(FEW) and len({row[0] for row in rows.values()}) > 5
    assert ways["steps"].grades() == rows
    assert cohort.grades() == rows
