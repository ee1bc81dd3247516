"""What must hold in a unit's declarations; the first thing that does not hold is said in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from course.errors import CourseError, did_you_mean
from course.units.items import Item
from course.units.models import Unit

HOURS_PER_CREDIT = 10  # one QF credit is ten notional learning hours (fact F01)
ITEM_FILES = {"quiz": "quizzes.yaml", "predict": "quizzes.yaml", "exercise": "exercises.yaml", "task": "tasks.yaml"}


def check_unit(unit: Unit, path: Path) -> None:
    """Hold a unit's declarations to their rules.

    Parameters
    ----------
    unit : Unit
        As read from the file.
    path : Path
        The ``unit.yaml``; named in the error.

    Raises
    ------
    CourseError
        For hours that do not add up, an unknown or double id, or a module or task that serves no requirement.
    """
    _hours_add_up(unit, path)
    _requirement_ids(unit, path)
    for kind, parts in (("Module", unit.modules), ("Task", unit.tasks)):
        no_double(kind.lower(), (part.id for part in parts), path)
        for part in parts:
            name = f'{kind} {part.id} "{part.title}"'
            if unit.requirements and not part.requirements:
                raise CourseError(f"{name} serves no requirement.", str(path), "Name the requirement ids it serves.")
            known_requirements(name, part.requirements, unit, path)
    _minutes_add_up(unit, path)


def check_items(unit: Unit, items: list[Item], path: Path) -> None:
    """Hold the items of one file to their unit: ids, kinds, requirements and (for tasks) the task they belong to.

    Raises
    ------
    CourseError
        Naming the item, the file and what to do.
    """
    no_double("item", (item.id for item in items), path)
    tasks = [task.id for task in unit.tasks]
    for item in items:
        name = f'Item "{item.id}"'
        if ITEM_FILES[item.kind] != path.name:
            here = f"Move it to {ITEM_FILES[item.kind]}, or correct its kind."
            raise CourseError(f"{name} is of the kind {item.kind}, which does not belong here.", str(path), here)
        if item.kind != "task" and not _item_id(unit).fullmatch(item.id):
            form = (
                f"Use {unit.lesson_id(unit.modules[0]) if unit.modules else unit.code}.q1, .p1 or an exercise number."
            )
            raise CourseError(f"{name} has an id of another form.", str(path), form)
        if item.kind == "task" and item.id.split(".")[0] not in tasks:
            hint = did_you_mean(item.id.split(".")[0], tasks)
            raise CourseError(f"{name} belongs to no task of {unit.code}.", str(path), hint)
        known_requirements(name, item.requirements, unit, path)


def known_requirements(name: str, ids: list[str], unit: Unit, path: Path) -> None:
    """Raise when a list names a requirement that the unit does not have, or one requirement twice."""
    no_double(f"requirement of {name}", ids, path)
    for identifier in ids:
        if identifier not in unit.requirements:
            hint = did_you_mean(identifier, list(unit.requirements)) if unit.requirements else "Leave the list empty."
            raise CourseError(f'{name} names the unknown requirement "{identifier}".', str(path), hint)


def no_double(kind: str, ids: Iterable[str], path: Path) -> None:
    """Raise when an id is there twice."""
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise CourseError(f'The {kind} "{identifier}" is there twice.', str(path), "Give each its own id, once.")
        seen.add(identifier)


def _item_id(unit: Unit) -> re.Pattern[str]:
    if not unit.credit:
        return re.compile(rf"{unit.code}\.([qp]\d+|\d+)")
    modules = "|".join(module.id for module in unit.modules)
    numbers = "|".join(str(module.number) for module in unit.modules)
    return re.compile(rf"{unit.code}\.(({modules})\.[qp]\d+|({numbers})\.\d+)")


def _requirement_ids(unit: Unit, path: Path) -> None:
    for identifier in unit.requirements:
        if not re.fullmatch(r"[KPEA]\d+(\.\d+)?", identifier):
            form = "Use K, P, E or A, a number, and for a part a dot and a number: P1.3."
            raise CourseError(f'"{identifier}" is not a requirement id.', str(path), form)
        if identifier.split(".")[0] not in unit.requirements:
            todo = f"Add {identifier.split('.')[0]}, or correct the id."
            raise CourseError(f"Requirement {identifier} is part of one that is not there.", str(path), todo)


def _hours_add_up(unit: Unit, path: Path) -> None:
    total, due = sum(part.hours for part in unit.hours), unit.credit * HOURS_PER_CREDIT
    if abs(total - due) > 1e-6:
        what = f"The hours of {unit.code} add up to {total:g}; {unit.credit} credits are {due} hours."
        raise CourseError(what, f"{path}, hours", "Correct the hours table, or the credit.")


def _minutes_add_up(unit: Unit, path: Path) -> None:
    parts = [part for part in unit.hours if part.lessons]
    if not parts or not unit.modules:
        return
    minutes, due = sum(module.minutes for module in unit.modules), sum(part.hours for part in parts) * 60
    if abs(minutes - due) > 1e-6:
        what = f"The modules of {unit.code} take {minutes} minutes; its hours table gives lessons {due:g}."
        raise CourseError(what, str(path), "Correct the minutes of a module, or the hours of the lessons.")
