"""The sandbox's part of a run: the trainee's cells, one after the other, in a child that may die at any of them."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING, Any

from course.marking import grades, outputs
from course.marking.intake import KEPT_NAME, MOST_KEPT, data_names, most_of
from course.marking.room import Room
from course.marking.rooms import Rooms
from course.marking.wire import Broken

if TYPE_CHECKING:
    from course.marking.execute import Run

    Data = dict[str, str | None]

START = 10.0  # seconds for a child to take what was handed in
MOST_RESTARTS = 3  # of the sandbox, for one page
PAGE = 8  # times the time for one cell: what all of a page's own code may take, replays included
MOST_SHOWN = 20_000_000  # characters of all that a page's own cells show
ENDED = "The cell was stopped: {}."


class _Stopped(Exception):
    """A cell ended its process; with the cell's place and why."""

    def __init__(self, index: int, why: str) -> None:
        super().__init__(why)
        self.index = index


class Sandbox:
    """The child that runs a trainee's cells; one that dies is replaced, and does the others' work again.

    Parameters
    ----------
    run : Run
        Whose page.
    rooms : Rooms
        Where the child is started.
    tables : dict
        Files of the trainee's own tables, which save drawing them again.
    """

    def __init__(self, run: Run, rooms: Rooms, tables: Data) -> None:
        self.run_, self.rooms, self.tables = run, rooms, tables
        self.done: list[int] = []
        self.restarts = self.shown = 0
        self.end = time.monotonic() + PAGE * run.seconds
        self.room: Room | None = None

    def run(self, index: int) -> None:
        """Run one cell; if it ends its process, the cell says so and the page goes on without it."""
        cell = self.run_.cells[index]
        if self.restarts > MOST_RESTARTS:
            cell["outputs"] = grades.not_marked("The cells before it stopped too often; it was not run.")
            return
        if time.monotonic() > self.end:
            told = (
                f"The page's code took more than {PAGE * self.run_.seconds:.0f} seconds in all; this cell was not run."
            )
            cell["outputs"] = grades.not_marked(told)
            self.run_.notes.append(f"Cell {index + 1}: {told}")
            return
        try:
            if self.room is None or self.room.dead:
                self._start(index)
            cell["outputs"] = self._kept(outputs.checked(self._ask(index).get("outputs")))
            self.done.append(index)
        except _Stopped as stopped:
            self._note(stopped.index, str(stopped))
            if stopped.index != index:  # one that ran before, and ended its process when it ran again
                self.done.remove(stopped.index)
                self.run(index)

    def _note(self, index: int, why: str) -> None:
        """Say beside a cell that it was stopped, and why."""
        self.restarts += 1
        self.run_.cpu["sandbox"] += self.room.cpu if self.room else 0.0
        said = ENDED.format(why)
        self.run_.cells[index]["outputs"] = [grades.stopped(said)]
        self.run_.notes.append(f"Cell {index + 1}: {said}")

    def _kept(self, found: list[outputs.Output]) -> list[outputs.Output]:
        """Keep what a cell shows, unless the page shows too much: the marker holds all of it, and writes it down."""
        self.shown += outputs.length(found)
        return found if self.shown <= MOST_SHOWN else grades.not_marked("The page shows more than can be kept.")

    def close(self) -> None:
        """End the child."""
        if self.room is not None and not self.room.dead:
            self.room.close()
            self.run_.cpu["sandbox"] += self.room.cpu

    def _start(self, index: int) -> None:
        """Start a child for a cell with what was handed in, and run again what ran before."""
        request = {**self.run_.request, "limits": {"RLIMIT_CPU": int(self.run_.seconds * 4) + 10}}
        self.room = self.rooms.zygote(self.run_.role).launch(request)
        content = self.run_.content
        files = {**content["files"], **content["data"], **self.run_.handed_in, **self.tables}
        try:
            self.room.ask(max(self.run_.seconds, START), files=files)
        except Broken as broken:  # none of the trainee's code has run, and the marking is at fault
            self.run_.failed.append(f"The sandbox could not be set up for this submission: {broken}.")
            self.restarts = MOST_RESTARTS
            raise _Stopped(index, str(broken)) from None
        self.run_.data = self.run_.data_handed_in
        for before in self.done:
            if time.monotonic() > self.end:
                self.room.close()
                raise _Stopped(index, "the page's code took too long in all")
            self._ask(before)

    def _ask(self, index: int) -> dict[str, Any]:
        assert self.room is not None
        try:
            answer = self.room.ask(self.run_.seconds, source=self.run_.cells[index]["source"])
        except Broken as broken:
            raise _Stopped(index, str(broken)) from None
        changed = answer.get("files")
        for name, text in changed.items() if isinstance(changed, dict) else ():
            if is_data(name) and (text is None or _is_file(name, text)):
                self.run_.data[name] = text
        for name in sorted(filter(KEPT_NAME.fullmatch, self.run_.data))[:-MOST_KEPT]:
            del self.run_.data[name]
        return answer


def is_data(name: Any) -> bool:
    """Tell whether a name is that of a file with answers."""
    return isinstance(name, str) and (name in data_names() or bool(KEPT_NAME.fullmatch(name)))


def _is_file(name: str, text: Any) -> bool:
    """Whether a room sent the bytes of a file, and not too many."""
    if not isinstance(text, str) or len(text) > most_of(name) * 4 // 3 + 8:
        return False
    try:
        return bool(base64.b64decode(text, validate=True)) or not text
    except ValueError:
        return False
