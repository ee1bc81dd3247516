from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from course.documents.fields import Choice
from course.documents.reading import Unread, blank, read_choice, read_day, read_many, read_number, read_text

CHOICES = (
    Choice("members", "Members", ("會員",)),
    Choice("non_members", "Non-members", ("非會員",)),
    Choice("S01", "S01 Causeway Bay"),
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (5, 5),
        ("180,000", 180_000),
        ("１８０，０００", 180_000),
        ("HK$45.50", 45.5),
        ("18萬", 180_000),
        ("277.8萬", 2_778_000),
        ("10%", 0.1),
        ("> 8.5", 8.5),
        ("14日", 14),
        ("-0.228", -0.228),
        ("−0.2", -0.2),
        (".05", 0.05),
        ("1 200", 1200),
        ("3k", 3000),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: Any, number: float) -> None:
    assert read_number(typed) == pytest.approx(number)


@pytest.mark.parametrize(
    "typed", ["about three", "12-15 to 18", "1e999" * 30, float("nan"), float("inf"), 10**400, True, [1], {"a": 1}]
)
def test_what_is_no_number_says_what_was_found(typed: Any) -> None:
    read = read_number(typed)
    assert isinstance(read, Unread) and read.found


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-31",
        "2026/3/31",
        "２０２６－０３－３１",
        "2026年3月31日",
        dt.date(2026, 3, 31),
        dt.datetime(2026, 3, 31, 9),
        "2026-03-31 00:00:00",
    ],
)
def test_dates_are_read_year_first(typed: Any) -> None:
    assert read_day(typed) == dt.date(2026, 3, 31)


@pytest.mark.parametrize("typed", ["31/3/2026", "2026-02-30", "soon", 20260331, ["2026-03-31"], "2026-03"])
def test_other_dates_are_not_guessed(typed: Any) -> None:
    assert isinstance(read_day(typed), Unread)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("MEMBERS", "members"),
        ("非會員", "non_members"),
        ("non-members", "non_members"),
        ("S01 Causeway Bay store", "S01"),
        ("members only", "members"),
    ],
)
def test_choices_are_known_by_code_words_and_other_names(typed: str, value: str) -> None:
    assert read_choice(typed, CHOICES) == value


def test_lists_may_be_typed_with_commas_and_keep_own_names() -> None:
    assert read_many("會員、Non-members; tourists", CHOICES) == ["members", "non_members", "tourists"]
    assert read_many(["members", "Members", None, 7], CHOICES) == ["members", "7"]


def test_text_loses_what_no_page_can_show() -> None:
    assert read_text(" a\x00b\ud800c ") == "abc"
    assert read_text(["Store manager", "Driver"]) == "Store manager\nDriver"
    assert read_text(1.0) == "1.0"
    assert isinstance(read_text({"a": 1}), Unread)


@pytest.mark.parametrize("empty", [None, "", "  ", "~", "null", [], {}])
def test_nothing_entered_is_blank(empty: Any) -> None:
    assert blank(empty)
