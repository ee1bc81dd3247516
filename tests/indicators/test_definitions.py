from typing import Any

import pytest

from course.errors import CourseError
from course.indicators import Indicator, from_data, indicator

PARTS: dict[str, Any] = {
    "denominator": {"table": "cases", "kind": "count"},
    "due": {"from": "received_at", "to": "first_reply_at", "limit": 48, "unit": "hours", "clock": "calendar",
            "at_limit": "met", "rule": "decided", "counts": "within"},
    "period_field": "received_at", "pooling": "sum_over_sum", "scale": "10,000", "empty_denominator": "undefined",
}  # fmt: skip


def test_a_definition_comes_back_from_plain_data_unchanged() -> None:
    made = indicator("Quick answers", period=2025, **PARTS)
    assert from_data(made.as_data()) == made


def test_a_definition_comes_back_from_all_its_parts_too() -> None:
    made = indicator("Quick answers", period=2025, **PARTS)
    assert Indicator.model_validate(made.model_dump(mode="json")) == made


def test_a_scale_may_be_typed_with_commas() -> None:
    assert indicator("Quick answers", **PARTS).scale == 10000


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scale": 7}, "10000"),
        ({"pooling": "sum"}, "sum_over_sum"),
        ({"denominater": 1}, 'Did you mean "denominator"'),
        ({"denominator": {"table": "cases", "kind": "sum"}}, "needs a field"),
        ({"numerator": {"table": "cases", "kind": "count"}}, "leave the numerator out"),
        ({"due": None}, "numerator is missing"),
        ({"due": {**PARTS["due"], "rule": None}}, "who counts"),
        ({"due": {**PARTS["due"], "never_answered": "late"}}, "who counts"),
        ({"pooling": "mean_of_groups"}, "group_field"),
        ({"filters": {"cases": [{"field": "type", "op": "eq"}]}}, "needs a value"),
        ({"filters": {"cases": [{"field": "type", "op": "is_in", "value": "x"}]}}, "list of values"),
    ],
)
def test_what_is_wrong_with_a_definition_is_said_in_words(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(CourseError, match=words):
        indicator("Quick answers", **{**PARTS, **changes})


@pytest.mark.parametrize("part", ["denominator", "period_field", "pooling", "scale", "empty_denominator"])
def test_no_choice_has_a_default(part: str) -> None:
    with pytest.raises(CourseError, match=f'"{part}" is missing'):
        indicator("Quick answers", **{k: v for k, v in PARTS.items() if k != part})


@pytest.mark.parametrize("junk", [None, 3, "text", [], {"name": {"en": 1}}, {"name": ["x"]}])
def test_junk_is_no_definition(junk: Any) -> None:
    with pytest.raises(CourseError):
        from_data(junk)


def test_a_definition_made_part_by_part_says_itself() -> None:
    assert indicator("Quick answers", **PARTS).sentence() == (
        "Quick answers: of rows of cases, from received_at to first_reply_at within 48 hours, by received_at, sum over "
        "sum, shown per 10,000; with nothing to divide by the figure is undefined."
    )
