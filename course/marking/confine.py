"""What a child of the sandbox does to itself before it runs a trainee's first byte; Linux only.

The bubblewrap around it (``bubblewrap.py``) has taken away the network, the files and the other processes already. The
child adds a work folder of its own in memory, limits, an unprivileged user, and gives up every right to undo it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
from pathlib import Path

NOBODY = 65534
WORK = Path("/box")
WORK_BYTES = 96 << 20
CLONE_NEWNS, CLONE_NEWIPC = 0x20000, 0x8000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND = 1, 2, 4, 8, 32, 4096
MS_REC, MS_PRIVATE = 16384, 1 << 18
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 4, 22, 24, 38
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

# The kernel's stores of keys are the marker's too, and outlive a submission; some kinds of sockets know no network of
# their own. By kind of machine: its number, the calls that are refused (add_key, request_key, keyctl, io_uring_setup,
# which could make sockets), and the call that makes a socket, of these families only: UNIX, IPv4, IPv6, netlink.
CALLS = {"x86_64": (0xC000003E, (248, 249, 250, 425), 41), "aarch64": (0xC00000B7, (217, 218, 219, 425), 198)}
FAMILIES = (1, 2, 10, 16)
LOAD, EQUAL, LEAST, GIVE = 0x20, 0x15, 0x35, 0x06  # what a line of a filter of system calls does
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Line(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("lines", ctypes.POINTER(_Line)))


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
    # Nobody takes that back: the kernel would end the marker instead.
    closed = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC
    _call("mount", b"none", b"/proc", None, closed, None)
    for capability in range(CAP_LAST + 1):
        libc().prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    head, none = _Head(CAP_VERSION, 0), (_Caps * 2)()
    _call("capset", ctypes.byref(head), none)
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _fewer_calls()
    _call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)


def _fewer_calls() -> None:
    """Refuse the system calls of `CALLS`, and every call of another kind of machine (32 bits, x32)."""
    if os.uname().machine not in CALLS:
        return
    machine, numbers, make_socket = CALLS[os.uname().machine]
    asked = 4 + len(numbers)  # the line that asks for sockets
    refuse = asked + 2 + len(FAMILIES)  # each jump counts from the line after its own
    lines = [
        (LOAD, 0, 0, 4), (EQUAL, 0, refuse - 2, machine), (LOAD, 0, 0, 0), (LEAST, refuse - 4, 0, 1 << 30),
        *((EQUAL, refuse - place - 1, 0, number) for place, number in enumerate(numbers, start=4)),
        (EQUAL, 0, refuse - asked, make_socket), (LOAD, 0, 0, 16),
        *((EQUAL, refuse - place, 0, family) for place, family in enumerate(FAMILIES, start=asked + 2)),
        (GIVE, 0, 0, REFUSE), (GIVE, 0, 0, ALLOW),
    ]  # fmt: skip
    made = (_Line * len(lines))(*(_Line(*line) for line in lines))
    _call("prctl", PR_SET_SECCOMP, 2, ctypes.byref(_Filter(len(lines), made)), 0, 0)
