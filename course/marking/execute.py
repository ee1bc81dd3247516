"""Run a restored page: the trainee's cells in the sandbox, the instructor's in the clean room, data in between."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.marking import grades
from course.marking.cells import is_test, is_trainees, runs_in_sandbox
from course.marking.clean_room import CleanRoom
from course.marking.page import Cell, Page, role
from course.marking.rooms import Rooms
from course.marking.sandbox import Sandbox, is_data
from course.marking.wire import Broken

Data = dict[str, str | None]


@dataclass
class Run:
    """One page on its way through the rooms.

    Attributes
    ----------
    page : dict
        The restored page; outputs are filled in.
    request : dict
        What a room's child needs to know: trainee, assignment, register, environment.
    content : dict
        What was handed in.
    seconds : float
        Time for one cell.
    bubble : bool
        Whether trainees' code runs in a bubble.
    """

    page: Page
    request: dict[str, Any]
    content: dict[str, Any]
    seconds: float
    bubble: bool
    notes: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    by_hand: dict[str, str] = field(default_factory=dict)
    data: Data = field(default_factory=dict)
    sandboxed: bool = False
    cpu: dict[str, float] = field(default_factory=lambda: {"sandbox": 0.0, "clean room": 0.0})

    @property
    def cells(self) -> list[Cell]:
        """The page's cells."""
        found: list[Cell] = self.page["cells"]
        return found

    @property
    def role(self) -> str:
        """The room of the trainee's cells."""
        return "sandbox" if self.bubble else "bare"

    @property
    def _sources(self) -> Path:
        return Path(self.request["environment"]["COURSE_ASSIGNMENTS"])

    @property
    def handed_in(self) -> Data:
        """The page as it was handed in, as a file: some verbs look for it. It holds no hidden test."""
        raw = base64.b64encode(self.content["notebook"].encode("utf-8", "replace"))
        return {f"{self.request['assignment']}.ipynb": raw.decode("ascii")}

    @property
    def data_handed_in(self) -> Data:
        """The data files as they were handed in."""
        return {name: text for name, text in self.content["data"].items() if is_data(name)}

    def play(self, rooms: Rooms) -> None:
        """Run every cell in its room; fill outputs, notes, and what could not be marked."""
        self.request["root"] = str(rooms.place())
        if any(map(is_trainees, self.cells)):
            rooms.start(self.role, self._sources, self.request["assignment"])  # both load at the same time
        clean = CleanRoom(self, rooms)
        try:
            seen = self._sandbox(rooms, clean)
            self._clean(clean, seen)
        finally:
            clean.close()
        for number, cell in enumerate((c for c in self.cells if c["cell_type"] == "code"), start=1):
            cell["execution_count"] = number
            for output in cell["outputs"]:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = number

    def _sandbox(self, rooms: Rooms, clean: CleanRoom) -> dict[int, Data]:
        """Run the trainee's cells, and give the data files as they were before each of the instructor's cells."""
        self.data = self.data_handed_in
        theirs = [i for i, cell in enumerate(self.cells) if is_trainees(cell)]
        code = "\n".join(cell["source"] for cell in self.cells if cell["cell_type"] == "code" and runs_in_sandbox(cell))
        work = Sandbox(self, rooms, clean.tables(code)) if theirs else None
        seen: dict[int, Data] = {}
        try:
            for index, cell in enumerate(self.cells):
                if cell["cell_type"] != "code":
                    continue
                if role(cell).get("locked") or is_test(cell):
                    seen[index] = dict(self.data)
                if work and index <= theirs[-1] and runs_in_sandbox(cell):
                    work.run(index)
        finally:
            if work:
                work.close()
        self.sandboxed = bool(work)
        return seen

    def _clean(self, clean: CleanRoom, seen: dict[int, Data]) -> None:
        """Run the instructor's cells on data alone; each test sees the answers as they were at its place."""
        for index, data in seen.items():
            cell = self.cells[index]
            try:
                cell["outputs"] = clean.run(cell["source"], data)
            except Broken as broken:
                self._not_carried_out(cell, str(broken))
                continue
            if is_test(cell):
                self._settle(cell)

    def _settle(self, cell: Cell) -> None:
        about = role(cell)
        cell["outputs"], note = grades.settle(cell["outputs"], about["points"])
        if note.get("failed"):
            self.failed.append(f"{about['grade_id']}: {note['failed']}")
            cell["outputs"] = grades.not_marked(note["failed"])
        if note.get("by_hand"):
            self.by_hand[about["grade_id"]] = note["by_hand"]

    def _not_carried_out(self, cell: Cell, why: str) -> None:
        cell["outputs"] = grades.not_marked(f"The check ended by itself: {why}.")
        if is_test(cell):
            self.failed.append(f"{role(cell)['grade_id']}: the check ended by itself: {why}.")
