"""A notebook as the authoring tools see it: cells with their headings, marks and calls of the course package."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from course.errors import CourseError


@dataclass(frozen=True)
class Call:
    """One call in a code cell: ``cs.question("105082L4.m03.q1")`` is ``question`` with one text argument."""

    name: str
    texts: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of the items that a question, answer or check is about; a question may show several."""
        if self.name == "question":
            return self.texts
        return self.texts[:1] if self.name in {"answer", "check"} else ()

    @property
    def widget(self) -> tuple[str, str] | None:
        """Name and preset (or an empty text) of the widget that is shown."""
        if self.name == "plan_form":
            return "plan_form", self.texts[0] if self.texts else ""
        if self.name == "widget" and self.texts:
            return self.texts[0], self.texts[1] if len(self.texts) > 1 else ""
        return None


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook."""

    id: str
    kind: str  # markdown, code or raw
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)
    outputs: list[dict[str, Any]] = field(default_factory=list)
    count: int | None = None

    @property
    def tags(self) -> list[str]:
        """The cell's tags."""
        return list(self.metadata.get("tags") or [])

    @property
    def hidden(self) -> bool:
        """Whether the code is folded away when the lesson opens."""
        return bool((self.metadata.get("jupyter") or {}).get("source_hidden"))

    def declared(self, key: str) -> list[str]:
        """List the requirement or fact ids that the cell's metadata names under ``course``."""
        return list((self.metadata.get("course") or {}).get(key) or [])

    @property
    def heading(self) -> tuple[int, str] | None:
        """Level and words of the first heading in a markdown cell; a sentence or two may stand before it."""
        found = re.search(r"(?m)^(#{1,6})\s+(.+)$", self.source) if self.kind == "markdown" else None
        return (len(found[1]), found[2].strip()) if found else None

    @cached_property
    def tree(self) -> ast.Module | None:
        """The code as Python reads it; None when it is not plain Python."""
        try:
            return ast.parse(self.source) if self.kind == "code" else None
        except SyntaxError:
            return None

    @cached_property
    def calls(self) -> list[Call]:
        """Calls in the code, in the order they are written."""
        nodes = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)] if self.tree else []
        nodes.sort(key=lambda node: (node.lineno, node.col_offset))
        return [_call(node) for node in nodes]


@dataclass(frozen=True)
class Notebook:
    """One notebook of the course."""

    path: Path
    metadata: dict[str, Any]
    cells: list[Cell]

    @property
    def course(self) -> dict[str, Any]:
        """The notebook's own mark: ``lesson`` and ``minutes``, or ``assignment``."""
        return dict(self.metadata.get("course") or {})

    @property
    def lesson(self) -> str:
        """Lesson id, or an empty text."""
        return str(self.course.get("lesson") or "")

    def sections(self) -> Iterator[tuple[Cell, tuple[int, str]]]:
        """Go through the cells, each with level and words of its own heading or the nearest one above it."""
        heading = (0, "")
        for cell in self.cells:
            heading = cell.heading or heading
            yield cell, heading


def _call(node: ast.Call) -> Call:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    values = [*node.args, *(word.value for word in node.keywords if word.arg in {"preset", "key", "item_id"})]
    texts = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return Call(str(name), tuple(texts))


def load_json(path: Path) -> dict[str, Any]:
    """Read a notebook file as plain data.

    Raises
    ------
    CourseError
        When it is not a notebook of format 4.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise CourseError("The notebook cannot be read.", str(path), "Open it in JupyterLab and save it.") from error
    if not isinstance(data, dict) or data.get("nbformat") != 4 or not isinstance(data.get("cells"), list):
        raise CourseError("The file is not a notebook of format 4.", str(path), "Open it in JupyterLab and save it.")
    return data


def text(source: object) -> str:
    """Join a cell's source, which a file may hold as lines, into one text with plain line ends."""
    joined = "".join(source) if isinstance(source, list) else str(source or "")
    return joined.replace("\r\n", "\n").replace("\r", "\n")


def read_notebook(path: Path) -> Notebook:
    """Read a notebook for coverage and lint."""
    data = load_json(path)
    cells = [
        Cell(
            id=str(cell.get("id") or f"cell {number}"),
            kind=str(cell.get("cell_type")),
            source=text(cell.get("source")),
            metadata=dict(cell.get("metadata") or {}),
            outputs=list(cell.get("outputs") or []),
            count=cell.get("execution_count"),
        )
        for number, cell in enumerate(data["cells"], 1)
    ]
    return Notebook(path, dict(data.get("metadata") or {}), cells)


def find_notebooks(*places: Path) -> list[Path]:
    """List the notebooks in files and folders, sorted; copies that JupyterLab or nbgrader keeps are left out."""
    found: set[Path] = set()
    for place in places:
        paths = place.rglob("*.ipynb") if place.is_dir() else [place]
        found |= {path for path in paths if ".ipynb_checkpoints" not in path.parts}
    return sorted(found)
