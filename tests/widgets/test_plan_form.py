from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from course import answers
from course.errors import CourseError
from course.widgets.plan_form import PlanForm

START = {
    "meta": {"title": "A poor plan", "author_role": "Service manager"},
    "objectives": [{"id": "OB1", "given": "O1"}],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield


class Page:
    """The page's side: what the kernel sends, and what the page would send."""

    def __init__(self, shown: PlanForm) -> None:
        self.shown, self.sent = shown, []
        shown.send = lambda content, buffers=None: self.sent.append((content, buffers))

    def type(self, doc: dict[str, Any], keep: bool = True) -> dict[str, Any]:
        self.shown.query = {"doc": doc, "seq": self.shown.query.get("seq", 0) + 1, "keep": keep}
        data: dict[str, Any] = self.shown.data
        return data

    def does(self, kind: str, *buffers: bytes, **more: str) -> dict[str, Any]:
        self.shown._on_message(self.shown, {"kind": kind, **more}, [memoryview(b) for b in buffers])
        said: dict[str, Any] = next(content for content, _ in reversed(self.sent) if content["kind"] == "done")
        return said


def rule(data: dict[str, Any], id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["rules"] if one["id"] == id)
    return found


def saved() -> dict[str, Any]:
    with open("plan.yaml", encoding="utf-8") as file:
        found: dict[str, Any] = yaml.safe_load(file)
    return found


def test_an_empty_plan_shows_every_rule_as_missing() -> None:
    data = PlanForm().data
    assert len(data["rules"]) == 20 and {one["label"] for one in data["rules"]} == {"missing"}


def test_a_rule_that_holds_says_done() -> None:
    meta = {
        "author_role": "Manager",
        "approver_role": "Director",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
    }
    assert rule(Page(PlanForm()).type({"meta": meta}), "R02")["label"] == "done"


def test_a_fault_names_the_place_of_its_field() -> None:
    rows = [{"id": "I1", "baseline": "6", "target": "7", "direction": "down"}]
    found = rule(Page(PlanForm()).type({"indicators": rows}), "R10")
    assert (found["label"], found["places"][0]["place"]) == ("not yet", "indicators.0.target")


def test_each_change_is_saved_as_a_file_that_people_can_read() -> None:
    Page(PlanForm()).type({"meta": {"title": "服務評估計劃"}, "budget": {"cap": "180,000"}})
    assert saved()["meta"] == {"title": "服務評估計劃"} and saved()["budget"]["cap"] == 180000


def test_a_change_alone_does_not_touch_the_disk_yet(tmp_path: Path) -> None:
    Page(PlanForm()).type({"meta": {"title": "T"}}, keep=False)
    assert not (tmp_path / "plan.yaml").exists()


def test_the_form_fills_from_the_file() -> None:
    Page(PlanForm()).type({"meta": {"title": "Mine"}})
    shown = PlanForm()
    assert shown.query["doc"]["meta"]["title"] == shown.document["doc"]["meta"]["title"] == "Mine"


def test_a_given_plan_is_where_practice_begins_until_there_is_a_file() -> None:
    assert PlanForm(file="practice_plan.yaml", start=START).query["doc"]["meta"]["title"] == "A poor plan"
    answers.document("practice_plan.yaml", "assessment_plan").replace({"meta": {"title": "Mended"}})
    assert PlanForm(file="practice_plan.yaml", start=START).query["doc"]["meta"]["title"] == "Mended"


def test_a_plan_to_be_mended_may_be_named() -> None:
    shown = PlanForm(file="practice_plan.yaml", start="poor_plan")
    assert shown.spec["practice"] and len(shown.query["doc"]["indicators"]) > 1


def test_a_form_may_show_some_blocks_with_their_rules_only() -> None:
    shown = PlanForm(blocks=["indicators", "scope"])
    assert [block["key"] for block in shown.spec["blocks"]] == ["scope", "indicators"]
    assert {one["block"] for one in shown.data["rules"]} == {"scope", "indicators"}
    assert shown.summary.startswith("0 of 8 rules hold")


def test_a_misspelt_block_gets_the_near_one() -> None:
    with pytest.raises(CourseError, match='Did you mean "indicators"'):
        PlanForm(blocks=["indicator"])


def test_blocks_that_are_not_shown_are_kept() -> None:
    Page(PlanForm()).type({"meta": {"title": "Mine"}})
    page = Page(PlanForm(blocks=["scope"]))
    page.type(page.shown.query["doc"] | {"scope": {"services": ["delivery"]}})
    assert saved()["meta"]["title"] == "Mine"


def test_beginning_again_keeps_the_trainees_version(tmp_path: Path) -> None:
    page = Page(PlanForm(file="practice_plan.yaml", start=START))
    page.type({"meta": {"title": "Mended"}})
    said = page.does("again")["message"]
    copy = next(tmp_path.glob("practice_plan-before-*.yaml"))
    assert page.shown.document["doc"]["meta"]["title"] == "A poor plan"
    assert copy.name in said and "Mended" in copy.read_text(encoding="utf-8")


def test_a_file_is_as_good_as_the_form() -> None:
    page = Page(PlanForm())
    raw = "meta: {title: From a file, period_start: 2026-01-01}\nindicators: [{id: I1, baseline: 6.5}]\n"
    assert "was read in" in page.does("upload", raw.encode(), name="mine.yaml")["message"]
    shown = page.shown.document
    assert shown["version"] == 1 and shown["doc"]["meta"]["period_start"] == "2026-01-01"
    assert shown["doc"]["indicators"][0]["baseline"] == 6.5


def test_an_upload_keeps_what_was_there_before(tmp_path: Path) -> None:
    page = Page(PlanForm())
    page.type({"meta": {"title": "Typed for an hour"}})
    page.does("upload", b"meta: {title: Other}\n", name="other.yaml")
    assert "Typed for an hour" in next(tmp_path.glob("plan-before-*.yaml")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.yaml", b"- just\n- a list\n"),
        ("a.yaml", b"a: &x [*x, *x]\n"),
        ("a.yaml", b"\xff\xfe\x00"),
        ("a.pdf", b"%PDF"),
        ("a.docx", b"x"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(name: Any, raw: Any, tmp_path: Path) -> None:
    page = Page(PlanForm())
    page.type({"meta": {"title": "Mine"}})
    said = page.does("upload", raw, name=name)
    assert said["failed"] and "was not read in" in said["message"] and len(said["message"]) > 40
    assert page.shown.document["version"] == 0 and saved()["meta"]["title"] == "Mine"
    assert not list(tmp_path.glob("plan-before-*"))


def test_the_name_of_a_file_cannot_lead_out_of_the_folder() -> None:
    assert Page(PlanForm()).does("upload", b"x", name="../../etc/passwd")["message"].startswith("passwd ")


@pytest.mark.parametrize(("format", "begins"), [("docx", b"PK"), ("html", b"<!")])
def test_a_page_to_hand_on_is_written_beside_the_notebook_and_offered(format: Any, begins: Any, tmp_path: Path) -> None:
    page = Page(PlanForm())
    page.type({"meta": {"title": "Mine"}})
    assert "was written beside the notebook" in page.does("export", format=format)["message"]
    content, buffers = next(one for one in page.sent if one[0]["kind"] == "file")
    assert content["name"] == f"plan.{format}" and bytes(buffers[0])[:2] == begins
    assert (tmp_path / f"plan.{format}").read_bytes() == buffers[0]


def test_the_empty_word_form_is_offered_and_read_in_again(tmp_path: Path) -> None:
    page = Page(PlanForm())
    page.type({"meta": {"title": "Mine"}})
    assert "plan-form.docx was written" in page.does("template")["message"]
    content, buffers = next(one for one in page.sent if one[0]["kind"] == "file")
    assert content["name"] == "plan-form.docx" and b"Mine" not in bytes(buffers[0])
    word = docx.Document(str(tmp_path / "plan-form.docx"))
    word.tables[0].rows[1].cells[1].text = "Filled in Word"
    word.save(str(tmp_path / "filled.docx"))
    assert "was read in" in page.does("upload", (tmp_path / "filled.docx").read_bytes(), name="filled.docx")["message"]
    assert page.shown.document["doc"]["meta"]["title"] == "Filled in Word"


@pytest.mark.parametrize(
    ("document", "rules", "noun"), [("assessment_plan", 20, "plan"), ("review_report", 6, "report")]
)
def test_the_form_serves_each_document(document: str, rules: int, noun: str, tmp_path: Path) -> None:
    page = Page(PlanForm(document))
    assert len(page.shown.data["rules"]) == rules and page.shown.spec["noun"] == noun
    page.type(page.shown.query["doc"] | {"meta": {"title": "Mine"}})
    assert (tmp_path / f"{noun}.yaml").is_file()
    said = page.does("upload", b"- a list\n", name="mine.yaml")["message"]
    assert f"The file holds no {noun}" in said and f"Upload the {noun}" in said


def test_a_text_alone_in_a_file_fills_a_block_of_one_text() -> None:
    page = Page(PlanForm("review_report"))
    page.does("upload", "purpose: 檢討承諾\ncannot_show: [why they left, how many]\n".encode(), name="mine.yaml")
    doc = page.shown.document["doc"]
    assert doc["purpose"] == {"text": "檢討承諾"}
    assert doc["cannot_show"] == [{"text": "why they left"}, {"text": "how many"}]


def test_an_export_that_fails_says_so_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "plan.html").mkdir()
    said = Page(PlanForm()).does("export", format="html")
    assert said["failed"] and "Traceback" not in said["message"] and "Error" not in said["message"]


def test_the_summary_counts_the_rules_and_names_the_next() -> None:
    assert repr(PlanForm()) == "0 of 20 rules hold; next: R01."


def test_a_file_of_another_kind_is_kept_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("schema: course-answers\nanswers: {}\n", encoding="utf-8")
    shown = PlanForm()
    assert "kept" in shown.data["notice"]
