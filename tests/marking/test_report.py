"""What does the instructor read while the marking works and after it: is it whole, true and in words?"""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from course.cases.register import ASK
from course.marking import bubblewrap
from course.marking.gradebook import reason
from course.marking.report import Terminal, state, table

PART2 = "105082L4-part2"
CHECKS = ("part2-table-check", "part2-gap-check")
needs_bwrap = pytest.mark.skipif(bubblewrap.shutil.which("bwrap") is None, reason="install bubblewrap")


def shown(*results: dict[str, Any], width: int = 300) -> str:
    console = Console(width=width)
    with console.capture() as said:
        console.print(table(list(results), []))
    return said.get()


def test_the_table_says_out_of_how_many_and_whether_the_sandbox_was_used(result: Any) -> None:
    said = shown(result(), result(trainee="ben", sandbox="none"))
    assert "6 of 20" in said and " used " in said and "NOT USED" in said and "bwrap" not in said


def test_a_reason_that_every_check_gives_is_said_once_and_to_the_instructor(result: Any) -> None:
    why = f'The register has no variant for "anna". Where: lantern_lane Next: {ASK}'
    failed = result(state="failed", because=" ".join(f"{check}: {why}" for check in CHECKS))
    assert reason(failed) == why, "the gradebook's remark may reach the trainee"
    assert state(failed).startswith("failed, because the register has no variant") and "Add the trainee" in state(
        failed
    )
    assert "Ask your instructor" not in state(failed)
    two = result(state="failed", because=f"{CHECKS[0]}: it ended. {CHECKS[1]}: it was slow.")
    assert reason(two) == two["because"]


def test_nothing_is_cut_off_in_a_narrow_table(result: Any) -> None:
    said = shown(result(notes=["a" * 60]), width=80)
    assert said.count("a" * 5) > 3 and "…" not in said


def test_many_cells_that_were_missing_are_counted(result: Any) -> None:
    missing = [f"The cell part2-{number} was missing; it is back in its place." for number in range(14)]
    said = shown(result(notes=["The page could not be read.", *missing]))
    assert "The page could not be read. 14 cells of the assignment were missing" in said and "part2-7" not in said


def test_only_those_at_work_are_named_and_the_bar_is_there_before_anything_is_loaded() -> None:
    console = Console(width=200, force_terminal=True)
    with console.capture() as said:
        terminal = Terminal(console, "Marking", jobs=1)
        with terminal:
            terminal.progress.refresh()
            terminal.planned(["anna", "ben"], [])
            terminal.started("anna")
            terminal.started("ben")
            terminal.progress.refresh()
    assert "Getting ready" in said.get() and "anna" in said.get() and "ben" not in said.get()
