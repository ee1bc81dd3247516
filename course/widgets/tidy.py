"""Bring a document to the shape of its form, and back to the file, without dropping what the schema does not know."""

from __future__ import annotations

import datetime as dt
from typing import Any

from course.documents.fields import Ask
from course.documents.reading import Unread, blank
from course.documents.schema import Block, Choices, as_record, read


def tidy(block: type[Block], raw: Any, choices: Choices) -> dict[str, Any]:
    """Read each field by its kind.

    Parameters
    ----------
    block : type
        Schema of the document or of one of its blocks.
    raw : Any
        What a form, a YAML file or a Word form holds. Anything but a record counts as empty.
    choices : mapping
        The document's own options, by name.

    Returns
    -------
    dict
        Numbers as numbers, dates as ISO text, choices by their code; what is not of its kind as it was typed; empty
        fields left out; fields that the schema does not know unchanged. Rows keep their places.
    """
    source = as_record(block, raw)
    known = {*block.asks(), *block.parts()}
    done = {str(key): value for key, value in source.items() if key not in known}
    for name, ask in block.asks().items():
        value = _value(ask, source.get(name), choices)
        if not blank(value):
            done[name] = value
    for name, part in block.parts().items():
        inside = source.get(name)
        if part.repeats:
            rows = inside if isinstance(inside, list) else []
            kept = [row for row in rows if isinstance(row, dict) or as_record(part.block, row)]
            done[name] = [tidy(part.block, row, choices) for row in kept]
        else:
            done[name] = tidy(part.block, inside, choices)
    return done


def _value(ask: Ask, raw: Any, choices: Choices) -> Any:
    value = read(ask, raw, choices)
    if isinstance(value, Unread):
        return raw if isinstance(raw, str) else value.text
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value
