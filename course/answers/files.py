"""Write a file so that a reader finds the old text or the new one, never a part of either."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import tempfile
from pathlib import Path

from course.errors import CourseError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class NotSaved(CourseError):
    """An answer is held in the open window but is not in the file yet; the next successful save writes it too."""


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step; call it while holding the folder's lock.

    The text goes to a new file in the same folder, is forced to disk, and takes the old file's name. A kernel
    killed at any moment leaves the old file or the new one. Left-over parts of a killed save are removed here.

    Parameters
    ----------
    path : Path
        The file; its mode becomes 0644, so that whoever collects can read it.
    text : str
        The new content.

    Raises
    ------
    OSError
        When the disk is full, the folder is closed for writing, and so on; the old file is unchanged.
    """
    _sweep(path)
    descriptor, temporary = tempfile.mkstemp(prefix=_prefix(path), suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)


def _prefix(path: Path) -> str:
    return f".{path.name}."


def _sweep(path: Path) -> None:
    for left in path.parent.glob(f"{_prefix(path)}*.part"):
        with contextlib.suppress(OSError):
            left.unlink()


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk too; not every system can, and the content is safe without it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def keep_aside(path: Path) -> Path:
    """Rename a file that cannot be used to ``<name>.kept-<time><suffix>``, never over another file."""
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
    for number in range(1, 1000):
        ending = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{path.stem}.kept-{stamp}{ending}{path.suffix}")
        if not target.exists():
            os.rename(path, target)
            return target
    raise FileExistsError(errno.EEXIST, "too many files kept aside", str(path))


def not_saved(error: OSError, path: Path) -> NotSaved:
    """Say in plain words why the file could not be written, and what to do."""
    if error.errno in _FULL:
        reason, todo = "the disk is full", "Delete files that you no longer need, then save once more."
    elif error.errno in _CLOSED:
        reason = "this folder is closed for writing"
        todo = "Copy the notebook to a folder of your own (or ask your instructor), then save once more."
    elif isinstance(error, TimeoutError):
        reason, todo = "another window has been saving for several seconds", "Wait a moment, then save once more."
    else:
        reason = f"the system said: {error.strerror or error}"
        todo = "Save once more; if it stays so, tell your instructor."
    return NotSaved(
        f"Your answer is not saved yet: {reason}. It is kept in this window.",
        str(path),
        f"Leave this window open. {todo} Everything that waits is then saved together.",
    )
