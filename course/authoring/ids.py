"""Readable cell ids: a new cell is named after its heading, its item or its first words, and keeps that name."""

from __future__ import annotations

import re
from typing import Any

from course.authoring.reading import Cell, Notebook

# what JupyterLab, nbformat and nbstripout give to a new cell
_MACHINE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}|\d+")
_ALLOWED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WORDS, _LONGEST = 5, 56  # nbformat allows 64; a number may have to follow


def prefix(notebook: Notebook) -> str:
    """Give the first part of a notebook's cell ids: ``m03`` of a lesson, ``part1`` of an assignment.

    Parameters
    ----------
    notebook : Notebook
        With its mark in the metadata; without one the file's name is used.

    Returns
    -------
    str
        Lower-case letters, digits and hyphens.
    """
    mark = notebook.course
    if mark.get("lesson"):
        return "m00" if "." not in notebook.lesson else notebook.lesson.split(".")[-1]
    return slug(str(mark.get("assignment") or notebook.path.stem)).split("-")[-1]


def slug(words: str) -> str:
    """Make an id of words: the first five, lower case, joined by hyphens."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
    pieces = re.findall(r"[a-z0-9]+", re.sub("['’]", "", without_links.lower()))
    return "-".join(pieces[:_WORDS])[:_LONGEST].rstrip("-")


def is_readable(identifier: str) -> bool:
    """Whether an id was given by a person or by :func:`new_ids`, and so stays for ever."""
    return bool(_ALLOWED.fullmatch(identifier)) and len(identifier) <= 64 and not _MACHINE.fullmatch(identifier)


def new_ids(notebook: Notebook, given: list[str]) -> list[str]:
    """Give every cell its id; readable ones are kept, the first of two equal ones too.

    Parameters
    ----------
    notebook : Notebook
        The cells in order.
    given : list of str
        The id that each cell has in the file; empty for none.

    Returns
    -------
    list of str
        One id a cell, all different.
    """
    kept: set[str] = set()
    ids: list[str | None] = []
    for identifier in given:
        keep = is_readable(identifier) and identifier not in kept
        kept |= {identifier} if keep else set()
        ids.append(identifier if keep else None)
    first = prefix(notebook)
    for number, (cell, (_, section)) in enumerate(notebook.sections()):
        if ids[number] is None:
            ids[number] = _free(f"{first}-{_name(cell, section, number, notebook)}", kept)
            kept.add(str(ids[number]))
    return [str(identifier) for identifier in ids]


def _name(cell: Cell, section: str, number: int, notebook: Notebook) -> str:
    grade_id = (cell.metadata.get("nbgrader") or {}).get("grade_id")
    if isinstance(grade_id, str) and grade_id:
        return slug(grade_id)
    if cell.kind == "code":
        return _code_name(cell, section)
    level, words = cell.heading or (0, "")
    if level == 1 and number == 0 and notebook.lesson:
        return "title"
    return slug(words or cell.source) or "text"


def _code_name(cell: Cell, section: str) -> str:
    for call in cell.calls:
        if call.items:
            return slug(_after_unit(call.items[0]))
        if call.widget:
            name, preset = call.widget
            return "-".join(filter(None, (slug(name.replace("_", "-")), slug(preset.split(".")[-1]))))
    if cell.source.startswith("import course"):
        return "import"
    return "-".join(filter(None, (slug(section), "code")))


def _after_unit(item_id: str) -> str:
    """``105082L4.m03.q1`` -> ``q1``; ``105082L4.3.1`` -> ``3 1``; ``A2.on_time`` -> ``A2 on time``."""
    parts: list[Any] = item_id.replace("_", " ").split(".")
    if len(parts) == 3:
        parts = parts[2:] if parts[1].startswith("m") else parts[1:]
    elif parts[0] == "start":
        parts = parts[1:]
    return " ".join(parts)


def _free(identifier: str, taken: set[str]) -> str:
    if identifier not in taken:
        return identifier
    number = next(n for n in range(2, len(taken) + 3) if f"{identifier}-{n}" not in taken)
    return f"{identifier}-{number}"
