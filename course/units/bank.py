"""The items of one unit, read from its folder when one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from course.checks import Outcome
from course.errors import CourseError, did_you_mean
from course.units.items import Item
from course.units.models import Module, Unit
from course.units.reading import load_python, read_list
from course.units.rules import check_items, known_requirements, no_double


class Bank:
    """Quizzes, exercises, tasks and widget presets of one unit.

    Parameters
    ----------
    unit : Unit
        The unit whose folder is read.

    Notes
    -----
    ``quizzes.yaml``, ``exercises.yaml`` and ``tasks.yaml`` hold a list of items each. ``exercises.py`` has
    ``expected(item_id)``, and may have ``SENTENCES`` (item id to a function that says in one sentence what the answer
    so far amounts to), ``CHECKS`` (item id to a function that gives the outcome of a complete answer; of a task, what
    a trainee may know) and ``FILLED`` (item id to a function that fills in words of the trainee's own case).
    ``presets.py`` has ``PRESETS`` (name to a function that returns the widget's arguments) and may have
    ``REQUIREMENTS`` (name to the requirement ids that the preset practises).
    """

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def _path(self, name: str) -> Path:
        return self.unit.folder / name

    @cached_property
    def exercises(self) -> ModuleType | None:
        """The unit's ``exercises.py``, or None."""
        return load_python(self._path("exercises.py"))

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item of the unit by id."""
        found: list[Item] = []
        for name in ("quizzes.yaml", "exercises.yaml", "tasks.yaml"):
            path = self._path(name)
            items = read_list(Item, path)
            check_items(self.unit, items, path)
            found += items
        no_double("item", (item.id for item in found), self.unit.folder)
        return {item.id: item for item in found}

    def of_lesson(self, module: Module) -> list[Item]:
        """List what one lesson asks: its predictions, quiz items and exercises."""
        asked = [item for item in self.items.values() if item.kind != "task"]
        if not self.unit.credit:
            return asked  # module 0 is one lesson
        starts = (f"{self.unit.code}.{module.id}.", f"{self.unit.code}.{module.number}.")
        return [item for item in asked if item.id.startswith(starts)]

    def expected(self, item_id: str) -> tuple[Any, Any]:
        """Compute what an exercise expects, and the tolerance (by field if it has several), in ``exercises.py``."""
        item = self.items.get(item_id)
        if self.exercises is None or item is None or item.kind != "exercise":
            what = f'"{item_id}" has no expected value.'
            raise CourseError(what, str(self._path("exercises.py")), "Only exercises have one, and only in practice.")
        value, tolerance = self.exercises.expected(item_id)
        return value, tolerance

    def own_check(self, item_id: str) -> Callable[[Any], Outcome] | None:
        """Give an item's own check of a complete answer, for what no single expected value can decide."""
        found: Callable[[Any], Outcome] | None = getattr(self.exercises, "CHECKS", {}).get(item_id)
        return found

    def sentence(self, item_id: str) -> Callable[[dict[str, Any]], str] | None:
        """Give the function that says in words what an item's answer so far amounts to, where there is one."""
        found: Callable[[dict[str, Any]], str] | None = getattr(self.exercises, "SENTENCES", {}).get(item_id)
        return found

    def filled(self, item: Item) -> Item:
        """Fill in what an item says about the trainee's own case; most items say nothing about it."""
        found: Callable[[Item], Item] | None = getattr(self.exercises, "FILLED", {}).get(item.id)
        return found(item) if found else item

    @cached_property
    def presets(self) -> dict[str, Callable[[], dict[str, Any]]]:
        """Functions that make a widget's arguments, by preset name."""
        return dict(getattr(load_python(self._path("presets.py")), "PRESETS", {}))

    def preset(self, name: str) -> dict[str, Any]:
        """Make the arguments of a widget for one preset."""
        if name not in self.presets:
            hint = did_you_mean(name, sorted(self.presets)) if self.presets else "The unit has no presets yet."
            raise CourseError(f'There is no preset "{name}".', str(self._path("presets.py")), hint)
        return self.presets[name]()

    @cached_property
    def preset_requirements(self) -> dict[str, list[str]]:
        """Requirement ids that each preset practises, where its file declares them."""
        path = self._path("presets.py")
        declared: dict[str, list[str]] = dict(getattr(load_python(path), "REQUIREMENTS", {}))
        for name, ids in declared.items():
            known_requirements(f'Preset "{name}"', ids, self.unit, path)
        return declared
