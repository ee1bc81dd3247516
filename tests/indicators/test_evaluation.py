"""The dictionary's crafted tables, with what the right record and each wrong one give."""

import math
from typing import Any

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import Indicator, evaluate, from_data
from course.indicators.crafted import AS_OF, log, members, months

COMPLAINT = {"field": "type", "op": "eq", "value": "complaint"}
UP = {"field": "sensor_uptime_pct", "op": "ge", "value": 90}
FIXED = {"pooling": "sum_over_sum", "empty_denominator": "undefined", "period": ["2025-01-01", "2025-12-31"]}

COMPLAINTS_PER_VISIT: dict[str, Any] = {
    "name": {"en": "Complaint rate", "zh": "投訴率"},
    "numerator": {"table": "cases", "kind": "count"},
    "denominator": {"table": "store_month", "kind": "sum", "field": "visits", "period_field": "month"},
    "filters": {"cases": [COMPLAINT, UP], "store_month": [UP]},
    "period_field": "received_at",
    "scale": 10000,
    "direction": "down",
    **FIXED,
}
ANSWERED_IN_TIME: dict[str, Any] = {
    "name": {"en": "Answered within 72 hours", "zh": "72小時內回覆率"},
    "denominator": {"table": "cases", "kind": "count"},
    "filters": {"cases": [COMPLAINT]},
    "due": {"from": "received_at", "to": "first_reply_at", "limit": 72, "unit": "hours", "clock": "calendar",
            "at_limit": "met", "rule": "decided", "counts": "within"},
    "period_field": "received_at",
    "scale": 100,
    "direction": "up",
    **FIXED,
}  # fmt: skip
COMEBACK_180: dict[str, Any] = {
    "name": {"en": "Comeback rate within 180 days", "zh": "180日內返修率"},
    "denominator": {"table": "repair_tickets", "kind": "count"},
    "filters": {"repair_tickets": [{"field": "ready_at", "op": "filled"}]},
    "follow_up": {"from": "ready_at", "event": "returned_at", "days": 180, "immature": "exclude", "counts": "within"},
    "period_field": "ready_at",
    "scale": 100,
    "direction": "down",
    **FIXED,
    "period": ["2024-01-01", "2025-12-31"],
}
NEW_TO_LOST: dict[str, Any] = {
    "name": {"en": "New-to-lost ratio", "zh": "新增流失比"},
    "numerator": {"table": "members", "kind": "count", "period_field": "first_purchase_date"},
    "denominator": {"table": "members", "kind": "count", "period_field": "last_purchase_date", "shift_days": 365},
    "filters": {"members": [{"field": "first_purchase_date", "op": "filled"}]},
    "period_field": "first_purchase_date",
    "scale": 1,
    "direction": "up",
    **FIXED,
}

DECEMBER = [("S01", "complaint", 24 * 10, 1, 5, 9, 99)] * 7
SEEN = {
    "cases": log([*DECEMBER, ("S01", "enquiry", 240, 1, 2, 3, 99), ("S02", "complaint", 240, 1, 2, 3, 58)]),
    "store_month": months([("S01", "2025-12", 20000, 4000, 99), ("S02", "2025-12", 15000, 3000, 58)]),
}
REPLIES = {
    "cases": log(
        [("S01", "complaint", age, 1, replied, replied, 99) for age, replied in
         [(900, 24), (900, 72), (900, 96), (516, None), (40, 8), (30, None), (20, None)]]
    )
}  # fmt: skip
READY = ["2025-01-10", "2025-02-01", "2025-02-01", "2025-06-01", "2025-09-01", "2025-10-01", "2025-11-01"]
BACK = [None, "2025-07-31", "2025-08-01", "2025-06-20", "2025-09-20", None, None]
TICKETS = {
    "repair_tickets": pd.DataFrame({"ready_at": pd.to_datetime(READY), "returned_at": pd.to_datetime(pd.Series(BACK))})
}
PEOPLE = {
    "members": members(
        [
            ("organic", "2024-03-01", "2024-03-01", "2024-03-01"),
            ("organic", "2025-02-01", "2025-02-01", "2025-11-01"),
            ("organic", "2025-05-01", "2025-05-01", "2025-05-01"),
            ("organic", "2023-01-01", "2023-01-01", "2024-06-30"),
            ("organic", "2025-06-01", None, None),
        ]
    )
}


def record(data: dict[str, Any], **changes: Any) -> Indicator:
    return from_data({**data, **changes})


def due(**changes: Any) -> Indicator:
    rule = {k: v for k, v in ANSWERED_IN_TIME["due"].items() if not ("never_answered" in changes and k == "rule")}
    return record(ANSWERED_IN_TIME, due={**rule, **changes})


def test_complaints_and_visits_share_one_filter() -> None:
    result = evaluate(record(COMPLAINTS_PER_VISIT), SEEN, AS_OF)
    assert (result.value, result.shown, result.left_out) == (pytest.approx(0.00035), pytest.approx(3.5), 1)


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"filters": {"cases": [COMPLAINT], "store_month": [UP]}}, 0.0004),
        ({"filters": {"cases": [COMPLAINT, UP], "store_month": []}}, 0.0002),
        ({"filters": {"cases": [UP], "store_month": [UP]}}, 0.0004),
    ],
)
def test_a_filter_on_one_side_or_an_enquiry_changes_the_rate(changes: dict[str, Any], value: float) -> None:
    assert evaluate(record(COMPLAINTS_PER_VISIT, **changes), SEEN, AS_OF).value == pytest.approx(value)


def test_the_scale_changes_only_what_is_shown() -> None:
    result = evaluate(record(COMPLAINTS_PER_VISIT, scale=1000), SEEN, AS_OF)
    assert (result.value, result.shown) == (pytest.approx(0.00035), pytest.approx(0.35))


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, 3 / 5),
        ({"rule": "elapsed"}, 2 / 4),
        ({"rule": "answered_only"}, 3 / 4),
        ({"rule": "all"}, 3 / 7),
        ({"at_limit": "not_met"}, 2 / 5),
        ({"counts": "beyond"}, 2 / 5),
        ({"never_answered": "late", "not_yet_due": "on_time"}, 5 / 7),
        ({"never_answered": "leave_out", "not_yet_due": "on_time"}, 5 / 6),
        ({"never_answered": "leave_out", "not_yet_due": "late"}, 3 / 6),
    ],
)
def test_who_counts_in_a_time_limit(changes: dict[str, Any], value: float) -> None:
    assert evaluate(due(**changes), REPLIES, AS_OF).value == pytest.approx(value)


def test_cases_not_yet_due_are_said_to_be_left_out() -> None:
    assert evaluate(due(), REPLIES, AS_OF).left_out == 2


@pytest.mark.parametrize(("never", "not_yet", "rule"), [("late", "leave_out", "decided"), ("late", "late", "all")])
def test_a_pair_that_has_a_name_is_kept_as_its_name(never: str, not_yet: str, rule: str) -> None:
    assert due(never_answered=never, not_yet_due=not_yet) == due(rule=rule)


@pytest.mark.parametrize(("immature", "value", "left_out"), [("exclude", 2 / 4, 3), ("include", 3 / 7, 0)])
def test_young_rows_leave_both_sides(immature: str, value: float, left_out: int) -> None:
    watch = {**COMEBACK_180["follow_up"], "immature": immature}
    result = evaluate(record(COMEBACK_180, follow_up=watch), TICKETS, AS_OF)
    assert (result.value, result.left_out) == (pytest.approx(value), left_out)


def test_lost_is_a_year_after_the_last_purchase() -> None:
    result = evaluate(record(NEW_TO_LOST), PEOPLE, AS_OF)
    assert (result.numerator, result.denominator, result.value) == (2, 2, 1.0)


def test_nobody_lost_is_undefined_with_both_counts() -> None:
    result = evaluate(record(NEW_TO_LOST), PEOPLE, AS_OF, period=2024)
    assert math.isnan(result.value)
    assert str(result) == "New-to-lost ratio: not measurable (1 over 0)"


def test_the_day_of_the_last_purchase_counts_other_people() -> None:
    other = record(NEW_TO_LOST, denominator={**NEW_TO_LOST["denominator"], "shift_days": 0})
    assert evaluate(other, PEOPLE, AS_OF, period=2024).value == pytest.approx(1 / 2)


CRAFTED = [(COMPLAINTS_PER_VISIT, SEEN), (ANSWERED_IN_TIME, REPLIES), (COMEBACK_180, TICKETS), (NEW_TO_LOST, PEOPLE)]
IDS = ["complaints_per_visit", "answered_in_time", "comeback_180", "new_to_lost"]


@pytest.mark.parametrize(("data", "tables"), CRAFTED, ids=IDS)
def test_tables_without_rows_are_undefined(data: dict[str, Any], tables: dict[str, pd.DataFrame]) -> None:
    result = evaluate(record(data), {name: frame.iloc[:0] for name, frame in tables.items()}, AS_OF)
    assert math.isnan(result.value)


@pytest.mark.parametrize(("data", "tables"), CRAFTED, ids=IDS)
def test_rows_of_which_none_counts_are_undefined(data: dict[str, Any], tables: dict[str, pd.DataFrame]) -> None:
    assert math.isnan(evaluate(record(data), tables, AS_OF, period=2019).value)


def test_cases_of_which_none_is_due_are_undefined() -> None:
    young = REPLIES["cases"].iloc[5:]
    result = evaluate(due(), {"cases": young}, AS_OF)
    assert math.isnan(result.value)
    assert result.left_out == 2


@pytest.mark.parametrize(("empty", "value"), [("zero", 0.0), ("one", 1.0), ("infinite", math.inf), ("count", 1.0)])
def test_what_nothing_to_divide_by_gives_is_a_choice(empty: str, value: float) -> None:
    assert evaluate(record(NEW_TO_LOST, empty_denominator=empty), PEOPLE, AS_OF, period=2024).value == value


def test_a_report_in_mid_year_knows_nothing_later() -> None:
    assert evaluate(record(NEW_TO_LOST), PEOPLE, "2025-04-30").numerator == 1


def test_the_plain_mean_of_stores_is_another_figure() -> None:
    mean = record(
        COMPLAINTS_PER_VISIT, filters={"cases": [COMPLAINT]}, pooling="mean_of_groups", group_field="store_id"
    )
    assert evaluate(mean, SEEN, AS_OF).value == pytest.approx((7 / 20000 + 1 / 15000) / 2)


def test_groups_add_up_to_the_whole_and_show_who_cannot_be_measured() -> None:
    board = evaluate(record(COMPLAINTS_PER_VISIT), SEEN, AS_OF, by="store_id")
    assert board["numerator"].sum() == 7
    assert board.loc["S01", "shown"] == pytest.approx(3.5)
    assert math.isnan(board.loc["S02", "value"])
    assert not board.loc["S02", "can_rank"]


def test_a_share_of_few_carries_a_wilson_interval_and_no_rank() -> None:
    board = evaluate(due(), REPLIES, AS_OF, by="store_id")
    assert board.loc["S01", ["low", "high"]].tolist() == pytest.approx([0.2307, 0.8824], abs=5e-5)
    assert not board.loc["S01", "can_rank"]


def test_a_sum_of_one_side_shows_the_rows_it_rests_on() -> None:
    one = {"table": "store_month", "kind": "one"}
    visits = record(COMPLAINTS_PER_VISIT, numerator=COMPLAINTS_PER_VISIT["denominator"], denominator=one, scale=1)
    result = evaluate(visits, SEEN, AS_OF)
    assert (result.value, result.n, result.left_out) == (20000, 1, 1)


@pytest.mark.parametrize(("kind", "value"), [("mean", 50.0), ("p50", 48.0), ("p90", 88.8), ("distinct", 4)])
def test_one_side_can_be_a_mean_a_percentile_or_different_values(kind: str, value: float) -> None:
    cases = REPLIES["cases"].assign(hours=[24.0, 72.0, 96.0, None, 8.0, None, None])
    plain = record(
        ANSWERED_IN_TIME, due=None, numerator={"table": "cases", "kind": kind, "field": "hours"},
        denominator={"table": "cases", "kind": "one"}, scale=1,
    )  # fmt: skip
    assert evaluate(plain, {"cases": cases}, AS_OF).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ({"field": "store_id", "op": "ne", "value": "S01"}, 1),
        ({"field": "store_id", "op": "is_in", "value": ["S01", "S02"]}, 9),
        ({"field": "store_id", "op": "not_in", "value": ["S01"]}, 1),
        ({"field": "first_reply_at", "op": "le", "value": {"field": "received_at", "plus_minutes": 120}}, 2),
        ({"field": "received_at", "op": "lt", "value": {"as_of_minus_days": 11}}, 0),
        ({"field": "received_at", "op": "gt", "value": {"period": "first_day"}}, 9),
        ({"field": "received_at", "op": "ge", "value": "2025-12-20"}, 9),
        ({"field": "first_reply_at", "op": "blank"}, 0),
    ],
)
def test_conditions_narrow_a_side(condition: dict[str, Any], count: int) -> None:
    side = {"table": "cases", "kind": "count", "where": [condition]}
    plain = record(COMPLAINTS_PER_VISIT, numerator=side, denominator={"table": "cases", "kind": "one"}, filters={})
    assert evaluate(plain, SEEN, AS_OF).value == count


def test_a_blank_never_meets_a_comparison() -> None:
    cases = pd.DataFrame({"received_at": pd.to_datetime(["2025-05-01"] * 3), "code": ["A", None, "B"]})
    for op, value in (("ne", "A"), ("not_in", ["A"])):
        side = {"table": "cases", "kind": "count", "where": [{"field": "code", "op": op, "value": value}]}
        plain = record(COMPLAINTS_PER_VISIT, numerator=side, denominator={"table": "cases", "kind": "one"}, filters={})
        assert evaluate(plain, {"cases": cases}, AS_OF).value == 1


@pytest.mark.parametrize(
    ("changes", "tables", "words"),
    [
        ({"numerator": {"table": "case", "kind": "count"}}, SEEN, 'Did you mean "cases"'),
        ({"period_field": "recieved_at"}, SEEN, 'Did you mean "received_at"'),
        ({"period": None}, SEEN, "which period"),
        ({"period": ["2025-12-05", "2025-12-20"]}, SEEN, "cuts a month"),
        ({"filters": {"cases": [{"field": "received_at", "op": "lt", "value": "soon"}]}}, SEEN, "cannot be compared"),
    ],
)
def test_what_does_not_fit_is_said_in_words(changes: dict[str, Any], tables: Any, words: str) -> None:
    with pytest.raises(CourseError, match=words):
        evaluate(record(COMPLAINTS_PER_VISIT, **changes), tables, AS_OF)


def test_evaluating_changes_no_table() -> None:
    before = {name: frame.copy() for name, frame in SEEN.items()}
    evaluate(record(COMPLAINTS_PER_VISIT), SEEN, AS_OF, by="store_id")
    for name, frame in SEEN.items():
        pd.testing.assert_frame_equal(frame, before[name])
