"""The one canonical form of a notebook, kept by ``course format``.

An output that is in git is an output that is checked: cells tagged ``nbval-check-output`` keep their text output and a
fixed execution count, all others keep neither, so that plain nbval compares exactly those. The cells of criteria that
people judge are filled from the rubric.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.authoring.criteria import fill
from course.authoring.ids import new_ids
from course.authoring.reading import Cell, Notebook, find_notebooks, load_json, text

CHECKED = "nbval-check-output"
COUNT = 1  # nbval asks only that there is a count; a fixed one keeps the file still
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL_METADATA = ("course", "nbgrader", "tags")  # and jupyter.source_hidden


def canonical(data: dict[str, Any], path: Path) -> str:
    """Write a notebook in its canonical form.

    Parameters
    ----------
    data : dict
        The notebook as :func:`course.authoring.reading.load_json` gives it.
    path : Path
        Its file; the name serves ids when the notebook has no mark.

    Returns
    -------
    str
        The file's text: nbformat 4.5, sorted keys, indent 1, LF, known metadata only.

    Raises
    ------
    CourseError
        When what comes out would not be a valid notebook.
    """
    data = fill(data)
    metadata = {key: value for key, value in (data.get("metadata") or {}).items() if key == "course"}
    metadata |= {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    cells = [_cell(cell) for cell in data["cells"]]
    seen = [Cell("", cell["cell_type"], text(cell["source"]), cell["metadata"]) for cell in cells]
    given = [str(cell.get("id") or "") for cell in data["cells"]]
    for cell, identifier in zip(cells, new_ids(Notebook(path, metadata, seen), given), strict=True):
        cell["id"] = identifier
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    _must_be_valid(notebook, path)
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def format_notebooks(places: Iterable[Path], check: bool = False) -> list[Path]:
    """Bring notebooks into canonical form.

    Parameters
    ----------
    places : iterable of Path
        Files and folders.
    check : bool
        Only look; write nothing.

    Returns
    -------
    list of Path
        The files that were not (with ``check``: are not) in canonical form.
    """
    changed = []
    for path in find_notebooks(*places):
        new = canonical(load_json(path), path)
        if path.read_bytes() != new.encode("utf-8"):
            changed.append(path)
            if not check:
                path.write_bytes(new.encode("utf-8"))
    return changed


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kind = cell.get("cell_type")
    source = text(cell.get("source")).strip("\n").rstrip()
    if kind == "code":
        source = "\n".join(line.rstrip() for line in source.split("\n"))  # in markdown two blanks break the line
    metadata = _metadata(cell.get("metadata") or {})
    kept: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": _lines(source)}
    if kind == "code":
        checked = CHECKED in metadata.get("tags", [])
        outputs = _outputs(cell.get("outputs") or []) if checked else []
        kept |= {"execution_count": COUNT if outputs else None, "outputs": outputs}
    elif cell.get("attachments"):
        kept["attachments"] = cell["attachments"]
    return kept


def _metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    kept = {key: metadata[key] for key in CELL_METADATA if metadata.get(key)}
    if "tags" in kept:
        kept["tags"] = sorted(set(kept["tags"]))
    if (metadata.get("jupyter") or {}).get("source_hidden"):
        kept["jupyter"] = {"source_hidden": True}
    return kept


def _outputs(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the outputs that are compared; pieces of one stream are joined, since a kernel cuts them anywhere."""
    kept: list[dict[str, Any]] = []
    for output in filter(None, map(_output, outputs)):
        if kept and output["output_type"] == "stream" and kept[-1].get("name") == output["name"]:
            output["text"] = _lines("".join(kept.pop()["text"] + output["text"]))
        kept.append(output)
    return kept


def _output(output: dict[str, Any]) -> dict[str, Any] | None:
    """Keep what nbval compares; a widget's view and a picture are never compared."""
    kind = output.get("output_type")
    if kind == "stream":
        return {"name": output.get("name"), "output_type": kind, "text": _lines(text(output.get("text")))}
    if kind not in {"execute_result", "display_data"}:
        return None  # an error in a lesson is no expected output
    data = {mime: _value(mime, value) for mime, value in output.get("data", {}).items() if _compared(mime)}
    if not data or "application/vnd.jupyter.widget-view+json" in output.get("data", {}):
        return None
    kept = {"data": data, "metadata": {}, "output_type": kind}
    return kept | ({"execution_count": COUNT} if kind == "execute_result" else {})


def _compared(mime: str) -> bool:
    return mime.startswith("text/") or mime == "application/json"


def _value(mime: str, value: Any) -> Any:
    return _lines(text(value)) if mime.startswith("text/") else value


def _lines(joined: str) -> list[str]:
    return joined.splitlines(keepends=True)


def _must_be_valid(notebook: dict[str, Any], path: Path) -> None:
    from course.errors import CourseError
    from course.imports import without_grammars

    with without_grammars():
        import nbformat

    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        what = f"The notebook is not valid: {str(error).splitlines()[0]}"
        raise CourseError(what, str(path), "Open it in JupyterLab, mend the cell, save it.") from error
