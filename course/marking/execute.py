"""Run a restored page: the trainee's cells in the sandbox, the instructor's in the clean room, data in between."""

from __future__ import annotations

import ast
import base64
import io
import time
import tokenize
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.marking import grades, outputs
from course.marking.intake import KEPT_NAME, MOST_DATA, data_names
from course.marking.page import Cell, Page, role
from course.marking.rooms import Room, Rooms
from course.marking.wire import Broken

START = 10.0  # seconds for a child to take what was handed in
MOST_RESTARTS = 3  # of the sandbox, for one page
PAGE = 8  # times the time for one cell: what all of a page's own code may take, replays included
SHOWN_ONLY = {"question", "plan_form", "receipt", "rubric", "widget", "home"}  # they bind and change nothing
ENDED = "The cell was stopped: {}."
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

    def play(self, rooms: Rooms) -> None:
        """Run every cell in its room; fill outputs, notes, and what could not be marked."""
        self.request["root"] = str(rooms.place())
        if any(map(_is_trainees, self.cells)):
            rooms.start(self.role, self._sources, self.request["assignment"])  # both load at the same time
        seen = self._sandbox(rooms)
        self._clean(rooms, seen)
        for number, cell in enumerate((c for c in self.cells if c["cell_type"] == "code"), start=1):
            cell["execution_count"] = number
            for output in cell["outputs"]:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = number

    def _sandbox(self, rooms: Rooms) -> dict[int, Data]:
        """Run the trainee's cells, and give the data files as they were before each of the instructor's cells."""
        self.data = {name: text for name, text in self.content["data"].items() if _is_data(name)}
        theirs = [i for i, cell in enumerate(self.cells) if _is_trainees(cell)]
        work = Sandbox(self, rooms) if theirs else None
        seen: dict[int, Data] = {}
        try:
            for index, cell in enumerate(self.cells):
                if cell["cell_type"] != "code":
                    continue
                if role(cell).get("locked") or _is_test(cell):
                    seen[index] = dict(self.data)
                if work and index <= theirs[-1] and _runs_in_sandbox(cell):
                    work.run(index)
        finally:
            if work:
                work.close()
        self.sandboxed = bool(work)
        return seen

    def _clean(self, rooms: Rooms, seen: dict[int, Data]) -> None:
        """Run the instructor's cells on data alone; each test sees the answers as they were at its place."""
        room: Room | None = None
        told: Data = {}
        for index, data in seen.items():
            cell = self.cells[index]
            if room is None or room.dead:
                room, told = rooms.clean(self._sources, self.request["assignment"]).launch(self.request), {}
            new = {name: data.get(name) for name in {*told, *data} if told.get(name) != data.get(name)}
            try:
                files = {**new, **({} if told else self.handed_in)}
                answer = room.ask(max(self.seconds, 60.0), source=cell["source"], files=files)
            except Broken as broken:
                self.cpu["clean room"] += room.cpu
                self._not_carried_out(cell, str(broken))
                continue
            told = data
            cell["outputs"] = outputs.checked(answer.get("outputs"))
            if _is_test(cell):
                self._settle(cell)
        if room is not None and not room.dead:
            room.close()
            self.cpu["clean room"] += room.cpu

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
        if _is_test(cell):
            self.failed.append(f"{role(cell)['grade_id']}: the check ended by itself: {why}.")


class Sandbox:
    """The child that runs a trainee's cells; one that dies is replaced, and does the others' work again."""

    def __init__(self, run: Run, rooms: Rooms) -> None:
        self.run_, self.rooms = run, rooms
        self.done: list[int] = []
        self.restarts = 0
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
                self._start()
            cell["outputs"] = outputs.checked(self._ask(index).get("outputs"))
            self.done.append(index)
        except Broken as broken:
            self.restarts += 1
            self.run_.cpu["sandbox"] += self.room.cpu if self.room else 0.0
            said = ENDED.format(broken)
            cell["outputs"] = [grades.stopped(said)]
            self.run_.notes.append(f"Cell {index + 1}: {said}")

    def close(self) -> None:
        """End the child."""
        if self.room is not None and not self.room.dead:
            self.room.close()
            self.run_.cpu["sandbox"] += self.room.cpu

    def _start(self) -> None:
        """Start a child with what was handed in, and run again what ran before."""
        request = {**self.run_.request, "limits": {"RLIMIT_CPU": int(self.run_.seconds * 4) + 10}}
        self.room = self.rooms.zygote(self.run_.role).launch(request)
        content = self.run_.content
        self._set_up(self.room, {**content["files"], **content["data"], **self.run_.handed_in})
        for index in self.done:
            self._ask(index)

    def _set_up(self, room: Room, files: Data) -> None:
        """Hand the files over; where that fails, none of the trainee's code has run and the marking is at fault."""
        try:
            room.ask(max(self.run_.seconds, START), files=files)
        except Broken as broken:
            self.run_.failed.append(f"The sandbox could not be set up for this submission: {broken}.")
            self.restarts = MOST_RESTARTS
            raise

    def _ask(self, index: int) -> dict[str, Any]:
        assert self.room is not None
        answer = self.room.ask(self.run_.seconds, source=self.run_.cells[index]["source"])
        changed = answer.get("files")
        for name, text in changed.items() if isinstance(changed, dict) else ():
            if _is_data(name) and (text is None or _is_file(text)):
                self.run_.data[name] = text
        return answer


def _is_test(cell: Cell) -> bool:
    about = role(cell)
    return bool(about.get("grade") and not about["solution"] and cell["cell_type"] == "code")


def _is_trainees(cell: Cell) -> bool:
    """Whether a cell holds code that the trainee may have written."""
    theirs = cell["cell_type"] == "code" and not role(cell).get("locked") and not _is_test(cell)
    return theirs and has_code(cell["source"])


def _runs_in_sandbox(cell: Cell) -> bool:
    if _is_test(cell):
        return False  # a hidden test never enters the sandbox
    return not only_shows(cell["source"]) if role(cell).get("locked") else has_code(cell["source"])


def _is_data(name: Any) -> bool:
    return isinstance(name, str) and (name in data_names() or bool(KEPT_NAME.fullmatch(name)))


def _is_file(text: Any) -> bool:
    """Whether a room sent the bytes of a file, and not too many."""
    if not isinstance(text, str) or len(text) > MOST_DATA * 4 // 3 + 8:
        return False
    try:
        return bool(base64.b64decode(text, validate=True)) or not text
    except ValueError:
        return False


def has_code(source: str) -> bool:
    """Tell whether there is anything but comments and blank space."""
    empty = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER}
    try:
        return any(t.type not in empty for t in tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return True


def only_shows(source: str) -> bool:
    """Tell whether a cell is one call that shows something, such as ``cs.question("A3")``."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SHOWN_ONLY
