"""Declared tables: one declaration makes the loader's check, the code book and the manifest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

ColumnType = Literal["text", "integer", "number", "yes_no", "month", "date", "stamp", "moment"]

NEVER = "never"

# Text kinds keep what the system exported: dates stay text until a cleaning step reads them.
PATTERNS = {
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "date": r"\d{4}-\d{2}-\d{2}",
    "stamp": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a declared table.

    Attributes
    ----------
    name, meaning : str
        The header, and what it says in one phrase.
    type : ColumnType
        ``month`` is text YYYY-MM, ``date`` text YYYY-MM-DD, ``stamp`` text YYYY-MM-DD HH:MM; ``moment`` is a real
        date and time, which only cleaned tables have.
    unit : str
        Unit of a measured value, such as ``HKD``.
    allowed : tuple
        Every value that may occur; empty where any value of the type may.
    low, high : float or str or None
        Smallest and largest value; for the text kinds by their order as text.
    pattern : str
        Regular expression that the whole text meets.
    missing : str
        ``never``, or when a value is missing.
    note : str
        What a reader must know before using the column.
    refers : str
        ``table.column`` that holds every value of this one.
    """

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    allowed: tuple[str | int, ...] = ()
    low: float | str | None = None
    high: float | str | None = None
    pattern: str = ""
    missing: str = NEVER
    note: str = ""
    refers: str = ""

    @property
    def may_be_missing(self) -> bool:
        """Whether a missing value is part of the declaration."""
        return self.missing != NEVER

    @property
    def full_pattern(self) -> str:
        """The pattern that a text value meets, its own or its kind's."""
        return self.pattern or PATTERNS.get(self.type, "")

    @property
    def dtype(self) -> str:
        """The pandas type that a loaded column has."""
        if self.type == "integer":
            return "Int64" if self.may_be_missing else "int64"
        return {"number": "float64", "yes_no": "bool", "moment": "datetime64[s]"}.get(self.type, "str")


@dataclass(frozen=True, kw_only=True)
class Table:
    """One declared table.

    Attributes
    ----------
    name : str
        File name without ending, and the name in ``cs.load``.
    number : int
        The table's random stream within its family; a number is never used again for another table.
    row : str
        What one row stands for.
    story : str
        Where the table comes from and what to watch for, in plain sentences.
    columns : tuple of Column
        In the order of the file.
    key : tuple of str
        Columns that name a row.
    key_repeats : bool
        The released table names some rows twice; the key holds after cleaning.
    """

    name: str
    number: int
    row: str
    story: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    key_repeats: bool = False

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    @property
    def dtypes(self) -> dict[str, str]:
        """The pandas type of each column."""
        return {column.name: column.dtype for column in self.columns}

    def column(self, name: str) -> Column:
        """Return the declared column of this name."""
        return next(column for column in self.columns if column.name == name)

    def cleaned(self, name: str, story: str, changed: Mapping[str, Column], added: tuple[Column, ...] = ()) -> Table:
        """Declare the cleaned form of this table: some columns replaced, some added, and a key that holds."""
        columns = tuple(changed.get(column.name, column) for column in self.columns)
        return replace(self, name=name, story=story, columns=columns + added, key_repeats=False)

    def cast(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give a drawn frame the declared column order and types.

        Raises
        ------
        KeyError
            A declared column was not drawn; that is a defect of the simulator, not of the data.
        """
        ordered = frame[self.names]
        other = {name: dtype for name, dtype in self.dtypes.items() if ordered[name].dtype != dtype}
        return ordered.astype(other) if other else ordered
