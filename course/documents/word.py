"""A paper as a Word file: heading styles, real tables, page numbers, a font for Chinese."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from course.documents.document import Document
from course.documents.paper import GAP, Paper, Section, Table, paper
from course.documents.word_parts import ACCENT, SOFT, box, new_file, new_table, repeat_heading, shade, small, write


def render(document: Document[Any], doc: Any, path: Path) -> Path:
    """Write a document as a Word file.

    Parameters
    ----------
    document : Document
        Its declaration.
    doc : dict
        The document as its file holds it.
    path : Path
        Where to write.

    Returns
    -------
    Path
        The same path.
    """
    page = paper(document, doc)
    word = new_file(page.title, page.company, page.footer)
    _title(word, page)
    for section in page.sections:
        _section(word, section)
    _signatures(word, page)
    word.save(str(path))
    return path


def _title(word: WordFile, page: Paper) -> None:
    company = word.add_paragraph()
    company.paragraph_format.space_after = Pt(0)
    run = company.add_run(page.company)
    run.bold, run.font.color.rgb = True, ACCENT
    word.add_paragraph(page.title, style="Title")
    _facts(word, page.facts)


def _section(word: WordFile, section: Section) -> None:
    word.add_heading(f"{section.number}  {section.title}", level=1)
    if section.boxed:
        box(word, section.text)
    elif section.text:
        word.add_paragraph(section.text)
    for n, text in enumerate(section.points, 1):
        _point(word, f"{section.number}.{n}", text)
    if section.facts:
        _facts(word, section.facts)
    for table in section.tables:
        word.add_paragraph(table.caption, style="Caption")
        _table(word, table)
        below = word.add_paragraph()
        below.paragraph_format.space_after = Pt(2)
        small(below, table.note)


def _point(word: WordFile, number: str, text: str) -> None:
    """Add a numbered point with a hanging indent."""
    paragraph = word.add_paragraph(f"{number}\t{text}")
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(10), Mm(-10)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(10))


def _facts(word: WordFile, facts: tuple[tuple[str, str], ...]) -> None:
    table = new_table(word, len(facts), (25, 75))
    for row, (label, text) in zip(table.rows, facts, strict=True):
        write(row.cells[0], label, colour=SOFT)
        write(row.cells[1], text)


def _table(word: WordFile, table: Table) -> None:
    body = table.rows or ((GAP, *[""] * (len(table.headings) - 1)),)
    made = new_table(word, 1 + len(body) + len(table.totals), table.widths)
    for cell, heading, numeric in zip(made.rows[0].cells, table.headings, table.numeric, strict=True):
        write(cell, heading, bold=True, right=numeric, size=9)
        shade(cell)
    repeat_heading(made)
    for row, texts in zip(made.rows[1:], body, strict=False):
        for cell, text, numeric in zip(row.cells, texts, table.numeric, strict=True):
            write(cell, text, right=numeric, size=9)
    for row, (label, text) in zip(made.rows[1 + len(body) :], table.totals, strict=True):
        last = label == table.totals[-1][0]
        write(row.cells[0].merge(row.cells[-2]), label, right=True, bold=last, size=9)
        write(row.cells[-1], text, right=True, bold=last, size=9)


def _stay_together(word: WordFile, page: Paper) -> None:
    """Keep what stands before the signatures with them: a page of signatures alone could belong to any paper."""
    spacer = word.add_paragraph()
    spacer.paragraph_format.space_before = Pt(14)
    rows = word.tables[-1].rows[-4:] if page.sections[-1].tables else []
    cells = [cell for row in rows for cell in row.cells]
    for paragraph in (*(p for cell in cells for p in cell.paragraphs), *word.paragraphs[-2:]):
        paragraph.paragraph_format.keep_with_next = True


def _signatures(word: WordFile, page: Paper) -> None:
    _stay_together(word, page)
    table = word.add_table(rows=1, cols=len(page.signatures))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, (label, role) in zip(table.rows[0].cells, page.signatures, strict=True):
        write(cell, label)
        cell.add_paragraph().add_run(role).bold = True
        line = cell.add_paragraph("_" * 34)
        line.paragraph_format.space_before = Pt(30)
        small(cell.add_paragraph(), "Signature and date")
