"""The reference cleaning: one pure function a table, ``clean(raw) -> (clean, excluded)``, steps in a fixed order."""

from __future__ import annotations

import pandas as pd

from course.cases.lantern_lane import world

THOUSAND_BELOW = 10  # HKD a receipt: nothing sells for that, so the row is in thousands
TWICE = "exported twice"
LINKED = "the same case through another channel"
NO_STORE = "not one of our stores"
OUTSIDE = "not received in 2024 or 2025"
NO_ANSWER = "99 means no answer: the score is left out"
WEIGHTS = "weights do not add to 100: they are left out"
DAY_FIRST, ISO = "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"

Cleaned = tuple[pd.DataFrame, pd.DataFrame]


def clean_cases(raw: pd.DataFrame) -> Cleaned:
    """Make the case log usable.

    The order matters: 1 repeated case number, keep the first; 2 rows that repeat a case through another channel;
    3 store ids; 4 stores that are not ours; 5 dates; 6 period by receipt. A repeated row may differ in how its store
    is written, so step 1 comes before step 3 and goes by the case number alone.

    Parameters
    ----------
    raw : pandas.DataFrame
        The log as released.

    Returns
    -------
    tuple of pandas.DataFrame
        The clean log by case number, and ``case_id, reason`` for each row left out.
    """
    left_out: list[tuple[pd.Series, str]] = []
    rows = _without(raw, raw["case_id"].duplicated(), TWICE, left_out)
    rows = _without(rows, rows["linked_case_id"].notna(), LINKED, left_out)
    store = rows["store_id"].str.strip().str.upper().str.replace(r"^S(\d)$", r"S0\1", regex=True)
    rows = rows.assign(store_id=store)
    rows = _without(rows, ~rows["store_id"].isin(list(world.STORE_IDS)), NO_STORE, left_out)
    stamps = {name: pd.to_datetime(rows[name], format=ISO) for name in world.STAMPS}
    rows = rows.assign(received_at=read_received(rows["received_at"]), **stamps)
    inside = rows["received_at"].between(pd.Timestamp(world.WINDOW[0]), pd.Timestamp(world.AS_OF))
    rows = _without(rows, ~inside, OUTSIDE, left_out)
    moments = dict.fromkeys(["received_at", *world.STAMPS], "datetime64[s]")
    return rows.astype(moments).sort_values("case_id", ignore_index=True), _reasons("case_id", left_out)


def read_received(text: pd.Series) -> pd.Series:
    """Read both ways of writing a date, each with its own explicit format; a slash tells which."""
    slashed = text.str.contains("/", regex=False)
    read = pd.to_datetime(text.where(~slashed), format=ISO)
    return read.fillna(pd.to_datetime(text.where(slashed), format=DAY_FIRST))


def clean_store_month(raw: pd.DataFrame) -> Cleaned:
    """Bring rows in HKD thousand back to HKD; a faulty door counter is marked by its uptime and stays."""
    clean = raw.copy()
    thousand = raw["turnover_hkd"] / raw["transactions"] < THOUSAND_BELOW
    money = list(world.MONEY)
    clean.loc[thousand, money] = (raw.loc[thousand, money] * 1000).round(2)
    return clean, pd.DataFrame({"month": [], "store_id": [], "reason": []}, dtype="str")


def clean_survey(raw: pd.DataFrame) -> Cleaned:
    """Turn 99 into missing, and the weights of a row that do not add to 100; the row's other answers stay."""
    scores = [f"{kind}_{short}{item}" for kind in "ep" for short in world.DIMENSIONS for item in (1, 2)]
    weights = [f"w_{short}" for short in world.DIMENSIONS]
    no_answer = raw[scores].eq(world.NO_ANSWER).fillna(False).astype(bool)
    wrong = raw[weights].sum(axis=1) != 100
    clean = raw.copy()
    clean[scores] = raw[scores].astype("Int64").mask(no_answer)
    clean[weights] = raw[weights].astype("Int64").mask(wrong)
    left_out = [(raw.loc[no_answer.any(axis=1), "resp_id"], NO_ANSWER), (raw.loc[wrong, "resp_id"], WEIGHTS)]
    return clean, _reasons("resp_id", left_out)


def clean_members(raw: pd.DataFrame) -> Cleaned:
    """Read the dates; members who never bought stay, and are in no flow."""
    names = ("join_date", "first_purchase_date", "last_purchase_date")
    dates = {name: pd.to_datetime(raw[name], format="%Y-%m-%d").astype("datetime64[s]") for name in names}
    return raw.assign(**dates), pd.DataFrame({"member_id": [], "reason": []}, dtype="str")


def _without(rows: pd.DataFrame, out: pd.Series, reason: str, left_out: list[tuple[pd.Series, str]]) -> pd.DataFrame:
    left_out.append((rows.loc[out, "case_id"], reason))
    return rows.loc[~out]


def _reasons(key: str, left_out: list[tuple[pd.Series, str]]) -> pd.DataFrame:
    parts = [pd.DataFrame({key: ids, "reason": reason}) for ids, reason in left_out]
    return pd.concat(parts, ignore_index=True).astype("str")


CLEANERS = {
    "cases": clean_cases,
    "store_month": clean_store_month,
    "survey": clean_survey,
    "members": clean_members,
}


def clean(tables: dict[str, pd.DataFrame]) -> dict[str, Cleaned]:
    """Clean every released table that has faults."""
    return {name: cleaner(tables[name]) for name, cleaner in CLEANERS.items()}
