"""Turn what a trainee hands over into plain data: text, numbers, lists and records, nothing else."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from course.errors import CourseError

MAX_DEPTH = 20
MAX_TEXT = 200_000
MAX_ROWS = 5_000
_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), "\n")  # rare line ends, which YAML would turn into spaces


def plain(value: Any, where: str = "the answer", depth: int = 0) -> Any:
    """Convert a value to what the answers file can keep and a marker can read without running anything.

    Parameters
    ----------
    value : Any
        A number (also numpy and Decimal), text, date, list, record, array, Series or table.
    where : str
        The answer's name, for the message.
    depth : int
        How deep in lists and records the value lies; callers leave it out.

    Returns
    -------
    Any
        ``None``, bool, int, float, str, list or dict. Dates become ISO text; a missing value (``NaT``, ``NA``)
        becomes ``None``; ``nan`` stays, it is the answer "undefined". A table becomes a list of records.

    Raises
    ------
    CourseError
        When the value is of a kind that cannot be kept, too deep or too long.
    """
    if depth > MAX_DEPTH:
        raise CourseError("This answer is nested too deeply to be kept.", where, "Give a number, a text or a list.")
    if value is None or isinstance(value, bool | int | float | str):
        return _scalar(value, where)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return _date_text(value)
    if isinstance(value, Mapping):
        return {_scalar(str(key), where): plain(item, where, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, where, depth + 1) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item, where, depth + 1) for item in value), key=str)
    return _from_library(value, where, depth)


def _scalar(value: Any, where: str) -> Any:
    """Rebuild the exact built-in type, so that a subclass never reaches the file."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(int(value)) > 10**18:
            return float(value) if abs(int(value)) < 10**300 else math.inf
        return int(value)
    if isinstance(value, float):
        return float(value)
    if len(value) > MAX_TEXT:
        raise CourseError(f"This text has {len(value):,} characters; at most {MAX_TEXT:,} can be kept.", where,
                          "Shorten it.")  # fmt: skip
    return str(value).translate(_LINE_ENDS).encode("utf-8", "replace").decode("utf-8")


def _date_text(value: dt.date | dt.datetime | dt.time) -> str | None:
    text = str(value.isoformat())
    return None if text == "NaT" else text.removesuffix("T00:00:00")


def _from_library(value: Any, where: str, depth: int) -> Any:
    """Handle numpy, pandas and pydantic things by what they can do, without importing any of them."""
    if hasattr(value, "columns") and hasattr(value, "to_dict"):
        if len(value) > MAX_ROWS:
            raise CourseError(f"This table has {len(value):,} rows; at most {MAX_ROWS:,} can be kept.", where,
                              "Hand in the summary, not the log.")  # fmt: skip
        return plain(value.to_dict("records"), where, depth + 1)
    if hasattr(value, "model_dump"):
        return plain(value.model_dump(mode="json"), where, depth + 1)
    if hasattr(value, "tolist"):  # numpy arrays and scalars, Series, Index
        listed = value.tolist()
        if listed is not value:
            return plain(listed, where, depth + 1)
    if type(value).__name__ in {"NaTType", "NAType"}:
        return None
    if hasattr(value, "__float__"):
        return float(value)
    kind = type(value).__name__
    raise CourseError(f"A {kind} cannot be kept as an answer.", where, "Give a number, a text, a list or a table.")
