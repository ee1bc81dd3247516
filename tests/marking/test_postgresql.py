"""Does marking into a real PostgreSQL server leave the same rows as into SQLite, and keep what people entered?"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

INSTALL = "apt-get install postgresql, and pip install 'psycopg[binary]'"


def program(name: str) -> str | None:
    """Find one of the server's programs, which Debian keeps out of the search path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a server of our own: an unprivileged user, a temporary folder, a socket in it and no port."""
    pytest.importorskip("psycopg", reason=INSTALL)
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None or shutil.which("bwrap") is None:
        pytest.skip(f"{INSTALL}, bubblewrap")
    user = "nobody" if os.getuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="course-pg-", dir="/tmp"))
    os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    who: dict[str, Any] = {"user": user, "extra_groups": []} if os.getuid() == 0 else {}
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data, home = folder / "data", {"LC_ALL": "C.UTF-8", "HOME": str(folder), "PATH": os.environ["PATH"]}
    make = [initdb, "-D", str(data), "-U", "marker", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, cwd=folder, env=home, **who, **quiet)
    serve = [postgres, "-D", str(data), "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
    process = subprocess.Popen(serve, cwd=folder, env=home, **who, **quiet)
    try:
        _wait(folder, process)
        yield f"postgresql+psycopg://marker@/postgres?host={folder}"
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    import time

    import psycopg

    for _ in range(100):
        assert process.poll() is None, "the server has ended"
        try:
            psycopg.connect(host=str(folder), user="marker", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def test_a_real_server_gets_the_same_rows_and_keeps_what_people_entered(
    server: str, cohort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbgrader.api import Gradebook

    from course.authoring.grader import nbgrader

    cohort.keep(5)
    monkeypatch.delenv("COURSE_VARIANT")
    monkeypatch.setenv("COURSE_DB", server)
    nbgrader("generate_assignment", cohort.name, "--force", folder=cohort.root)
    monkeypatch.delenv("COURSE_DB")
    marked = cohort.mark("--db", server)["marked"]
    assert len(marked) == 5 and {row["state"] for row in marked} == {"marked"}
    shutil.rmtree(cohort.root / "build/nbgrader/autograded")
    cohort.mark()
    assert cohort.grades(server) == cohort.grades() != {}

    who = marked[0]["trainee"]
    with Gradebook(server) as book:
        grade = book.find_grade("part2-plan-j1", cohort.name, cohort.name, who)
        grade.manual_score = 4.0
        comment = book.find_submission_notebook(cohort.name, cohort.name, who).comments[0]
        name, comment.manual_comment = comment.name, "Well argued. 寫得好"
        book.db.commit()
    again = cohort.mark("--db", server, "--again", "--trainee", who)
    assert [row["trainee"] for row in again["marked"]] == [who]
    kept = cohort.grades(server)
    assert kept[who, "part2-plan-j1"][1] == 4.0 and kept[who, f"remark {name}"][1] == "Well argued. 寫得好"
    assert len(cohort.journal(server)) == 6 and cohort.mark("--db", server)["marked"] == []
