"""What a trainee holds in hand after submitting: the time, the files, their fingerprints, how much was answered."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.answers.reading import read

_MAX_FILES = 200
_CHUNK = 1 << 20
_NOT_THEIRS = {"feedback", "__pycache__", "timestamp.txt", "submission_secret.txt"}  # the last two nbgrader adds


@dataclass(frozen=True)
class Receipt:
    """Proof of what a folder held at a moment.

    Attributes
    ----------
    time : str
        Local time with its zone, ISO, to the second.
    files : dict of str to str
        SHA-256 of each file by its name in the folder.
    answered, tasks : int
        How many of the tasks have an answer.
    """

    time: str
    files: dict[str, str]
    answered: int
    tasks: int

    @property
    def code(self) -> str:
        """Twelve characters that stand for all files together, short enough to copy by hand."""
        lines = "\n".join(f"{digest} {name}" for name, digest in sorted(self.files.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:12]

    def __str__(self) -> str:
        """Show the receipt as text to keep or to print."""
        listed = "\n".join(f"  {name}  {digest}" for name, digest in sorted(self.files.items()))
        return (
            f"Receipt {self.code}, {self.time.replace('T', ' ')}\n{self.answered} of {self.tasks} tasks answered.\n"
            f"Files and their SHA-256:\n{listed}\n"
        )

    __repr__ = __str__


def receipt(folder: Path | str, tasks: Iterable[str] = ()) -> Receipt:
    """Make the receipt of a folder as it is now.

    Parameters
    ----------
    folder : Path or str
        The assignment's folder.
    tasks : iterable of str
        Ids of its tasks. A document's task may be given as its file name (``plan.yaml``).

    Returns
    -------
    Receipt
        Hidden files, earlier receipts, feedback, links and what nbgrader adds are left out.
    """
    root = Path(folder)
    wanted = list(tasks)
    files = {_name(path, root): _digest(path) for path in _files_of(root)}
    kept = read(root / "answers.yaml")
    answered = sum(is_answer(kept.get(task)) or (task.endswith(".yaml") and bool(read(root / task))) for task in wanted)
    return Receipt(dt.datetime.now().astimezone().isoformat(timespec="seconds"), files, answered, len(wanted))


def is_answer(value: Any) -> bool:
    """Whether something was entered: not nothing, not blank, and not a record of blanks only."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, dict):
        return any(is_answer(item) for item in value.values())
    if isinstance(value, list):
        return any(is_answer(item) for item in value)
    return value is not None


def _files_of(root: Path) -> list[Path]:
    def shown(path: Path) -> bool:
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") or part in _NOT_THEIRS for part in parts)
        return not hidden and not path.is_symlink() and path.is_file() and not path.name.startswith("receipt-")

    return sorted(path for path in root.rglob("*") if shown(path))[:_MAX_FILES]


def _name(path: Path, root: Path) -> str:
    """Give a name as text: names on a disk need not be any."""
    return path.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
