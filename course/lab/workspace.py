"""The trainee's own copies of the pages: made at the first start, updated later, never at the cost of an edit."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from course import paths
from course._version import __version__
from course.errors import CourseError
from course.lab.hashes import source_of

KINDS = {".ipynb", ".png", ".svg"}  # answers files and checkpoints lie in the same folders and are not pages
RECORD = Path(".course") / "pages.json"  # what each page was when the course last offered it

Placed = Literal["new", "same", "updated", "kept", "beside"]


def fingerprint(content: bytes, kind: str) -> str:
    """Hash of what an author wrote on a page.

    Parameters
    ----------
    content : bytes
        The file.
    kind : str
        Its suffix; of a notebook only the kinds and sources of the cells count, since opening it changes the rest.

    Returns
    -------
    str
        SHA-256 in hexadecimal; a damaged notebook counts as an edited one.
    """
    if kind == ".ipynb":
        try:
            cells = json.loads(content)["cells"]
            content = json.dumps([[cell["cell_type"], source_of(cell)] for cell in cells]).encode()
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
    return hashlib.sha256(content).hexdigest()


def pages() -> Iterator[tuple[str, Path]]:
    """Name below the workspace and source of every page of the course."""
    for path in sorted(paths.NOTEBOOKS.rglob("*")):
        name = path.relative_to(paths.NOTEBOOKS)
        if path.suffix in KINDS and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}.new")
    scratch.write_bytes(content)
    os.replace(scratch, target)


def _read_record(folder: Path) -> dict[str, str]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))["pages"]
        return {str(name): str(value) for name, value in record.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # then a page that differs counts as edited: nothing is overwritten on a guess


def place(content: bytes, folder: Path, name: str, record: dict[str, str]) -> Placed:
    """Bring one page up to date.

    Parameters
    ----------
    content : bytes
        The page as the course has it now.
    folder : Path
        The workspace.
    name : str
        The page's path below it.
    record : dict
        What was offered last, by name; brought up to date as well.

    Returns
    -------
    Placed
        ``kept`` for an edited page with nothing newer, ``beside`` for one whose new version was put next to it.
    """
    target = folder / name
    new = fingerprint(content, target.suffix)
    before, record[name] = record.get(name), new
    if not target.exists():
        _write(target, content)
        return "new"
    have = fingerprint(target.read_bytes(), target.suffix)
    if have == new:
        return "same"
    if have == before:
        _write(target, content)
        return "updated"
    if new == before:
        return "kept"
    _write(target.with_name(f"{target.stem} (version {__version__}){target.suffix}"), content)
    return "beside"


def prepare(folder: Path) -> dict[str, Placed]:
    """Make or update the workspace; answers files are not touched.

    Parameters
    ----------
    folder : Path
        The workspace; made when it is missing.

    Returns
    -------
    dict of str to Placed
        What was done with each page.

    Raises
    ------
    CourseError
        When the folder cannot be written.
    """
    record = _read_record(folder)
    try:
        done = {name: place(path.read_bytes(), folder, name, record) for name, path in pages()}
        text = json.dumps({"version": __version__, "pages": record}, indent=1)
        _write(folder / RECORD, text.encode())
    except OSError as error:
        raise CourseError(
            f"The lessons could not be copied ({error.strerror or error}).",
            where=str(folder),
            next_step="Choose a folder that you may write to, for example `course lab --folder ~/coursework`.",
        ) from error
    return done
