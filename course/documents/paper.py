"""A document as a paper: numbered sections of fact lists and tables, plain data that HTML and Word both print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from course.documents.document import Document
from course.documents.fields import Ask
from course.documents.layout import Column, Sheet
from course.documents.messages import figure
from course.documents.reading import Unread
from course.documents.schema import Block, Choices, Part, options

GAP = "–"  # what stands where nothing was entered
_NUMBERS = ("number", "integer")


@dataclass(frozen=True)
class Table:
    """A table: caption, headings, relative widths, rows of text, which columns hold numbers, totals, a note below."""

    caption: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    totals: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A numbered section: facts as label and text, then tables; or one text, perhaps boxed; or numbered points."""

    number: int
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    text: str = ""
    boxed: bool = False
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """The whole paper."""

    company: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    signatures: tuple[tuple[str, str], ...]
    footer: str


def paper(document: Document[Any], doc: Any) -> Paper:
    """Lay a document out as a paper.

    Parameters
    ----------
    document : Document
        Its declaration.
    doc : dict
        The document as its file holds it; gaps show as a dash.
    """
    read = document.read(doc)
    write = Writer(read, document.choices)
    named = {part.block.block_key: part for part in read.parts().values()}
    meta = read.meta if "meta" in named else read
    title = write.text(meta, "title") if "title" in meta.asks() else document.title
    sections = [(name, part) for name, part in read.parts().items() if name != "meta"]
    return Paper(
        company=document.company,
        title=document.title if title == GAP else title,
        facts=tuple(_title_facts(write, meta)),
        sections=tuple(_section(n, write, getattr(read, name), part) for n, (name, part) in enumerate(sections, 1)),
        signatures=tuple((words, write.text(meta, post)) for words, post in document.signatures),
        footer=f"{document.title}. {document.company} is a fictional company; this paper was written in training.",
    )


def _title_facts(write: Writer, meta: Block) -> Iterator[tuple[str, str]]:
    for sheet in meta.sheets[:1]:
        for column in sheet.columns:
            if column.fields != ("title",):
                yield column.heading, _cell(write, meta, column)


class Writer:
    """Writes the values of a document as words: choices by their text, references with names, dates and numbers."""

    def __init__(self, document: Block, choices: Choices) -> None:
        self.document, self.choices = document, choices

    def text(self, block: Block, name: str, *, named: bool = False, coded: bool = False) -> str:
        """Give one field as text; a dash where nothing was entered.

        A reference shows its name too if asked; a choice only its code.
        """
        value, declared = getattr(block, name), block.asks()[name]
        if value is None or value == []:
            return GAP
        if own := block.written(name, self.choices):
            return own
        if coded and isinstance(value, str):
            return value
        if isinstance(value, list):
            return ", ".join(self._word(item, declared) for item in value)
        return self._named(value, declared.to) if named and isinstance(value, str) else self._word(value, declared)

    def _word(self, value: Any, declared: Ask) -> str:
        if isinstance(value, Unread):
            return value.text or value.found
        if isinstance(value, dt.date):
            return f"{value.day} {value:%b %Y}"
        if isinstance(value, float):
            return figure(value)
        words = {choice.value: choice.text for choice in options(declared, self.choices)}
        return words.get(value, str(value))

    def _named(self, name: str, to: str) -> str:
        for row in getattr(self.document, to, []):
            if row.id == name and isinstance(row.name, str):
                return f"{name} {row.name}"
        return name


def _section(number: int, write: Writer, inside: Any, part: Part) -> Section:
    one = list(part.block.asks()) if not part.block.parts() else []
    if len(one) == 1 and part.repeats:
        return Section(number, part.block.heading, points=tuple(write.text(row, one[0]) for row in inside) or (GAP,))
    if len(one) == 1:
        return Section(number, part.block.heading, text=write.text(inside, one[0]), boxed=part.block.boxed)
    if part.repeats:
        return Section(number, part.block.heading, tables=tuple(_tables(write, part.block, inside)))
    tables = [
        table
        for name, inner in inside.parts().items()
        if getattr(inside, name)
        for table in _tables(write, inner.block, getattr(inside, name))
    ]
    facts = [(declared.label, write.text(inside, name)) for name, declared in inside.asks().items()]
    totals = inside.totals() if tables else ()
    if totals:
        last = tables[-1]
        tables[-1] = replace(last, totals=tuple(totals))
        facts = []
    return Section(number, part.block.heading, tuple(facts), tuple(tables))


def _tables(write: Writer, block: type[Block], rows: Sequence[Block]) -> Iterator[Table]:
    for sheet in block.sheets or (_plain_sheet(block),):
        yield Table(
            sheet.caption,
            tuple(column.heading for column in sheet.columns),
            tuple(column.width for column in sheet.columns),
            tuple(tuple(_cell(write, row, column) for column in sheet.columns) for row in rows),
            tuple(
                [block.asks()[name].kind in _NUMBERS for name in column.fields] == [True] for column in sheet.columns
            ),
            note=_codes(write, block, rows, sheet),
        )


def _codes(write: Writer, block: type[Block], rows: Sequence[Block], sheet: Sheet) -> str:
    """Say what the codes of a table mean."""
    names = [name for column in sheet.columns if column.coded for name in column.fields]
    said = {write.text(row, name) for name in names for row in rows if isinstance(getattr(row, name), str)}
    return ". ".join(sorted(said)) + "." if said else ""


def _plain_sheet(block: type[Block]) -> Sheet:
    return Sheet(block.heading, tuple(Column(declared.label, (name,)) for name, declared in block.asks().items()))


def _cell(write: Writer, row: Block, column: Column) -> str:
    """Write the fields of a column; what is not asked for leaves no dash between the others."""
    texts = [(name, write.text(row, name, named=column.named, coded=column.coded)) for name in column.fields]
    return column.join.join(t for name, t in texts if t != GAP or row.asks()[name].required) or GAP
