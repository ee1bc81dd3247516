"""Several indicators for several stores in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from course.errors import CourseError
from course.indicators.evaluation import evaluate
from course.indicators.guards import columns, one_of
from course.indicators.periods import period_of
from course.indicators.reading import Tables
from course.indicators.record import Indicator

CHAIN = "all stores"


def indicator_table(
    *, year: int, stores: str | Sequence[str], definitions: Mapping[str, Indicator], tables: Tables, as_of: Any
) -> pd.DataFrame:
    """Evaluate some definitions for one year, store by store and for all together.

    Parameters
    ----------
    year : int
        Calendar year, which is the financial year here.
    stores : str or list of str
        ``all``, or some store ids.
    definitions : mapping of str to Indicator
        Heading to definition.
    tables : mapping of str to pandas.DataFrame
        Views by name; ``store_month`` gives the stores and how many months of the year each was open.
    as_of : date or str
        The moment of the report.

    Returns
    -------
    pandas.DataFrame
        One row a store and one for all of them; ``months`` open in the year, then for each definition the figure as
        it is shown and its n. A figure that cannot be measured is blank.

    Raises
    ------
    CourseError
        When there is nothing to evaluate, a store is unknown, or a definition does not fit the tables.
    """
    if not isinstance(definitions, Mapping) or not definitions:
        raise CourseError("There is no definition to evaluate.", "definitions", 'Give some by name: {"on time": ...}.')
    columns(tables.get("store_month"), ["store_id", "month"], "store_month")
    months = tables["store_month"]
    known = sorted(months["store_id"].unique())
    chosen = known if stores == "all" else [one_of("stores", s, known) for s in stores]
    chain = CHAIN if chosen == known else "these stores"
    window = period_of(year)
    open_ = months[months["month"].str[:4] == str(year)].groupby("store_id")["month"].nunique()
    board = pd.DataFrame({"months": open_.reindex(chosen).fillna(0).astype(int)})
    board.loc[chain] = [int(board["months"].max())]
    narrowed = tables if chosen == known else _only(tables, chosen)
    for heading, record in definitions.items():
        rows = evaluate(record, narrowed, as_of, by="store_id", period=window).reindex(chosen)
        total = evaluate(record, narrowed, as_of, period=window)
        board[heading] = np.append(rows["shown"].to_numpy(float), total.shown)
        board[f"{heading} (n)"] = np.append(rows["n"].fillna(0).to_numpy(float), total.n)
    return board.rename_axis("store")


def _only(tables: Tables, stores: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Narrow every table that knows stores to those that were asked for."""
    narrowed = {}
    for name, frame in tables.items():
        column = next((c for c in ("store_id", "join_store") if c in frame.columns), None)
        narrowed[name] = frame[frame[column].isin(stores)] if column else frame
    return narrowed
