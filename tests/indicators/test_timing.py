import math

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import answered_in_time, hours_between
from course.indicators.crafted import AS_OF, log

# Answers after 24, exactly 72 and 96 hours; one from 10 December never answered; three young ones, one answered.
SEVEN = log(
    [("S01", "complaint", age, 1, replied, replied, 99) for age, replied in
     [(900, 24), (900, 72), (900, 96), (516, None), (40, 8), (30, None), (20, None)]]
)  # fmt: skip


def share_of(**rules: str) -> float:
    chosen = {"at_limit": "met", "never_answered": "late", "not_yet_due": "leave_out", **rules}
    return answered_in_time(
        SEVEN, start="received_at", end="first_reply_at", limit_hours=72, as_of=AS_OF,
        at_limit=chosen["at_limit"], never_answered=chosen["never_answered"], not_yet_due=chosen["not_yet_due"],
    )  # fmt: skip


def test_answered_or_due_stands_below_the_line() -> None:
    assert share_of() == pytest.approx(3 / 5)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ({"at_limit": "not_met"}, 2 / 5),
        ({"never_answered": "leave_out"}, 3 / 4),
        ({"not_yet_due": "late"}, 3 / 7),
        ({"not_yet_due": "on_time"}, 5 / 7),
    ],
)
def test_each_rule_changes_the_figure(rule: dict[str, str], value: float) -> None:
    assert share_of(**rule) == pytest.approx(value)


def test_an_answer_after_the_report_is_unseen() -> None:
    early = AS_OF - pd.Timedelta(hours=35)
    figure = answered_in_time(
        SEVEN, start="received_at", end="first_reply_at", limit_hours=72, as_of=early,
        at_limit="met", never_answered="late", not_yet_due="leave_out",
    )  # fmt: skip
    assert figure.n == 4  # the reply after 8 hours came later than that moment


def test_no_case_that_can_be_judged_is_undefined() -> None:
    young = SEVEN[SEVEN["case_id"].isin(["K06", "K07"])]
    figure = answered_in_time(
        young, start="received_at", end="first_reply_at", limit_hours=72, as_of=AS_OF,
        at_limit="met", never_answered="late", not_yet_due="leave_out",
    )  # fmt: skip
    assert math.isnan(figure)


def test_an_open_case_is_blank_and_not_zero() -> None:
    assert hours_between(SEVEN, start="received_at", end="first_reply_at").isna().sum() == 3


def test_a_misspelt_column_gets_the_near_one_offered() -> None:
    with pytest.raises(CourseError, match='Did you mean "received_at"'):
        hours_between(SEVEN, start="recieved_at", end="closed_at")


def test_texts_of_two_kinds_are_no_dates() -> None:
    raw = pd.DataFrame(
        {"received_at": ["05/03/2025 14:10", "2025-03-05 10:00"], "closed_at": ["2025-03-06", "2025-03-07"]}
    )
    with pytest.raises(CourseError, match="cleaned table"):
        hours_between(raw, start="received_at", end="closed_at")
