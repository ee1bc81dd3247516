from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course import documents
from course.documents.assessment_plan import AssessmentPlan
from tests.documents.plans import PLANTED, reference

PLAN = documents.get("assessment_plan")
BLOCKS = list(AssessmentPlan.parts())
NAMES = sorted({name for part in AssessmentPlan.parts().values() for name in (*part.block.asks(), *part.block.parts())})

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=30)
    | st.dates()
    | st.sampled_from(
        ["TBC", "2026-02-30", "1e400", "9" * 400, "-", "O1", "survey", "I1", 10**400, "\ud800", "\x00", 1e308]
    )
)
JUNK = st.recursive(
    SCALARS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | SCALARS, inside, max_size=5),
    max_leaves=25,
)
DOCUMENTS = st.dictionaries(st.sampled_from(BLOCKS), JUNK, max_size=10)
QUIET = settings(
    max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def _check(doc: Any) -> None:
    results = PLAN.check(doc, reference(0))
    assert [result.id for result in results] == [rule.id for rule in PLAN.rules]
    assert all(result.message for result in results)
    assert 0 <= documents.points(results) <= 12


@QUIET
@given(DOCUMENTS)
def test_junk_documents_get_a_result_for_every_rule(doc: Any) -> None:
    _check(doc)


@QUIET
@given(JUNK)
def test_anything_at_all_gets_a_result_for_every_rule(doc: Any) -> None:
    _check(doc)


@QUIET
@given(st.data())
def test_a_good_plan_with_junk_in_one_place_gets_its_results_and_its_page(data: st.DataObject) -> None:
    plan = copy.deepcopy(PLANTED.model_plan())
    block = plan[data.draw(st.sampled_from(BLOCKS))]
    row = data.draw(st.sampled_from(block)) if isinstance(block, list) else block
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JUNK)
    _check(plan)
    assert PLAN.render_html(plan).startswith("<!doctype html>")
    assert PLAN.plain(PLAN.plain(plan)) == PLAN.plain(plan)


@pytest.mark.parametrize(
    "value",
    [
        10**5000,
        float("inf"),
        float("nan"),
        1e308,
        "9" * 100_000,
        "投" * 1_000_000,
        "\ud800\x00\ufffe",
        dt.date.min,
        b"bytes",
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_one_monstrous_value_everywhere(value: Any) -> None:
    plan = _everywhere(value)
    _check(plan)
    PLAN.hints(plan)
    assert PLAN.render_html(plan)


@pytest.mark.parametrize("value", [10**5000, "\ud800\x00\ufffe<&>", float("nan")], ids=["huge", "unshowable", "nan"])
def test_a_monstrous_value_everywhere_makes_a_word_file(value: Any, tmp_path: Path) -> None:
    assert PLAN.render_docx(_everywhere(value), tmp_path / "plan.docx").is_file()
    assert PLAN.render_template(tmp_path / "form.docx", PLAN.plain(_everywhere(value))).is_file()


def _everywhere(value: Any) -> dict[str, Any]:
    plan: dict[str, Any] = PLANTED.model_plan()
    for block in plan.values():
        for row in block if isinstance(block, list) else [block]:
            row.update(dict.fromkeys(row, value))
    return plan


def test_a_document_that_holds_itself_or_is_very_deep_ends() -> None:
    loop: dict[str, Any] = {"steps": []}
    loop["steps"].append(loop)
    loop["meta"] = {"title": loop, "unit": [loop]}
    deep: Any = []
    for _ in range(50_000):
        deep = [deep]
    _check(loop)
    _check({"steps": deep, "meta": {"title": deep}, "scope": {"stores": deep}})


def test_many_rows_end_soon() -> None:
    row = {"id": "S1", "action": "the same words again and again " * 50, "depends_on": ["S1"] * 500}
    _check({name: [row] * 20_000 for name in BLOCKS})
    PLAN.hints({name: [row] * 20_000 for name in BLOCKS})
