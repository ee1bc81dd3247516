"""``course mark`` for people: who is at work, how long it still takes, and a table at the end."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from course.marking.engine import FAILED, Result
from course.marking.runner import Listener, summary

SHOWN = 4  # names at a time


class Terminal(Listener):
    """Shows progress while the work goes on."""

    def __init__(self, console: Console, title: str) -> None:
        super().__init__()
        self.console, self.title = console, title
        self.at_work: list[str] = []
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("left:"))
        names = TextColumn("{task.fields[names]}", markup=False)
        self.progress = Progress(*columns, TimeRemainingColumn(), names, console=console)

    def __enter__(self) -> Terminal:
        self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.progress.stop()

    def planned(self, trainees: list[str], skipped: list[str]) -> None:
        """Begin the bar."""
        super().planned(trainees, skipped)
        self.task = self.progress.add_task(self.title, total=len(trainees), names="")

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
            self.progress.console.print(f"{result['trainee']}: failed, because {result['because']}", markup=False)

    def _names(self) -> None:
        more = f" and {len(self.at_work) - SHOWN} more" if len(self.at_work) > SHOWN else ""
        self.progress.update(self.task, names=", ".join(self.at_work[:SHOWN]) + more)


def table(results: list[Result], skipped: list[str]) -> Table:
    """Set out the results, one line a trainee."""
    found = Table(title="Marked", title_justify="left")
    for heading in ("trainee", "computed points", "state", "sandbox", "to be said"):
        found.add_column(heading, justify="right" if heading == "computed points" else "left")
    for result in sorted(results, key=lambda r: str(r["trainee"])):
        short = summary(result)
        points = "–" if short["points"] is None else f"{short['points']:g}"
        by_hand = [f"Please look at {cell} by hand." for cell in result["by_hand"]]
        state = result["state"] if result["state"] != FAILED else f"failed, because {result['because']}"
        said = " ".join([*result["notes"], *by_hand])
        found.add_row(*(_plain(text) for text in (result["trainee"], points, state, result["sandbox"], said)))
    if skipped:
        found.caption = f"{len(skipped)} marked before and unchanged; --again marks them anew."
    return found


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape("".join(c if c.isprintable() else "?" for c in text))
