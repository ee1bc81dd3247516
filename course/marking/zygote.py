"""The process of a room: loads what pages need once, then forks a child for each submission. A program of its own.

Usage: ``python -m course.marking.zygote sandbox|bare|clean DESCRIPTOR``. ``sandbox`` runs in a bubble, ``bare`` without
one (``--no-sandbox``); both run trainees' cells. ``clean`` runs the instructor's cells and never a byte of a trainee's.
There is one thread, no event loop and no kernel, so that a fork is cheap and safe.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from course.marking import confine
from course.marking.child import work


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
        work(role, request, socket.socket(fileno=descriptor), shell)
    except BaseException:  # the marker sees that the process ended, and says so
        if os.environ.get("COURSE_MARKING_DEBUG"):
            import traceback

            traceback.print_exc()
    finally:
        os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
