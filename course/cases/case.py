"""One variant of a company as its readers see it: released tables, cleaned views, documents."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from course.cases.family import Family, Frames
    from course.cases.variant import Variant


class Case:
    """A variant's tables, with the views made when they are first asked for.

    Attributes
    ----------
    family, variant : Family, Variant
        Whose data, and which drawing.
    tables : dict of str to pandas.DataFrame
        As released.
    """

    def __init__(self, family: Family, variant: Variant, tables: Frames) -> None:
        self.family, self.variant, self.tables = family, variant, tables

    @cached_property
    def views(self) -> Frames:
        """The tables that indicators are evaluated on: cleaned, and with joined columns."""
        return self.family.views(self.tables)

    @cached_property
    def documents(self) -> dict[str, dict[str, Any]]:
        """The documents under review, by name."""
        return self.family.documents(self.variant)

    @property
    def as_of(self) -> pd.Timestamp:
        """The moment of the export."""
        from pandas import Timestamp

        return Timestamp(self.family.as_of)

    def load(self, name: str) -> pd.DataFrame:
        """Return a copy of a released table, or of a view by its declared name such as ``cases_clean``."""
        released = {table.name for table in self.family.tables}
        if name in released:
            return self.tables[name].copy()
        return self.views[name.removesuffix("_clean")].copy()
