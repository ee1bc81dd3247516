"""The cleaning of the case log as eight choices: what a trainee decides on a form, applied to the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from course.cases.lantern_lane import world
from course.cases.lantern_lane.cleaning import DAY_FIRST, ISO

SAME_THING = ["member_id", "store_id", "category"]


def run(raw: pd.DataFrame, choices: Mapping[str, Any]) -> pd.DataFrame:
    """Apply cleaning choices to the log, in the order of the form; an open choice leaves the rows as they are.

    Parameters
    ----------
    raw : pandas.DataFrame
        The log as released.
    choices : mapping of str to str
        ``repeats``, ``linked``, ``store_ids``, ``unknown_stores``, ``day_first``, ``period``, ``no_member`` and
        ``still_open``; the values are those of exercise 105082L4.3.1.

    Returns
    -------
    pandas.DataFrame
        The rows that remain, with ``received_at`` read as the choice says (blank where that cannot be read).
    """
    rows = _repeats(raw, choices.get("repeats"))
    if choices.get("linked") == "drop":
        rows = rows[rows["linked_case_id"].isna()]
    rows = _stores(rows, choices.get("store_ids"))
    if choices.get("unknown_stores") == "drop":
        rows = rows[rows["store_id"].isin(list(world.STORE_IDS))]
    rows = rows.assign(received_at=_received(rows, choices.get("day_first")))
    rows = rows[_inside(rows, choices.get("period"))]
    if choices.get("no_member") == "drop":
        rows = rows[rows["member_id"].notna()]
    return rows[rows["closed_at"].notna()] if choices.get("still_open") == "drop" else rows


def _repeats(rows: pd.DataFrame, choice: str | None) -> pd.DataFrame:
    if choice == "same_case_id":
        return rows.drop_duplicates("case_id")
    if choice == "identical_rows":
        return rows.drop_duplicates()
    if choice == "same_member_store_category":
        return rows[~rows.duplicated(SAME_THING) | rows["member_id"].isna()].drop_duplicates("case_id")
    return rows


def _stores(rows: pd.DataFrame, choice: str | None) -> pd.DataFrame:
    if choice not in ("trim_upper", "trim_upper_pad"):
        return rows
    store = rows["store_id"].str.strip().str.upper()
    return rows.assign(
        store_id=store.str.replace(r"^S(\d)$", r"S0\1", regex=True) if choice == "trim_upper_pad" else store
    )


def _received(rows: pd.DataFrame, choice: str | None) -> pd.Series:
    """Read the dates; a date that does not fit the chosen reading stays blank."""
    text = rows["received_at"]
    slashed = text.str.contains("/", regex=False)
    if choice is None:
        return pd.to_datetime(text.where(~slashed), format=ISO)
    if choice == "none":
        day_first, pattern = slashed, "%m/%d/%Y %H:%M"
    else:
        day_first, pattern = (slashed if choice == "all_with_slash" else rows["channel"].eq(choice)), DAY_FIRST
    iso = pd.to_datetime(text.where(~day_first), format=ISO, errors="coerce")
    return iso.fillna(pd.to_datetime(text.where(day_first), format=pattern, errors="coerce"))


def _inside(rows: pd.DataFrame, choice: str | None) -> pd.Series:
    if choice not in ("received_in_2024_2025", "closed_in_2024_2025"):
        return pd.Series(True, index=rows.index)
    moment = rows["received_at"] if choice.startswith("received") else pd.to_datetime(rows["closed_at"], format=ISO)
    return moment.between(pd.Timestamp(world.WINDOW[0]), pd.Timestamp(world.AS_OF))


def preview(raw: pd.DataFrame, choices: Mapping[str, Any]) -> str:
    """Say how many rows remain after the choices made so far, how many dates cannot be read, and show five rows."""
    rows = run(raw, choices)
    unread = int(rows["received_at"].isna().sum())
    shown = rows.head(5)
    dates = shown["received_at"].dt.strftime("%d %b %Y").fillna("no date")
    columns = zip(shown["case_id"], shown["store_id"], dates, strict=True)
    sample = "; ".join(f"{case} {store.strip() or '?'} {day}" for case, store, day in columns)
    gap = f" {unread:,} dates cannot be read this way." if unread else ""
    return f"{len(rows):,} of {len(raw):,} rows remain.{gap} The first five: {sample}."
