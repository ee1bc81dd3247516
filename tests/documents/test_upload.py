from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from course import documents
from course.documents import upload, word_form
from tests.documents.plans import PLANTED, lost, reference
from tests.documents.reports import REPORTS, own
from tests.documents.reports import lost as lost_rules

Plan = documents.Document[Any]


def test_yaml_is_an_equal_path(plan: Plan, model: dict[str, Any]) -> None:
    doc, problems = documents.read_upload(yaml.safe_dump(model, allow_unicode=True).encode(), "plan.yaml", plan)
    assert problems == []
    assert lost(doc, reference(0)) == ()


def test_yaml_in_chinese_is_an_equal_path(plan: Plan, chinese: str) -> None:
    doc, problems = documents.read_upload(("\ufeff" + chinese).encode(), "計劃.YML", plan)
    assert problems == []
    assert lost(doc, reference(0)) == ()


def test_what_is_no_date_reaches_the_rule_and_not_the_reader(plan: Plan) -> None:
    doc, problems = documents.read_upload(b"meta: {title: Plan, period_end: 2026-02-30}", "plan.yaml", plan)
    assert problems == []
    assert doc["meta"]["period_end"] == "2026-02-30"


def test_unknown_fields_are_named_with_the_near_ones(plan: Plan) -> None:
    _, problems = documents.read_upload(b"objetives: []\nsteps: [{ownr: x}, {ownr: y}]", "plan.yaml", plan)
    assert len(problems) == 2
    assert 'Did you mean "objectives"?' in problems[0]
    assert '"steps: ownr"' in problems[1] and '"owner"' in problems[1]


BAD = {
    "too large": (b"a: " + b"x" * upload.LARGEST_YAML, "plan.yaml", "too large"),
    "aliases": (b"a: &a [x]\nb: [*a, *a]", "plan.yaml", "aliases"),
    "an alias of itself": (b"&a [*a]", "plan.yaml", "aliases"),
    "deep": (b"[" * 40 + b"]" * 40, "plan.yaml", "nested"),
    "very deep": (b"[" * 100_000, "plan.yaml", "nested"),
    "many": (b"- 1\n" * 60_000, "plan.yaml", "too many"),
    "not closed": (b"meta: {title: [", "plan.yaml", "line 1"),
    "a tag that runs code": (b"!!python/object/apply:os.system ['true']", "plan.yaml", "holds no plan"),
    "not text": (b"\xff\xfe\x00\x01", "plan.yaml", "UTF-8"),
    "empty": (b"", "plan.yaml", "holds no plan"),
    "a list": (b"- a", "plan.yaml", "holds no plan"),
    "another kind": (b"%PDF-1.7", "plan.pdf", '".pdf"'),
    "no ending": (b"a: 1", "plan", "cannot be read here"),
    "no Word file": (b"PK nothing", "plan.docx", "no Word file"),
    "Word too large": (b"x" * (upload.LARGEST_WORD + 1), "plan.docx", "too large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(plan: Plan, name: str) -> None:
    data, filename, words = BAD[name]
    doc, problems = documents.read_upload(data, filename, plan)
    assert doc == {}
    assert len(problems) == 1 and words in problems[0]


def test_a_filled_word_form_is_an_equal_path(plan: Plan, model: dict[str, Any], tmp_path: Path) -> None:
    path = plan.render_template(tmp_path / "form.docx", model)
    doc, problems = documents.read_upload(path.read_bytes(), path.name, plan)
    assert problems == []
    assert doc == plan.plain(model)


@pytest.mark.parametrize("name", ["members only", "total off by 100", "step 4 needs step 5"])
def test_a_word_form_keeps_faults_too(plan: Plan, name: str, tmp_path: Path) -> None:
    own = reference(0)
    path = plan.render_template(tmp_path / "form.docx", PLANTED.planted(name, own))
    doc, _ = documents.read_upload(path.read_bytes(), path.name, plan)
    assert lost(doc, own) == PLANTED.WRONG[name][0]


def test_an_empty_word_form_scores_nothing(plan: Plan, tmp_path: Path) -> None:
    path = plan.render_template(tmp_path / "form.docx")
    doc, problems = documents.read_upload(path.read_bytes(), path.name, plan)
    assert problems == []
    assert documents.points(plan.check(doc, reference(0))) == 0


def test_a_word_form_is_filled_by_hand_and_a_table_may_be_copied(plan: Plan, tmp_path: Path) -> None:
    path = plan.render_template(tmp_path / "form.docx")
    word = docx.Document(str(path))
    last = [table for table in word.tables if "{limitations}" in table.rows[0].cells[0].text][-1]
    last.rows[1].cells[1].text = "Those who did not complain"
    last._tbl.addnext(docx.oxml.parse_xml(last._tbl.xml))
    word.save(str(path))
    doc, _ = documents.read_upload(path.read_bytes(), path.name, plan)
    assert [row["text"] for row in doc["limitations"]] == ["Those who did not complain"] * 2


def test_a_word_file_without_keys_is_refused(plan: Plan, model: dict[str, Any], tmp_path: Path) -> None:
    path = plan.render_docx(model, tmp_path / "paper.docx")
    doc, problems = documents.read_upload(path.read_bytes(), path.name, plan)
    assert doc == {} and "field keys" in problems[0]


def _archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_a_word_file_that_unpacks_to_too_much_is_refused(plan: Plan) -> None:
    data = _archive({"word/document.xml": b"0" * (word_form.LARGEST_INSIDE + 1)})
    assert "unpacks to too much" in documents.read_upload(data, "bomb.docx", plan).problems[0]
    data = _archive({f"{n}": b"" for n in range(word_form.MOST_FILES + 1)})
    assert "unpacks to too much" in documents.read_upload(data, "many.docx", plan).problems[0]


@pytest.mark.parametrize("files", [{"a.txt": b"x"}, {"[Content_Types].xml": b"<broken", "word/document.xml": b"<"}])
def test_a_damaged_word_file_is_refused(plan: Plan, files: dict[str, bytes]) -> None:
    assert "damaged" in documents.read_upload(_archive(files), "plan.docx", plan).problems[0]


def test_a_word_file_cut_short_is_refused(plan: Plan, tmp_path: Path) -> None:
    data = plan.render_template(tmp_path / "form.docx").read_bytes()
    assert documents.read_upload(data[: len(data) // 2], "plan.docx", plan).doc == {}


def test_a_report_by_word_form_or_yaml_is_an_equal_path(tmp_path: Path) -> None:
    report = documents.get("review_report")
    given = REPORTS.model_report(own())
    form = report.render_template(tmp_path / "form.docx", report.plain(given))
    for data, name in ((form.read_bytes(), "form.docx"), (yaml.safe_dump(given).encode(), "report.yaml")):
        doc, problems = documents.read_upload(data, name, report)
        assert problems == [] and lost_rules(doc, own()) == ()


@pytest.mark.parametrize("name", ["four findings", "range upside down", "a member's number", "no comparison"])
def test_a_report_by_word_form_keeps_its_fault(name: str, tmp_path: Path) -> None:
    report = documents.get("review_report")
    form = report.render_template(tmp_path / "form.docx", report.plain(REPORTS.planted(name, own())))
    doc, _ = documents.read_upload(form.read_bytes(), form.name, report)
    assert lost_rules(doc, own()) == REPORTS.WRONG[name][0]
