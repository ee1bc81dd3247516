"""What stock nbgrader gives for the attacks that are harmless outside a sandbox; measured, and kept in stock.json.

Usage: ``python tests/marking/attacks/stock.py`` (several minutes). Even these run in a bubble without a network, in
which only a folder in memory can be written. With names of attacks it measures those only, and prints them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from course.authoring.grader import nbgrader
from course.units.reading import load_python

HERE = Path(__file__).resolve().parent
RECORDS: Any = load_python(HERE / "records.py")
WORLD: Any = load_python(HERE / "world.py")
TABLE = HERE / "stock.json"
INSIDE = "COURSE_ATTACKS_INSIDE"
# nbgrader as it comes, but for where things lie; the tests are the same.
CONFIG = """
from course.authoring.leaks import INSTRUCTOR_ONLY
c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.source_directory = "assignments"
for name in ("release", "submitted", "autograded", "feedback", "solution"):
    setattr(c.CourseDirectory, f"{name}_directory", f"build/nbgrader/{name}")
c.CourseDirectory.db_url = "sqlite:///build/nbgrader/gradebook.db"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", *INSTRUCTOR_ONLY]
c.Exchange.root = "build/nbgrader/exchange"
c.ExecutePreprocessor.timeout = 30
"""


def measure(names: list[str]) -> dict[str, Any]:
    """Mark each of these attacks with ``nbgrader autograde``, one at a time.

    Returns
    -------
    dict
        By name: marks by task, of the automatic and the manual mark the higher; None where there is none.
    """
    chosen = [attack for attack in RECORDS.attacks() if attack.harmless_outside and attack.name in names]
    found = {}
    with WORLD.world(CONFIG) as world:
        os.environ["COURSE_ASSIGNMENTS"] = str(world.root / "assignments")
        os.environ["COURSE_REGISTER"] = str(world.register([attack.who for attack in chosen]))
        for attack in chosen:
            clean = world.gradebook.read_bytes()
            RECORDS.build(attack, world)
            nbgrader("autograde", RECORDS.ASSIGNMENT, "--student", attack.who, folder=world.root, may_fail=True)
            found[attack.name] = _marks(world, attack.who)
            print(attack.family, attack.name, found[attack.name], file=sys.stderr)
            world.gradebook.write_bytes(clean)
    return found


def _marks(world: Any, who: str) -> dict[str, Any]:
    import sqlite3

    query = """
        select base_cell.name, grade.auto_score, grade.manual_score from grade
        join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        where submitted_assignment.student_id = ?"""
    book = sqlite3.connect(world.gradebook)
    rows = {name: [mark for mark in marks if mark is not None] for name, *marks in book.execute(query, (who,))}
    book.close()
    return {task: max(rows.get(test, []), default=None) for task, test in RECORDS.TESTS.items()}


def inside(names: list[str]) -> dict[str, Any]:
    """Measure in a bubble."""
    bwrap = shutil.which("bwrap")
    assert bwrap is not None, "bubblewrap is needed"
    hidden = [argument for place in ("/tmp", "/var/tmp", "/dev/shm") for argument in ("--tmpfs", place)]
    command = [
        bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/", "--dev", "/dev",
        "--proc", "/proc",
        *hidden, "--setenv", "HOME", "/tmp", "--setenv", INSIDE, "1", "--setenv", "COURSE_CACHE", "/tmp/cache",
        "--setenv", "PYTHONDONTWRITEBYTECODE", "1", "--chdir", "/tmp", sys.executable, str(HERE / "stock.py"), *names,
    ]  # fmt: skip
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def main() -> None:
    """Measure all, or those named."""
    names = sys.argv[1:]
    if os.environ.get(INSIDE):
        print(json.dumps(measure(names)))
        return
    found = inside(names or [attack.name for attack in RECORDS.attacks() if attack.harmless_outside])
    if names:
        print(json.dumps(found, indent=1))
    else:
        lines = [f" {json.dumps(name)}: {json.dumps(marks)}" for name, marks in sorted(found.items())]
        TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
