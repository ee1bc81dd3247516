"""Several indicators for several stores and years in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from course.errors import CourseError
from course.indicators.evaluation import evaluate
from course.indicators.guards import columns, one_of
from course.indicators.periods import period_of
from course.indicators.reading import Tables
from course.indicators.record import Indicator

CHAIN, SOME = "all stores", "these stores"

Definitions = Mapping[str, Indicator] | Sequence[Indicator]


def indicator_table(
    *, year: int | Sequence[int], stores: str | Sequence[str], definitions: Definitions, tables: Tables, as_of: Any
) -> pd.DataFrame:
    """Evaluate some definitions, year by year and store by store, and for the stores together.

    Parameters
    ----------
    year : int or list of int
        Calendar year, which is the financial year here; or several.
    stores : str or list of str
        ``all`` for every store, ``chain`` for all of them as one figure only, or some store ids.
    definitions : mapping of str to Indicator, or list of Indicator
        Heading to definition; in a list each has its own name as heading.
    tables : mapping of str to pandas.DataFrame
        Views by name; ``store_month`` gives the stores and how many months of the year each was open.
    as_of : date or str
        The moment of the report.

    Returns
    -------
    pandas.DataFrame
        One row a year and store, with ``months`` open in the year; for each definition the figure as it is shown and
        its n. A figure that cannot be measured is blank.

    Raises
    ------
    CourseError
        When there is nothing to evaluate, a store is unknown, or a definition does not fit the tables.
    """
    records = _records(definitions)
    columns(tables.get("store_month"), ["store_id", "month"], "store_month")
    known = sorted(tables["store_month"]["store_id"].unique())
    chosen = known if isinstance(stores, str) else [one_of("stores", s, known) for s in stores]
    if isinstance(stores, str):
        one_of("stores", stores, ["all", "chain"])
    narrowed = tables if chosen == known else _only(tables, chosen)
    together = CHAIN if chosen == known else SOME
    years = [year] if isinstance(year, int | str) else list(year)
    blocks = [_block(y, [] if stores == "chain" else chosen, together, records, narrowed, as_of) for y in years]
    return pd.concat(blocks, ignore_index=True)


def _block(
    year: int, stores: list[str], together: str, records: Mapping[str, Indicator], tables: Tables, as_of: Any
) -> pd.DataFrame:
    """One year: each store, then the stores together."""
    window, months = period_of(year), tables["store_month"]
    inside = months[months["month"].str[:4] == f"{window.first:%Y}"]
    open_ = inside.groupby("store_id")["month"].nunique().reindex(stores).fillna(0).astype(int).tolist()
    board: dict[str, list[Any]] = {
        "year": [window.first.year] * (len(stores) + 1),
        "store": [*stores, together],
        "months": [*open_, int(inside["month"].nunique())],
    }
    for heading, record in records.items():
        total = evaluate(record, tables, as_of, period=window)
        shown, n = [total.shown], [total.n]
        if stores:
            rows = evaluate(record, tables, as_of, by="store_id", period=window).reindex(stores)
            shown, n = [*rows["shown"].tolist(), *shown], [*rows["n"].fillna(0).tolist(), *n]
        board[heading], board[f"{heading} (n)"] = shown, [int(x) for x in n]
    return pd.DataFrame(board)


def _records(definitions: Any) -> dict[str, Indicator]:
    named = definitions if isinstance(definitions, Mapping) else None
    if named is None and isinstance(definitions, list | tuple):
        named = {record.name.en: record for record in definitions if isinstance(record, Indicator)}
        named = named if len(named) == len(definitions) else None
    if not named or not all(isinstance(record, Indicator) for record in named.values()):
        what = "The definitions must be some that cs.indicator(...) made, each with its own name."
        raise CourseError(what, "definitions", 'Give a list of them, or a heading for each: {"on time": ...}.')
    return dict(named)


def _only(tables: Tables, stores: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Narrow every table that knows stores to those that were asked for."""
    narrowed = {}
    for name, frame in tables.items():
        column = next((c for c in ("store_id", "join_store") if c in frame.columns), None)
        narrowed[name] = frame[frame[column].isin(stores)] if column else frame
    return narrowed
