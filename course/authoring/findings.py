"""What lint finds, and what its rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course.authoring.reading import Call, Cell, Notebook
from course.units import Item, Module, Register, Task, Unit


@dataclass(frozen=True)
class Finding:
    """One place that breaks a rule."""

    path: Path
    cell: str
    rule: str
    message: str
    next_step: str

    def __str__(self) -> str:
        place = f"{self.path}: {self.cell}" if self.cell else str(self.path)
        return f"{place}: {self.rule}: {self.message} {self.next_step}"


# what a rule yields: the cell's id (or an empty text for the whole notebook), what is wrong, what to do
Found = Iterator[tuple[str, str, str]]


@dataclass(frozen=True)
class Lesson:
    """A lesson with its unit and module."""

    notebook: Notebook
    register: Register
    unit: Unit
    module: Module

    @property
    def cells(self) -> list[Cell]:
        """The lesson's cells in order."""
        return self.notebook.cells

    @property
    def code(self) -> list[Cell]:
        """Code cells that are not empty."""
        return [cell for cell in self.cells if cell.kind == "code" and cell.source.strip()]

    @property
    def text(self) -> str:
        """All prose."""
        return "\n\n".join(cell.source for cell in self.cells if cell.kind == "markdown")

    @cached_property
    def calls(self) -> list[tuple[int, Cell, Call]]:
        """Calls of the whole lesson in order, each with the number of its cell."""
        return [(number, cell, call) for number, cell in enumerate(self.cells) for call in cell.calls]

    @cached_property
    def items(self) -> dict[str, Item]:
        """The unit's items, by id."""
        return self.register.bank(self.unit.code).items

    def item_ids(self, kind: str) -> list[str]:
        """List the ids of this lesson's own items of one kind."""
        items = self.register.bank(self.unit.code).of_lesson(self.module)
        return [item.id for item in items if item.kind == kind]

    @property
    def id(self) -> str:
        """The lesson's id."""
        return self.unit.lesson_id(self.module)

    def section(self, words: str) -> list[Cell]:
        """List the cells from the second-level heading that begins with some words to the next one of that level."""
        inside, found = False, []
        for cell in self.cells:
            if cell.heading and cell.heading[0] <= 2:
                inside = cell.heading[1].lower().startswith(words.lower())
            found += [cell] if inside else []
        return found


@dataclass(frozen=True)
class Assignment:
    """The source notebook of an nbgrader assignment."""

    notebook: Notebook
    register: Register

    @property
    def name(self) -> str:
        """Name of the assignment: its folder."""
        return self.notebook.path.resolve().parent.name

    @property
    def unit(self) -> Unit | None:
        """The unit whose code the name begins with."""
        codes = {unit.code: unit for unit in self.register.units}
        return codes.get(self.name.split("-")[0])

    @property
    def tasks(self) -> list[Task]:
        """Tasks that the register gives to this assignment."""
        return [task for task in self.unit.tasks if task.assignment == self.name] if self.unit else []


LessonRule = Callable[[Lesson], Found]
AssignmentRule = Callable[[Assignment], Found]
