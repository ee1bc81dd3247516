"""A1: a usable log, judged by five properties of the resulting table and never by the choices that made it.

Instructors only. A table that was handed in is judged as one that the form's choices make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from course import units
from course.cases.lantern_lane import cleaning, recipe
from course.checks import Outcome, State, Unread, not_attempted, not_yet, read_field, right

UNIT = "105082L4"
MODEL = {
    "repeats": "same_case_id",
    "linked": "drop",
    "store_ids": "trim_upper_pad",
    "unknown_stores": "drop",
    "day_first": "all_with_slash",  # the same rows on every variant as the one channel that writes the day first
    "period": "received_in_2024_2025",
    "no_member": "keep",
    "still_open": "keep",
}
LEAST = 0.2  # of the genuine cases; a table with fewer is no log, however right its few rows are
AGAIN = {
    "no_case_twice": ("A case is counted more than once.", "Lesson 3: what makes two rows the same case?"),
    "stores_right": ("Some rows belong to no store of ours.", "Lesson 3: how is a store written, and which are ours?"),
    "dates_right": ("Some dates are not the day of receipt.", "Lesson 3: what does a first number above 12 tell?"),
    "period_right": ("Some cases do not belong to 2024 and 2025.", "Lesson 3: which date decides the period?"),
    "nothing_genuine_lost": ("Genuine cases are missing.", "Lesson 3: watch the row count after each choice."),
}


def marks(answer: Any, documents: Mapping[str, Any], case: Any) -> float:
    """Add up the points, one for each property; junk of any kind earns 0 and raises nothing."""
    return float(sum(details(answer, documents, case).values()))


def details(answer: Any, documents: Mapping[str, Any], case: Any) -> dict[str, bool]:
    """Judge the table that was handed in, or that the choices make.

    A blank line of the form counts as the worst of the other choices: a property holds only where it holds with each
    of them. An answer with nothing in it earns nothing.
    """
    judged: list[dict[str, bool]] = []
    for table in _tables(answer, documents, case):
        judged.append(judge(table, case))
        if not any(all(found[name] for found in judged) for name in AGAIN):
            break  # nothing is left to lose
    return {name: bool(judged) and all(found[name] for found in judged) for name in AGAIN}


def feedback(answer: Any, documents: Mapping[str, Any], case: Any) -> Outcome:
    """Say which property does not hold yet; neither the choice nor a row is named."""
    if not answer:
        return not_attempted("The log is not cleaned yet.", "Make the eight choices of the form.")
    found = details(answer, documents, case)
    fields = {name: right("This holds.") if holds else not_yet(*AGAIN[name]) for name, holds in found.items()}
    open_ = [name for name, holds in found.items() if not holds]
    if not open_:
        return Outcome(State.RIGHT, "Your log holds each genuine case once, with its store and its day.", "", fields)
    message = f"{len(found) - len(open_)} of {len(found)} properties of a usable log hold."
    return Outcome(State.NOT_YET, message, AGAIN[open_[0]][1], fields)


# ---- five properties ----
def judge(table: pd.DataFrame, case: Any) -> dict[str, bool]:
    """Read the five properties off a table with `case_id`, `received_at` and `store_id`."""
    want, reasons = _known(case)
    once = table.drop_duplicates("case_id")
    place = want.index.get_indexer(pd.Index(once["case_id"], dtype=object))
    got, right_rows = once[place >= 0], want.iloc[place[place >= 0]]
    if len(got) < LEAST * len(want):
        return dict.fromkeys(AGAIN, False)
    stray = {reasons.get(number, "not in the log") for number in once.loc[place < 0, "case_id"]}
    same = {name: (got[name].to_numpy() == right_rows[name].to_numpy()).all() for name in ("store_id", "received_at")}
    return {
        "no_case_twice": len(once) == len(table) and stray.isdisjoint([cleaning.LINKED, "not in the log"]),
        "stores_right": bool(same["store_id"]) and cleaning.NO_STORE not in stray,
        "dates_right": bool(same["received_at"]),
        "period_right": cleaning.OUTSIDE not in stray,
        "nothing_genuine_lost": len(got) == len(want),
    }


@lru_cache(maxsize=32)
def _known(case: Any) -> tuple[pd.DataFrame, dict[str, str]]:
    """Give the genuine cases by number, and why each other number of the log is not one."""
    want, left_out = cleaning.clean_cases(case.tables["cases"])
    others = left_out[~left_out["case_id"].isin(want["case_id"]) & (left_out["reason"] != cleaning.TWICE)]
    table = want[["store_id", "received_at"]].set_index(pd.Index(want["case_id"], dtype=object))
    return table.astype({"store_id": object}), dict(zip(others["case_id"], others["reason"], strict=True))


# ---- from an answer to tables ----
def _tables(answer: Any, documents: Mapping[str, Any], case: Any) -> Iterator[pd.DataFrame]:
    """Make the table of an answer; several where a line of the form is blank."""
    if not isinstance(answer, Mapping):
        return
    if "table" in answer:
        yield from _handed_in(documents)
        return
    fields = units.item("A1", UNIT).fields
    chosen = _chosen(fields, answer)
    if not chosen:
        return
    raw, whole = case.tables["cases"], {**MODEL, **chosen}
    blanks = [field for field in fields if field.key not in chosen]
    if not blanks:
        yield recipe.run(raw, whole)
    for field in blanks:
        others = (choice.value for choice in field.choices if choice.value != MODEL[field.key])
        yield from (recipe.run(raw, {**whole, field.key: other}) for other in others)


def _chosen(fields: list[Any], answer: Mapping[str, Any]) -> dict[str, str]:
    """Keep the lines that hold a possible choice, read as the visible check reads them."""
    chosen = {}
    for field in fields:
        if answer.get(field.key) in (None, ""):
            continue
        try:
            chosen[field.key] = read_field(field, answer[field.key])
        except Unread:
            continue
    return chosen


def _handed_in(documents: Mapping[str, Any]) -> Iterator[pd.DataFrame]:
    """Read the table that lies beside the answers, as columns of text."""
    item = units.item("A1", UNIT)
    columns = documents.get(item.table_file)
    if not isinstance(columns, Mapping) or not set(item.table) <= set(columns):
        return
    table = pd.DataFrame({name: pd.Series(columns[name], dtype="str") for name in item.table})
    moments = pd.to_datetime(table["received_at"], format="ISO8601", errors="coerce", utc=True)
    yield table.assign(received_at=moments.dt.tz_localize(None).dt.floor("min").astype("datetime64[s]"))
