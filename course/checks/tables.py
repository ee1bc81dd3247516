"""The ladder for a table: attempted, kind, shape, column names, values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from course.checks.outcome import Outcome, not_attempted, not_yet, right
from course.checks.words import found
from course.errors import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

Kinds = Mapping[str, str] | Sequence[str]


def check_table(
    frame: Any,
    columns: Kinds,
    expected: pd.DataFrame | None = None,
    *,
    label: str = "The table",
    keys: Sequence[str] = (),
    tolerance: float = 1e-9,
) -> Outcome:
    """Check a table; more columns and another order of rows or columns are fine.

    Parameters
    ----------
    frame : Any
        A pandas table, or a list of records as the answers file keeps it.
    columns : mapping or sequence of str
        Columns that must be there; as a mapping with their kind: ``number``, ``text`` or ``date``.
    expected : DataFrame, optional
        The right table. Left out, only what is visible is checked.
    label : str
        Name of the table in messages, for example the variable.
    keys : sequence of str
        Columns that identify a row; all text columns of `columns` when left out.
    tolerance : float
        Largest distance at which two numbers count as equal.
    """
    import pandas as pd

    if frame is None or (isinstance(frame, list) and not frame):
        return not_attempted(f"{label} is not there yet.", "Make it with one line, then check again.")
    if isinstance(frame, list) and all(isinstance(row, Mapping) for row in frame):
        frame = pd.DataFrame(frame)
    if isinstance(frame, pd.Series):
        frame = frame.reset_index()
    if not isinstance(frame, pd.DataFrame):
        return not_yet(f"{label} is {found(frame)}; a table is expected.", "Leave out what turns it into one value.")
    if frame.empty:
        return not_yet(f"{label} has no rows.", "Look at the filter: it lets nothing through.")
    kinds = dict(columns) if isinstance(columns, Mapping) else dict.fromkeys(columns, "")
    flat = frame if set(kinds) <= set(frame.columns) else frame.reset_index()
    return (
        _names(flat, kinds, label)
        or _kinds(flat, kinds, label)
        or _values(flat, kinds, expected, label, list(keys), tolerance)
    )


def _names(frame: pd.DataFrame, kinds: Mapping[str, str], label: str) -> Outcome | None:
    missing = [column for column in kinds if column not in frame.columns]
    if not missing:
        return None
    names = [str(column) for column in frame.columns]
    return not_yet(f'{label} has no column "{missing[0]}".', did_you_mean(missing[0], names))


def _kinds(frame: pd.DataFrame, kinds: Mapping[str, str], label: str) -> Outcome | None:
    import pandas as pd

    for column, kind in kinds.items():
        series = frame[column]
        if kind == "number" and not pd.api.types.is_numeric_dtype(series):
            bad = pd.to_numeric(series, errors="coerce").isna() & series.notna()
            shown = found(series[bad].iloc[0]) if bad.any() else "text"
            return not_yet(f'Column "{column}" of {label} holds {shown}; numbers are expected.', "Make it numbers.")
        if kind == "date" and pd.to_datetime(series, errors="coerce", format="ISO8601").isna().any():
            return not_yet(f'Column "{column}" of {label} holds what cannot be read as a date.',
                           "Dates are written YYYY-MM-DD.")  # fmt: skip
    return None


def _values(
    frame: pd.DataFrame,
    kinds: Mapping[str, str],
    expected: pd.DataFrame | None,
    label: str,
    keys: list[str],
    tolerance: float,
) -> Outcome:
    if expected is None:
        return right(f"{label} has the columns and kinds that are asked for.",
                     "Whether the values are right is checked when your work is marked.")  # fmt: skip
    keys = keys or [column for column in kinds if not _numeric(expected[column])]
    ours, wish = (_sorted(table, list(kinds), keys) for table in (frame, expected))
    if len(ours) != len(wish):
        more = "more" if len(ours) > len(wish) else "fewer"
        return not_yet(f"{label} has {len(ours):,} rows, {more} than expected.", "Look at which rows are in and out.")
    for column in kinds:
        differs = _differs(ours[column], wish[column], tolerance)
        if differs.any():
            row = ", ".join(f"{key} {ours[key][differs].iloc[0]}" for key in keys) or "the first of them"
            return not_yet(f'Column "{column}" of {label} is not right yet in {int(differs.sum()):,} of {len(ours):,} '
                           f"rows; look at {row}.", "Work this one row out by hand and compare.")  # fmt: skip
    return right(f"{label} is right.")


def _numeric(series: pd.Series[Any]) -> bool:
    import pandas as pd

    return bool(pd.api.types.is_numeric_dtype(series))


def _sorted(table: pd.DataFrame, columns: list[str], keys: list[str]) -> pd.DataFrame:
    chosen = table[columns]
    return (chosen.sort_values(keys, kind="stable") if keys else chosen).reset_index(drop=True)


def _differs(ours: pd.Series[Any], wish: pd.Series[Any], tolerance: float) -> pd.Series[Any]:
    """Where two columns differ; two missing values are equal."""
    both = ours.isna() & wish.isna()
    if _numeric(ours) and _numeric(wish):
        return ~((ours.astype(float) - wish.astype(float)).abs() <= tolerance) & ~both
    return (ours.astype(str) != wish.astype(str)) & ~both
