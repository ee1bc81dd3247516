"""The clean room's part of a run: the instructor's cells, on data alone, and the tables that a page's code names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.marking import outputs
from course.marking.room import Room
from course.marking.rooms import Rooms
from course.marking.wire import Broken

if TYPE_CHECKING:
    from course.marking.execute import Run

    Data = dict[str, str | None]

SECONDS = 60.0  # for one cell, at least
MOST_WORDS = 2000  # of a page's code, among which names of tables are looked for


class CleanRoom:
    """The child that runs the instructor's cells; one that ends is replaced.

    Parameters
    ----------
    run : Run
        Whose page.
    rooms : Rooms
        Where the child is started, when it is first asked for something.
    """

    def __init__(self, run: Run, rooms: Rooms) -> None:
        self.run_, self.rooms = run, rooms
        self.room: Room | None = None
        self.told: Data = {}
        self.fresh = True

    def tables(self, code: str) -> Data:
        """Give the trainee's own tables that a page's code names, as files for the sandbox.

        The sandbox sees nothing of the marker's cache, and would draw what it needs again. Without such files it does.
        """
        words = sorted(set(re.findall(r"[A-Za-z_]\w{0,63}", code)))[:MOST_WORDS]
        try:
            given = self._ask(tables=words).get("given")
        except Broken:
            return {}
        return given if isinstance(given, dict) else {}

    def run(self, source: str, data: Data) -> list[dict[str, Any]]:
        """Run one cell beside the data files as they are at its place, and give what it shows.

        Raises
        ------
        Broken
            When the cell ended its process.
        """
        return outputs.checked(self._ask(data, source=source).get("outputs"))

    def close(self) -> None:
        """End the child."""
        if self.room is not None and not self.room.dead:
            self.room.close()
            self.run_.cpu["clean room"] += self.room.cpu

    def _ask(self, data: Data | None = None, **what: Any) -> dict[str, Any]:
        if self.room is None or self.room.dead:
            sources = Path(self.run_.request["environment"]["COURSE_ASSIGNMENTS"])
            zygote = self.rooms.clean(sources, self.run_.request["assignment"])
            self.room, self.told, self.fresh = zygote.launch(self.run_.request), {}, True
        data = self.told if data is None else data
        files = {name: data.get(name) for name in {*self.told, *data} if self.told.get(name) != data.get(name)}
        files |= self.run_.handed_in if self.fresh else {}
        try:
            answer = self.room.ask(max(self.run_.seconds, SECONDS), files=files, **what)
        except Broken:
            self.run_.cpu["clean room"] += self.room.cpu
            raise
        self.told, self.fresh = data, False
        return answer
