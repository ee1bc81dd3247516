"""The rooms of one thread of work: started when they are first needed, closed when the program ends."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

from course.marking.room import Zygote
from course.marking.warm import ASSIGNMENT, state_of


@dataclass(eq=False)
class Rooms:
    """The rooms of one thread of work; each is started when it is first needed."""

    found: dict[str, Zygote] = field(default_factory=dict)
    state: str = ""
    folder: Path | None = None

    def zygote(self, role: str, **variables: str) -> Zygote:
        """Give the loaded process of a role, a new one where the last has ended."""
        known = self.found.get(role)
        if known is None or not known.alive:
            if known is not None:
                known.close()
            known = self.found[role] = Zygote(role, **variables)
        return known

    def clean(self, sources: Path, assignment: str) -> Zygote:
        """Give the clean room, loaded with the reference code as it is now."""
        state = f"{sources / assignment} {state_of(sources, assignment)}"
        if state != self.state and "clean" in self.found:
            self.found.pop("clean").close()
        self.state = state
        return self.zygote("clean", COURSE_ASSIGNMENTS=str(sources), **{ASSIGNMENT: assignment})

    def place(self) -> Path:
        """Give an empty folder for one submission."""
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="course-marking-"))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        return self.folder

    def start(self, sandbox: str, sources: Path, assignment: str) -> None:
        """Start both rooms and do not wait: they load while the caller does something else."""
        self.clean(sources, assignment)
        self.zygote(sandbox)

    def another(self, sandbox: str) -> Rooms:
        """Start rooms for one more thread: the clean room loads once for all."""
        made = Rooms({"clean": self.found["clean"].clone()}, self.state)
        made.zygote(sandbox)
        return made

    def close(self) -> None:
        """End all processes and remove the folder."""
        for zygote in self.found.values():
            zygote.close()
        self.found.clear()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


_local = threading.local()
_all: list[Rooms] = []


def rooms() -> Rooms:
    """Give the rooms of this thread of this process."""
    owner = getattr(_local, "owner", None)
    if owner != os.getpid():
        _local.rooms, _local.owner = Rooms(), os.getpid()
        _all.append(_local.rooms)
    found: Rooms = _local.rooms
    return found


def adopt(started: Rooms) -> None:
    """Make rooms that were started elsewhere the rooms of this thread."""
    _local.rooms, _local.owner = started, os.getpid()
    if started not in _all:
        _all.append(started)


def close_rooms() -> None:
    """Close the rooms of all threads."""
    while _all:
        _all.pop().close()
    _local.owner = None


atexit.register(close_rooms)
