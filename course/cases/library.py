"""The verbs of the case data: load a table, read its code book, get the views and documents of a variant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from course.cases.case import Case
from course.cases.codebook import CodeBook, Overview
from course.cases.family import families, family, family_of_table
from course.cases.given import given, only_if_given
from course.cases.kept import KeptCase
from course.cases.recorded import recorded_variant
from course.cases.register import current_variant, variant_named
from course.cases.variant import Variant
from course.errors import CourseError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

    from course.cases.family import Frames

    Which = Variant | str | int | None


def load(name: str, variant: Which = None) -> pd.DataFrame:
    """Load a table of the case.

    Parameters
    ----------
    name : str
        Such as ``"cases"``; ``"cases_clean"`` for the cleaned view.
    variant : optional
        Without it, your own variant, or ``base`` where nobody gave you one. ``"base"`` is the lesson's data.

    Returns
    -------
    pandas.DataFrame
        A table of your own: you may change it. What its columns mean is in ``cs.describe(name)``.

    Raises
    ------
    CourseError
        There is no such table (the near names are offered), or it is the cleaned one of your own case and is not given
        in this folder.
    """
    owner, short = family_of_table(name)
    found = case(variant, owner.name)
    only_if_given(found, short, f'cs.load("{name}")')
    return found.load(short)


def describe(name: str = "") -> CodeBook | Overview:
    """Show the code book of a table: each column's meaning, unit, allowed values, and when it is missing.

    Without a name, the list of tables.
    """
    if not name:
        return Overview(tuple(families().values()))
    owner, short = family_of_table(name)
    return CodeBook(owner.declared[short], owner.title)


def names(company: str | None = None) -> list[str]:
    """List the names of the released tables, of one company or of all."""
    chosen = [family(company)] if company else list(families().values())
    return [table.name for each in chosen for table in each.tables]


def views(variant: Which = None, company: str | None = None) -> Frames:
    """Get the tables that indicators are evaluated on, by the released names: cleaned, with joined columns.

    Those of your own case are given where the family says so; marking takes ``case(...).views``.
    """
    return {name: frame.copy() for name, frame in given(case(variant, company)).items()}


def excluded(name: str, variant: Which = None) -> pd.DataFrame:
    """List the rows that the reference cleaning leaves out of a table, each with its reason."""
    owner, short = family_of_table(name)
    own = case(variant, owner.name)
    only_if_given(own, f"{short}_clean", f'cases.excluded("{name}")')
    found = owner.clean(own.tables)
    if short not in found:
        raise CourseError(f"The table {short} needs no cleaning.", "", did_you_mean(short, list(found)))
    return found[short][1]


def document(name: str, variant: Which = None, company: str | None = None) -> dict[str, Any]:
    """Get a document under review, such as ``"scheme"``."""
    found = case(variant, company).documents
    if name not in found:
        raise CourseError(f'There is no document "{name}".', "", did_you_mean(name, list(found)))
    return found[name]


def as_of(company: str | None = None) -> pd.Timestamp:
    """Get the moment of the export: "today" in every calculation of the case."""
    from pandas import Timestamp

    return Timestamp(family(company).as_of)


def case(variant: Which = None, company: str | None = None) -> Case:
    """Get all tables, views and documents of a variant; for marking, which passes a trainee's own variant."""
    return _kept(_resolve(variant, family(company).name))


def _resolve(variant: Which, company: str) -> Variant:
    if isinstance(variant, Variant):
        return variant
    if variant is None:
        return current_variant(family_name=company)
    if isinstance(variant, int):
        return recorded_variant(company, variant)
    return variant_named(variant, company)


@lru_cache(maxsize=4)
def _kept(variant: Variant) -> Case:
    return KeptCase(family(variant.family), variant)
