from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from course.cases import Case
from course.cases.family import World
from course.cases.lantern_lane import cleaning

VARIANTS = range(0, 21)


@pytest.mark.parametrize("number", VARIANTS)
def test_cleaning_gives_back_the_true_tables(number: int, world: Callable[[int], World]) -> None:
    drawn = world(number)
    for name, true in drawn.true.items():
        got, _ = cleaning.CLEANERS[name](drawn.tables[name])
        pd.testing.assert_frame_equal(got, true.astype(got.dtypes.to_dict()), check_exact=True)


@pytest.mark.parametrize("number", VARIANTS)
def test_every_fault_is_there_to_be_found(number: int, world: Callable[[int], World]) -> None:
    drawn = world(number)
    log, facts = drawn.tables["cases"], drawn.facts
    assert log["case_id"].duplicated().sum() > 100
    assert log["linked_case_id"].notna().sum() > 100
    assert (
        log["store_id"].str.strip().str.upper().str.replace("S0", "S") == facts["test_store"].replace("S0", "S")
    ).any()
    slashed = log["received_at"].str.contains("/")
    assert set(log.loc[slashed, "channel"]) == {facts["day_first_channel"]}
    assert (log["store_id"].str.len() == 2).any() and log["store_id"].str.endswith(" ").any()
    assert (drawn.tables["store_month"]["turnover_hkd"] < 10_000).sum() == 3
    assert (drawn.tables["store_month"]["sensor_uptime_pct"] < 90).sum() == 2
    assert (drawn.tables["survey"].filter(regex="^p_") == 99).any(axis=1).sum() > 30


def test_rows_received_in_2023_were_closed_in_january(world: Callable[[int], World]) -> None:
    log = world(0).tables["cases"].drop_duplicates("case_id")
    early = log[log["case_id"].str.startswith("C9")]
    received, closed = cleaning.read_received(early["received_at"]), pd.to_datetime(early["closed_at"])
    assert len(early) == 25
    assert received.between("2023-12-22", "2023-12-31 23:59").all() and closed.between("2024-01-01", "2024-01-31").all()


def test_a_slash_means_day_first_and_a_dash_year_first() -> None:
    read = cleaning.read_received(pd.Series(["05/03/2025 14:10", "2025-03-05 14:10"], dtype="str"))
    assert read.tolist() == [pd.Timestamp("2025-03-05 14:10")] * 2


def test_repeated_rows_go_by_case_number_even_if_the_store_is_written_otherwise(world: Callable[[int], World]) -> None:
    log = world(0).tables["cases"]
    assert len(log.drop_duplicates()) > len(log.drop_duplicates("case_id"))


def test_a_respondent_with_a_99_or_odd_weights_stays(world: Callable[[int], World]) -> None:
    raw = world(0).tables["survey"]
    clean, left_out = cleaning.clean_survey(raw)
    assert clean["resp_id"].tolist() == raw["resp_id"].tolist()
    assert set(left_out["reason"]) == {cleaning.NO_ANSWER, cleaning.WEIGHTS}
    weights = clean.filter(regex="^w_")
    assert (weights.dropna().sum(axis=1) == 100).all() and weights.isna().any().all()
    assert not (clean.filter(regex="^[ep]_") == 99).any(axis=None)


def test_members_who_never_bought_stay(case: Callable[[int], Case]) -> None:
    members = case(0).views["members"]
    never = members["first_purchase_date"].isna()
    assert len(members) == 9000 and 300 < never.sum() < 600 and (members.loc[never, "purchases"] == 0).all()
