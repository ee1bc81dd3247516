"""The register of units: what is to be learned, discovered from the folders beside this file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.checks import Outcome
from course.errors import CourseError, did_you_mean
from course.units.bank import Bank
from course.units.facts import Fact
from course.units.items import Item
from course.units.models import Module, Unit
from course.units.reading import parse, read_list, read_yaml
from course.units.rules import check_unit, no_double

UNITS = Path(__file__).resolve().parent
FILES = {"unit.yaml", "quizzes.yaml", "exercises.yaml", "tasks.yaml", "rubric.yaml"}  # other YAML there is an example


class Register:
    """All units of a folder.

    Parameters
    ----------
    folder : Path
        Holds one folder per unit, each with a ``unit.yaml``, and ``facts.yaml``.

    Attributes
    ----------
    units : list of Unit
        Module 0 first, then by level and code.

    Raises
    ------
    CourseError
        When a unit's declarations break a rule of :mod:`course.units.rules`, or two folders have one code.
    """

    def __init__(self, folder: Path = UNITS) -> None:
        self.folder = folder
        paths = sorted(folder.glob("*/unit.yaml"))
        units = [parse(Unit, read_yaml(path), path).placed(path.parent) for path in paths]
        for unit, path in zip(units, paths, strict=True):
            check_unit(unit, path)
        no_double("unit", (unit.code for unit in units), folder)
        self.units = sorted(units, key=lambda unit: (unit.level, unit.code))
        self._banks = {unit.code: Bank(unit) for unit in self.units}
        self.facts = {fact.id: fact for fact in read_list(Fact, folder / "facts.yaml")}

    def unit(self, code: str) -> Unit:
        """Find the unit with a code such as ``105082L4``; an unknown code gets the near ones offered."""
        return self.bank(code).unit

    def bank(self, code: str) -> Bank:
        """Give the items and presets of one unit."""
        if code not in self._banks:
            raise CourseError(f'There is no unit "{code}".', str(self.folder), did_you_mean(code, list(self._banks)))
        return self._banks[code]

    def requirement(self, code: str, identifier: str) -> str:
        """Give the words of a requirement of a unit."""
        unit = self.unit(code)
        if identifier not in unit.requirements:
            hint = did_you_mean(identifier, list(unit.requirements))
            raise CourseError(f'{code} has no requirement "{identifier}".', str(unit.folder / "unit.yaml"), hint)
        return unit.requirements[identifier]

    def lesson(self, lesson_id: str) -> tuple[Unit, Module]:
        """Find unit and module of a lesson id such as ``105082L4.m03`` or ``start``."""
        lessons = {unit.lesson_id(module): (unit, module) for unit in self.units for module in unit.modules}
        if lesson_id not in lessons:
            what = f'There is no lesson "{lesson_id}".'
            raise CourseError(what, str(self.folder), did_you_mean(lesson_id, list(lessons)))
        return lessons[lesson_id]

    def _owner(self, name: str) -> Bank | None:
        """Find the unit whose code a name begins with."""
        return self._banks.get(name.split(".")[0])

    def item(self, item_id: str, unit: str | None = None) -> Item:
        """Find the item with an id.

        Parameters
        ----------
        item_id : str
            ``105082L4.m03.q1``, ``105082L4.3.1``, or a task such as ``A2.complaint_rate``.
        unit : str or None
            Unit code; needed only for a task id that several units have.

        Returns
        -------
        Item
            Its declaration.

        Raises
        ------
        CourseError
            When no unit has it, or several have.
        """
        owner = self.bank(unit) if unit else self._owner(item_id)
        banks = [owner] if owner else list(self._banks.values())
        found = {bank.unit.code: bank.items[item_id] for bank in banks if item_id in bank.items}
        if len(found) > 1:
            raise CourseError(f'"{item_id}" is a task of several units: {", ".join(found)}.', "", "Name the unit too.")
        if not found:
            known = [known for bank in banks for known in bank.items]
            hint = did_you_mean(item_id, known) if known else "No items are written yet."
            raise CourseError(f'There is no question "{item_id}".', "", hint)
        return next(iter(found.values()))

    def expected(self, item_id: str) -> tuple[Any, Any]:
        """Compute what a practice exercise expects and the tolerance from the lesson's data."""
        return self._of(item_id).expected(item_id)

    def sentence(self, item: Item) -> Callable[[dict[str, Any]], str] | None:
        """Give the function that says in words what an item's answer so far amounts to, where there is one."""
        owner = self._bank_of(item)
        return owner.sentence(item.id) if owner else None

    def filled(self, item: Item) -> Item:
        """Give an item with the words of the trainee's own case, such as the clauses of the scheme to be audited."""
        owner = self._bank_of(item)
        return owner.filled(item) if owner else item

    def own_check(self, item: Item) -> Callable[[Any], Outcome] | None:
        """Give an item's own check of a complete answer, where there is one."""
        owner = self._bank_of(item)
        return owner.own_check(item.id) if owner else None

    def _bank_of(self, item: Item) -> Bank | None:
        return next((bank for bank in self._banks.values() if bank.items.get(item.id) is item), None)

    def preset(self, name: str) -> dict[str, Any]:
        """Make a widget's arguments for a preset such as ``105082L4.m03.denominator``."""
        return self._of(name).preset(name)

    def example(self, name: str) -> Any:
        """Read a worked example that a unit keeps in a file of its own, such as ``poor_plan.yaml``."""
        own = {path.stem: path for unit in self.units for path in unit.folder.glob("*.yaml") if path.name not in FILES}
        if name not in own:
            hint = did_you_mean(name, sorted(own)) if own else "No examples are written yet."
            raise CourseError(f'There is no example "{name}".', str(self.folder), hint)
        return read_yaml(own[name])

    def _of(self, name: str) -> Bank:
        owner = self._owner(name)
        if owner is None:
            what = f'"{name}" does not begin with a unit code.'
            raise CourseError(what, "", "Begin with one of " + ", ".join(self._banks) + ", then a dot.")
        return owner


@lru_cache(maxsize=8)
def register(folder: Path = UNITS) -> Register:
    """Read the register of a folder, once."""
    return Register(folder)
