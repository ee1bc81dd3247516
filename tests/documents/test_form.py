from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from course import documents
from course.documents.fields import Ask, DocumentKind
from course.documents.messages import MESSAGES
from course.documents.schema import Block
from course.errors import CourseError


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield block
        yield from _blocks(block["tables"])


EVERY = [documents.get(name) for name in documents.names()]
each = pytest.mark.parametrize("document", EVERY, ids=lambda document: str(document.name))


def _schemas(schema: type[Block]) -> Iterator[type[Block]]:
    for part in schema.parts().values():
        yield part.block
        yield from _schemas(part.block)


def test_the_description_is_plain_data_and_says_what_every_form_needs() -> None:
    spec = documents.form_spec("assessment_plan")
    assert json.loads(json.dumps(spec)) == spec
    assert [block["key"] for block in spec["blocks"]] == [
        "meta",
        "objectives",
        "scope",
        "methods",
        "indicators",
        "steps",
        "follow_up",
        "privacy",
        "limitations",
        "budget",
    ]
    assert all(block["question"].endswith("?") for block in spec["blocks"])
    assert len(spec["rules"]) == 20


@each
def test_every_field_has_a_label_a_known_kind_and_choices_where_it_needs_them(document: Any) -> None:
    for block in _blocks(document.form_spec()["blocks"]):
        for field in block["fields"]:
            assert field["label"] and field["kind"] in get_args(DocumentKind)
            assert bool(field["choices"]) == (field["kind"] in ("choice", "many")), field["key"]
            assert bool(field["to"]) == (field["kind"] in ("reference", "references")), field["key"]
            assert bool(field["prefix"]) == (field["kind"] == "id")


def test_minimum_rows_are_those_of_the_unit() -> None:
    least = {block["key"]: block["minimum"] for block in documents.form_spec("assessment_plan")["blocks"]}
    assert least == {
        "meta": 0,
        "objectives": 3,
        "scope": 0,
        "methods": 3,
        "indicators": 6,
        "steps": 6,
        "follow_up": 3,
        "privacy": 6,
        "limitations": 3,
        "budget": 0,
    }


@each
def test_each_field_is_looked_after_by_a_rule_that_has_words(document: Any) -> None:
    spoken = set(MESSAGES) | {"meta.period", "steps.one_owner", "ref.exists"}
    asked: list[Ask] = [ask for schema in _schemas(document.schema) for ask in schema.asks().values()]
    assert {ask.rule for ask in asked} <= spoken


@each
def test_every_field_stands_on_the_page(document: Any) -> None:
    for schema in _schemas(document.schema):
        shown = {name for sheet in schema.sheets for column in sheet.columns for name in column.fields}
        if schema.sheets:
            assert shown == set(schema.asks()), schema.__name__


def test_the_blank_plan_has_numbered_rows_and_the_six_principles() -> None:
    blank = documents.get("assessment_plan").blank()
    assert [row["id"] for row in blank["indicators"]] == ["I1", "I2", "I3", "I4", "I5", "I6"]
    assert [row["point"] for row in blank["privacy"]] == ["DPP1", "DPP2", "DPP3", "DPP4", "DPP5", "DPP6"]
    assert blank["budget"]["cap"] == 180_000


def test_plain_gives_back_what_was_typed_when_it_cannot_be_read(plan: documents.Document[Any]) -> None:
    doc = plan.plain({"steps": [{"id": "S1", "start": "next week", "end": "2026/3/1"}], "budget": {"total": "1,000"}})
    assert doc["steps"][0] | {"start": "next week", "end": "2026-03-01"} == doc["steps"][0]
    assert doc["budget"]["total"] == 1000


def test_plain_is_stable(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    once = plan.plain(model)
    assert plan.plain(once) == once


def test_documents_are_found_by_their_files_and_near_names_are_offered() -> None:
    assert "assessment_plan" in documents.names()
    with pytest.raises(CourseError, match='Did you mean "assessment_plan"'):
        documents.get("asessment_plan")
