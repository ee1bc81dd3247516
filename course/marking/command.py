"""What ``course mark`` does; the command line itself is in ``course.cli``."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from course.cases.register import VARIANT_VARIABLE
from course.errors import CourseError
from course.marking import bubblewrap
from course.marking.engine import FAILED, NO_SANDBOX, SANDBOX, Result
from course.marking.report import Terminal, table
from course.marking.rooms import Rooms
from course.marking.runner import Marking, Options, summary
from course.marking.setting import alone, no_place, open_setting

SOURCES = "assignments"  # where the sources are in this course; where they are elsewhere, rooms just start later
GIVEN_UP = (
    "No sandbox: trainees' code runs with your own rights. It can read and change all that you can, this gradebook and "
    "other submissions included. This is recorded with the marks."
)
NO_REGISTER = (
    "There is no register of variants: everyone is marked by the lesson's own figures. If your trainees have figures "
    "of their own, stop here with Control and C, put register.yaml back, and mark again."
)


INTERRUPTED = 130  # as every command that Control and C has stopped


@dataclass(frozen=True)
class Done:
    """What came of the marking.

    Attributes
    ----------
    failed : int
        How many could not be marked.
    there : int
        How many have handed in.
    judged : bool
        Whether the assignment has points that people give.
    """

    failed: int
    there: int
    judged: bool

    def next_step(self, assignment: str) -> tuple[str, str]:
        """Give the next command, and what it is for."""
        if not self.there:
            return f"nbgrader collect {assignment}", f"to fetch what was handed in; then course mark {assignment}"
        feedback = f"nbgrader generate_feedback {assignment}"
        if self.judged:
            return "jupyter lab", f"Nbgrader > Formgrader, to judge what people judge; then {feedback}"
        return feedback, "to write the feedback pages"


def mark_all(
    assignment: str, options: Options, *, db_url: str = "", as_data: bool = False, watch: bool = False
) -> Done:
    """Mark an assignment in the current folder and print what came of it.

    Parameters
    ----------
    assignment : str
        Its name.
    options : Options
        How.
    db_url : str
        Another database than that of the settings.
    as_data : bool
        Print JSON instead of a table.
    watch : bool
        Go on with what arrives in the exchange, until it is stopped.
    """
    said, console = Console(stderr=True), Console()
    if options.sandbox == NO_SANDBOX:
        said.print(GIVEN_UP, style="bold")
    terminal = Terminal(said, f"Marking {assignment}", options.jobs)
    with _in_words(said, f"course mark {assignment}"), terminal, _opened(assignment, options, db_url) as marking:
        if not marking.register and not os.environ.get(VARIANT_VARIABLE):
            said.print(NO_REGISTER, style="bold")
        judged = any(cell["task"] or (cell["grade"] and cell["solution"]) for cell in marking.plan["cells"])
        with alone(marking.setting.sources / assignment, terminal.waits):
            results = marking.run(terminal)
        terminal.close()
        if watch:
            from course.marking.watch import Watch

            Watch(marking, said).run(results)
    if not watch:
        _print(console, assignment, results, terminal.skipped, as_data)
    failed = 0 if watch else sum(result["state"] == FAILED for result in results)
    return Done(failed, len(results) + len(terminal.skipped) or watch, judged)


def _print(console: Console, assignment: str, results: list[Result], skipped: list[str], as_data: bool) -> None:
    if as_data:
        rows = {"marked": [summary(result) for result in results], "marked before": skipped}
        console.print_json(json.dumps(rows, ensure_ascii=False))
    elif results:
        console.print(table(results, skipped))
    elif skipped:
        said = f"Nothing new: {len(skipped)} marked before and unchanged; --again marks them anew."
        console.print(said, highlight=False)
    else:
        console.print(f"Nobody has handed in {assignment} yet.", highlight=False)


@contextlib.contextmanager
def _in_words(said: Console, again: str) -> Iterator[None]:
    """Say in words what stops the marking; the logs of libraries are for whoever looks for a defect."""
    if not os.environ.get("COURSE_MARKING_DEBUG"):
        for name in ("course.marking", "tornado.application", "distributed"):
            logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        yield
    except CourseError:
        raise
    except OSError as error:
        raise no_place(error) from error
    except KeyboardInterrupt:
        said.print(
            f"Stopped. What was marked is kept.\nNext: {again}  (to go on with those who are left)", highlight=False
        )
        raise SystemExit(INTERRUPTED) from None


@contextlib.contextmanager
def _opened(assignment: str, options: Options, db_url: str) -> Iterator[Marking]:
    """Open the course while the rooms start; close both at the end."""
    started = _start(assignment, options, Path.cwd() / SOURCES)
    try:
        marking = Marking(open_setting(Path.cwd(), db_url), assignment, options, started)
    except BaseException:
        for rooms in started:
            rooms.close()
        raise
    try:
        yield marking
    finally:
        marking.close()


def _start(assignment: str, options: Options, sources: Path) -> list[Rooms]:
    """Start the rooms before nbgrader is loaded, which takes as long as they do."""
    if options.cluster or not (sources / assignment).is_dir():
        return []
    if options.sandbox == SANDBOX:
        bubblewrap.find()
    sandbox = "sandbox" if options.sandbox == SANDBOX else "bare"
    first = Rooms()
    first.start(sandbox, sources.resolve(), assignment)
    more = min(options.jobs, len(options.trainees) or options.jobs) - 1
    return [*(first.another(sandbox) for _ in range(more)), first]
