"""Run a command in a user namespace in which root is powerless and one unprivileged user exists; a program of its own.

Only root needs it: whoever is not root gets the same from bubblewrap itself. Usage: ``rootless.py COMMAND...``.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
MAPS = "0 0 1\n65534 65534 1\n"


def enter() -> None:
    """Move this process into the namespace; a helper outside of it writes the table of users.

    Raises
    ------
    OSError
        When the kernel refuses.
    """
    me = os.getpid()
    ready, go = os.pipe()
    helper = os.fork()
    if helper == 0:
        os.close(go)
        os.read(ready, 1)
        for table in ("uid_map", "gid_map"):
            Path(f"/proc/{me}/{table}").write_text(MAPS, encoding="ascii")
        os._exit(0)
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    os.write(go, b"1")
    if os.waitstatus_to_exitcode(os.waitpid(helper, 0)[1]):
        raise OSError("the table of users could not be written")
    os.close(ready)
    os.close(go)
    # No user namespace below this one: the part of the kernel behind it is out of a trainee's reach.
    Path("/proc/sys/user/max_user_namespaces").write_text("0", encoding="ascii")


if __name__ == "__main__":
    enter()
    os.execvp(sys.argv[1], sys.argv[1:])
