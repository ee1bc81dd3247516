"""Does every submission end as marked, whatever its code or its files do, and does honest work keep its marks?

What kills, fills, forks or floods runs in the sandbox only, with its limits set.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.answers import AnswersStore
from course.errors import CourseError
from course.marking.engine import job_of, mark_submission
from course.marking.room import Zygote

PART2, CHECK = "105082L4-part2", "part2-table-check"
needs_bwrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap")

BAD = {
    "endless loop": "while True: pass",
    "swallowed interrupt": "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException: pass",
    "ignored alarm": "import signal, time\nsignal.setitimer(signal.ITIMER_REAL, 0)\ntime.sleep(600)",
    "memory hog": "hog = []\nwhile True: hog.append(bytearray(50_000_000))",
    "one huge number": "9 ** 9 ** 9",
    "fork bomb": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "threads": "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()",
    "print flood": "line = 'x' * 1_000_000\nfor _ in range(1000): print(line)",
    "display flood": "from IPython.display import display\nfor _ in range(100): display('y' * 1_000_000)",
    "standard output itself": "import os\nwhile True: os.write(1, b'x' * 65536); os.write(2, b'x' * 65536)",
    "disk filler": "n = 0\nwhile True:\n    n += 1\n    open(f'f{n}', 'wb').write(b'x' * 10_000_000)",
    "huge file": "with open('big', 'wb') as f:\n    while True: f.write(b'x' * 1_000_000)",
    "many files": "n = 0\nwhile True:\n    n += 1\n    open(f'f{n}', 'wb').close()",
    "exit": "import os; os._exit(0)",
    "quiet exit": "raise SystemExit",
    "abort": "import os; os.abort()",
    "kill itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "kill all": "import os\nos.kill(-1, 9)",
    "kill the first": "import os\nos.kill(1, 9)",
    "stop itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "deep recursion": "import sys; sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    "crash": "import ctypes; ctypes.string_at(0)",
    "close all files": "import os; os.closerange(0, 256)",
    "broken json": "import json; json.dumps = None; json.loads = None",
    "syntax": "def f(:",
    "null byte": "x = '\0'",
    "answers file gone": "import os; os.path.exists('answers.yaml') and os.remove('answers.yaml')",
    "answers file is a link": "import os; os.path.exists('plan.yaml') or os.symlink('/etc/passwd', 'plan.yaml')",
    "answers file is a pipe": "import os; os.path.exists('plan.yaml') or os.mkfifo('plan.yaml')",
    "answers file is huge": "open('plan.yaml', 'w').write('a: ' + 'x' * 3_000_000)",
    "outputs of no kind": "get_ipython().display_pub.publish({'text/plain': {1: object()}, 'x': [1]}, metadata=[])",
    "background": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(600)\n    os._exit(0)",
}
KEEPS_ANSWERS = set(BAD) - {"answers file gone"}


@needs_bwrap
@pytest.mark.parametrize("kind", BAD)
def test_bad_code_costs_its_own_cell_and_nothing_else(hand: Any, right_table: Any, kind: str) -> None:
    folder = hand.folder()
    AnswersStore(folder / "answers.yaml").put("A3", right_table)
    hand.code(folder, BAD[kind], "after = 'still here'\nafter")
    result = hand.mark(folder, seconds=0.7)
    assert result["state"] == "marked" and result["because"] == "" and result["sandbox"] == "bwrap"
    assert result["scores"][CHECK] == (12.0 if kind in KEEPS_ANSWERS else 0.0)
    assert len(json.dumps(result["notebook"])) < 5_000_000


@needs_bwrap
@pytest.mark.parametrize("kind", ["endless loop", "exit", "kill all", "memory hog", "stop itself"])
def test_the_cells_after_a_bad_one_are_run(hand: Any, show: Any, kind: str) -> None:
    folder = hand.folder()
    hand.code(folder, "before = 40", BAD[kind], "before + 2")
    result = hand.mark(folder, seconds=1.0)
    assert show(result, "before + 2") == "42"


@needs_bwrap
def test_a_cell_that_dies_only_when_it_runs_again_is_named_itself(hand: Any, show: Any) -> None:
    then = time.time() + 2
    moody = f"import os, time\ntime.time() > {then} and os._exit(0)\n'fine'"
    deadly = f"time.sleep(max(0, {then} - time.time()) + 0.1); os._exit(0)"
    folder = hand.folder()
    hand.code(folder, "before = 40", moody, deadly, "before + 2")
    result = hand.mark(folder)
    assert show(result, "before + 2") == "42"
    assert "stopped" in show(result, "import os, time") and "stopped" in show(result, "time.sleep")
    assert len([note for note in result["notes"] if note.startswith("Cell")]) == 2


@needs_bwrap
def test_a_page_full_of_exits_ends_soon(hand: Any, show: Any) -> None:
    folder = hand.folder()
    hand.code(folder, *[f"import os; os._exit({n})" for n in range(20)])
    result = hand.mark(folder)
    assert result["state"] == "marked" and "stopped too often" in show(result, "import os; os._exit(19)")


@needs_bwrap
def test_a_line_of_code_answers_as_the_form_does(hand: Any, right_table: Any) -> None:
    folder = hand.folder()
    hand.code(folder, "cs.answer('A3', " + ", ".join(f"{k}={v!r}" for k, v in right_table.items()) + ")", at=7)
    result = hand.mark(folder)
    assert result["scores"][CHECK] == 12.0
    assert b"lfl_turnover_growth" in __import__("base64").b64decode(result["data"]["answers.yaml"])


@needs_bwrap
def test_a_test_sees_the_answers_as_they_were_at_its_place(hand: Any, right_table: Any) -> None:
    folder = hand.folder()
    line = "cs.answer('A3', " + ", ".join(f"{k}={v!r}" for k, v in right_table.items()) + ")"
    hand.code(folder, line, at=len(hand.page()["cells"]))
    assert hand.mark(folder)["scores"][CHECK] == 0.0


@needs_bwrap
def test_outputs_come_back_for_people(hand: Any, show: Any) -> None:
    folder = hand.folder()
    (folder / "own.csv").write_text("a\n1\n")
    hand.code(folder, "print('說話')", "1 / 0", "open('own.csv').read()", "cs.load('cases_clean').shape[1] > 3")
    result = hand.mark(folder)
    assert show(result, "print") == "說話\n" and "division by zero" in show(result, "1 / 0")
    assert show(result, "open(") == "'a\\n1\\n'" and show(result, "cs.load") == "True"


@needs_bwrap
def test_a_word_on_stderr_decides_nothing(hand: Any, right_table: Any) -> None:
    folder = hand.folder()
    AnswersStore(folder / "answers.yaml").put("A3", right_table)
    hand.code(folder, "import sys, warnings; print('x', file=sys.stderr); warnings.warn('glyph 25237 missing')")
    assert hand.mark(folder)["scores"][CHECK] == 12.0


INSIDE = """
import os, socket, ctypes
from pathlib import Path
found = {}
def can(name, work):
    try: work(); found[name] = True
    except BaseException: found[name] = False
found["uid"] = os.getuid()
found["capabilities"] = Path("/proc/self/status").read_text().partition("CapEff:")[2].split()[0]
found["processes"] = len([p for p in os.listdir("/proc") if p.isdigit()])
can("network", lambda: socket.create_connection(("127.0.0.1", PORT), timeout=1))
can("course sources", lambda: os.listdir("SOURCES"))
can("home", lambda: os.listdir("HOME"))
can("temporary folder of the machine", lambda: Path("/tmp/x").write_text("x"))
can("shared memory", lambda: Path("/dev/shm/x").write_text("x"))
can("package", lambda: Path("PACKAGE/x").write_text("x"))
can("python", lambda: Path(os.__file__).with_name("x.py").write_text("x"))
can("new namespace", lambda: ctypes.CDLL(None).unshare(0x10000000) and 1 / 0)
can("mount", lambda: ctypes.CDLL(None).mount(b"x", b"/box", b"tmpfs", 0, b"") and 1 / 0)
found
"""


@needs_bwrap
def test_the_sandbox_has_nothing_of_the_machine(hand: Any, show: Any, tmp_path: Path) -> None:
    import ast
    import socket

    from course import paths

    places = {"SOURCES": str(paths.CHECKOUT / "assignments"), "HOME": str(tmp_path), "PACKAGE": str(paths.PACKAGE)}
    with socket.create_server(("127.0.0.1", 0)) as server:
        source = INSIDE.replace("PORT", str(server.getsockname()[1]))
        for name, place in places.items():
            source = source.replace(f'"{name}"', f'"{place}"').replace(f'"{name}/', f'"{place}/')
        folder = hand.folder()
        hand.code(folder, source)
        found = ast.literal_eval(show(hand.mark(folder), "\nimport os, socket"))
    assert found.pop("uid") == 65534 and found.pop("capabilities") == "0" * 16 and found.pop("processes") <= 2
    assert not any(found.values()), found


@needs_bwrap
def test_nothing_is_left_for_the_next_one(hand: Any, show: Any) -> None:
    folder = hand.folder()
    hand.code(
        folder,
        "open('mine.txt', 'w').write('x')\nimport course\ncourse.left = 1\nimport os\nif not os.fork(): os.setsid()",
    )
    hand.mark(folder)
    folder = hand.folder("bela")
    source = (
        "import os, course\n"
        "(os.listdir('..'), hasattr(course, 'left'), len([p for p in os.listdir('/proc') if p.isdigit()]))"
    )
    hand.code(folder, source)
    assert show(hand.mark(folder), "import os, course") == "(['105082L4-part2'], False, 2)"


def _bomb(folder: Path, text: str) -> None:
    (folder / "answers.yaml").write_text(text, encoding="utf-8")


BOMBS: dict[str, Callable[[Path], None]] = {
    "deep": lambda f: _bomb(f, "answers: " + "[" * 50_000),
    "aliased": lambda f: _bomb(f, "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(40))),
    "huge number": lambda f: _bomb(f, "answers: {A3: {value: {visits_2025_valid: " + "9" * 900_000 + "}}}"),
    "infinite": lambda f: _bomb(f, "answers: {A3: {value: {visits_2025_valid: .inf, fcr_2025: .nan}}}"),
    "python object": lambda f: _bomb(f, "answers: !!python/object/apply:os.system ['touch /tmp/owned']"),
    "three megabytes": lambda f: _bomb(f, "answers: {A3: '" + "x" * 3_000_000 + "'}"),
    "zeros": lambda f: _bomb(f, "\0" * 1000),
    "a folder": lambda f: (f / "answers.yaml").mkdir(),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_of_answers_earns_nothing_and_stops_nothing(hand: Any, kind: str) -> None:
    folder = hand.folder()
    BOMBS[kind](folder)
    result = hand.mark(folder)
    assert result["state"] == "marked" and result["scores"][CHECK] == 0.0


PAGES: dict[str, Callable[[Path], object]] = {
    "missing": lambda page: page.unlink(),
    "corrupt": lambda page: page.write_text("{cut off"),
    "empty": lambda page: page.write_text(""),
    "renamed": lambda page: page.rename(page.with_name("功課.ipynb")),
    "a folder": lambda page: (page.unlink(), page.mkdir()),
}


@pytest.mark.parametrize("kind", PAGES)
def test_answers_are_marked_also_where_the_page_is_damaged(hand: Any, right_table: Any, kind: str) -> None:
    folder = hand.folder("陳大文")
    AnswersStore(folder / "answers.yaml").put("A3", right_table)
    PAGES[kind](folder / f"{PART2}.ipynb")
    result = hand.mark(folder)
    assert result["state"] == "marked" and result["scores"][CHECK] == 12.0 and result["notes"]


def test_a_page_without_code_needs_no_sandbox(hand: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert hand.mark(hand.folder())["sandbox"] == "not needed"


def test_a_fault_on_the_markers_side_is_a_failure_and_not_a_nought(plan: Any, hand: Any) -> None:
    register = {"cohort": "x", "families": {"lantern_lane": {"somebody": {"variant": 7, "salt": 0, "seed": 1}}}}
    from course.marking.intake import read_folder

    result = mark_submission(job_of(plan, "stranger", read_folder(hand.folder(), PART2), register))
    assert result["state"] == "failed" and 'no variant for "stranger"' in result["because"]
    assert set(result["scores"].values()) == {None}


def test_without_bubblewrap_no_code_is_run_and_it_is_said_what_to_install(
    hand: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from course.marking import rooms

    folder = hand.folder()
    hand.code(folder, "1 + 1")
    rooms.close_rooms()
    monkeypatch.setattr("course.marking.bubblewrap.shutil.which", lambda name: None)
    with pytest.raises(CourseError, match="bubblewrap is not installed") as refused:
        hand.mark(folder)
    assert "apt install bubblewrap" in str(refused.value) and "--no-sandbox" in str(refused.value)


@pytest.mark.skipif(os.getuid() != 0, reason="about root")
def test_root_cannot_waive_the_sandbox() -> None:
    with pytest.raises(CourseError, match="would run as root"):
        Zygote("bare")


@pytest.mark.skipif(os.getuid() == 0, reason="root cannot waive the sandbox")
def test_without_the_sandbox_the_result_says_so(hand: Any, show: Any) -> None:
    folder = hand.folder()
    hand.code(folder, "6 * 7")
    result = hand.mark(folder, sandbox="none")
    assert result["sandbox"] == "none" and show(result, "6 * 7") == "42"


def test_an_edited_test_is_the_instructors_again(hand: Any) -> None:
    folder = hand.folder()
    page = json.loads((folder / f"{PART2}.ipynb").read_text())
    for cell in page["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == CHECK:
            cell["source"] = "12.0"
    (folder / f"{PART2}.ipynb").write_text(json.dumps(page))
    assert hand.mark(folder)["scores"][CHECK] == 0.0


@needs_bwrap
def test_a_sandbox_that_cannot_be_set_up_is_the_markings_fault(
    hand: Any, plan: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from course.marking.intake import read_folder

    folder = hand.folder()
    hand.code(folder, "1 + 1")
    content = read_folder(folder, PART2)
    content["files"] = {"a": "", "a/b": ""}  # cannot be: a file and a folder of one name
    result = mark_submission(job_of(plan, "anna", content, variant="7"))
    assert result["state"] == "failed" and "sandbox could not be set up" in result["because"]
    assert set(result["scores"].values()) == {None}


@needs_bwrap
def test_a_page_that_sleeps_in_every_cell_does_not_hold_the_others(hand: Any, right_table: Any) -> None:
    folder = hand.folder()
    AnswersStore(folder / "answers.yaml").put("A3", right_table)
    hand.code(folder, *["import time; time.sleep(0.9)"] * 30)
    result = hand.mark(folder, seconds=1.0)
    assert result["state"] == "marked" and result["scores"][CHECK] == 12.0
    assert result["seconds"] < 20
    assert any("more than 8 seconds in all" in note for note in result["notes"])
