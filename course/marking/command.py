"""What ``course mark`` does; the command line itself is in ``course.cli``."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from course.marking import bubblewrap
from course.marking.engine import FAILED, NO_SANDBOX, SANDBOX
from course.marking.report import Terminal, table
from course.marking.rooms import Rooms
from course.marking.runner import Marking, Options, summary
from course.marking.setting import open_setting

SOURCES = "assignments"  # where the sources are in this course; where they are elsewhere, rooms just start later
GIVEN_UP = (
    "No sandbox: trainees' code runs with your own rights. It can read and change all that you can, this gradebook and "
    "other submissions included. This is recorded with the marks."
)


def mark_all(assignment: str, options: Options, *, db_url: str = "", as_data: bool = False, watch: bool = False) -> int:
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

    Returns
    -------
    int
        How many could not be marked.
    """
    said, console = Console(stderr=True), Console()
    if options.sandbox == NO_SANDBOX:
        said.print(GIVEN_UP, style="bold")
    started = _start(assignment, options, Path.cwd() / SOURCES)
    try:
        marking = Marking(open_setting(Path.cwd(), db_url), assignment, options, started)
    except BaseException:
        for rooms in started:
            rooms.close()
        raise
    try:
        if watch:
            from course.marking.watch import Watch

            Watch(marking, said).run()
            return 0
        with Terminal(said, f"Marking {assignment}") as terminal:
            results = marking.run(terminal)
    finally:
        marking.close()
    if as_data:
        rows = {"marked": [summary(result) for result in results], "marked before": terminal.skipped}
        console.print_json(json.dumps(rows, ensure_ascii=False))
    else:
        console.print(table(results, terminal.skipped))
    return sum(result["state"] == FAILED for result in results)


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
