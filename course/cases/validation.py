"""Does a frame hold what its declaration says? Each broken rule is one sentence with the place and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import CourseError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from course.cases.table import Column, Table

RELOAD = 'Load the table again with cs.load("{name}"), and work on a copy of it.'


def validate(frame: pd.DataFrame, table: Table, others: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Check a frame against its declaration and return it unchanged.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table as loaded.
    table : Table
        What it should hold.
    others : mapping of str to pandas.DataFrame, optional
        Tables that foreign keys point to; without them foreign keys are not checked.

    Returns
    -------
    pandas.DataFrame
        The same frame.

    Raises
    ------
    CourseError
        Names the table, the column, an example of what was found, and what is expected.
    """
    _check_names(frame, table)
    for column in table.columns:
        for complaint in _complaints(frame[column.name], column, others or {}):
            raise CourseError(complaint, f"table {table.name}, column {column.name}", RELOAD.format(name=table.name))
    if not table.key_repeats:
        _check_key(frame, table)
    return frame


def _check_names(frame: pd.DataFrame, table: Table) -> None:
    missing = [name for name in table.names if name not in frame.columns]
    extra = [str(name) for name in frame.columns if name not in table.names]
    if missing:
        hint = did_you_mean(missing[0], extra) if extra else RELOAD.format(name=table.name)
        raise CourseError(f"The table has no column {missing[0]}.", f"table {table.name}", hint)
    if extra:
        hint = f"Take {extra[0]} out, or keep it in a table of your own. {did_you_mean(extra[0], table.names)}"
        raise CourseError(f"The table has a column that it should not have: {extra[0]}.", f"table {table.name}", hint)


def _check_key(frame: pd.DataFrame, table: Table) -> None:
    twice = frame.duplicated(list(table.key))
    if twice.any():
        example = ", ".join(str(frame[name].iloc[int(twice.argmax())]) for name in table.key)
        raise CourseError(
            f"{int(twice.sum())} rows repeat a key that should name one row only, for example {example}.",
            f"table {table.name}, key {', '.join(table.key)}",
            RELOAD.format(name=table.name),
        )


def _complaints(values: pd.Series, column: Column, others: Mapping[str, pd.DataFrame]) -> list[str]:
    """Everything wrong with one column; the first is shown."""
    import pandas as pd

    expected = pd.api.types.pandas_dtype(column.dtype)
    found_moment = column.type == "moment" and values.dtype.kind == "M"
    if values.dtype != expected and not found_moment:
        return [f"The column holds {values.dtype} where {column.type} ({column.dtype}) is expected."]
    blank = values.isna()
    if blank.any() and not column.may_be_missing:
        return [f"{int(blank.sum())} values are missing, and none may be."]
    present = values[~blank]
    wrong = _outside(present, column)
    if column.refers and (target := _referred(column, others)) is not None:
        wrong = [*wrong, (~present.isin(target), f"a value of {column.refers}")]
    return [
        f"{int(bad.sum())} values are not allowed, for example {present[bad].iloc[0]!r}; expected is {rule}."
        for bad, rule in wrong
        if bad.any()
    ]


def _outside(present: pd.Series, column: Column) -> list[tuple[pd.Series, str]]:
    """Pair the column's rules with the values that break them: (which, the rule in words)."""
    import pandas as pd

    rules = []
    if column.allowed:
        rules.append((~present.isin(column.allowed), "one of " + ", ".join(map(str, column.allowed))))
    if column.full_pattern:
        bad = ~present.str.fullmatch(column.full_pattern).astype(bool)
        rules.append((bad, f"text of the form {column.full_pattern}"))
    for bound, is_low in ((column.low, True), (column.high, False)):
        if bound is None:
            continue
        limit = pd.Timestamp(bound) if column.type == "moment" else bound
        bad = present < limit if is_low else present > limit
        rules.append((bad, f"{'at least' if is_low else 'at most'} {bound}"))
    return rules


def _referred(column: Column, others: Mapping[str, pd.DataFrame]) -> pd.Series | None:
    table, _, name = column.refers.partition(".")
    return others[table][name] if table in others else None
