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
from course.marking.folder import opened, walk
from course.units.tables import table_files

MOST_PAGE = 20_000_000  # bytes of a notebook
MOST_FILE = 5_000_000  # bytes of any other file that a trainee's code may want to read
MOST_ALL = 20_000_000  # bytes of all other files
MOST_OWN = 10_000  # bytes of a time stamp
MOST_ENTRIES = 2_000
MOST_PAGES = 10  # pages of other names among which the right one is looked for
MOST_KEPT = 5  # answers files set aside; the last ones, as in the sandbox
MOST_NOTES = 20  # on files that were left out
TIME = "timestamp.txt"
OWN_OF_NBGRADER = {TIME, "submission_secret.txt"}
KEPT_NAME = re.compile(r"answers\.kept-[0-9-]{1,40}\.yaml")  # an unreadable answers file, set aside by the page
Content = dict[str, Any]


def most_of(name: str) -> int:
    """Say how many bytes of a data file are read: one more than its reader accepts, so that it says "too large"."""
    return 1 + (answers.MOST_OF_TABLE if name in table_files() else answers.MAX_BYTES)


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
        raw = _bytes(folder, page, MOST_PAGE, found["notes"])
        found["notebook"] = raw.decode("utf-8-sig", "replace") if raw is not None else ""
    if not found["notebook"] and folder.is_dir():
        found["notes"].append("There is no page that can be read; only the answers in the data files were marked.")
    room = MOST_ALL
    for name in entries:
        kind = "data" if name in data_names() or KEPT_NAME.fullmatch(name) else "files"
        if name in OWN_OF_NBGRADER:
            found["own"][name] = (_bytes(folder, name, MOST_OWN, found["notes"]) or b"").decode("utf-8", "replace")
        if name == page or name in OWN_OF_NBGRADER:
            continue
        raw = _bytes(folder, name, most_of(name) if kind == "data" else min(MOST_FILE, room), found["notes"], kind)
        if raw is not None:
            room -= len(raw) if kind == "files" else 0
            found[kind][name] = base64.b64encode(raw).decode("ascii")
    found["notes"] += _missing(found)
    if TIME in found["own"] and not _is_time(found["own"][TIME]):
        del found["own"][TIME]
        found["notes"].append(f"{TIME} holds no time; when this was handed in is not known.")
    return found


def _missing(found: Content) -> list[str]:
    """Say that there are no answers, and which file may hold them."""
    if answers.ANSWERS in found["data"]:
        return []
    stem = answers.ANSWERS.partition(".")[0]
    like = [
        name for name in found["files"] if name.lower().startswith(stem) and name.lower().endswith((".yaml", ".yml"))
    ]
    maybe = f"; {_shown(like[0])} may be it under another name" if like else ""
    return [f"There is no {answers.ANSWERS}{maybe}: what is answered in forms earned nothing."]


def plain_files(folder: Path, assignment: str) -> Iterator[tuple[str, bytes]]:
    """Give the plain files of a submission with their bytes, within the limits; nbgrader's own among them."""
    room = MOST_ALL + MOST_PAGE
    for name in _entries(folder, assignment, []):
        raw = _bytes(folder, name, min(MOST_PAGE, room), [])
        if raw is not None:
            room -= len(raw)
            yield name, raw


def odd_files(folder: Path) -> list[str]:
    """Say what in a folder must not be copied by a program that follows links and reads everything."""
    said: list[str] = []
    for name, status in walk(folder, said, links=True):
        if status is None or not stat.S_ISREG(status.st_mode):
            said.append(f"{_shown(name)} is no plain file.")
        elif status.st_size > MOST_PAGE:
            said.append(f"{_shown(name)} is larger than {MOST_PAGE / 1e6:.0f} MB.")
    return said[:MOST_NOTES]


def _entries(folder: Path, assignment: str, notes: list[str]) -> list[str]:
    """List plain files below the folder, by their relative names; links to folders are not entered."""
    found: list[str] = []
    taken = {f"{assignment}.ipynb", *data_names(), *OWN_OF_NBGRADER}
    for name, status in walk(folder, notes):
        first = name.split("/")[0]
        if len(found) >= MOST_ENTRIES:
            notes.append(f"There are more than {MOST_ENTRIES} files; the rest was left out.")
            break
        if status is None or not stat.S_ISREG(status.st_mode):
            notes.append(f"{_shown(name)} is no plain file; it was left out.")
        elif first != name and (first in taken or KEPT_NAME.fullmatch(first)):
            notes.append(f"{first} is a folder; it was left out.")
        else:
            found.append(name)
    kept = [name for name in found if KEPT_NAME.fullmatch(name)]
    if dropped := set(kept[:-MOST_KEPT]):
        notes.append(f"There are {len(kept)} answers files that were set aside; the last {MOST_KEPT} were kept.")
    del notes[MOST_NOTES:]
    return [name for name in found if name not in dropped]


def _shown(name: str) -> str:
    """Write a file's name so that a gradebook can keep it: names on a disk need not be text."""
    return name.encode("utf-8", "replace").decode("utf-8")[:200]


def _page(folder: Path, entries: list[str], assignment: str, notes: list[str]) -> str:
    """Find the page by its name, or else the only page there is."""
    wanted = f"{assignment}.ipynb"
    if wanted in entries:
        return wanted
    pages = [name for name in entries if name.lower().endswith(".ipynb") and "/" not in name]
    if len(pages) > MOST_PAGES:
        return ""
    mine = [name for name in pages if f'"{assignment}"' in _text(folder, name)] or pages
    if len(mine) == 1:
        notes.append(f"The page is called {_shown(mine[0])} instead of {wanted}; it was marked.")
        return mine[0]
    return ""


def _text(folder: Path, name: str) -> str:
    return (_bytes(folder, name, MOST_PAGE, []) or b"").decode("utf-8", "replace")


def _is_time(text: str) -> bool:
    """Whether nbgrader can read a time stamp; it does so without expecting junk."""
    from dateutil import parser  # type: ignore[import-untyped]

    try:
        return bool(1 < parser.parse(text.strip()[:100]).year < 9999)
    except Exception:  # dateutil raises many kinds
        return False


def _bytes(folder: Path, name: str, most: int, notes: list[str], kind: str = "page") -> bytes | None:
    """Read a plain file; a data file that is too large is cut, so that its reader says so."""
    try:
        with os.fdopen(opened(folder, name), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                return None
            large = status.st_size > most and kind != "data"
            raw = b"" if large else stream.read(most + 1)
    except OSError as error:
        notes.append(f"{_shown(name)} could not be opened ({error.strerror}).")
        return None
    if large or (len(raw) > most and kind != "data"):
        notes.append(f"{_shown(name)} is larger than {most / 1e6:.0f} MB; it was left out.")
        return None
    return raw[:most]
