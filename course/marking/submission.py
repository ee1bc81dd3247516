"""A submission as data: whose it is, which assignment, what its files hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course import answers, documents
from course.units.tables import table_files


@dataclass(frozen=True)
class Submission:
    """What a trainee handed in, read without running any of it.

    Attributes
    ----------
    folder : Path
        ``.../<trainee>/<assignment>``, as nbgrader lays it out.
    answers : dict
        Answers by item id.
    documents : dict
        Documents by file name, such as ``plan.yaml``, and tables that were handed in, as columns of text.
    problems : list of str
        Why a file that is there could not be read, one sentence each.
    """

    folder: Path
    answers: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def trainee(self) -> str:
        """The trainee's id."""
        return self.folder.parent.name

    @property
    def assignment(self) -> str:
        """Name of the assignment."""
        return self.folder.name

    @property
    def unit(self) -> str:
        """Code of the unit, with which the assignment's name begins."""
        return self.assignment.split("-")[0]


def read_submission(folder: Path) -> Submission:
    """Read the answers and the documents of a submission; never raises.

    Parameters
    ----------
    folder : Path
        The folder that nbgrader marks in.
    """
    files = documents.files()
    found = {name: answers.read_with_reason(folder / name) for name in (answers.ANSWERS, *files)}
    there = [name for name in found if (folder / name).is_symlink() or (folder / name).exists()]
    problems = [found[name].problem for name in there if found[name].problem]
    if not found[answers.ANSWERS].values:  # the page sets an unreadable file aside as soon as it is run
        kept = sorted(path.name for path in folder.glob(f"{Path(answers.ANSWERS).stem}.kept-*"))
        problems += [f"The answers file could not be read; it is here as {name}." for name in kept[-1:]]
    read = {name: found[name].values for name in files if found[name].values} | _tables(folder)
    return Submission(folder, found[answers.ANSWERS].values, read, problems)


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the tables that a task takes instead of its form."""
    read: dict[str, dict[str, Any]] = {name: dict(answers.read_table(folder / name)) for name in table_files()}
    return {name: columns for name, columns in read.items() if columns}
