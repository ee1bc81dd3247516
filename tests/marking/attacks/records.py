"""Attack submissions as data: read from the YAML files beside this one, and built as folders.

A record has ``name``, ``tries`` (what it tries), and any of: ``cell`` (code that is put before the test of A3),
``edits`` (of the notebook), ``files`` (text, or what makes a large one), ``links``, ``sparse`` (a length), ``deep``
(folders within folders), ``wide`` (folders side by side), ``pipes``, ``remove`` and ``rename``. ``stopped_by`` names
the error in which its cell ends; without it the cell must run to its end, so that an attack that only has a slip in
it is not taken for one that was stopped; ``nothing`` among others allows that too. ``noted`` is a part of what the
marker must note, ``keeps`` lists the data files that must be left. ``honest`` gives the marks it must get; without
it, those of the base submission. ``harmless_outside`` is false for what kills, fills, forks or floods, or is about
the sandbox itself: it never runs outside the sandbox.
"""

from __future__ import annotations

import copy
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ASSIGNMENT = "105082L4-part2"
PAGE = f"{ASSIGNMENT}.ipynb"
FAMILIES = {
    "interpreter": "interpreter",
    "display": "display and protocol",
    "objects": "lying objects",
    "files": "files and processes",
    "metadata": "metadata",
    "data": "answers file",
}
TESTS = {
    "A3": "part2-table-check",
    "A4": "part2-signal-check",
    "A5": "part2-gap-check",
    "A6": "part2-edge-check",
    "A8": "part2-plan-check",
    "A9": "part2-report-check",
}
# The base submission: two of the eleven figures of A3 are right, which earns 2 + 1 points; nothing else is answered.
GIVEN = ("lfl_turnover_growth", "conversion_2025")
BASE = {"A3": 3.0}
HEAD = "schema: course-answers\nversion: 1\n"  # ``@HEAD@``; without it the page sets a file aside
PLACE = re.compile(r"@([A-Za-z0-9_]+)@")


@dataclass(frozen=True)
class Attack:
    """One attack; the fields are told above."""

    family: str
    name: str
    tries: str
    cell: str = ""
    edits: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    sparse: dict[str, int] = field(default_factory=dict)
    deep: int = 0
    wide: int = 0
    pipes: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    rename: dict[str, str] = field(default_factory=dict)
    stopped_by: str = ""
    noted: str = ""
    keeps: list[str] = field(default_factory=list)
    honest: dict[str, float] = field(default_factory=lambda: dict(BASE))
    harmless_outside: bool = True

    @property
    def who(self) -> str:
        """The trainee's id."""
        return f"{self.family}-{self.name}"

    @property
    def scores(self) -> dict[str, float]:
        """Honest marks by test cell."""
        return {test: float(self.honest.get(task, 0.0)) for task, test in TESTS.items()}


def attacks() -> list[Attack]:
    """Read all records."""
    return [
        Attack(family=family, **record)
        for family in FAMILIES
        for record in yaml.safe_load((HERE / f"{family}.yaml").read_text(encoding="utf-8"))
    ]


def build(attack: Attack, world: Any) -> None:
    """Write one attack's submission.

    Parameters
    ----------
    attack : Attack
        The record.
    world : World
        The course's folder (``world.py``).
    """
    folder, answers, places = world.submitted(attack.who), world.right, world.places
    folder.mkdir(parents=True)
    values = {key: repr(value) for key, value in answers.items()}
    places = {**places, **values, "TRAINEE": folder.parent.name, "HEAD": HEAD}
    page = json.loads(world.release.read_text(encoding="utf-8"))
    if attack.cell:
        at = next(i for i, cell in enumerate(page["cells"]) if _id(cell) == TESTS["A3"])
        page["cells"].insert(at, _code(_filled(attack.cell, places), f"own-{attack.name}"))
    for edit in attack.edits:
        _edit(page, edit)
    (folder / PAGE).write_text(json.dumps(page), encoding="utf-8")
    given = {"A3": {"value": {key: answers[key] for key in GIVEN}}}
    head = {"schema": "course-answers", "version": 1, "answers": given}
    (folder / "answers.yaml").write_text(yaml.safe_dump(head), encoding="utf-8")
    _files(attack, folder, places)


def _files(attack: Attack, folder: Path, places: dict[str, str]) -> None:
    for name in attack.remove:
        (folder / name).unlink()
    for name, content in attack.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content, places))
    for name, target in attack.links.items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(_filled(target, places))
    for name, length in attack.sparse.items():
        (folder / name).touch()
        os.truncate(folder / name, length)
    for name in attack.pipes:
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
    if attack.deep:
        _nest(folder, attack.deep)
    for number in range(attack.wide):
        place = folder / f"wide-{number:04d}" / "in" / "in"
        place.mkdir(parents=True)
        (place / "x.txt").write_text("12.0", encoding="utf-8")
    for name, new in attack.rename.items():
        (folder / name).rename(folder / new)


def _nest(folder: Path, depth: int) -> None:
    """Make folders within folders, deeper than Python's own functions go."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def _bytes(content: Any, places: dict[str, str]) -> bytes:
    if isinstance(content, str):
        return _filled(content, places).encode()
    if "hex" in content:
        return bytes.fromhex(content["hex"])
    before, after = (_filled(content.get(key, ""), places) for key in ("before", "after"))
    return (before + content["repeat"] * content["times"] + after).encode()


def _filled(text: str, places: dict[str, str]) -> str:
    return PLACE.sub(lambda found: places[found[1]], text)


def _id(cell: Any) -> str:
    about = cell.get("metadata", {}).get("nbgrader", {}) if isinstance(cell, dict) else {}
    return str(about.get("grade_id", "")) if isinstance(about, dict) else ""


def _code(source: str, name: str) -> dict[str, Any]:
    about = {"cell_type": "code", "id": name[:60], "metadata": {}, "outputs": [], "execution_count": None}
    return {**about, "source": source}


def _edit(page: dict[str, Any], edit: dict[str, Any]) -> None:
    """Change the notebook as one edit says."""
    cells = page["cells"]
    if "notebook" in edit:
        page["metadata"].update(edit["notebook"])
    elif "top" in edit:
        page.update(edit["top"])
    elif "every" in edit:
        for cell in cells:
            cell.update(edit["every"])
    elif "delete" in edit:
        page["cells"] = [cell for cell in cells if edit["delete"] not in ("*", _id(cell)) or not _id(cell)]
    elif "add" in edit:
        cells[5:5] = edit["add"]
    elif "many" in edit:
        cells[5:5] = [_code(edit["source"], f"many-{number}") for number in range(edit["many"])]
    else:
        _edit_cell(cells, edit)


def _edit_cell(cells: list[Any], edit: dict[str, Any]) -> None:
    """Change one cell, or a copy of it that is put beside it."""
    name = edit.get("cell") or edit["copy"]
    at = max(i for i, cell in enumerate(cells) if _id(cell) == name)
    cell = cells[at]
    if "copy" in edit:
        cell = copy.deepcopy(cell)
        cell["id"] = f"copy-{name}"[:60]
        cells.insert(at + (edit["at"] == "after"), cell)
    cell.update({key: edit[key] for key in ("source", "outputs") if key in edit})
    cell["metadata"].update(edit.get("metadata", {}))
    cell["metadata"]["nbgrader"] = _changed(cell["metadata"]["nbgrader"], edit)
    if "type" in edit:
        cell["cell_type"] = edit["type"]
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)


def _changed(about: Any, edit: dict[str, Any]) -> Any:
    return {**about, **edit["nbgrader"]} if "nbgrader" in edit else about
