"""``course mark`` for people: who is at work, how long it still takes, and a table at the end."""

from __future__ import annotations

import re
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from course.cases.register import ASK
from course.marking.engine import FAILED, NO_SANDBOX, NOT_NEEDED, SANDBOX, Result
from course.marking.gradebook import reason
from course.marking.page import role
from course.marking.runner import Listener, summary

SHOWN = 4  # names at a time
RAN = {SANDBOX: "used", NO_SANDBOX: "NOT USED", NOT_NEEDED: "not needed"}
PUT_BACK = re.compile(r"The cell \S+ was missing; it is back in its place\.")
BUSY = "Somebody else is marking this assignment now; waiting until they are done."
ADD = "Add the trainee to the register: build/nbgrader/register.yaml, or the file that COURSE_REGISTER names."
ARTICLES = ("The ", "There ", "This ")
MANY = 3  # sentences of one kind, from which on they are counted


class Terminal(Listener):
    """Shows progress while the work goes on, from the first moment on.

    Parameters
    ----------
    console : rich.console.Console
        Where.
    title : str
        What is done.
    jobs : int
        How many are at work at a time; those who are handed out ahead are not named.
    """

    def __init__(self, console: Console, title: str, jobs: int = SHOWN) -> None:
        super().__init__()
        self.console, self.title, self.jobs = console, title, jobs
        self.at_work: list[str] = []
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("left:"))
        names = TextColumn("{task.fields[names]}", markup=False)
        self.progress = Progress(*columns, TimeRemainingColumn(), names, console=console)
        self.task = self.progress.add_task("Getting ready", total=None, names="")

    def __enter__(self) -> Terminal:
        self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Leave the bar as it is; one that never began goes away."""
        shown = bool(self.progress.tasks[0].total)
        self.progress.live.transient = not shown
        if self.progress.live.is_started:
            (self.progress if shown else self.progress.live).stop()

    def waits(self) -> None:
        """Say that somebody else has to be waited for."""
        self.console.print(BUSY)

    def planned(self, trainees: list[str], skipped: list[str]) -> None:
        """Begin the bar."""
        super().planned(trainees, skipped)
        self.progress.reset(self.task, description=self.title, total=len(trainees))

    def started(self, trainee: str) -> None:
        """Show a name."""
        self.at_work.append(trainee)
        self._names()

    def done(self, result: Result) -> None:
        """Move the bar; a failure is said at once."""
        self.at_work.remove(result["trainee"])
        self.progress.advance(self.task)
        self._names()
        if result["state"] == FAILED:
            self.console.print(f"{result['trainee']}: {state(result)}", markup=False, highlight=False)

    def _names(self) -> None:
        now = self.at_work[: self.jobs]
        more = f" and {len(now) - SHOWN} more" if len(now) > SHOWN else ""
        self.progress.update(self.task, names=", ".join(now[:SHOWN]) + more)


def state(result: Result) -> str:
    """Say to the instructor what became of a submission; the remark in the gradebook may reach the trainee."""
    if result["state"] != FAILED:
        return str(result["state"])
    why = reason(result).replace(ASK, ADD)
    return f"failed, because {why[:1].lower() + why[1:] if why.startswith(ARTICLES) else why}"


def table(results: list[Result], skipped: list[str]) -> Table:
    """Set out the results, one line a trainee."""
    found = Table(title="Marked", title_justify="left")
    for heading in ("trainee", "computed points", "state", "sandbox", "to be said"):
        found.add_column(heading, justify="right" if heading == "computed points" else "left", overflow="fold")
    for result in sorted(results, key=lambda r: str(r["trainee"])):
        by_hand = [f"Please look at {cell} by hand." for cell in result["by_hand"]]
        said = " ".join([*_counted(result["notes"]), *by_hand])
        row = (result["trainee"], _points(result), state(result), RAN[result["sandbox"]], said)
        found.add_row(*(_plain(text) for text in row))
    if skipped:
        found.caption = f"{len(skipped)} marked before and unchanged; --again marks them anew."
        found.caption_justify = "left"
    return found


def _points(result: Result) -> str:
    """Write the points, and how many there are to be had from the program."""
    points = summary(result)["points"]
    if points is None:
        return "–"
    roles = [about for about in map(role, result["notebook"]["cells"]) if about]
    return f"{points:g} of {sum(about['points'] for about in roles if about['grade_id'] in result['scores']):g}"


def _counted(notes: list[str]) -> list[str]:
    """Count what would be said of cell after cell, as where the whole page is missing."""
    missing = [note for note in notes if PUT_BACK.fullmatch(note)]
    if len(missing) < MANY:
        return notes
    others = [note for note in notes if note not in missing]
    return [*others, f"{len(missing)} cells of the assignment were missing; they are back in their places."]


def _plain(text: str) -> str:
    return escape("".join(c if c.isprintable() else "?" for c in text))
