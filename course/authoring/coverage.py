"""Where each requirement is taught, practised and evidenced, read from the notebooks and the register themselves.

Three marks are read, and nothing else counts:

taught
    a markdown cell that names the requirement in its metadata, ``course: {"requirements": ["K3.1"]}``; the place is its
    section heading (``##`` or lower), in the cell or above it. The title of a lesson teaches nothing.
practised
    a code cell that shows an item (``cs.question``, ``cs.answer``, ``cs.check``) whose declaration names the
    requirement, or a widget whose preset declares it (``REQUIREMENTS`` in the unit's ``presets.py``) or whose own cell
    names it in its metadata.
marked
    a task of the register that is ``built``: its items that name the requirement, or the task itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from course.authoring.reading import Cell, Notebook, find_notebooks, read_notebook
from course.units import Register, Unit

KINDS = ("taught", "practised", "marked")


@dataclass
class Evidence:
    """Places where one requirement is met."""

    taught: list[str] = field(default_factory=list)
    practised: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)

    def add(self, kind: str, place: str) -> None:
        """Note a place once."""
        places: list[str] = getattr(self, kind)
        if place not in places:
            places.append(place)

    @property
    def gaps(self) -> list[str]:
        """The kinds of which there is no place."""
        return [kind for kind in KINDS if not getattr(self, kind)]

    def as_dict(self) -> dict[str, list[str]]:
        """Plain lists, for JSON."""
        return {kind: list(getattr(self, kind)) for kind in KINDS}


Coverage = dict[str, dict[str, Evidence]]


def coverage(register: Register, notebooks: Path, code: str | None = None) -> Coverage:
    """Find where each requirement is taught, practised and evidenced.

    Parameters
    ----------
    register : Register
        The units.
    notebooks : Path
        Folder of the lessons.
    code : str or None
        One unit; all units that have requirements when left out.

    Returns
    -------
    dict
        Unit code to requirement id to :class:`Evidence`. A place that names an id the unit does not have is left out
        here; ``course lint`` reports it.

    Raises
    ------
    CourseError
        For a code that is no unit.
    """
    units = [register.unit(code)] if code else [unit for unit in register.units if unit.requirements]
    lessons = [read_notebook(path) for path in find_notebooks(notebooks)]
    return {unit.code: _unit(register, unit, lessons, notebooks) for unit in units}


def _unit(register: Register, unit: Unit, lessons: list[Notebook], folder: Path) -> dict[str, Evidence]:
    found = {identifier: Evidence() for identifier in unit.requirements}

    def note(identifiers: list[str], kind: str, place: str) -> None:
        for identifier in identifiers:
            if identifier in found:
                found[identifier].add(kind, place)

    for lesson in lessons:
        if lesson.lesson.split(".")[0] != unit.code:
            continue
        name = lesson.path.relative_to(folder.parent).as_posix()
        for cell, (level, words) in lesson.sections():
            if cell.kind == "markdown" and level > 1:
                note(cell.declared("requirements"), "taught", f"{name}: {words}")
            for place, identifiers in practised_in(cell, register, unit):
                note(identifiers, "practised", place)
    for place, identifiers in _evidenced(register, unit):
        note(identifiers, "marked", place)
    return found


def practised_in(cell: Cell, register: Register, unit: Unit) -> list[tuple[str, list[str]]]:
    """List the items and widgets that a code cell shows, each with the requirement ids it practises."""
    bank = register.bank(unit.code)
    places = []
    for call in cell.calls:
        places += [(item, bank.items[item].requirements) for item in call.items if item in bank.items]
        if call.widget:
            name, preset = call.widget
            declared = bank.preset_requirements.get(preset, [])
            places.append((preset or name, declared + cell.declared("requirements")))
    return places


def _evidenced(register: Register, unit: Unit) -> list[tuple[str, list[str]]]:
    """List the built tasks; a requirement that an item of the task names is pinned to that item."""
    items = register.bank(unit.code).items.values()
    places = []
    for task in unit.tasks:
        if task.built:
            own = [item for item in items if item.kind == "task" and item.id.split(".")[0] == task.id]
            pinned = {identifier for item in own for identifier in item.requirements}
            places += [(item.id, item.requirements) for item in own]
            places.append((task.id, [identifier for identifier in task.requirements if identifier not in pinned]))
    return places


def planned(unit: Unit, identifier: str, kind: str) -> list[str]:
    """List what the register plans for a gap: modules for teaching and practice, tasks not built yet for evidence."""
    parts = [task for task in unit.tasks if not task.built] if kind == "marked" else unit.modules
    return [part.id for part in parts if identifier in part.requirements]


def as_json(found: Coverage) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Give coverage as plain data: unit, requirement, then the three lists."""
    return {code: {identifier: one.as_dict() for identifier, one in ids.items()} for code, ids in found.items()}


def as_text(found: Coverage, register: Register) -> str:
    """Write coverage for people: every place, then the gaps with what is planned for them."""
    lines: list[str] = []
    for code, ids in found.items():
        unit = register.unit(code)
        lines += [f"{code} {unit.title}: {len(ids)} requirements", ""]
        for identifier, evidence in ids.items():
            lines.append(f"  {identifier:<6}{unit.requirements[identifier]}")
            lines += [f"        {kind:<10}{place}" for kind in KINDS for place in getattr(evidence, kind)]
        lines += ["", *_gap_lines(unit, ids), ""]
    return "\n".join(lines).rstrip("\n")


def _gap_lines(unit: Unit, ids: dict[str, Evidence]) -> list[str]:
    lines = []
    for kind in KINDS:
        missing = [identifier for identifier, evidence in ids.items() if kind in evidence.gaps]
        lines.append(f"  {kind}: {len(ids) - len(missing)} of {len(ids)}" + (", not yet:" if missing else ", no gap"))
        for identifier in missing:
            plan = planned(unit, identifier, kind)
            lines.append(f"    {identifier:<6}" + (f"planned in {', '.join(plan)}" if plan else "nothing planned yet"))
    return lines
