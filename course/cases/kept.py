"""A variant whose tables come from the cache, each when it is first looked at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from course.cases import cache
from course.cases.case import Case

if TYPE_CHECKING:
    import pandas as pd

    from course.cases.family import Family, Frames
    from course.cases.variant import Variant


class KeptCase(Case):
    """A case that draws and cleans nothing that is kept already; one table alone is read alone.

    Parameters
    ----------
    family, variant : Family, Variant
        Whose data, and which drawing.
    """

    def __init__(self, family: Family, variant: Variant) -> None:
        self.family, self.variant = family, variant
        self._read: Frames = {}

    @cached_property
    def tables(self) -> Frames:  # type: ignore[override]
        """The tables as released, from the cache or drawn and then kept."""
        return cache.tables(self.family, self.variant)

    @cached_property
    def views(self) -> Frames:
        """The tables that indicators are evaluated on, from the cache or cleaned and then kept."""
        cleaned = {table.name.removesuffix("_clean"): table.name for table in self.family.clean_tables}
        wanted = {table.name: cleaned.get(table.name, table.name) for table in self.family.tables}
        if all(self._is_kept(name) for name in wanted.values()):
            return {short: self._read[name] for short, name in wanted.items()}
        made = self.family.views(self.tables)
        cache.write({name: made[short] for short, name in cleaned.items()}, self.variant)
        return made

    def load(self, name: str) -> pd.DataFrame:
        """Return a copy of a released or cleaned table, read by itself where it is kept."""
        return self._read[name].copy() if self._is_kept(name) else super().load(name)

    def _is_kept(self, name: str) -> bool:
        """Read a kept table, unless it was read before; False where there is none."""
        if name not in self._read:
            found = cache.read(self.family.declared[name], self.variant)
            if found is None:
                return False
            self._read[name] = found
        return True
