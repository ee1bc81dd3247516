"""Which code cells are the course's own: the list by which a page may start by itself.

The browser hashes each cell's source and runs only those in this list, so that opening a file never runs a stranger's
code, whatever the file says about itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course import paths

# A cell with one of these is rewritten on release, so its source here is not what a trainee opens.
REWRITTEN = ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS", "### BEGIN MARK SCHEME")
# To run such a line is to give an answer: that is for the trainee, and would otherwise replace one given before.
ANSWER = "cs.answer("


def source_of(cell: dict[str, Any]) -> str:
    """Source of a cell as one string; notebooks keep it as a string or as a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def cell_hash(source: str) -> str:
    """SHA-256 of a cell's exact source, as the browser computes it."""
    return hashlib.sha256(source.encode()).hexdigest()


def starts_by_itself(cell: dict[str, Any]) -> bool:
    """Whether a page may run this cell when it is opened.

    Parameters
    ----------
    cell : dict
        A notebook cell as in the file.

    Returns
    -------
    bool
        False for text, for an empty cell, for a line that gives an answer, and for what nbgrader takes as an answer or
        as a test.
    """
    source = source_of(cell)
    graded = cell.get("metadata", {}).get("nbgrader", {})
    if graded.get("grade") or graded.get("solution") or any(word in source for word in (*REWRITTEN, ANSWER)):
        return False
    return cell.get("cell_type") == "code" and bool(source.strip())


def _pages() -> Iterator[Path]:
    yield from sorted(paths.NOTEBOOKS.rglob("*.ipynb"))
    if paths.CHECKOUT is not None:
        yield from sorted((paths.CHECKOUT / "assignments").glob("*/*.ipynb"))


def lesson_hashes() -> list[str]:
    """Hashes of all cells that may start by themselves: of the lessons, and of the assignments where they are at hand.

    Returns
    -------
    list of str
        Sorted, each once.
    """
    found: set[str] = set()
    for page in _pages():
        if not any(part.startswith(".") for part in page.parts[-3:]):
            cells = json.loads(page.read_text(encoding="utf-8")).get("cells", [])
            found.update(cell_hash(source_of(cell)) for cell in cells if starts_by_itself(cell))
    return sorted(found)


def write(extension: Path) -> None:
    """Write the list where the browser fetches it, if it changed.

    Parameters
    ----------
    extension : Path
        The built extension's folder.
    """
    text = json.dumps({"cells": lesson_hashes()}, indent=0)
    target = extension / "static" / "lessons.json"
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
