"""Does each attack submission earn exactly its honest mark, and does each attack run as far as it is said to?

All attacks are one cohort that is marked once, by the same function as ``course mark``. The three pairs that leave
something for each other are marked one after the other in the same rooms.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course.marking import rooms
from course.marking.engine import mark_submission
from course.marking.runner import Marking, Options
from course.marking.setting import open_setting
from course.units.reading import load_python

HERE = Path(__file__).resolve().parent
RECORDS: Any = load_python(HERE / "attacks/records.py")
WORLD: Any = load_python(HERE / "attacks/world.py")
ATTACKS: list[Any] = RECORDS.attacks()
HONEST = RECORDS.Attack("honest", "base", "nothing: two right figures, nothing else")
SECONDS = 3.0
MOST_SECONDS = 40.0  # for a page: a cell's time, the grace after it, and as much again to replay, on a slow machine

NOTHING = "nothing"  # the cell ran to its end: as an ordinary user a signal to the first process is lost without a word
pytestmark = pytest.mark.skipif(
    shutil.which("bwrap") is None, reason="attacks run only in the sandbox: apt-get install bubblewrap"
)


@pytest.fixture(scope="module")
def world() -> Iterator[Any]:
    with WORLD.world((HERE.parents[1] / "nbgrader_config.py").read_text(encoding="utf-8")) as made:
        yield made


@pytest.fixture(scope="module")
def marking(world: Any, request: pytest.FixtureRequest) -> Iterator[Marking]:
    """The cohort: every attack that a test of this run asks about, an honest trainee, and a colleague."""
    asked = {item.callspec.params.get("attack") for item in request.session.items if hasattr(item, "callspec")}
    cohort = [HONEST, *(a for a in ATTACKS if a.name in asked or a.name.startswith(("leave-", "find-")))]
    for attack in cohort:
        RECORDS.build(attack, world)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_REGISTER", str(world.register([attack.who for attack in cohort])))
        patch.setenv("COURSE_ASSIGNMENTS", str(world.root / "assignments"))
        made = Marking(open_setting(world.root), RECORDS.ASSIGNMENT, Options(seconds=SECONDS))
        yield made
        made.close()


@pytest.fixture(scope="module")
def results(marking: Marking) -> dict[str, Any]:
    return {result["trainee"]: result for result in marking.run()}


@pytest.fixture(scope="module")
def grades(world: Any, results: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the gradebook holds afterwards: automatic and manual marks by trainee and cell."""
    from nbgrader.api import Gradebook

    name = RECORDS.ASSIGNMENT
    with Gradebook(f"sqlite:///{world.gradebook}") as book:
        notebooks = {who: book.find_submission_notebook(name, name, who) for who in results}
        return {who: {g.name: (g.auto_score, g.manual_score) for g in n.grades} for who, n in notebooks.items()}


def ending(attack: Any, result: dict[str, Any]) -> str:
    """Give the name of the first error of the attack's own cell; empty when it came to its end."""
    own = [cell for cell in result["notebook"]["cells"] if cell["id"] == f"own-{attack.name}"[:60]]
    assert own, "the attack's cell is gone"
    return next((o["ename"] for cell in own for o in cell["outputs"] if o["output_type"] == "error"), "")


@pytest.mark.parametrize("attack", [a.name for a in ATTACKS])
def test_an_attack_earns_its_honest_mark_and_no_more(
    attack: str, results: dict[str, Any], grades: dict[str, dict[str, Any]]
) -> None:
    record = next(a for a in ATTACKS if a.name == attack)
    result = results[record.who]
    assert result["state"] == "marked", result["because"]
    assert {test: result["scores"][test] for test in record.scores} == record.scores
    assert {test: grades[record.who][test] for test in record.scores} == {
        t: (s, None) for t, s in record.scores.items()
    }
    assert result["seconds"] < MOST_SECONDS
    assert record.noted in " ".join(result["notes"])
    assert not record.keeps or [name for name, text in result["data"].items() if text is not None] == record.keeps
    if record.cell:
        assert (ending(record, result) or NOTHING) in (record.stopped_by or NOTHING).split(", ")
        assert result["sandbox"] == "bwrap"


def test_the_honest_trainee_and_the_colleague_get_theirs_among_all_attackers(results: dict[str, Any]) -> None:
    scores = results[HONEST.who]["scores"]
    assert {test: scores[test] for test in HONEST.scores} == HONEST.scores
    assert results[WORLD.COLLEAGUE]["scores"]["part2-table-check"] == 12.0


@pytest.mark.parametrize("what", ["letter", "loaded-state", "shared-memory"])
def test_nothing_that_one_submission_leaves_is_found_by_the_next(what: str, marking: Marking) -> None:
    for name in (f"leave-{what}", f"find-{what}"):
        record = next(a for a in ATTACKS if a.name == name)
        result = mark_submission(marking.job(record.who))
        assert ending(record, result) == "" and result["sandbox"] == "bwrap"


def test_no_process_of_an_attack_is_left_and_no_file_outside_its_folder(world: Any, results: dict[str, Any]) -> None:
    evil = subprocess.run(["find", world.root, "-name", "*.evil"], capture_output=True, check=True).stdout
    assert evil == b"" and not list(Path("/tmp").glob(f"*-{world.port}*"))
    marked = world.root / "build/nbgrader/autograded"
    assert sorted(path.name for path in marked.iterdir()) == sorted(results)
    # Of each pair of rooms there are left: the sandbox's process, bubblewrap's around it, and the clean room's.
    assert len(below(os.getpid())) <= 3 * len(rooms._all)


def below(process: int) -> list[int]:
    """List all processes below one."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            children = [int(number) for number in path.read_text().split()]
            found += [*children, *(number for child in children for number in below(child))]
    return found


def test_there_are_attacks_of_every_family_and_none_twice() -> None:
    assert len(ATTACKS) >= 60 and {attack.family for attack in ATTACKS} == set(RECORDS.FAMILIES)
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
