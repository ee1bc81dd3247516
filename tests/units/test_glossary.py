"""Is every term of the glossary explained where it says, and does every lesson lead to it?"""

from __future__ import annotations

import json

import pytest

from course.paths import NOTEBOOKS
from course.units import register
from course.units.glossary import Term, glossary

TERMS = glossary().terms
LESSONS = [
    (unit.lesson_id(module), NOTEBOOKS / unit.lesson_file(module))
    for unit in register().units
    for module in unit.modules
    if (NOTEBOOKS / unit.lesson_file(module)).is_file()
]


def words(lesson: str) -> str:
    cells = json.loads(dict(LESSONS)[lesson].read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown").lower()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_the_lesson_uses_the_term(term: Term) -> None:
    assert term.term.lower() in words(term.lesson)


@pytest.mark.parametrize("lesson", [name for name, _ in LESSONS])
def test_each_lesson_leads_to_the_glossary(lesson: str) -> None:
    assert "glossary.ipynb)" in words(lesson)


def test_each_term_stands_once_and_in_order() -> None:
    names = [term.term for term in TERMS]
    assert names == sorted(set(names), key=str.lower)


def test_the_table_names_both_languages_and_leads_to_the_lesson() -> None:
    page = glossary()._repr_html_()
    assert "<td lang='zh-HK'>分母</td>" in page
    assert "href='105082L4-review-customer-service-scheme/03-indicators.ipynb'" in page
