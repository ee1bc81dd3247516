"""What is to be learned: one folder per unit of competency, read into one register."""

from __future__ import annotations

from typing import Any

from course.units.items import Item
from course.units.models import HourPart, Module, Task, Unit
from course.units.register import Register, register

__all__ = [
    "HourPart",
    "Item",
    "Module",
    "Register",
    "Task",
    "Unit",
    "example",
    "expected",
    "item",
    "preset",
    "register",
    "requirement",
]


def item(item_id: str, unit: str | None = None) -> Item:
    """Find an item in the course's own register; see :meth:`Register.item`."""
    return register().item(item_id, unit)


def example(name: str) -> Any:
    """Read a worked example, such as ``poor_plan``, as plain data."""
    return register().example(name)


def expected(item_id: str) -> tuple[Any, Any]:
    """Compute what a practice exercise expects, and the tolerance."""
    return register().expected(item_id)


def preset(name: str) -> dict[str, Any]:
    """Make a widget's arguments for a preset such as ``105082L4.m03.denominator``."""
    return register().preset(name)


def requirement(code: str, identifier: str) -> str:
    """Give the words of a unit's requirement."""
    return register().requirement(code, identifier)
