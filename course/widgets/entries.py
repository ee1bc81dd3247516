"""Between what a page's form holds (text, ticked values) and what the answers file keeps (numbers, text, lists)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.checks import Field, Unread, read_field

_NO_LIMITS = {
    "low": None,
    "high": None,
    "share": False,
}  # a number out of range is kept as a number, and the check tells


def entered(field: Field, raw: Any) -> Any:
    """Turn what a form control holds into the value that is kept.

    Parameters
    ----------
    field : Field
        Declaration of what is entered.
    raw : str, list of str or None
        The control's content.

    Returns
    -------
    Any
        None for an empty control. What cannot be read as the field's kind is kept as it was typed, so that nothing is
        lost; the check says what is asked for instead.
    """
    if raw is None or raw == [] or (isinstance(raw, str) and not raw.strip()):
        return None
    try:
        value = read_field(field.model_copy(update=_NO_LIMITS), raw)
    except Unread:
        return raw
    return raw if value != value else value  # "undefined" is a good answer too, and stays a word


def shown(field: Field, value: Any) -> Any:
    """Turn a kept value back into what the form control holds; the reverse of `entered`."""
    if field.kind in ("many", "order"):
        return [str(one) for one in value] if isinstance(value, Sequence) and not isinstance(value, str) else []
    if value is None:
        return ""
    if field.kind == "months" and isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(month) for month in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def answer(fields: Sequence[Field], raw: Mapping[str, Any]) -> Any:
    """Build an item's answer from its form: the bare value of one field, or a record of the filled ones.

    Returns
    -------
    Any
        None when nothing is filled in.
    """
    values = {field.key: entered(field, raw.get(field.key)) for field in fields}
    if len(fields) == 1:
        return values[fields[0].key]
    return {key: value for key, value in values.items() if value is not None} or None


def form(fields: Sequence[Field], value: Any) -> dict[str, Any]:
    """Fill an item's form from its answer; the reverse of `answer`."""
    if len(fields) == 1:
        return {fields[0].key: shown(fields[0], value)}
    record = value if isinstance(value, Mapping) else {}
    return {field.key: shown(field, record.get(field.key)) for field in fields}
