"""A submitted page with every role, point, lock and locked source as the instructor gave it, whatever came in."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from course.marking.plan import Plan

MOST_CELLS = 2000
MOST_SOURCE = 1_000_000
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # as nbformat has it
SCHEMA = 3
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
Page = dict[str, Any]
Cell = dict[str, Any]


def restore(text: str, plan: Plan) -> tuple[Page, list[str]]:
    """Read a submitted page and put the instructor's cells in order.

    Parameters
    ----------
    text : str
        The notebook's file; anything at all, also nothing.
    plan : dict
        The instructor's cells.

    Returns
    -------
    tuple of (dict, list of str)
        A valid notebook without outputs, and what was put right, one sentence each.
    """
    cells, notes = _cells(text)
    _roles(cells, plan, notes)
    _put_back(cells, plan, notes)
    about = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}, "course": {"assignment": plan["name"]}}
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}, notes


def role(cell: Cell) -> dict[str, Any]:
    """Give what nbgrader knows about a restored cell; empty for a cell of the trainee's own."""
    found: dict[str, Any] = cell["metadata"].get("nbgrader") or {}
    return found


def _cells(text: str) -> tuple[list[Cell], list[str]]:
    """Read what can be read; each cell is built anew from its type, its text and its pictures."""
    try:
        whole = json.loads(text)
        found = whole["cells"] if "cells" in whole else _of_sheets(whole["worksheets"])
        if not isinstance(found, list):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return [], ["The page could not be read; only the answers in the data files were marked."] if text else []
    made = [cell for cell in map(_cell, found[:MOST_CELLS]) if cell is not None]
    short = len(made) < len(found)
    ids = [cell["id"] for cell in made]
    for cell in made:
        if not cell["id"] or ids.count(cell["id"]) > 1:
            cell["id"] = uuid.uuid4().hex[:8]
    return made, ["Some cells of the page could not be read."] if short else []


def _of_sheets(sheets: Any) -> list[Any]:
    """Give the cells of an early format, in which code is called input and a heading is a kind of cell.

    Not by nbformat: on a hostile page its checks take minutes, and no limit of time holds them.
    """
    cells = [dict(cell) for sheet in sheets for cell in sheet["cells"] if isinstance(cell, dict)]
    for cell in cells:
        if cell.get("cell_type") == "code":
            cell.setdefault("source", cell.get("input", ""))
        elif cell.get("cell_type") in ("heading", "html"):
            cell["cell_type"] = "markdown"
    return cells


def _cell(given: Any) -> Cell | None:
    if not isinstance(given, dict) or given.get("cell_type") not in ("code", "markdown", "raw"):
        return None
    source, about = given.get("source", ""), given.get("metadata")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or len(source) > MOST_SOURCE:
        return None
    source = source.encode("utf-8", "replace").decode("utf-8")  # a broken half of a character is no text
    name = given.get("id")
    name = name if isinstance(name, str) and CELL_ID.fullmatch(name) else ""
    made: Cell = {"cell_type": given["cell_type"], "id": name, "metadata": {}, "source": source}
    told = about.get("nbgrader") if isinstance(about, dict) else None
    if isinstance(told, dict) and isinstance(told.get("grade_id"), str):
        made["metadata"]["nbgrader"] = {"grade_id": told["grade_id"]}
    if isinstance(about, dict) and isinstance(about.get("jupyter"), dict) and about["jupyter"].get("source_hidden"):
        made["metadata"]["jupyter"] = {"source_hidden": True}
    _of_type(made, given["cell_type"])
    return made


def _of_type(cell: Cell, kind: str) -> None:
    cell["cell_type"] = kind
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _roles(cells: list[Cell], plan: Plan, notes: list[str]) -> None:
    """Give each known cell its role; of a doubled id the last one counts, as in nbgrader; the others are plain."""
    known, seen = {cell["id"]: cell for cell in plan["cells"]}, set()
    for cell in reversed(cells):
        name = cell["metadata"].pop("nbgrader", {}).get("grade_id")
        if name in seen:
            notes.append(f"The cell {name} is there more than once; the last one counts.")
        if name not in known or name in seen:
            continue
        seen.add(name)
        planned = known[name]
        if cell["cell_type"] != planned["type"]:
            notes.append(f"The cell {name} had changed its kind; it has its own again.")
            _of_type(cell, planned["type"])
        if planned["locked"] and cell["source"] != planned["source"]:
            cell["source"] = planned["source"]
        cell["metadata"]["nbgrader"] = _metadata(planned)


def _put_back(cells: list[Cell], plan: Plan, notes: list[str]) -> None:
    """Put each missing locked or marked cell before the one that follows it in the source page."""
    order = plan["cells"]
    for index, planned in enumerate(order):
        here = {role(cell).get("grade_id"): position for position, cell in enumerate(cells)}
        if planned["id"] in here or not (planned["locked"] or planned["grade"] or planned["task"]):
            continue
        after = [here[later["id"]] for later in order[index + 1 :] if later["id"] in here]
        cells.insert(min(after, default=len(cells)), _planned_cell(planned))
        if planned["grade"] or planned["task"]:
            notes.append(f"The cell {planned['id']} was missing; it is back in its place.")


def _planned_cell(planned: dict[str, Any]) -> Cell:
    made: Cell = {"id": uuid.uuid4().hex[:8], "metadata": {"nbgrader": _metadata(planned)}, "source": planned["source"]}
    _of_type(made, planned["type"])
    return made


def _metadata(planned: dict[str, Any]) -> dict[str, Any]:
    found = {
        "grade_id": planned["id"],
        "grade": planned["grade"],
        "solution": planned["solution"] and not planned["task"],
        "locked": planned["locked"],
        "task": planned["task"],
        "schema_version": SCHEMA,
        "checksum": planned["checksum"],
        "cell_type": planned["type"],
    }
    return found | ({"points": planned["points"]} if planned["grade"] or planned["task"] else {})
