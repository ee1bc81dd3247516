"""The process of a room: loads what pages need once, then forks a child for each submission. A program of its own.

Usage: ``python -m course.marking.zygote sandbox|bare|clean DESCRIPTOR``. ``sandbox`` runs in a bubble, ``bare`` without
one (``--no-sandbox``); both run trainees' cells. ``clean`` runs the instructor's cells and never a byte of a trainee's.
There is one thread, no event loop and no kernel, so that a fork is cheap and safe.
"""

from __future__ import annotations

import base64
import contextlib
import fnmatch
import gc
import json
import os
import random
import select
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course.marking import confine, wire

MOST_BYTES = 1_000_001  # of a data file; one more than the reader accepts, so that it says "too large" itself
MOST_KEPT = 5
KEPT = "answers.kept-*.yaml"


def serve(role: str, control: socket.socket) -> None:
    """Fork a child for each request, one at a time, until the marker is gone."""
    shell = _prepare(role)
    control.send(json.dumps({"ready": len(os.listdir("/proc/self/task"))}).encode())
    while True:
        raw, descriptors, _, _ = socket.recv_fds(control, 1 << 20, 1)
        if not raw:
            with contextlib.suppress(ChildProcessError):
                while os.getpid() != 1:
                    os.wait()  # clones, which end as this one does
            return
        request = json.loads(raw)
        if "end" in request:
            continue
        if "clone" in request:
            control = _clone(control, descriptors[0])
            continue
        child = os.fork()
        if child == 0:
            control.close()
            _child(role, request, descriptors[0], shell)
        for descriptor in descriptors:
            os.close(descriptor)
        ended = _watch(child, control)
        if not ended:
            return


def _clone(control: socket.socket, descriptor: int) -> socket.socket:
    """Fork another such process, which listens to a channel of its own; gives the channel of whichever this one is."""
    if os.fork():
        os.close(descriptor)
        return control
    control.close()
    own = socket.socket(fileno=descriptor)
    own.send(json.dumps({"ready": len(os.listdir("/proc/self/task"))}).encode())
    return own


def _prepare(role: str) -> Any:
    """Load what cells need, and make the interpreter that the children inherit."""
    if Path("/proc/self").exists():
        confine.undumpable()
    from course.marking.shell import make_shell
    from course.marking.warm import warm

    shell = make_shell()
    warm(role, shell)
    sys.path[:] = [place for place in sys.path if place]
    gc.collect()
    gc.freeze()
    return shell


def _watch(child: int, control: socket.socket) -> bool:
    """Wait until the child ends or the marker wants it ended; leave no process behind."""
    handle = os.pidfd_open(child)
    ready, _, _ = select.select([handle, control.fileno()], [], [])
    asked = b""
    if control.fileno() in ready:
        asked = control.recv(1 << 16)
    seconds = _end(child)
    os.close(handle)
    if ready == [handle]:
        asked = control.recv(1 << 16)  # the marker always says when it is done
    if asked:
        control.send(json.dumps({"cpu": seconds}).encode())
    return bool(asked)


def _end(child: int) -> float:
    """End the child and everything it started, and give its seconds of CPU.

    The first process of a bubble ends everything else in it, and waits for all, whoever started them.
    """
    first = os.getpid() == 1
    for target in (-1,) if first else (-child, child):
        with contextlib.suppress(OSError):
            os.kill(target, signal.SIGKILL)
    spent = 0.0
    with contextlib.suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait4(-1 if first else child, 0)
            spent += usage.ru_utime + usage.ru_stime
    return spent


def _child(role: str, request: dict[str, Any], descriptor: int, shell: Any) -> None:
    try:
        _inside(role, request, socket.socket(fileno=descriptor), shell)
    except BaseException:  # the marker sees that the process ended, and says so
        if os.environ.get("COURSE_MARKING_DEBUG"):
            import traceback

            traceback.print_exc()
    finally:
        os._exit(0)


def _inside(role: str, request: dict[str, Any], channel: socket.socket, shell: Any) -> None:
    os.setsid()
    for ignored in (signal.SIGXFSZ, signal.SIGPIPE):
        signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not os.environ.get("COURSE_MARKING_DEBUG"):
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
    if role != "clean":
        confine.confine(request.get("limits", {}), bubble=role == "sandbox")
    folder = _folder(Path(request["root"]) if role != "sandbox" else confine.WORK, request)
    os.environ.update(request["environment"], NBGRADER_EXECUTION="autograde", HOME=str(folder.parents[1]))
    os.environ["TMPDIR"] = str(folder.parents[1])
    if request["register"]["families"]:
        os.environ["COURSE_REGISTER"] = str(folder.parents[1] / "register.yaml")
    if role != "clean":
        os.environ["COURSE_CACHE"] = str(folder.parents[1] / "cache")
        sys.path.insert(0, "")
    random.seed()
    sys.modules["numpy"].random.seed()
    gc.enable()
    _talk(channel, shell, role != "clean", tuple(request["data"]))


def _folder(root: Path, request: dict[str, Any]) -> Path:
    """Make the submission's folder as nbgrader lays it out, and the trainee's line of the register."""
    folder = root / str(request["trainee"]) / str(request["assignment"])
    folder.mkdir(parents=True, exist_ok=True)
    (root / "register.yaml").write_text(json.dumps(request["register"]), encoding="utf-8")  # JSON is YAML
    os.chdir(folder)
    return folder


def _talk(channel: socket.socket, shell: Any, report: bool, names: tuple[str, ...]) -> None:
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


def _changes(here: int, names: tuple[str, ...], known: dict[str, str | None]) -> dict[str, str | None]:
    """Give the data files that differ from what the marker knows; None for one that is gone."""
    kept = sorted(fnmatch.filter(os.listdir(here), KEPT))[-MOST_KEPT:]
    found = {name: _read(name, here) for name in dict.fromkeys((*names, *kept))}
    return {name: text for name, text in found.items() if known.get(name) != text}


def _read(name: str, here: int) -> str | None:
    with contextlib.suppress(OSError), _plain(name, here) as stream:
        return base64.b64encode(stream.read(MOST_BYTES)).decode("ascii")
    return None


@contextlib.contextmanager
def _plain(name: str, here: int) -> Iterator[Any]:
    """Open a plain file; links, pipes and devices are no files."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("no plain file")
        yield stream


if __name__ == "__main__":
    serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
