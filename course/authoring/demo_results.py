"""What the demonstration ends with: a table of marks, and which requirement has how much evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course.units import Register, Unit
from course.units.rubric import rubric_of


@dataclass(frozen=True)
class Piece:
    """One marked piece of work: its id, title, points, and what it evidences."""

    id: str
    title: str
    points: float
    requirements: tuple[str, ...]
    assignment: str


@dataclass(frozen=True)
class Results:
    """Marks by trainee and piece of work; None where a person still has to judge."""

    unit: Unit
    pieces: tuple[Piece, ...]
    marks: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)

    def total(self, trainee: str) -> float:
        """Sum the marks of one trainee."""
        return round(sum(mark or 0.0 for mark in self.marks[trainee].values()), 2)

    def evidence(self) -> dict[str, tuple[Piece, ...]]:
        """List the marked pieces for each requirement that has one, in the unit's order."""
        found = {r: tuple(p for p in self.pieces if r in p.requirements) for r in self.unit.requirements}
        return {requirement: pieces for requirement, pieces in found.items() if pieces}

    def named(self, pieces: Iterable[Piece]) -> str:
        """Name some pieces; a task stands for all its parts."""
        chosen = [piece.id for piece in pieces]
        for task in {id.split(".")[0] for id in chosen}:
            parts = [piece.id for piece in self.pieces if piece.id.split(".")[0] == task]
            if len(parts) > 1 and set(parts) <= set(chosen):
                chosen = [task, *(id for id in chosen if id not in parts)]
        return ", ".join(chosen)

    def share(self, trainee: str, pieces: Iterable[Piece]) -> float:
        """Give the share of the points of some pieces that a trainee has, 0 to 1."""
        chosen = list(pieces)
        earned = sum(self.marks[trainee].get(piece.id) or 0.0 for piece in chosen)
        return earned / sum(piece.points for piece in chosen)


def pieces_of(unit: Unit, register: Register) -> tuple[Piece, ...]:
    """List what is marked in a unit today: the items of its built tasks, and the criteria that people judge."""
    tasks = {task.id: task for task in unit.tasks if task.built}
    items = [item for item in register.bank(unit.code).items.values() if item.id.split(".")[0] in tasks]
    found = [Piece(i.id, i.title, i.points, tuple(i.requirements), tasks[i.id.split(".")[0]].assignment) for i in items]
    for criterion in rubric_of(unit).criteria:
        if criterion.task in tasks:
            part, needs = tasks[criterion.task].assignment, tuple(criterion.requirements)
            found.append(Piece(criterion.id, criterion.title, criterion.most, needs, part))
    return tuple(found)


def cells_of(folder: Path, pieces: Iterable[Piece]) -> dict[str, str]:
    """Find the gradebook's cell of each piece in the sources: the cell that marks it, or the one that names it.

    Parameters
    ----------
    folder : Path
        ``assignments``.
    pieces : iterable of Piece
        What is marked.

    Returns
    -------
    dict
        Piece id to nbgrader's ``grade_id``.
    """
    from course.authoring.reading import read_notebook

    found = {}
    for piece in pieces:
        for cell in read_notebook(folder / piece.assignment / f"{piece.assignment}.ipynb").cells:
            grader = cell.metadata.get("nbgrader") or {}
            marked = f'mark("{piece.id}")' in cell.source or (grader.get("task") and f"**{piece.id} " in cell.source)
            if marked:
                found[piece.id] = str(grader["grade_id"])
    return found
