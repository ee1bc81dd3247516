"""Definitions evaluated on one's own case data, so that a notebook need not name the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course import indicators
from course.cases.library import as_of as moment
from course.cases.library import case

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from course.indicators import Indicator, Result
    from course.indicators.reading import Tables
    from course.indicators.table import Definitions


def evaluate(
    definition: Indicator, tables: Tables | None = None, as_of: Any = None, *, by: str | None = None, period: Any = None
) -> Result | pd.DataFrame:
    """Evaluate a definition on your own case data.

    Parameters
    ----------
    definition : Indicator
        As made by ``cs.indicator(...)``.
    tables : mapping of str to pandas.DataFrame, optional
        Other tables by name; your own cleaned ones when left out.
    as_of : date or str, optional
        The moment of the report; that of the case when left out.
    by : str, optional
        Column by which to break the figure down, for example ``store_id``.
    period : int, str or pair of dates, optional
        Instead of the definition's own, for example 2025.

    Returns
    -------
    Result or pandas.DataFrame
        One figure, or one row a group.

    Raises
    ------
    CourseError
        When the period is open, or a table or column does not exist.
    """
    own = case().views if tables is None else tables
    when = moment() if as_of is None else as_of
    if by is None:
        return indicators.evaluate(definition, own, when, period=period)
    return indicators.evaluate(definition, own, when, by=by, period=period)


def indicator_table(
    *, year: int | Sequence[int], stores: str | Sequence[str], definitions: Definitions
) -> pd.DataFrame:
    """Put several indicators for several stores into one table, from your own case data.

    Parameters
    ----------
    year : int or list of int
        Calendar year, which is the financial year here; or several.
    stores : str or list of str
        ``all`` for every store, ``chain`` for all of them as one figure only, or some store ids.
    definitions : mapping of str to Indicator, or list of Indicator
        As made by ``cs.indicator(...)``; a mapping gives each its heading.

    Returns
    -------
    pandas.DataFrame
        One row a year and store: months open, and for each definition the figure as it is shown and its n.

    Raises
    ------
    CourseError
        When there is nothing to evaluate, or a store is unknown.
    """
    return indicators.indicator_table(
        year=year, stores=stores, definitions=definitions, tables=case().views, as_of=moment()
    )
