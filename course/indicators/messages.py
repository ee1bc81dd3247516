"""Turn what pydantic says about a definition into words for people."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from course.errors import CourseError, did_you_mean

MOST = 3  # more would not be read


def readable(error: ValidationError, model: type[BaseModel], what: str) -> CourseError:
    """Make one error of the first few complaints about a record.

    Parameters
    ----------
    error : pydantic.ValidationError
        What was found.
    model : type of BaseModel
        The record's declaration, for the names of its parts.
    what : str
        How the record is called.

    Returns
    -------
    CourseError
    """
    found = error.errors()
    lines = [_sentence(e, model) for e in _without_echoes(found)[:MOST]]
    return CourseError(
        f"The definition {what} cannot be used yet.", "; ".join(_place(e) for e in found[:1]), " ".join(lines)
    )


def _without_echoes(found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Keep one complaint for each place; a value with several allowed kinds gives one for each kind."""
    seen: dict[tuple[Any, ...], ErrorDetails] = {}
    for e in found:
        place = tuple(part for part in e["loc"] if not (isinstance(part, str) and part[:1].isupper()))
        seen.setdefault(place[:4], e)
    return list(seen.values())


def _place(e: ErrorDetails) -> str:
    return ".".join(str(part) for part in e["loc"]) or "the whole record"


def _sentence(e: ErrorDetails, model: type[BaseModel]) -> str:
    place, kind = _place(e), e["type"]
    if kind == "missing":
        return f'The part "{place}" is missing.'
    if kind == "extra_forbidden":
        known = [f.alias or name for name, f in model.model_fields.items()] if len(e["loc"]) == 1 else []
        hint = f" {did_you_mean(str(e['loc'][-1]), known)}" if known else ""
        return f'There is no part "{place}".{hint}'
    if kind == "literal_error":
        return f'"{place}" is {e["input"]!r:.40}; it can be {e["ctx"]["expected"]}.'
    if kind == "value_error":
        return f"{str(e['ctx']['error'])[:1].upper()}{str(e['ctx']['error'])[1:]}."
    return f'"{place}" is {e["input"]!r:.40}; that is not the kind of thing that goes there.'
