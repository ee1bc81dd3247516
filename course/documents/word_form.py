"""The Word form: every record a table of label and answer, with the field's key in braces, and its reading back."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from course.documents.document import Document
from course.documents.fields import Ask, Choice
from course.documents.schema import Block, Choices, Part, options
from course.documents.word_parts import new_file, new_table, shade, small, write

_KEY = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}\s*$")
LARGEST_INSIDE, MOST_FILES, MOST_TABLES = 30_000_000, 500, 500
MOST_OFFERED = 12  # options that stand beside a field; a longer list stands once, at the end
_HOW = (
    "Write in the right-hand column only. Leave the words in braces as they are: they name the field. "
    "For one more row, copy a whole table and paste it below. Dates year first, such as 2026-03-31. "
    "Where several answers are possible, put commas between them."
)


def render(document: Document[Any], doc: Any, path: Path) -> Path:
    """Write the Word form, filled with what a document holds.

    Parameters
    ----------
    document : Document
        Its declaration.
    doc : dict
        A document in the form's shape; the empty one gives an empty form.
    path : Path
        Where to write.
    """
    word = new_file(f"{document.title}: Word form", document.company, "Word form, to be uploaded in the course.")
    word.add_paragraph(f"{document.title}: Word form", style="Title")
    word.add_paragraph(_HOW)
    source = doc if isinstance(doc, dict) else {}
    for name, part in document.schema.parts().items():
        word.add_heading(part.block.heading, level=1)
        asked = word.add_paragraph()
        asked.add_run(f"Your assessor will ask: {part.block.question}").italic = True
        _part(word, name, part, source.get(name), document.choices)
    _lists(word, document.schema, document.choices)
    word.save(str(path))
    return path


def _part(word: WordFile, name: str, part: Part, given: Any, choices: Choices) -> None:
    records = given if isinstance(given, list) else [given]
    for n, record in enumerate(records or [{}], 1):
        label = f"{part.block.row_name.capitalize()} {n}" if part.repeats else part.block.heading
        _record(word, label, name, part.block, record if isinstance(record, dict) else {}, choices)
    for inner, inside in part.block.parts().items():
        rows = given.get(inner) if isinstance(given, dict) else None
        _part(word, f"{name}.{inner}", inside, rows or [{}], choices)


def _record(
    word: WordFile, label: str, key: str, block: type[Block], record: Mapping[str, Any], choices: Choices
) -> None:
    if not block.asks():
        return
    table = new_table(word, 1 + len(block.asks()), (35, 65))
    head = table.rows[0].cells[0].merge(table.rows[0].cells[1])
    _keyed(head, label, key, bold=True)
    shade(head)
    for row, (name, declared) in zip(table.rows[1:], block.asks().items(), strict=True):
        _keyed(row.cells[0], declared.label, name)
        hint = _hint(declared, choices)
        if hint:
            small(row.cells[0].add_paragraph(), hint)
        write(row.cells[1], _typed(record.get(name), declared, choices))
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _keyed(cell: _Cell, label: str, key: str, *, bold: bool = False) -> None:
    write(cell, label, bold=bold)
    small(cell.paragraphs[0], f"  {{{key}}}")


def _hint(declared: Ask, choices: Choices) -> str:
    offered = options(declared, choices)
    how = "One of" if declared.kind == "choice" else "Any of"
    words = "; ".join(choice.text for choice in offered)
    listed = f"{how} the list at the end." if len(offered) > MOST_OFFERED else f"{how}: {words}." if offered else ""
    return " ".join(part for part in (declared.help, listed) if part)


def _lists(word: WordFile, schema: type[Block], choices: Choices) -> None:
    """Add the long lists of options, each once."""
    for label, offered in _long(schema, choices).items():
        word.add_heading(f"List: {label}", level=1)
        small(word.add_paragraph(), "; ".join(choice.text for choice in offered) + ".")


def _long(schema: type[Block], choices: Choices) -> dict[str, Sequence[Choice]]:
    found: dict[str, Sequence[Choice]] = {}
    for part in schema.parts().values():
        asked = {ask.label: options(ask, choices) for ask in part.block.asks().values()}
        found |= {label: offered for label, offered in asked.items() if len(offered) > MOST_OFFERED}
        found |= _long(part.block, choices)
    return found


def _typed(value: Any, declared: Ask, choices: Choices) -> str:
    """Write a value as a person would type it: choices by their words, several with commas between."""
    given = value if isinstance(value, (list, tuple)) else [value]
    offered = {choice.value: choice.text for choice in options(declared, choices)}
    shown = [str(item) for item in given if isinstance(item, (str, int, float, dt.date))]
    return ", ".join(offered.get(item, item) for item in shown)


def read(data: bytes, document: Document[Any]) -> tuple[dict[str, Any] | None, str]:
    """Read a filled Word form.

    Parameters
    ----------
    data : bytes
        The file.
    document : Document
        The document that it should hold.

    Returns
    -------
    tuple
        The document with every answer as text, and an empty sentence; or None, and what is wrong.
    """
    problem = _unsafe(data, document.noun)
    if problem:
        return None, problem
    try:
        tables = docx.Document(io.BytesIO(data)).tables[:MOST_TABLES]
        found = _document(tables, document.schema)
    except Exception:  # python-docx raises whatever a damaged file makes of it; each case means the same to its owner
        return (
            None,
            "The Word file is damaged and cannot be opened here. Open it in Word, save it again, and upload that.",
        )
    if not found:
        return None, "The Word file holds no field keys such as {title}. Fill the course's own Word form."
    return found, ""


def _unsafe(data: bytes, noun: str) -> str:
    """Look at the archive before opening it: a small file can unpack to more than memory holds."""
    try:
        inside = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "This is no Word file (.docx). An old .doc file has to be saved as .docx first."
    if len(inside) > MOST_FILES or sum(entry.file_size for entry in inside) > LARGEST_INSIDE:
        return f"The Word file unpacks to too much. Take out pictures and anything that is not the {noun}."
    return ""


def _document(tables: list[WordTable], schema: type[Block]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table in tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        head = _key(rows[0]) if rows else ""
        answers = {key: row[-1].strip() for row in rows[1:] if len(row) > 1 and (key := _key(row))}
        block, _, inner = head.partition(".")
        part = schema.parts().get(block)
        if part is None:
            continue
        if part.repeats:
            found.setdefault(block, []).append(answers)
        elif inner:
            found.setdefault(block, {}).setdefault(inner, []).append(answers)
        else:
            found.setdefault(block, {}).update(answers)
    return found


def _key(row: list[str]) -> str:
    """Give the key in braces at the end of the first line of a row's first cell."""
    match = _KEY.search(row[0].split("\n")[0]) if row else None
    return match.group(1) if match else ""
