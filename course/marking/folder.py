"""Walk and open a folder that may change while it is read, and that may hold anything: no link is ever followed."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

MOST_FOLDERS, MOST_SEEN = 1_000, 20_000  # folders that are entered; names that are looked at, of whatever kind
MOST_DEPTH, MOST_NAME = 20, 1_000  # folders within folders; bytes of a name with its folders


def walk(folder: Path, notes: list[str], *, links: bool = False) -> Iterator[tuple[str, os.stat_result | None]]:
    """Give what lies in a folder, but for folders: relative name and status; no deeper or wider than a person goes.

    A folder that gives way to a link while it is looked through is not entered.
    """
    entered = seen = 0
    for place, folders, files, here in _folders(folder):
        inside = Path(place).relative_to(folder)
        entered, seen = entered + 1, seen + len(files) + len(folders)
        if entered > MOST_FOLDERS or seen > MOST_SEEN:
            notes.append(f"There are more than {MOST_FOLDERS} folders or {MOST_SEEN} names; the rest was left out.")
            return
        names = [*files, *(name for name in folders if links and _is_link(name, here))]
        yield from (((inside / name).as_posix(), _status(place, name, here)) for name in sorted(names))
        folders[:] = sorted(name for name in folders if not name.startswith((".ipynb_checkpoints", "__pycache__")))
        if len(inside.parts) >= MOST_DEPTH and folders:
            notes.append(f"Folders are nested more than {MOST_DEPTH} deep; the rest was left out.")
            folders.clear()


def _folders(folder: Path) -> Iterator[tuple[str, list[str], list[str], int]]:
    with contextlib.suppress(OSError):  # there is none, or it may not be read
        yield from os.fwalk(folder, follow_symlinks=False)


def _status(place: str, name: str, here: int) -> os.stat_result | None:
    try:
        short = len(os.fsencode(place)) + len(os.fsencode(name)) < MOST_NAME
        return os.lstat(name, dir_fd=here) if short else None
    except OSError:
        return None


def _is_link(name: str, here: int) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=here).st_mode)
    except OSError:
        return False


def opened(folder: Path, name: str) -> int:
    """Open a file so that no part of its name is followed as a link: its owner may exchange a part at any time."""
    plain = os.O_RDONLY | os.O_NOFOLLOW
    here = os.open(folder, plain | os.O_DIRECTORY)
    try:
        *above, last = name.split("/")
        for part in above:
            below = os.open(part, plain | os.O_DIRECTORY, dir_fd=here)
            os.close(here)
            here = below
        return os.open(last, plain | os.O_NONBLOCK, dir_fd=here)
    finally:
        os.close(here)
