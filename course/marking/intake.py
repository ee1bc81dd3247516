"""Read a submission's folder without following a link, opening a device or reading more than a limit."""

from __future__ import annotations

import base64
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course import answers, documents
from course.units.tables import table_files

MOST_PAGE = 20_000_000  # bytes of a notebook
MOST_DATA = 1_000_001  # bytes of a data file; one more than its reader accepts
MOST_FILE = 5_000_000  # bytes of any other file that a trainee's code may want to read
MOST_ALL = 20_000_000  # bytes of all other files
MOST_OWN = 10_000  # bytes of a time stamp
MOST_ENTRIES = 2_000
MOST_DEPTH, MOST_NAME = 20, 1_000  # folders within folders; characters of a relative name
MOST_NOTES = 20  # on files that were left out
OWN_OF_NBGRADER = {"timestamp.txt", "submission_secret.txt"}
KEPT_NAME = re.compile(r"answers\.kept-[0-9-]{1,40}\.yaml")  # an unreadable answers file, set aside by the page
Content = dict[str, Any]


def data_names() -> tuple[str, ...]:
    """List the files that hold answers."""
    return (answers.ANSWERS, *sorted({documents.get(name).file for name in documents.names()}), *table_files())


def read_folder(folder: Path, assignment: str) -> Content:
    """Read what was handed in.

    Parameters
    ----------
    folder : Path
        The submission.
    assignment : str
        The name of the assignment, which is that of its page.

    Returns
    -------
    dict
        ``notebook`` (text; empty when there is none), ``data`` and ``files`` (name to base64), ``own`` (nbgrader's time
        stamp and secret), ``notes`` (sentences on what was left out).
    """
    found: Content = {"notebook": "", "data": {}, "files": {}, "own": {}, "notes": []}
    entries = _entries(folder, assignment, found["notes"])
    page = _page(folder, entries, assignment, found["notes"])
    if page:
        raw = _bytes(folder / page, MOST_PAGE, found["notes"])
        found["notebook"] = raw.decode("utf-8-sig", "replace") if raw is not None else ""
    if not found["notebook"] and folder.is_dir():
        found["notes"].append("There is no page that can be read; only the answers in the data files were marked.")
    room = MOST_ALL
    for name in entries:
        kind = "data" if name in data_names() or KEPT_NAME.fullmatch(name) else "files"
        if name in OWN_OF_NBGRADER:
            found["own"][name] = (_bytes(folder / name, MOST_OWN, found["notes"]) or b"").decode("utf-8", "replace")
        if name == page or name in OWN_OF_NBGRADER:
            continue
        raw = _bytes(folder / name, MOST_DATA if kind == "data" else min(MOST_FILE, room), found["notes"], kind)
        if raw is not None:
            room -= len(raw) if kind == "files" else 0
            found[kind][name] = base64.b64encode(raw).decode("ascii")
    return found


def plain_files(folder: Path, assignment: str) -> Iterator[tuple[str, bytes]]:
    """Give the plain files of a submission with their bytes, within the limits; nbgrader's own among them."""
    room = MOST_ALL + MOST_PAGE
    for name in _entries(folder, assignment, []):
        raw = _bytes(folder / name, min(MOST_PAGE, room), [])
        if raw is not None:
            room -= len(raw)
            yield name, raw


def odd_files(folder: Path) -> list[str]:
    """Say what in a folder must not be copied by a program that follows links and reads everything."""
    said: list[str] = []
    for name, path in _walk(folder, said, links=True):
        status = _status(path)
        if status is None or not stat.S_ISREG(status.st_mode):
            said.append(f"{_shown(name)} is no plain file.")
        elif status.st_size > MOST_PAGE:
            said.append(f"{_shown(name)} is larger than {MOST_PAGE / 1e6:.0f} MB.")
    return said[:MOST_NOTES]


def _entries(folder: Path, assignment: str, notes: list[str]) -> list[str]:
    """List plain files below the folder, by their relative names; links to folders are not entered."""
    found: list[str] = []
    taken = {f"{assignment}.ipynb", *data_names(), *OWN_OF_NBGRADER}
    for name, path in _walk(folder, notes):
        status, first = _status(path), name.split("/")[0]
        if len(found) >= MOST_ENTRIES:
            notes.append(f"There are more than {MOST_ENTRIES} files; the rest was left out.")
            break
        if status is None or not stat.S_ISREG(status.st_mode):
            notes.append(f"{_shown(name)} is no plain file; it was left out.")
        elif first != name and (first in taken or KEPT_NAME.fullmatch(first)):
            notes.append(f"{first} is a folder; it was left out.")
        else:
            found.append(name)
    del notes[MOST_NOTES:]
    return found


def _walk(folder: Path, notes: list[str], *, links: bool = False) -> Iterator[tuple[str, Path]]:
    """Give what lies in a folder, but for folders: relative name and path; no deeper than a person would go."""
    for place, folders, files in os.walk(folder, followlinks=False):
        here = Path(place).relative_to(folder)
        names = [*files, *(name for name in folders if links and Path(place, name).is_symlink())]
        yield from (((here / name).as_posix(), Path(place, name)) for name in sorted(names))
        folders[:] = sorted(name for name in folders if not name.startswith((".ipynb_checkpoints", "__pycache__")))
        if len(here.parts) >= MOST_DEPTH and folders:
            notes.append(f"Folders are nested more than {MOST_DEPTH} deep; the rest was left out.")
            folders.clear()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.lstat() if len(str(path)) < MOST_NAME else None
    except OSError:
        return None


def _shown(name: str) -> str:
    """Write a file's name so that a gradebook can keep it: names on a disk need not be text."""
    return name.encode("utf-8", "replace").decode("utf-8")[:200]


def _page(folder: Path, entries: list[str], assignment: str, notes: list[str]) -> str:
    """Find the page by its name, or else the only page there is."""
    wanted = f"{assignment}.ipynb"
    if wanted in entries:
        return wanted
    pages = [name for name in entries if name.lower().endswith(".ipynb") and "/" not in name]
    mine = [name for name in pages if f'"{assignment}"' in _start(folder / name)] or pages
    if len(mine) == 1:
        notes.append(f"The page is called {_shown(mine[0])} instead of {wanted}; it was marked.")
        return mine[0]
    return ""


def _start(path: Path) -> str:
    return (_bytes(path, MOST_PAGE, []) or b"").decode("utf-8", "replace")


def _bytes(path: Path, most: int, notes: list[str], kind: str = "page") -> bytes | None:
    """Read a plain file; a data file that is too large is cut, so that its reader says so."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            raw = stream.read(most + 1)
    except OSError as error:
        notes.append(f"{_shown(path.name)} could not be opened ({error.strerror}).")
        return None
    if len(raw) > most and kind != "data":
        notes.append(f"{_shown(path.name)} is larger than {most / 1e6:.0f} MB; it was left out.")
        return None
    return raw[:most]
