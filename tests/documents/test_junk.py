from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course import documents
from tests.documents.plans import PLANTED, reference
from tests.documents.reports import REPORTS, own

PLAN, REPORT = documents.get("assessment_plan"), documents.get("review_report")
BOTH = (PLAN, REPORT)
MODELS: dict[str, Callable[[], dict[str, Any]]] = {
    PLAN.name: PLANTED.model_plan,
    REPORT.name: REPORTS.model_report,
}
PARTS = {name: part.block for document in BOTH for name, part in document.schema.parts().items()}
BLOCKS = list(PARTS)
NAMES = sorted({name for block in PARTS.values() for name in (*block.asks(), *block.parts())})
either = pytest.mark.parametrize("document", BOTH, ids=lambda document: str(document.noun))

Document = documents.Document[Any]
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


def _check(document: Document, doc: Any) -> None:
    results = document.check(doc, reference(0) | own())
    assert [result.id for result in results] == [rule.id for rule in document.rules]
    assert all(result.message for result in results)
    assert 0 <= documents.points(results) <= sum(rule.points for rule in document.rules) + 1e-9


@either
@QUIET
@given(doc=DOCUMENTS)
def test_junk_documents_get_a_result_for_every_rule(document: Document, doc: Any) -> None:
    _check(document, doc)


@either
@QUIET
@given(doc=JUNK)
def test_anything_at_all_gets_a_result_for_every_rule(document: Document, doc: Any) -> None:
    _check(document, doc)


@either
@QUIET
@given(data=st.data())
def test_a_good_document_with_junk_in_one_place_gets_its_results_and_its_page(
    document: Document, data: st.DataObject
) -> None:
    doc = copy.deepcopy(MODELS[document.name]())
    block = doc[data.draw(st.sampled_from(sorted(doc)))]
    row = data.draw(st.sampled_from(block)) if isinstance(block, list) else block
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JUNK)
    _check(document, doc)
    assert document.render_html(doc).startswith("<!doctype html>")
    assert document.plain(document.plain(doc)) == document.plain(doc)


@either
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
def test_one_monstrous_value_everywhere(document: Document, value: Any) -> None:
    doc = _everywhere(document, value)
    _check(document, doc)
    document.hints(doc)
    assert document.render_html(doc)


@either
@pytest.mark.parametrize("value", [10**5000, "\ud800\x00\ufffe<&>", float("nan")], ids=["huge", "unshowable", "nan"])
def test_a_monstrous_value_everywhere_makes_a_word_file(document: Document, value: Any, tmp_path: Path) -> None:
    doc = _everywhere(document, value)
    assert document.render_docx(doc, tmp_path / "paper.docx").is_file()
    assert document.render_template(tmp_path / "form.docx", document.plain(doc)).is_file()


def _everywhere(document: Document, value: Any) -> dict[str, Any]:
    doc = MODELS[document.name]()
    for block in doc.values():
        for row in block if isinstance(block, list) else [block]:
            row.update(dict.fromkeys(row, value))
    return doc


@either
def test_a_document_that_holds_itself_or_is_very_deep_ends(document: Document) -> None:
    loop: dict[str, Any] = {"steps": [], "findings": []}
    loop["steps"].append(loop)
    loop["findings"].append(loop)
    loop["meta"] = loop["purpose"] = {"title": loop, "unit": [loop], "text": loop}
    deep: Any = []
    for _ in range(50_000):
        deep = [deep]
    _check(document, loop)
    _check(document, {"steps": deep, "meta": {"title": deep}, "scope": {"stores": deep}, "findings": deep})


@either
def test_many_rows_end_soon(document: Document) -> None:
    text = "the same words again and again " * 50
    row = {"id": "S1", "action": text, "depends_on": ["S1"] * 500, "claim": text, "judgement": text}
    _check(document, {name: [row] * 20_000 for name in BLOCKS})
    document.hints({name: [row] * 20_000 for name in BLOCKS})
