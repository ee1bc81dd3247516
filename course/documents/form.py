"""The description of a form, made from a document's schema: plain data, the same shape for every document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from course.documents.fields import Ask, Choice
from course.documents.reading import Unread
from course.documents.rules import Rule
from course.documents.schema import Block, Choices, Part, options, untouched


def describe(schema: type[Block], choices: Choices, rules: Sequence[Rule]) -> dict[str, Any]:
    """Describe blocks and rules.

    Returns
    -------
    dict
        ``blocks``: in order, with ``key title question hint repeats minimum row_name presets fields tables rules``.
        A field has ``key label help kind required unit low high choices to prefix preset enough``; a table is a
        block inside a block (it has the same keys). ``rules``: ``id title block severity points``.
    """
    marks = {name: [rule.id for rule in rules if rule.block == name] for name in schema.parts()}
    return {
        "blocks": [_block(name, part, choices, marks[name]) for name, part in schema.parts().items()],
        "rules": [
            {
                "id": r.id,
                "title": r.title,
                "block": r.block,
                "severity": "blocking" if r.blocking else "note",
                "points": r.points,
            }
            for r in rules
        ],
    }


def _block(name: str, part: Part, choices: Choices, rules: list[str]) -> dict[str, Any]:
    block = part.block
    return {
        "key": name,
        "title": block.heading,
        "question": block.question,
        "hint": block.hint,
        "repeats": part.repeats,
        "minimum": part.minimum,
        "row_name": block.row_name,
        "presets": [dict(preset) for preset in part.presets],
        "fields": [_field(key, declared, choices) for key, declared in block.asks().items()],
        "tables": [_block(key, inside, choices, []) for key, inside in block.parts().items()],
        "rules": rules,
    }


def _field(key: str, declared: Ask, choices: Choices) -> dict[str, Any]:
    offered: Sequence[Choice] = options(declared, choices)
    return {
        "key": key,
        "label": declared.label,
        "help": declared.help,
        "kind": declared.kind,
        "required": declared.required,
        "unit": declared.unit,
        "low": declared.low,
        "high": declared.high,
        "choices": [{"value": choice.value, "text": choice.text} for choice in offered],
        "to": declared.to,
        "prefix": declared.prefix,
        "preset": declared.preset,
        "enough": declared.enough,
    }


def blank(schema: type[Block]) -> dict[str, Any]:
    """Give the empty document: every field there, rows up to the minimum with their ids and presets."""
    empty: dict[str, Any] = {}
    for name, declared in schema.asks().items():
        empty[name] = [] if declared.kind in ("many", "references") else None
    for name, part in schema.parts().items():
        empty[name] = _rows(part) if part.repeats else blank(part.block) | _preset(part, 0)
    return empty


def _rows(part: Part) -> list[dict[str, Any]]:
    made = []
    for n in range(max(part.minimum, len(part.presets))):
        row = blank(part.block) | _preset(part, n)
        numbered = {key: f"{a.prefix}{n + 1}" for key, a in part.block.asks().items() if a.kind == "id"}
        made.append(row | numbered)
    return made


def _preset(part: Part, n: int) -> dict[str, Any]:
    return dict(part.presets[n]) if n < len(part.presets) else {}


def plain(block: Block) -> dict[str, Any]:
    """Give a document that was read as plain data: numbers as numbers, dates as ISO text, choices by their code.

    A text that is not of its field's kind is kept as it was typed.
    """
    data: dict[str, Any] = {name: _plain_value(getattr(block, name)) for name in block.asks()}
    for name, part in block.parts().items():
        inside = getattr(block, name)
        data[name] = _plain_rows(part, inside) if part.repeats else plain(inside)
    return data


def _plain_rows(part: Part, rows: Sequence[Block]) -> list[dict[str, Any]]:
    """Give the rows; one that was no record, and so reads as empty, is left out."""
    records = [plain(row) for row in rows]
    return [record for record in records if not untouched(part.block, record)]


def _plain_value(value: Any) -> Any:
    if isinstance(value, Unread):
        return value.text or None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value if isinstance(value, (str, float, list)) else None
