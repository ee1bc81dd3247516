"""A table that is handed in as a file beside the answers: columns of text, written and read as plain CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from course.answers.files import not_saved, write_whole
from course.answers.lock import locked
from course.answers.reading import Refused, bytes_of

MOST_OF_TABLE, MOST_ROWS, MOST_COLUMNS = 2_000_000, 100_000, 1_000


def write_table(path: Path, columns: Mapping[str, Sequence[str]]) -> None:
    """Write columns of text as a CSV file, in one step.

    Raises
    ------
    NotSaved
        When the disk is full, the folder is closed for writing, and so on.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    try:
        with locked(path.parent):
            write_whole(path, text.getvalue())
    except OSError as error:
        raise not_saved(error, path) from None


def read_table(path: Path) -> dict[str, list[str]]:
    """Read a CSV file as columns of text; never raises.

    Parameters
    ----------
    path : Path
        The file; links, devices and files of more than 2 MB, 100,000 rows or 1,000 columns are not read.

    Returns
    -------
    dict
        Column name to its cells from top to bottom; empty where there is no such file or it is no table.
    """
    try:
        rows = list(csv.reader(io.StringIO(bytes_of(path, MOST_OF_TABLE).decode("utf-8-sig"), newline="")))
    except (OSError, Refused, UnicodeDecodeError, csv.Error, MemoryError):
        return {}
    names = rows[0] if rows else []
    if len(rows) > MOST_ROWS + 1 or len(names) > MOST_COLUMNS or any(len(row) != len(names) for row in rows):
        return {}
    return {name: [row[place] for row in rows[1:]] for place, name in enumerate(names)}
