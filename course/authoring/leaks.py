"""Find answers, hidden checks and model documents that lie where a trainee can open them."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from course.authoring.reading import load_json, text

INSTRUCTOR_ONLY = ("reference.py", "reference_*.py", "model_*", "wrong_*")  # of an assignment's source folder
MARKERS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "BEGIN SOLUTION", "END SOLUTION",
           "BEGIN MARK SCHEME", "END MARK SCHEME")  # fmt: skip
_PAIRS = tuple(zip(MARKERS[::2], MARKERS[1::2], strict=True))
_LIKE = 0.8  # a line this like a marker is a misspelt one
_SHORT, _TELLING = (
    8,
    40,
)  # characters: a hidden line counts from the first on, a line of instructors' code from the second
_CELL_METADATA = {"course", "deletable", "editable", "jupyter", "nbgrader", "tags"}
_NOTEBOOK_METADATA = {"course", "kernelspec", "language_info"}
_CHECK = re.compile(r"\bcourse\.marking\b|\bmark\(")
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|\x1b\[[0-9;]*m|^\s*File \".*\", line \d+", re.M)


@dataclass(frozen=True)
class Leak:
    """One thing that must not go out: where it is, and what it is."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def scan_source(folder: Path) -> list[Leak]:
    """Look through an assignment's source folder before anything is made from it.

    Parameters
    ----------
    folder : Path
        ``assignments/<name>``.

    Returns
    -------
    list of Leak
        Misspelt, unpaired or misplaced markers, and files that are neither the notebook nor known to be instructors'.
    """
    leaks = [
        Leak(str(path.relative_to(folder)), "a file that does not belong in an assignment's folder")
        for path in _files(folder)
        if path != folder / f"{folder.name}.ipynb" and not instructor_only(path)
    ]
    for path in sorted(folder.glob("*.ipynb")):
        leaks += scan_markers(load_json(path), path.name)
    return leaks


def scan_markers(notebook: dict[str, Any], name: str) -> list[Leak]:
    """Find markers of a source notebook that nbgrader would not see, or would see wrongly."""
    leaks = []
    for number, cell in enumerate(notebook["cells"], 1):
        place = f"{name}, cell {cell.get('id') or number}"
        lines = text(cell.get("source")).split("\n")
        leaks += [Leak(place, f"a misspelt marker: {line.strip()}") for line in lines if misspelt(line)]
        for begin, end in _PAIRS:
            starts, ends = (sum(marker in line for line in lines) for marker in (begin, end))
            if starts != ends:
                leaks.append(Leak(place, f'{starts} times "{begin}" and {ends} times "{end}"'))
        grader = (cell.get("metadata") or {}).get("nbgrader") or {}
        if any(MARKERS[0] in line for line in lines) and not grader.get("grade"):
            leaks.append(Leak(place, "a hidden check outside a test cell"))
    return leaks


def misspelt(line: str) -> bool:
    """Whether a line was meant to be a marker and is none, such as ``### BEGIN HIDEN TESTS``."""
    if any(marker in line for marker in MARKERS):
        return False
    words = re.sub(r"[^A-Za-z ]", " ", line).upper().split()
    return sum(map(len, words)) <= 30 and any(_alike(words, marker.split()) for marker in MARKERS)


def _alike(words: list[str], marker: list[str]) -> bool:
    """Whether some words are nearly those of a marker, in any order."""
    pairs = ((words, marker), (sorted(words), sorted(marker)))
    return any(SequenceMatcher(None, " ".join(a), " ".join(b)).ratio() >= _LIKE for a, b in pairs)


def secrets(folder: Path) -> set[str]:
    """Collect the lines of a source folder that no trainee may see.

    Parameters
    ----------
    folder : Path
        ``assignments/<name>``.

    Returns
    -------
    set of str
        Trimmed lines of hidden checks, solutions and marking schemes, and the telling lines of the other files.
    """
    found: set[str] = set()
    for path in _files(folder):
        if path.suffix == ".ipynb":
            for cell in load_json(path)["cells"]:
                found.update(_inside(text(cell.get("source")).split("\n")))
        else:
            lines = (line.strip() for line in path.read_text(encoding="utf-8", errors="replace").split("\n"))
            found.update(line for line in lines if len(line) >= _TELLING and not line.startswith(("from ", "import ")))
    return found


def scan_bundle(bundle: Path, hidden: Iterable[str], allowed: Iterable[str]) -> list[Leak]:
    """Look through what trainees will get.

    Parameters
    ----------
    bundle : Path
        Its folder.
    hidden : iterable of str
        Lines that must not be in it, from `secrets`.
    allowed : iterable of str
        Patterns of the files that belong in it, such as ``notebooks/*.ipynb``.

    Returns
    -------
    list of Leak
        Files that do not belong, hidden lines, markers, tracebacks, outputs and unknown metadata.
    """
    lines, patterns, leaks = set(hidden), list(allowed), []
    for path in _files(bundle):
        name = path.relative_to(bundle).as_posix()
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns):
            leaks.append(Leak(name, "a file that does not belong in the bundle"))
        elif path.suffix != ".csv":
            leaks += [Leak(name, what) for what in _in_file(path, lines)]
    return leaks


def instructor_only(path: Path) -> bool:
    """Whether a file of an assignment's folder stays with instructors."""
    return any(fnmatch.fnmatchcase(path.name, pattern) for pattern in INSTRUCTOR_ONLY)


def _files(folder: Path) -> list[Path]:
    skipped = {".ipynb_checkpoints", "__pycache__"}
    return sorted(p for p in folder.rglob("*") if p.is_file() and skipped.isdisjoint(p.relative_to(folder).parts))


def _inside(lines: list[str]) -> Iterator[str]:
    """Give the lines between a begin and an end marker."""
    open_ = False
    for line in lines:
        if any(begin in line for begin, _ in _PAIRS):
            open_ = True
        elif any(end in line for _, end in _PAIRS):
            open_ = False
        elif open_ and len(line.strip()) >= _SHORT:
            yield line.strip()


def _in_file(path: Path, hidden: set[str]) -> Iterator[str]:
    content = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ipynb":
        notebook = load_json(path)
        yield from _in_notebook(notebook)
        content = "\n".join(_texts(notebook))
    for line in sorted({line.strip() for line in content.split("\n")} & hidden):
        yield f"a line of a hidden check, a solution or a model: {line[:60]}"
    if any(marker in content for marker in MARKERS):
        yield "a marker of a hidden part"
    if _TRACEBACK.search(content):
        yield "a traceback"


def _in_notebook(notebook: dict[str, Any]) -> Iterator[str]:
    for key in sorted(set(notebook.get("metadata") or {}) - _NOTEBOOK_METADATA):
        yield f'notebook metadata "{key}"'
    lesson = "lesson" in ((notebook.get("metadata") or {}).get("course") or {})
    for cell in notebook["cells"]:
        metadata = cell.get("metadata") or {}
        for key in sorted(set(metadata) - _CELL_METADATA):
            yield f'cell {cell.get("id")}: metadata "{key}"'
        if _CHECK.search(text(cell.get("source"))):
            yield f"cell {cell.get('id')}: a call of the marking"
        if cell.get("outputs") and not (lesson and "nbval-check-output" in (metadata.get("tags") or [])):
            yield f"cell {cell.get('id')}: outputs"


def _texts(value: Any) -> Iterator[str]:
    """Give every text in a notebook: sources, outputs, metadata."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
