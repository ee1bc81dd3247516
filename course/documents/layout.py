"""How the rows of a block stand on the page: one or more tables, declared beside the block's fields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    heading, fields, width, join : str, tuple of str, int, str
        Its heading, the fields that it shows, relative width, and what stands between several fields.
    named : bool
        A reference shows its name beside the id.
    coded : bool
        A choice shows its code; what the codes mean stands below the table.
    """

    heading: str
    fields: tuple[str, ...]
    width: int = 10
    join: str = "\n"
    named: bool = False
    coded: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table over the rows of a block, with a caption."""

    caption: str
    columns: tuple[Column, ...]


def sheet(caption: str, *columns: tuple[str, str, int]) -> Sheet:
    """Declare a table in short: for each column the heading, the field names with spaces between, and the width."""
    return Sheet(caption, tuple(Column(heading, tuple(names.split()), width) for heading, names, width in columns))
