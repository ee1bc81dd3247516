"""The bubble around the sandbox: no network, no files but Python's own, no other process, no right to leave it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from course import paths
from course.errors import CourseError

INSTALL = (
    "Install it (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap), or mark with --no-sandbox, "
    "which runs trainees' code with your own rights and is recorded with the marks."
)
_UNSHARE = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
_PLACES = ("/etc/localtime", "/etc/fonts", "/etc/alternatives", "/usr/share/zoneinfo")


def find() -> str:
    """Find the program.

    Raises
    ------
    CourseError
        When it is missing; with what to install.
    """
    if not sys.platform.startswith("linux"):
        raise CourseError("Trainees' code is run in a sandbox of Linux, which is not here.", sys.platform, INSTALL)
    found = shutil.which("bwrap")
    if found is None:
        raise CourseError("bubblewrap is not installed; no trainee's code was run.", "bwrap", INSTALL)
    return found


def command(inside: list[str], environment: dict[str, str]) -> list[str]:
    """Write the command line that runs a program in a bubble.

    Parameters
    ----------
    inside : list of str
        The program, which becomes the first process of its own process table.
    environment : dict
        All variables that it sees.

    Returns
    -------
    list of str
        A bubblewrap command. As root it is led in by ``rootless.py``, so that no process in the bubble has any right
        on the machine.
    """
    bwrap = [find(), *_UNSHARE, "--die-with-parent", "--new-session", "--as-pid-1", "--hostname", "marking"]
    rights = ["CAP_SYS_ADMIN", "CAP_SETPCAP"]
    lead: list[str] = []
    if os.getuid() == 0:
        rights += ["CAP_SETUID", "CAP_SETGID", "CAP_KILL"]
        lead = [sys.executable, "-I", "-S", str(Path(__file__).parent / "rootless.py")]
    else:
        bwrap += ["--unshare-user", "--disable-userns", "--uid", "65534", "--gid", "65534"]
    for right in rights:
        bwrap += ["--cap-add", right]
    bwrap += [*_files(), "--clearenv"]
    for name, value in environment.items():
        bwrap += ["--setenv", name, value]
    return [*lead, *bwrap, "--", *inside]


def _files() -> list[str]:
    """Show Python, its packages and the course's package, read only; nothing else of the machine exists inside."""
    shown = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "lib", "lib64", "lib32", "sbin"):
        place = Path("/") / name
        if place.is_symlink():
            shown += ["--symlink", os.readlink(place), str(place)]
        elif place.is_dir():
            shown += ["--ro-bind", str(place), str(place)]
    for extra in _PLACES:
        shown += ["--ro-bind-try", extra, extra]
    shown += ["--proc", "/proc", "--dev", "/dev"]
    places = _python_places()
    parents = {str(p) for place in places for p in Path(place).parents if p != Path("/")}
    for parent in sorted({"/tmp", "/box"} | parents):
        shown += ["--perms", "0755", "--dir", parent]
    for shared in places:
        shown += ["--ro-bind", shared, shared]
    return [*shown, "--remount-ro", "/dev", "--remount-ro", "/"]


def _python_places() -> list[str]:
    """List Python's folders, the environment's and the package's, each once and none of them inside another."""
    wanted = {Path(sys.base_prefix), Path(os.path.realpath(sys.executable)).parents[1], Path(sys.prefix), paths.PACKAGE}
    places = sorted(str(place) for place in wanted if not place.is_relative_to("/usr"))
    return [p for p in places if not any(p != other and Path(p).is_relative_to(other) for other in places)]
