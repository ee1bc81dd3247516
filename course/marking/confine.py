"""What a child of the sandbox does to itself before it runs a trainee's first byte; Linux only.

The bubblewrap around it (``bubblewrap.py``) has taken away the network, the files and the other processes already. The
child adds a work folder of its own in memory, limits, an unprivileged user, and gives up every right to undo it.
"""

from __future__ import annotations

import ctypes
import os
import resource
from pathlib import Path

NOBODY = 65534
WORK = Path("/box")
WORK_BYTES = 96 << 20
CLONE_NEWNS, CLONE_NEWIPC = 0x20000, 0x8000000
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 16384, 1 << 18
PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 4, 24, 38
CAP_LAST = 40
CAP_VERSION = 0x20080522

# Memory of a process, seconds of CPU, bytes of a file, open files, processes and threads, core files.
LIMITS = {
    "RLIMIT_AS": 2 << 30,
    "RLIMIT_CPU": 120,
    "RLIMIT_FSIZE": 32 << 20,
    "RLIMIT_NOFILE": 256,
    "RLIMIT_NPROC": 48,
    "RLIMIT_CORE": 0,
}


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Caps(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def libc() -> ctypes.CDLL:
    """Load the C library, with errors kept."""
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    """Call a function of the C library; anything but success ends the child before it runs anything."""
    if getattr(libc(), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def undumpable() -> None:
    """Close this process's memory to its own children and siblings."""
    _call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def confine(limits: dict[str, int], bubble: bool) -> None:
    """Shut this process in, for good.

    Parameters
    ----------
    limits : dict
        Changes to `LIMITS`.
    bubble : bool
        Whether there is a bubblewrap around it. Without one, only the limits can be set.

    Raises
    ------
    OSError
        When any step is refused; nothing of the trainee's has run then.
    """
    if bubble:
        _own_folder()
    for name, most in {**LIMITS, **limits}.items():
        resource.setrlimit(getattr(resource, name), (most, most))
    if bubble:
        _unprivileged()


def _own_folder() -> None:
    """Put a folder in memory over the work place, for this child and those below it only."""
    _call("unshare", CLONE_NEWNS | CLONE_NEWIPC)
    _call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    options = f"size={WORK_BYTES},nr_inodes=4096,mode=700,uid={_uid()},gid={_uid()}"
    _call("mount", b"tmpfs", bytes(WORK), b"tmpfs", MS_NOSUID | MS_NODEV, options.encode())


def _uid() -> int:
    return NOBODY if os.getuid() == 0 else os.getuid()


def _unprivileged() -> None:
    """Let the kernel end this process first when memory is short; leave root; drop all capabilities."""
    _call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)  # its own files in /proc are its own again
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for capability in range(CAP_LAST + 1):
        libc().prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    head, none = _Head(CAP_VERSION, 0), (_Caps * 2)()
    _call("capset", ctypes.byref(head), none)
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)
