"""Parts of a Word file that all documents share: the empty A4 file with its styles, tables, cells."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

LATIN, CHINESE = "Calibri", "Microsoft JhengHei"
INK, ACCENT, SOFT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x0F, 0x4C, 0x5C), RGBColor(0x5B, 0x68, 0x75)
_TINT, _LINE, _STRONG = "EEF3F6", "C9D1D9", "0F4C5C"
WIDTH = Mm(178)  # of the text on an A4 page


def new_file(title: str, header: str, footer: str) -> WordFile:
    """Make an A4 file with the course's styles, a header, and a footer with page numbers."""
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = title[:250], header
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin, page.bottom_margin = Mm(20), Mm(18)
    page.different_first_page_header_footer = True  # the first page has the title itself
    _styles(word)
    small(page.header.paragraphs[0], f"{header}: {title}")
    for foot in (page.footer.paragraphs[0], page.first_page_footer.paragraphs[0]):
        small(foot, footer + "   Page ")
        _page_number(foot)
    return word


def _styles(word: WordFile) -> None:
    looks = {
        "Normal": (10, None),
        "Title": (22, INK),
        "Heading 1": (14, ACCENT),
        "Heading 2": (11, ACCENT),
        "Caption": (9.5, SOFT),
    }
    for name, (size, colour) in looks.items():
        style = word.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{slot}"), None)  # a theme font would win over the named one
        fonts.set(qn("w:eastAsia"), CHINESE)
        style.font.italic = False
        if colour is not None:
            style.font.color.rgb = colour
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    word.styles["Caption"].paragraph_format.space_before = Pt(8)
    line = word.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if line is not None:
        word.styles["Title"].element.pPr.remove(line)
    word.styles["Caption"].font.bold = False
    word.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    word.styles["Heading 1"].paragraph_format.space_after = Pt(4)


def small(paragraph: Paragraph, text: str) -> None:
    """Add small grey text."""
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def new_table(word: WordFile, rows: int, widths: tuple[int, ...]) -> WordTable:
    """Make a table over the width of the text, with thin lines under its rows that do not break over pages."""
    table: WordTable = word.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for n, width in enumerate(widths):
        table.columns[n].width = Emu(int(WIDTH * width / sum(widths)))
        for cell in table.columns[n].cells:
            cell.width = table.columns[n].width
    for row in table.rows:
        keep = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(keep)
    _lines(table)
    return table


def _lines(table: WordTable) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, colour, size in (("top", _STRONG, 8), ("bottom", _STRONG, 8), ("insideH", _LINE, 4)):
        borders.append(_line(side, colour, size))
    table._tbl.tblPr.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "70")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def box(word: WordFile, text: str) -> None:
    """Add a text in a tinted box with a line around it."""
    paragraph = word.add_paragraph()
    paragraph.add_run(text).bold = True
    borders, fill = OxmlElement("w:pBdr"), _fill()
    for side, size in (("top", 8), ("left", 32), ("bottom", 8), ("right", 8)):
        borders.append(_line(side, _STRONG, size, space=6))
    paragraph._p.get_or_add_pPr().extend([borders, fill])
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(3)
    shape.space_before = shape.space_after = Pt(8)


def _line(side: str, colour: str, size: int, space: int = 0) -> Any:
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    return line


def write(
    cell: _Cell, text: str, *, bold: bool = False, right: bool = False, size: float = 10, colour: Any = None
) -> None:
    """Write text into an empty cell."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1.5)
    paragraph.paragraph_format.space_before = Pt(1.5)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def shade(cell: _Cell) -> None:
    """Give a cell the tint of headings."""
    cell._tc.get_or_add_tcPr().append(_fill())


def _fill() -> Any:
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _TINT)):
        fill.set(qn(f"w:{name}"), value)
    return fill


def repeat_heading(table: WordTable) -> None:
    """Show the first row again on each page that the table reaches."""
    again = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(again)
