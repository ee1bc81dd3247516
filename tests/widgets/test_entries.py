from __future__ import annotations

from typing import Any

import pytest

from course.checks import Choice, Field
from course.widgets.entries import answer, entered, form, shown


def field(kind: str, **more: object) -> Field:
    return Field.model_validate({"key": "a", "label": "A", "kind": kind, **more})


LETTERS = [Choice(value="x", text="Ex"), Choice(value="y", text="Why")]


@pytest.mark.parametrize(
    ("declared", "raw", "kept"),
    [
        (field("number"), "1,155", 1155),
        (field("number"), "３.５", 3.5),
        (field("number", share=True), "37%", 0.37),
        (field("number", low=0, high=100), "1155", 1155),
        (field("integer"), "12", 12),
        (field("number"), "undefined", "undefined"),
        (field("number"), "about ten", "about ten"),
        (field("date"), "2025/3/1", "2025-03-01"),
        (field("date"), "next week", "next week"),
        (field("months"), "2025-10, 2025-9", ["2025-09", "2025-10"]),
        (field("text"), " 投訴率 ", "投訴率"),
        (field("choice", choices=LETTERS), "y", "y"),
        (field("many", choices=LETTERS), ["y", "x"], ["x", "y"]),
        (field("order", choices=LETTERS), ["y", "x"], ["y", "x"]),
    ],
)
def test_what_is_typed_is_kept_in_its_kind_or_as_it_was_typed(declared: Any, raw: Any, kept: Any) -> None:
    assert entered(declared, raw) == kept


@pytest.mark.parametrize("raw", [None, "", "   ", []])
def test_an_empty_control_is_no_answer(raw: Any) -> None:
    assert entered(field("text"), raw) is None


@pytest.mark.parametrize(
    ("declared", "kept", "control"),
    [
        (field("number"), 1155, "1155"),
        (field("number"), 2.0, "2"),
        (field("months"), ["2025-09", "2025-10"], "2025-09, 2025-10"),
        (field("many", choices=LETTERS), ["x"], ["x"]),
        (field("many", choices=LETTERS), None, []),
        (field("text"), None, ""),
        (field("text"), 3, "3"),
    ],
)
def test_a_kept_value_fills_its_control(declared: Any, kept: Any, control: Any) -> None:
    assert shown(declared, kept) == control


def test_one_field_is_kept_bare_and_several_as_a_record() -> None:
    one, two = field("integer"), Field(key="b", label="B", kind="text")
    assert answer([one], {"a": "3"}) == 3
    assert answer([one, two], {"a": "3", "b": ""}) == {"a": 3}
    assert answer([one, two], {"a": "", "b": ""}) is None


def test_a_form_fills_from_what_it_gave() -> None:
    fields = [field("integer"), Field(key="b", label="B", kind="months")]
    raw = {"a": "3", "b": "2025-01, 2025-02"}
    assert form(fields, answer(fields, raw)) == raw


def test_a_record_of_another_kind_leaves_the_form_empty() -> None:
    assert form([field("text"), Field(key="b", label="B", kind="text")], "junk") == {"a": "", "b": ""}
