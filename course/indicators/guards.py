"""Say in plain words what a calculation was given and what it needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from course.errors import CourseError, did_you_mean

Numbers = float | pd.Series


def number(name: str, value: Any) -> Numbers:
    """Return a number or a column of numbers, as floats.

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    value : Any
        What was passed.

    Returns
    -------
    float or pandas.Series

    Raises
    ------
    CourseError
        When it is a text, a whole table, a list or nothing.
    """
    if isinstance(value, pd.Series):
        if not pd.api.types.is_numeric_dtype(value) or pd.api.types.is_bool_dtype(value):
            raise CourseError(
                f"{name} is a column that holds no numbers.",
                name,
                "Count its rows with len(...), or sum a column of numbers.",
            )
        return value.astype(float)
    if isinstance(value, pd.DataFrame):
        names = ", ".join(map(str, value.columns[:6]))
        step = f"Its number of rows is len(...). For a sum name a column, one of: {names}."
        raise CourseError(f"{name} is a whole table of {len(value):,} rows.", name, step)
    if isinstance(value, str):
        raise CourseError(
            f'{name} is the text "{value[:40]}", not a number.', name, "Write the number without quotation marks."
        )
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        raise CourseError(
            f"{name} must be a number; this is a {type(value).__name__}.", name, "Give one number or one column."
        )
    return float(value)


def one_of(name: str, value: Any, allowed: Iterable[Any]) -> Any:
    """Return the value if it is one of those allowed, otherwise raise and offer the near ones."""
    options = list(allowed)
    if isinstance(value, str | int | float) and not isinstance(value, bool) and value in options:
        return value
    shown = f'"{value}"' if isinstance(value, str) else repr(value)[:40]
    raise CourseError(f"{name} is {shown}.", name, did_you_mean(str(value)[:60], [str(o) for o in options]))


def columns(frame: Any, needed: Iterable[str], table: str) -> None:
    """Check that a table has the columns that a calculation reads.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    needed : iterable of str
        Columns.
    table : str
        The table's name, for the message.

    Raises
    ------
    CourseError
        When it is no table, or a column is not there; the near names are offered.
    """
    if not isinstance(frame, pd.DataFrame):
        what = f'the text "{frame[:40]}"' if isinstance(frame, str) else f"a {type(frame).__name__}"
        raise CourseError(
            f"{table} must be a table; this is {what}.", table, 'Load one first, for example cs.load("cases").'
        )
    for name in needed:
        if name not in frame.columns:
            raise CourseError(
                f'The table {table} has no column "{name}".',
                table,
                did_you_mean(str(name), [str(c) for c in frame.columns]),
            )


def dates(frame: pd.DataFrame, name: str, table: str) -> pd.Series:
    """Return a column as dates; a text column must be ISO throughout.

    Raises
    ------
    CourseError
        When the column is missing or holds texts that are not ISO dates, as the raw log does.
    """
    columns(frame, [name], table)
    column = frame[name]
    if pd.api.types.is_datetime64_any_dtype(column):
        return column
    try:
        return pd.to_datetime(column, format="ISO8601")
    except (ValueError, TypeError):
        what = f'The column "{name}" of {table} holds texts that are not ISO dates.'
        step = "Use the cleaned table; the raw one mixes two ways of writing a date."
        raise CourseError(what, table, step) from None


def whole_number(value: Any) -> int | None:
    """Read a whole number that was typed as 10000, "10,000" or "１００００"; None when it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip().replace(",", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
    return int(value) if isinstance(value, int | float) and abs(value) < 1e12 and value == int(value) else None
