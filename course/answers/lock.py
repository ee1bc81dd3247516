"""One writer at a time in a folder; a killed writer never blocks the next."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

WAIT = 5.0  # seconds until a save gives up; a save takes milliseconds
STALE = 10.0  # seconds after which a lock file of another machine counts as left behind
_PAUSE = 0.01
# What a network drive answers when it cannot lock a folder
_NO_FOLDER_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EINVAL, errno.ENOSYS, errno.EIO}


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for the time of one read-merge-write.

    The system's lock on the folder itself is used: it needs no file, works in a read-only folder, and ends with
    the process that held it. Where the drive has no such lock, a small lock file takes its place.

    Parameters
    ----------
    folder : Path
        The folder of the answers file.

    Raises
    ------
    TimeoutError
        When another process holds it for more than `WAIT` seconds.
    OSError
        When the folder cannot be opened at all.
    """
    descriptor = None if fcntl is None else _folder_lock(folder)
    if descriptor is None:
        with _lock_file(folder / ".answers.lock"):
            yield
        return
    try:
        yield
    finally:
        os.close(descriptor)


def _folder_lock(folder: Path) -> int | None:
    """Lock the folder and give the descriptor that holds it; None where the drive cannot lock folders."""
    descriptor = os.open(folder, os.O_RDONLY)
    end = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except OSError as error:
            if error.errno in _NO_FOLDER_LOCKS:
                os.close(descriptor)
                return None
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR) or time.monotonic() > end:
                os.close(descriptor)
                raise TimeoutError(errno.ETIMEDOUT, "the folder is busy", str(folder)) from None
        time.sleep(_PAUSE)


@contextlib.contextmanager
def _lock_file(path: Path) -> Iterator[None]:
    owner = f"{socket.gethostname()} {os.getpid()}"
    end = time.monotonic() + WAIT + STALE
    while True:
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            break
        except FileExistsError:
            if _left_behind(path):
                with contextlib.suppress(OSError):
                    path.unlink()
            elif time.monotonic() > end:
                raise TimeoutError(errno.ETIMEDOUT, "the folder is busy", str(path)) from None
            else:
                time.sleep(_PAUSE)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(owner)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _left_behind(path: Path) -> bool:
    """Whether the lock file's writer is gone: dead on this machine, or silent for `STALE` seconds."""
    try:
        age = time.time() - path.stat().st_mtime
        host, _, process = path.read_text(encoding="utf-8", errors="replace").partition(" ")
    except OSError:
        return False
    if age > STALE:
        return True
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
