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
