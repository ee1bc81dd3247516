"""Blocks: a document's schema as pydantic models that read whatever they are given and never fail.

A block declares fields with `ask`, and parts (other blocks, once or in rows) with `part` and `rows`. Reading gives
plain typed values; what is not of its kind stays as `Unread`, so that a rule can say what was found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from course.documents.fields import Ask, Choice
from course.documents.layout import Sheet
from course.documents.reading import (
    Unread,
    blank,
    read_choice,
    read_day,
    read_many,
    read_number,
    read_text,
)
from course.documents.result import Spot

Words = str | Unread | None
Number = float | Unread | None
Day = dt.date | Unread | None
Names = list[str]
Choices = Mapping[str, Sequence[Choice]]

_MOST_ROWS = 200
_ROW: Final = object()  # the key for a row's place; no file can hold it


@dataclass(frozen=True)
class Part:
    """A block inside a document or block: once, or in rows of which at least `minimum` are asked."""

    block: type[Block]
    repeats: bool = False
    minimum: int = 0
    rule: str = "count.min"
    presets: tuple[Mapping[str, Any], ...] = ()


def part(block: type[Block], **more: Any) -> Any:
    """Declare a block that stands once."""
    return Field(default_factory=block, json_schema_extra={"part": Part(block, **more)})  # type: ignore[dict-item]


def rows(block: type[Block], minimum: int = 0, **more: Any) -> Any:
    """Declare a block in rows; `rule` is the COMMON rule that asks for the minimum."""
    declared = Part(block, repeats=True, minimum=minimum, **more)
    return Field(default_factory=list, json_schema_extra={"part": declared})  # type: ignore[dict-item]


class Block(BaseModel):
    """A part of a document.

    Attributes
    ----------
    block_key, heading, row_name : str
        Name in the file; heading; what one row is called.
    question, hint : str
        What the assessor will ask about the block; a line of help under the heading.
    sheets : tuple of Sheet
        How its rows stand on the page; one table with all fields when none is declared. Of the block ``meta``: the
        title block.
    boxed : bool
        Whether its text stands in a box on the page.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, arbitrary_types_allowed=True)

    block_key: ClassVar[str] = ""
    heading: ClassVar[str] = ""
    row_name: ClassVar[str] = ""
    question: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    sheets: ClassVar[tuple[Sheet, ...]] = ()
    boxed: ClassVar[bool] = False
    row_index: int | None = None

    @classmethod
    @cache
    def asks(cls) -> dict[str, Ask]:
        """Give the fields by name, in the order of the form."""
        return _declared(cls, "ask")

    @classmethod
    @cache
    def parts(cls) -> dict[str, Part]:
        """Give the blocks inside this one by name."""
        return _declared(cls, "part")

    @model_validator(mode="before")
    @classmethod
    def _read(cls, raw: Any, info: ValidationInfo) -> dict[str, Any]:
        source = as_record(cls, raw)
        choices: Choices = info.context or {}
        values: dict[str, Any] = {name: read(a, source.get(name), choices) for name, a in cls.asks().items()}
        for name, inside in cls.parts().items():
            values[name] = _rows(inside, source.get(name)) if inside.repeats else source.get(name)
        return values | {"row_index": source.get(_ROW)}

    def at(self, field: str = "") -> Spot:
        """Give the place of a field of this block, as path and as words."""
        place, words = self.block_key, self.heading
        if self.row_index is not None:
            place, words = f"{place}.{self.row_index}", f"{words}, row {self.row_index + 1}{self._named()}"
        if not field:
            return Spot(place, words)
        return Spot(f"{place}.{field}", f"{words}: {self.asks()[field].label}")

    def totals(self) -> Sequence[tuple[str, str]]:
        """Give the closing lines of the block's last table, as label and text; none unless a block says so."""
        return ()

    def written(self, name: str, choices: Choices) -> str:
        """Give a field as the page writes it where that hangs on another field; empty for the usual way."""
        return ""

    def _named(self) -> str:
        name = getattr(self, "id", None)
        return f" ({name[:20]})" if isinstance(name, str) else ""


def _declared(cls: type[Block], kind: str) -> dict[str, Any]:
    extras = {name: info.json_schema_extra for name, info in cls.model_fields.items()}
    return {name: extra[kind] for name, extra in extras.items() if isinstance(extra, dict) and kind in extra}


def read(ask: Ask, value: Any, choices: Choices) -> Any:
    """Read one entry by the kind that its declaration names."""
    if ask.kind in ("number", "integer"):
        return read_number(value)
    if ask.kind == "date":
        return read_day(value)
    if ask.kind == "choice":
        return read_choice(value, options(ask, choices))
    if ask.kind in ("many", "references"):
        return read_many(value, options(ask, choices))
    return read_text(value)


def options(ask: Ask, choices: Choices) -> Sequence[Choice]:
    """Give the options of a field, its own or the document's."""
    return choices.get(ask.choices, ()) if isinstance(ask.choices, str) else ask.choices


def _rows(inside: Part, value: Any) -> list[dict[Any, Any]]:
    """Keep the rows in which something was entered, each with its place; what is no record reads as an empty row."""
    given = value[:_MOST_ROWS] if isinstance(value, list) else []
    records = [as_record(inside.block, row) for row in given]
    kept = []
    for place, (row, record) in enumerate(zip(given, records, strict=True)):
        if untouched(inside.block, record) and (isinstance(row, dict) or blank(row)):
            continue
        kept.append({name: record.get(name) for name in (*inside.block.asks(), *inside.block.parts())} | {_ROW: place})
    return kept


def as_record(block: type[Block], raw: Any) -> dict[Any, Any]:
    """Give what a file holds for a block as a record; a block of one text may stand as that text alone."""
    if isinstance(raw, str) and len(block.asks()) == 1 and not block.parts():
        return {next(iter(block.asks())): raw}
    return raw if isinstance(raw, dict) else {}


def untouched(block: type[Block], record: Mapping[Any, Any]) -> bool:
    """Whether a person has entered nothing in a row; ids and preset fields do not count."""
    typed = [name for name, a in block.asks().items() if a.kind != "id" and not a.preset]
    return all(blank(record.get(name)) for name in (*typed, *block.parts()))
