"""Difference in differences of any indicator definition: some units against others, two periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from course.errors import CourseError
from course.indicators.evaluation import evaluate
from course.indicators.guards import one_of
from course.indicators.reading import Tables
from course.indicators.record import Indicator
from course.methods.effects import Effect, Kind, change, did

KINDS: dict[str, Kind] = {"share": "share", "plain": "amount"}


def effect(
    record: Indicator,
    tables: Tables,
    as_of: Any,
    *,
    treated: Sequence[str],
    control: Sequence[str] | None,
    before: Any,
    after: Any,
    by: str = "store_id",
) -> Effect:
    """Compare two periods of the treated units with those of the controls.

    Parameters
    ----------
    record : Indicator
        What is compared; a rate, a share or a sum of money, pooled as sum over sum.
    tables : mapping of str to pandas.DataFrame
        Views by name.
    as_of : date or str
        The moment of the report.
    treated, control : sequence of str
        Ids of the units; None for control gives a plain before and after.
    before, after : int, str or pair
        The two periods, such as ``("2024-01", "2024-08")``.
    by : str
        Column that names the units.

    Returns
    -------
    Effect

    Raises
    ------
    CourseError
        When the definition has no two sides to pool, a unit does not exist or is on both sides, or nothing was counted.
    """
    if record.pooling != "sum_over_sum":
        raise CourseError(
            f'"{record.name.en}" is a mean of groups, so its counts cannot be added up.',
            "pooling",
            'Define it with pooling="sum_over_sum".',
        )
    boards = [evaluate(record, tables, as_of, by=by, period=period) for period in (before, after)]
    units = _units(boards, treated, control)
    cells = {side: [_cell(board, ids) for board in boards] for side, ids in units.items()}
    kind, scale = KINDS.get(record.kind, "count"), record.scale
    t0, t1 = cells["treated"]
    if control is None:
        return change(before=t0, after=t1, kind=kind, scale=scale)
    c0, c1 = cells["control"]
    return did(treated_before=t0, treated_after=t1, control_before=c0, control_after=c1, kind=kind, scale=scale)


def _units(boards: list[pd.DataFrame], treated: Sequence[str], control: Sequence[str] | None) -> dict[str, list[str]]:
    known = sorted({str(key) for board in boards for key in board.index})
    found = {}
    for side, ids in (("treated", treated), ("control", control or [])):
        if isinstance(ids, str) or (not ids and side == "treated"):
            raise CourseError(f"{side} is {ids!r:.40}.", side, 'Give a list of ids, such as ["S02", "S05"].')
        found[side] = [str(one_of(side, key, known)) for key in ids]
    both = sorted(set(found["treated"]) & set(found["control"]))
    if both:
        raise CourseError(f"{both[0]} is on both sides.", "control", "A control must be untouched: leave it out.")
    return found


def _cell(board: pd.DataFrame, ids: list[str]) -> tuple[float, float]:
    own = board[board.index.isin(ids)]
    return float(own["numerator"].sum()), float(own["denominator"].sum())
