"""A task that takes a table instead of its form: the table is a file beside the notebook, its name is the answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course import answers
from course.checks import Outcome, not_yet
from course.errors import CourseError, did_you_mean
from course.units.items import Item
from course.units.register import register

KEY = "table"  # of the answer, which is then {"table": "A1.csv"} and holds no choice


@cache
def table_files() -> tuple[str, ...]:
    """List the files in which any task takes a table."""
    known = register()
    items = [item for unit in known.units for item in known.bank(unit.code).items.values()]
    return tuple(sorted({item.table_file for item in items if item.table_file}))


def is_table(item: Item, value: Any) -> bool:
    """Whether an answer says that a table was handed in."""
    return bool(item.table) and isinstance(value, Mapping) and KEY in value


def keep_table(item: Item, frame: Any, folder: Path | None = None) -> dict[str, str]:
    """Write the columns that an item asks for beside the notebook.

    Parameters
    ----------
    item : Item
        Its ``table`` names the columns.
    frame : pandas.DataFrame
        In any order of rows; further columns are left out.
    folder : Path, optional
        Where; the notebook's own folder when left out.

    Returns
    -------
    dict
        The answer to keep: the file's name.

    Raises
    ------
    CourseError
        When it is no table or lacks a column.
    """
    if not hasattr(frame, "columns"):
        raise CourseError(
            f"{item.id} takes a table here, not a {type(frame).__name__}.", item.id, "Give the data frame."
        )
    names = [str(name) for name in frame.columns]
    missing = [name for name in item.table if name not in names]
    if missing:
        raise CourseError(f'The table has no column "{missing[0]}".', item.id, did_you_mean(missing[0], names))
    columns = {name: _text(frame[name], kind) for name, kind in item.table.items()}
    answers.write_table((folder or Path.cwd()) / item.table_file, columns)
    return {KEY: item.table_file}


def check_kept(item: Item) -> Outcome:
    """Check what is visible of a table that was handed in: there, named, with rows, dates that can be read."""
    from course.checks.tables import check_table

    columns = answers.read_table(Path.cwd() / item.table_file)
    if not columns:
        return not_yet(
            f"{item.table_file} is not there, or is no table.", f"Hand it in again, or fill the form of {item.id}."
        )
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    if not rows:
        return not_yet(f"{item.table_file} has no rows.", "Look at the filter: it lets nothing through.")
    found = check_table(rows, item.table, label=item.table_file)
    if not found.right:
        return found
    return Outcome(found.state, f"Your table {item.table_file} counts, with {len(rows):,} rows.", found.next_step)


def _text(column: Any, kind: str) -> list[str]:
    """Write a column as text: moments to the minute, blanks as nothing."""
    if kind == "date" and hasattr(column, "dt"):
        column = column.dt.strftime("%Y-%m-%d %H:%M")
    return ["" if missing else str(value) for value, missing in zip(column, column.isna(), strict=True)]
