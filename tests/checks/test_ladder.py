"""Each kind of field in all three states, and the words it gives."""

from __future__ import annotations

from typing import Any

import pytest

from course.checks import Choice, Field, State, check_fields, read_field

SHARE = Field(key="growth", label="Like-for-like growth", kind="number", share=True, places=4)
COUNT = Field(key="new", label="New members", kind="integer", low=0)
DENOMINATOR = Field(
    key="denominator",
    label="Divide by",
    kind="choice",
    choices=[
        Choice(value="visits", text="Visits", right=True, reason="each visit could end in a complaint"),
        Choice(value="nothing", text="Nothing", right=False, reason="a count hides how busy the store is"),
    ],
)
STORE = Field(key="store", label="Worst store", kind="choice", choices=[Choice(value=f"S{n:02d}", text=f"Store {n}")
                                                                        for n in range(1, 13)])  # fmt: skip
MONTHS = Field(key="months", label="Signal months", kind="months")
DAY = Field(key="day", label="Due date", kind="date")
WORD = Field(key="word", label="In one word", kind="text")
MANY = Field(
    key="many",
    label="What leaves the denominator",
    kind="many",
    choices=[
        Choice(value="young", text="Young open cases", right=True, reason="not due yet"),
        Choice(value="test", text="The test store", right=True, reason="no customer"),
        Choice(value="late", text="Late cases", right=False, reason="they are what is measured"),
    ],
)
ORDER = Field(key="order", label="Order of steps", kind="order", choices=[Choice(value=v, text=v) for v in "abc"])

THREE_STATES = [
    (SHARE, " ", 0.04, "0.0318", 0.0318),
    (COUNT, None, 1110, "1,156", 1156),
    (DENOMINATOR, "", "nothing", "VISITS", "visits"),
    (STORE, None, "S01", "s11", "S11"),
    (MONTHS, [], ["2025-09"], "2025-10; 2025/9", ["2025-09", "2025-10"]),
    (DAY, "", "2026-03-30", "2026/3/31", "2026-03-31"),
    (WORD, "  ", "season", " Mix ", "mix"),
    (MANY, [], ["young", "late"], ["test", "young"], ["young", "test"]),
    (ORDER, [], ["b", "a", "c"], "a, b, c", ["a", "b", "c"]),
]


@pytest.mark.parametrize(
    ("field", "empty", "wrong", "good", "expected"), THREE_STATES, ids=lambda v: getattr(v, "key", "")
)
def test_each_kind_has_three_states(field: Field, empty: Any, wrong: Any, good: Any, expected: Any) -> None:
    states = [check_fields([field], value, expected).state for value in (empty, wrong, good)]
    assert states == [State.NOT_ATTEMPTED, State.NOT_YET, State.RIGHT]


@pytest.mark.parametrize(
    ("field", "empty", "wrong", "good", "expected"), THREE_STATES, ids=lambda v: getattr(v, "key", "")
)
def test_every_message_names_the_field_or_choice_and_a_next_step(
    field: Field, empty: Any, wrong: Any, good: Any, expected: Any
) -> None:
    for value in (empty, wrong):
        outcome = check_fields([field], value, expected)
        assert field.label in outcome.message or any(c.text in outcome.message for c in field.choices)
        assert outcome.next_step


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (SHARE, 3.18, ["a share is a number between 0 and 1, you gave 3.18", "type 0.0318"]),
        (SHARE, "many", ['the text "many"', "a share (a number between 0 and 1)"]),
        (SHARE, [1, 2], ["a list of 2 things"]),
        (SHARE, True, ["the word True"]),
        (COUNT, "12.5", ["a whole number of 0 or more"]),
        (COUNT, -3, ["is -3", "of 0 or more"]),
        (STORE, "S111", ["which is not one of the choices", 'Did you mean "S11"']),
        (STORE, ["S11"], ["a list of 1 thing"]),
        (MONTHS, "Sept 2025", ["YYYY-MM", "2025-09"]),
        (MONTHS, ["2025-13"], ["YYYY-MM"]),
        (DAY, "31/03/2026", ["YYYY-MM-DD", "2026-03-31"]),
        (DAY, "2026-02-30", ["YYYY-MM-DD"]),
        (WORD, 5, ["the number 5", "a short text"]),
        (ORDER, "a, b", ["has no place for 'c' yet"]),
        (ORDER, "a, b, b, c", ["holds one choice twice"]),
    ],
)
def test_a_wrong_kind_is_named_with_what_was_found_and_what_is_asked(
    field: Field, value: Any, words: list[str]
) -> None:
    outcome = check_fields([field], value)
    assert outcome.state is State.NOT_YET
    for word in words:
        assert word in str(outcome)


def test_a_distractor_gives_its_own_reason() -> None:
    assert "A count hides how busy the store is." in check_fields([DENOMINATOR], "nothing").message
    assert "Each visit could end in a complaint." in check_fields([DENOMINATOR], "visits").message


def test_an_incomplete_set_says_how_many_are_missing() -> None:
    assert "1 more does too" in check_fields([MANY], ["young"]).message


def test_a_share_below_zero_is_allowed_only_where_the_field_says_so() -> None:
    growth = SHARE.model_copy(update={"low": -1.0})
    assert check_fields([growth], -0.2).right
    assert check_fields([SHARE], -0.2).state is State.NOT_YET


def test_without_expected_value_only_the_kind_is_checked_and_nothing_is_called_right() -> None:
    outcome = check_fields([SHARE], 0.9)
    assert outcome.right and "right kind" in outcome.message and "when your work is marked" in outcome.next_step


def test_half_of_the_last_decimal_is_the_tolerance_when_none_is_given() -> None:
    assert check_fields([SHARE], 0.03184, 0.0318).right
    assert not check_fields([SHARE], 0.0319, 0.0318).right
    assert check_fields([SHARE], 0.0319, 0.0318, 0.0002).right


def test_undefined_is_right_where_nothing_can_be_divided() -> None:
    assert check_fields([SHARE], "undefined", float("nan")).right
    assert "divide by" in check_fields([SHARE], 0.0, float("nan")).message


def test_a_near_miss_is_called_close() -> None:
    assert "close" in check_fields([SHARE], 0.0321, 0.0318).message
    assert "close" not in check_fields([SHARE], 0.3, 0.0318).message


class TestRecords:
    fields = [SHARE, COUNT]  # noqa: RUF012

    @pytest.mark.parametrize("empty", [None, {}, {"growth": "", "new": None}, ""])
    def test_not_attempted(self, empty: Any) -> None:
        assert check_fields(self.fields, empty).state is State.NOT_ATTEMPTED

    def test_not_yet_names_the_first_field_and_counts_all(self) -> None:
        outcome = check_fields(self.fields, {"growth": 3.18, "new": None})
        assert outcome.state is State.NOT_YET
        assert "0 of 2 fields in order, 1 not yet, 1 empty" in outcome.message and "you gave 3.18" in outcome.message
        assert outcome.fields["growth"].state is State.NOT_YET
        assert outcome.fields["new"].state is State.NOT_ATTEMPTED

    def test_right(self) -> None:
        outcome = check_fields(
            self.fields, {"new": "1156", "growth": 0.0318, "more": 1}, {"growth": 0.0318, "new": 1156}
        )
        assert outcome.right and outcome.message == "All 2 fields are right."

    def test_a_misspelt_name_gets_the_near_one(self) -> None:
        assert 'Did you mean "growth"' in check_fields(self.fields, {"grwoth": 0.03}).message
        assert 'Did you mean "growth"' in check_fields(self.fields, {"grwoth": 0.03, "new": 4}).message

    def test_a_bare_value_for_several_fields_is_not_a_record(self) -> None:
        assert "a record with 2 fields" in check_fields(self.fields, 0.03).message

    def test_a_tolerance_may_differ_by_field(self) -> None:
        given = {"growth": 0.04, "new": 1156}
        assert check_fields(self.fields, given, {"growth": 0.0318, "new": 1156}, {"growth": 0.01}).right


def test_an_expected_value_that_does_not_fit_its_field_is_an_authors_mistake() -> None:
    with pytest.raises(ValueError, match="store does not fit"):
        check_fields([STORE], "S11", "S13")


def test_reading_gives_clean_values_for_marking() -> None:
    assert read_field(MONTHS, "2025年9月, 2025-10") == ["2025-09", "2025-10"]
    assert read_field(STORE, "ｓ１１") == "S11"
