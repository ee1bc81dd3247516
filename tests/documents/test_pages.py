from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from course import documents
from tests.documents.reports import REPORTS, chinese_report, own


def _texts(value: Any) -> Iterator[str]:
    """Give the texts that a person wrote: sentences, names and roles."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from [] if name in ("guardrail", "indicator", "kind", "given", "type", "category") else _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
    elif isinstance(value, str) and " " in value:
        yield value


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _seen(page: str) -> _Seen:
    seen = _Seen()
    seen.feed(page)
    return seen


def _word_text(path: Path) -> str:
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@pytest.fixture
def word(plan: documents.Document[Any], model: dict[str, Any], tmp_path: Path) -> Path:
    return plan.render_docx(model, tmp_path / "plan.docx")


def test_page_holds_every_text(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    seen = _seen(plan.render_html(model)).text
    assert [text for text in _texts(model) if text not in seen] == []


def test_word_file_holds_every_text(model: dict[str, Any], word: Path) -> None:
    seen = _word_text(word)
    assert [text for text in _texts(model) if text not in seen] == []


def test_page_and_word_file_hold_chinese_text(plan: documents.Document[Any], chinese: str, tmp_path: Path) -> None:
    doc = documents.read_upload(chinese.encode(), "計劃.yaml", plan).doc
    for seen in (_seen(plan.render_html(doc)).text, _word_text(plan.render_docx(doc, tmp_path / "計劃.docx"))):
        assert "問卷不收集姓名及身份證號碼，首頁列明用途。" in seen


def test_page_escapes_what_people_wrote(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"
    model["meta"]["title"] = model["steps"][0]["action"] = model["scope"]["stores"] = attack
    model["budget"]["lines"][0]["item"] = model["indicators"][0]["unit"] = attack
    page = plan.render_html(model)
    tags = _seen(page).tags
    assert not [tag for tag, attrs in tags if tag in ("script", "img") or any(name.startswith("on") for name in attrs)]
    assert "{{7*7}}" in page and attack in _seen(page).text


def test_page_asks_nothing_of_the_network(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    page = plan.render_html(model)
    assert not re.search(r"https?:|url\(|@import|<link|<script", page)


def test_page_tables_have_headings_and_captions(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    tags = [tag for tag, _ in _seen(plan.render_html(model)).tags]
    assert tags.count("caption") == tags.count("table") == tags.count("thead")
    assert tags.count("h1") == 1 and tags.count("h2") == 9


def test_pages_of_an_empty_plan_can_be_made(plan: documents.Document[Any], tmp_path: Path) -> None:
    for empty in ({}, plan.blank(), None):
        assert "Assessment plan FY2026" in plan.render_html(empty)
        assert "Assessment plan FY2026" in _word_text(plan.render_docx(empty, tmp_path / "empty.docx"))


def test_budget_shows_lines_contingency_and_total(plan: documents.Document[Any], model: dict[str, Any]) -> None:
    seen = " ".join(_seen(plan.render_html(model)).text.split())
    assert "Lines together 159,060 Contingency (10.0% of the lines) 15,906 Total, HKD 174,966" in seen


def test_word_file_has_heading_styles_real_tables_and_page_numbers(word: Path) -> None:
    made = docx.Document(str(word))
    headings = [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings[0] == "1  Objectives" and len(headings) == 9
    assert len(made.tables) > 10
    fields = made.sections[0].footer._element.findall(f".//{qn('w:instrText')}")
    assert [field.text for field in fields] == ["PAGE"]


def test_word_file_names_a_font_for_chinese(word: Path) -> None:
    made = docx.Document(str(word))
    for style in ("Normal", "Title", "Heading 1", "Caption"):
        fonts = made.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft JhengHei"
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_word_tables_repeat_their_headings(word: Path) -> None:
    made = docx.Document(str(word))
    steps = next(table for table in made.tables if table.rows[0].cells[1].text == "Action")
    assert steps.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.fixture
def report() -> documents.Document[Any]:
    return documents.get("review_report")


@pytest.fixture
def model_report() -> dict[str, Any]:
    made: dict[str, Any] = REPORTS.model_report()
    return made


@pytest.mark.parametrize("kind", ["page", "word"])
def test_the_report_holds_every_text(
    report: documents.Document[Any], model_report: dict[str, Any], kind: str, tmp_path: Path
) -> None:
    word = _word_text(report.render_docx(model_report, tmp_path / "report.docx"))
    seen = _seen(report.render_html(model_report)).text if kind == "page" else word
    assert [text for text in _texts(model_report) if text not in seen] == []


def test_the_report_in_chinese_makes_both_pages(report: documents.Document[Any], tmp_path: Path) -> None:
    doc = documents.read_upload(chinese_report(own()).encode(), "報告.yaml", report).doc
    for seen in (_seen(report.render_html(doc)).text, _word_text(report.render_docx(doc, tmp_path / "報告.docx"))):
        assert "優惠券會員為何離開；會員資料只有購物紀錄，沒有原因。" in seen


def test_the_report_has_numbered_sections_a_box_and_its_own_signatures(
    report: documents.Document[Any], model_report: dict[str, Any], tmp_path: Path
) -> None:
    page = _seen(report.render_html(model_report))
    assert [attrs.get("class") for tag, attrs in page.tags if tag == "p" and "box" in (attrs.get("class") or "")] == [
        "said box"
    ]
    assert "Decided by" in page.text and "4.1 Why coupon joiners left." in " ".join(page.text.split())
    word = docx.Document(str(report.render_docx(model_report, tmp_path / "report.docx")))
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings[0] == "1  Purpose" and headings[-1] == "6  Decision asked" and len(headings) == 6
    boxed = [paragraph for paragraph in word.paragraphs if paragraph._p.find(f".//{qn('w:pBdr')}") is not None]
    assert [paragraph.text for paragraph in boxed] == [model_report["decision_asked"]["text"]]
    assert boxed[0].paragraph_format.keep_with_next


def test_figures_of_known_indicators_stand_with_their_unit_and_codes_are_explained(
    report: documents.Document[Any], model_report: dict[str, Any]
) -> None:
    seen = " ".join(_seen(report.render_html(model_report)).text.split())
    for text in ("+0.8% Like-for-like growth of gross profit", "85.9% Answered within 72 hours", "-30% Change of"):
        assert text in seen
    assert "O3 Be known for expert, honest advice." in seen
    model_report["findings"][0]["figure"] = 3.2
    assert "3.2 Like-for-like growth" in " ".join(_seen(report.render_html(model_report)).text.split())


def test_pages_of_an_empty_report_can_be_made(report: documents.Document[Any], tmp_path: Path) -> None:
    for empty in ({}, report.blank(), None):
        assert "Review report FY2025" in report.render_html(empty)
        assert "Review report FY2025" in _word_text(report.render_docx(empty, tmp_path / "empty.docx"))


def test_a_long_list_of_options_stands_once_in_the_word_form(report: documents.Document[Any], tmp_path: Path) -> None:
    seen = _word_text(report.render_template(tmp_path / "form.docx"))
    assert seen.count("First-contact resolution") == 1 and "List: Indicator" in seen
