"""A case family: one fictional company, found from its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from course.errors import CourseError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

    from course.cases.table import Table
    from course.cases.truth import Bound, Truth
    from course.cases.variant import Variant

    Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class World:
    """Everything that one draw makes.

    Attributes
    ----------
    tables : dict of str to pandas.DataFrame
        As released, with the faults of the exports.
    true : dict of str to pandas.DataFrame
        What cleaning must give back, for the tables that have faults; never released.
    facts : dict
        What differs between variants besides the numbers; never released.
    """

    tables: Frames
    true: Frames
    facts: dict[str, Any]


@dataclass(frozen=True)
class Family:
    """What the shared code needs to know of a company.

    Attributes
    ----------
    name, title, story : str
        Folder name, the company's name, and one paragraph that says that it is invented.
    as_of : str
        The moment of the export; nothing later exists.
    window : tuple of str
        First and last day of the data.
    tables, clean_tables : tuple of Table
        Declarations as released, and of the views that indicators are evaluated on.
    draw : callable
        From a variant to its world. Pure, and the same to the byte every time.
    clean : callable
        From the released tables to ``(clean, excluded)`` by table.
    views : callable
        From the released tables to the declared views.
    documents : callable
        From a variant to the documents under review, by name.
    check : callable
        From a world and its views; raises when an invariant is broken.
    figures : callable
        From the views and the facts to every figure that truths and guards name.
    truths, guards : tuple of Truth
        All hold in an accepted variant.
    gives : mapping of str to tuple of str
        Which cleaned tables of one's own variant an assignment's folder gives, by its name. Nothing else does, because
        cleaning is a task of its own.
    base : tuple of Bound
        Where the figures of the lesson variant lie, so that lessons keep their sizes.
    extra : dict
        More for the manifest, such as calendars.
    """

    name: str
    title: str
    story: str
    as_of: str
    window: tuple[str, str]
    tables: tuple[Table, ...]
    clean_tables: tuple[Table, ...]
    draw: Callable[[Variant], World]
    clean: Callable[[Frames], dict[str, tuple[pd.DataFrame, pd.DataFrame]]]
    views: Callable[[Frames], Frames]
    documents: Callable[[Variant], dict[str, dict[str, Any]]]
    check: Callable[[World, Frames], None]
    figures: Callable[[Frames, Mapping[str, Any]], dict[str, float]]
    truths: tuple[Truth, ...]
    guards: tuple[Truth, ...]
    gives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    base: tuple[Bound, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def declared(self) -> dict[str, Table]:
        """Every table and view by the name that ``cs.load`` takes."""
        return {table.name: table for table in (*self.tables, *self.clean_tables)}


@cache
def families() -> dict[str, Family]:
    """All companies by name: every subfolder of ``course/cases`` that is a package with a ``FAMILY``."""
    from importlib import import_module
    from pkgutil import iter_modules

    folder = __name__.rpartition(".")[0]
    path = import_module(folder).__path__
    names = sorted(module.name for module in iter_modules(path) if module.ispkg)
    return {name: import_module(f"{folder}.{name}").FAMILY for name in names}


def family(name: str | None = None) -> Family:
    """Return one company by name; without a name the only one there is.

    Raises
    ------
    CourseError
        Unknown name, or no name where there are several companies.
    """
    known = families()
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None:
        raise CourseError("There are several companies; say which one.", "", "Known names: " + ", ".join(known) + ".")
    if name not in known:
        raise CourseError(f'There is no company "{name}".', "", did_you_mean(name, list(known)))
    return known[name]


def family_of_table(name: str) -> tuple[Family, str]:
    """Find the company that declares a table; ``company.table`` where two declare the same name.

    Raises
    ------
    CourseError
        With the near names, or the full names to choose from.
    """
    owner, _, short = name.rpartition(".")
    pool = [family(owner)] if owner else list(families().values())
    found = [each for each in pool if short in each.declared]
    if len(found) == 1:
        return found[0], short
    if found:
        full = " or ".join(f'"{each.name}.{short}"' for each in found)
        raise CourseError(f'Several companies have a table "{short}".', f'cs.load("{name}")', f"Write {full}.")
    known = [table for each in pool for table in each.declared]
    raise CourseError(f'There is no table "{name}".', f'cs.load("{name}")', did_you_mean(short, known))
