"""The marker's side of one room: its loaded process, and the child at work in it. What they answer is data."""

from __future__ import annotations

import copy
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from course import paths
from course.errors import CourseError
from course.marking import bubblewrap, wire

START = 90.0  # seconds that a room may take to load
SPARE = 3.0  # seconds after the interrupt until a cell's process is ended; fewer where a cell has fewer
ROOT_REFUSED = "Without the sandbox, trainees' code would run as root."


class Zygote:
    """One loaded process of a room, and the child that is at work.

    Parameters
    ----------
    role : str
        ``sandbox``, ``bare`` or ``clean``.
    **variables : str
        More variables for the process.

    Raises
    ------
    CourseError
        When there is no bubblewrap for ``sandbox``, or root asks for ``bare``.
    """

    def __init__(self, role: str, **variables: str) -> None:
        if role == "bare" and os.getuid() == 0:
            raise CourseError(ROOT_REFUSED, "--no-sandbox", "Mark as an ordinary user, or with the sandbox.")
        if role == "sandbox":
            bubblewrap.find()  # before anything is opened
        self.role, self.owner, self.ready, self.origin = role, os.getpid(), False, True
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = [sys.executable, "-m", "course.marking.zygote", role, str(theirs.fileno())]
        environment = _environment(role) | variables
        line = bubblewrap.command(program, environment) if role == "sandbox" else program
        debug = None if os.environ.get("COURSE_MARKING_DEBUG") else subprocess.DEVNULL
        self.process = subprocess.Popen(
            line, env=environment, cwd="/", pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            stdout=debug, stderr=debug if debug is None else subprocess.PIPE,
        )  # fmt: skip
        theirs.close()

    def clone(self) -> Zygote:
        """Ask the process, before its first launch, for another that is loaded as it is; for rooms without a bubble."""
        twin = copy.copy(self)
        twin.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        socket.send_fds(self.control, [b'{"clone": true}'], [theirs.fileno()])
        theirs.close()
        twin.origin = False
        return twin

    def launch(self, request: dict[str, Any]) -> Room:
        """Fork a child for one submission."""
        self.wait()
        ours, theirs = socket.socketpair()
        socket.send_fds(self.control, [json.dumps(request).encode()], [theirs.fileno()])
        theirs.close()
        return Room(self, ours)

    def wait(self) -> None:
        """Wait until it is loaded.

        Raises
        ------
        CourseError
            When it does not start.
        """
        if self.ready:
            return
        self.control.settimeout(START)
        try:
            self.ready = bool(self.control.recv(4096))
        except OSError:
            self.ready = False
        if not self.ready:
            said = self.process.stderr.read1(4000).decode(errors="replace") if self.process.stderr else ""  # type: ignore[attr-defined]
            last = said.strip().splitlines()[-1:] or ["no reason was given"]
            what = f"The {self.role} room for marking did not start ({last[0]})."
            raise CourseError(what, sys.executable, "See docs/marking.md: what a machine needs.")

    def end_child(self) -> float:
        """End the child and all that it started; returns its seconds of CPU when nothing of it is left."""
        self.control.settimeout(30)
        try:
            self.control.send(b'{"end": true}')
            return float(json.loads(self.control.recv(4096))["cpu"])
        except (OSError, ValueError):
            self.process.kill()  # what does not end its child does not get another
            return 0.0

    def close(self) -> None:
        """End the process; it ends its child first."""
        if self.owner != os.getpid():
            return
        self.control.close()
        if not self.origin:
            return
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        if self.process.stderr:
            self.process.stderr.close()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None


class Room:
    """A child at work on one submission."""

    def __init__(self, zygote: Zygote, channel: socket.socket) -> None:
        self.zygote, self.channel, self.dead, self.cpu = zygote, channel, "", 0.0

    def ask(self, seconds: float, **message: Any) -> dict[str, Any]:
        """Ask for one thing.

        Raises
        ------
        Broken
            When it does not answer properly; the child is ended then, and stays so.
        """
        if self.dead:
            raise wire.Broken(self.dead)
        try:
            if not wire.silent(self.channel):
                raise wire.Broken("it spoke without being asked, or its process ended")
            wire.send(self.channel, {**message, "seconds": seconds})
            return wire.receive(self.channel, seconds + min(SPARE, max(1.0, seconds)))
        except wire.Broken as broken:
            self.close(str(broken))
            raise

    def close(self, why: str = "it was closed") -> None:
        """End the child."""
        if not self.dead:
            self.dead = why
            self.channel.close()
            self.cpu = self.zygote.end_child()


def _environment(role: str) -> dict[str, str]:
    """Give a room its variables: none of the marker's own, but for where the clean room keeps drawn data."""
    known = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": "/box" if role == "sandbox" else tempfile.gettempdir(),
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",  # one thread, so that a fork is safe
        "PYTHONDONTWRITEBYTECODE": "1",
        "JUPYTER_PLATFORM_DIRS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONPATH": str(paths.PACKAGE.parent),
    }
    if role == "clean":
        known["COURSE_CACHE"] = str(paths.cache_folder())
    if debug := os.environ.get("COURSE_MARKING_DEBUG"):
        known["COURSE_MARKING_DEBUG"] = debug
    return known
