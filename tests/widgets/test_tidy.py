from __future__ import annotations

from typing import Any

import pytest

from course import documents
from course.widgets.tidy import tidy

PLAN = documents.get("assessment_plan")


def tidied(raw: Any) -> dict[str, Any]:
    return tidy(PLAN.schema, raw, PLAN.choices)


def test_numbers_dates_and_choices_are_kept_in_their_kind() -> None:
    row = {"id": "I1", "baseline": "6.50", "target_date": "2026/9/1", "direction": "Lower is better", "min_n": "20"}
    assert tidied({"indicators": [row]})["indicators"] == [
        {"id": "I1", "baseline": 6.5, "target_date": "2026-09-01", "direction": "down", "min_n": 20}
    ]


def test_what_is_not_of_its_kind_stays_as_it_was_typed() -> None:
    row = {"baseline": "about six", "target_date": "in autumn", "direction": "sideways"}
    assert tidied({"indicators": [row]})["indicators"] == [row]


def test_unknown_fields_are_not_dropped() -> None:
    raw = {"note": "mine", "meta": {"colour": "blue"}, "steps": [{"id": "ST1", "room": 4}]}
    done = tidied(raw)
    assert (done["note"], done["meta"]["colour"], done["steps"][0]["room"]) == ("mine", "blue", 4)


def test_rows_keep_their_places_so_that_messages_meet_them() -> None:
    rows = [{"id": "OB1"}, {"id": "OB2", "statement": "Know the rate"}]
    assert [row["id"] for row in tidied({"objectives": rows})["objectives"]] == ["OB1", "OB2"]


@pytest.mark.parametrize("junk", [None, "text", 3, [], {"meta": "text", "indicators": {"a": 1}, "steps": ["x", None]}])
def test_junk_gives_an_empty_form(junk: Any) -> None:
    done = tidied(junk)
    assert done["meta"] == {} and done["indicators"] == [] and done["steps"] == []


def test_tidy_twice_is_tidy_once() -> None:
    raw = {"indicators": [{"baseline": "1,200", "target": "5%"}], "scope": {"stores": "S01, S02"}}
    assert tidied(tidied(raw)) == tidied(raw)
