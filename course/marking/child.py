"""What a child of a room does: shut itself in, make the submission's folder, run cells, say which answers changed."""

from __future__ import annotations

import base64
import contextlib
import fnmatch
import gc
import json
import os
import random
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.marking import confine, wire

MOST_KEPT = 5
NICE = 10  # trainees' processes give way to the marker, the clean room and the database
REGISTER = ".register.yaml"  # no trainee's folder can be called so
KEPT = "answers.kept-*.yaml"


def work(role: str, request: dict[str, Any], channel: socket.socket, shell: Any) -> None:
    """Do what the marker asks for one submission, until the marker is gone.

    Parameters
    ----------
    role : str
        ``sandbox``, ``bare`` or ``clean``.
    request : dict
        Trainee, assignment, register, environment, the data files with their most bytes, limits.
    channel : socket
        To the marker.
    shell : Shell
        The interpreter.

    Raises
    ------
    Broken
        When the marker is gone.
    """
    os.setsid()
    for ignored in (signal.SIGXFSZ, signal.SIGPIPE):
        signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not os.environ.get("COURSE_MARKING_DEBUG"):
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
    if role != "clean":
        os.nice(NICE)
        confine.confine(request.get("limits", {}), bubble=role == "sandbox")
    folder = _folder(Path(request["root"]) if role != "sandbox" else confine.WORK, request)
    os.environ.update(request["environment"], NBGRADER_EXECUTION="autograde", HOME=str(folder.parents[1]))
    os.environ["TMPDIR"] = str(folder.parents[1])
    if request["register"]["families"]:
        os.environ["COURSE_REGISTER"] = str(folder.parents[1] / REGISTER)
    if role != "clean":
        os.environ["COURSE_CACHE"] = str(folder.parents[1] / "cache")
        sys.path.insert(0, "")
    random.seed()
    sys.modules["numpy"].random.seed()
    gc.enable()
    _talk(channel, shell, role != "clean", request["data"])


def _folder(root: Path, request: dict[str, Any]) -> Path:
    """Make the submission's folder as nbgrader lays it out, and the trainee's line of the register."""
    folder = root / str(request["trainee"]) / str(request["assignment"])
    folder.mkdir(parents=True, exist_ok=True)
    (root / REGISTER).write_text(json.dumps(request["register"]), encoding="utf-8")  # JSON is YAML
    os.chdir(folder)
    return folder


def _talk(channel: socket.socket, shell: Any, report: bool, names: dict[str, int]) -> None:
    """Do what the marker asks, until it is gone."""
    from course.marking.shell import run_cell

    known: dict[str, str | None] = {}
    here = os.open(".", os.O_RDONLY | os.O_DIRECTORY)  # a page that changes its folder has its answers here still
    while True:
        asked = wire.receive(channel, None, wire.MAX_REQUEST)
        for name, text in (asked.get("files") or {}).items():
            _put(name, text)
            known[name] = text
        answer: dict[str, Any] = {"outputs": []}
        if "source" in asked:
            answer["outputs"] = run_cell(shell, asked["source"], asked["seconds"])
        if "tables" in asked:
            answer["given"] = _given(asked["tables"])
        if report:
            answer["files"] = changed = _changes(here, names, known)
            known.update(changed)
        wire.send(channel, json.loads(json.dumps(answer, default=repr)))


def _given(words: list[str]) -> dict[str, str]:
    """Give the trainee's own tables, by the place where the sandbox's child looks for them."""
    from course.marking.given_tables import given_tables

    return {f"../../cache/{place}": text for place, text in given_tables(words).items()}


def _put(name: str, text: str | None) -> None:
    path = Path(name)
    if path.is_symlink() or path.exists():
        path.unlink()
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(text))


def _changes(here: int, names: dict[str, int], known: dict[str, str | None]) -> dict[str, str | None]:
    """Give the data files that differ from what the marker knows; None for one that is gone."""
    kept = sorted(fnmatch.filter(os.listdir(here), KEPT))[-MOST_KEPT:]
    wanted = dict.fromkeys(kept, min(names.values())) | names
    found = {name: _read(name, here, most) for name, most in wanted.items()}
    return {name: text for name, text in found.items() if known.get(name) != text}


def _read(name: str, here: int, most: int) -> str | None:
    with contextlib.suppress(OSError), _plain(name, here) as stream:
        return base64.b64encode(stream.read(most)).decode("ascii")
    return None


@contextlib.contextmanager
def _plain(name: str, here: int) -> Iterator[Any]:
    """Open a plain file; links, pipes and devices are no files."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("no plain file")
        yield stream
