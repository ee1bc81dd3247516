"""Imports run one way: a part knows only the parts below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "course"
LAYERS = [
    {"errors", "imports", "paths", "_version"},
    {"indicators", "methods"},
    {"cases", "documents", "answers", "checks"},
    {"units", "widgets"},
    {"marking"},
    {"evidence"},
    {"authoring", "cohort"},
    {"cli"},
]
LAYER = {part: number for number, parts in enumerate(LAYERS) for part in parts}
# Beside the command line: it starts JupyterLab, builds the browser code, and shows the home page of a lesson's kernel.
LAYER["lab"] = LAYER["marking"]
LAYER["verbs"] = LAYER["marking"]  # what `import course as cs` offers beyond the parts' own functions
PARTS = sorted(path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file())


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(tree: ast.AST) -> set[str]:
    """Parts of the course that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if is_for_types_only(node):
            continue
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("course.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "course":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("course."):
            found.add(str(node.module).split(".")[1])
        found |= imports(node)
    return found


def used_by(part: str) -> set[str]:
    path = ROOT / part
    files = path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]
    return {name for file in files for name in imports(ast.parse(file.read_text(encoding="utf-8")))} - {part}


@pytest.mark.parametrize("part", [part for part in PARTS if part not in {"__init__", "__main__"}])
def test_a_part_imports_only_what_is_below_or_beside_it(part: str) -> None:
    assert {name for name in used_by(part) if LAYER[name] > LAYER[part]} == set()


def test_parts_beside_each_other_do_not_import_in_a_circle() -> None:
    graph = {part: used_by(part) for part in PARTS if part != "__init__"}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_files_import_by_full_names() -> None:
    relative = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_the_browser_code_is_built_without_any_other_package() -> None:
    # pip builds the wheel in an environment of its own that has Node.js and hatchling only.
    code = f"import sys; sys.path.insert(0, {str(ROOT.parent)!r}); import course.lab.build"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True)
    assert done.stderr == ""


def test_the_servers_start_without_grammars_and_check_notebooks_all_the_same() -> None:
    code = """
import sys
from course.imports import without_grammars
with without_grammars():
    import jupyterlab.labapp, nbgrader.coursedir, nbformat
loaded = [name for name in sys.modules if name.startswith(("rfc3987_syntax", "lark"))]
try:
    nbformat.validate({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "poem"}]})
except nbformat.ValidationError:
    print("checked", loaded)
import rfc3987_syntax
print("there for others", rfc3987_syntax.is_valid_syntax("iri", "https://例.hk/"))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["checked []", "there for others True"], done.stderr
