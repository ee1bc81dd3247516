"""The words of the checks: what was found, and what kind of thing is asked for."""

from __future__ import annotations

from typing import Any

from course.checks.fields import Field

_SHOWN = 60  # characters of somebody's text that a message repeats


def found(value: Any) -> str:
    """Name what was found, as a reader would."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the word {value}"
    if isinstance(value, int | float):
        return f"the number {show(value)}"
    if isinstance(value, str):
        return f'the text "{_short(value)}"'
    if isinstance(value, dict):
        return f"a record of {_count(len(value), 'entry', 'entries')}"
    if hasattr(value, "columns") and hasattr(value, "index"):
        return f"a table of {_count(len(value.index), 'row')} and {_count(len(value.columns), 'column')}"
    if isinstance(value, list | tuple | set):
        return f"a list of {_count(len(value), 'thing')}"
    return f"a {type(value).__name__}"


def show(number: float) -> str:
    """Write a number as people do: no needless zeros, commas from 10,000 on."""
    if number != number:
        return "undefined"
    if number in (float("inf"), float("-inf")):
        return "infinity"
    if abs(number) > 1e300:
        return "far too large to write"
    whole = abs(number) < 1e15 and float(number).is_integer()
    return (f"{int(number):,}" if abs(number) >= 10_000 else str(int(number))) if whole else f"{number:.6g}"


def wanted(field: Field) -> str:
    """Say what kind of thing a field asks for."""
    if field.kind == "number":
        return f"a number{between(field)}" if not field.share else f"a share (a number{between(field)})"
    return {
        "integer": f"a whole number{between(field)}",
        "choice": "one of the choices",
        "many": "one or more of the choices",
        "order": "all the choices, each once, in your order",
        "date": "a date, written YYYY-MM-DD",
        "months": "months, each written YYYY-MM, for example 2025-09",
        "text": "a short text",
        "long_text": "a text",
    }[field.kind]


def between(field: Field) -> str:
    """Say the range, with a space before it; empty when there is none."""
    low, high = limits(field)
    if low is not None and high is not None:
        return f" between {show(low)} and {show(high)}"
    if low is not None:
        return f" of {show(low)} or more"
    return f" of {show(high)} or less" if high is not None else ""


def limits(field: Field) -> tuple[float | None, float | None]:
    """Give the lowest and highest possible value; a share lies between 0 and 1 unless the field says otherwise."""
    if field.share:
        return (0.0 if field.low is None else field.low, 1.0 if field.high is None else field.high)
    return field.low, field.high


def name(field: Field) -> str:
    """Name a field in a sentence: its label, and its key where that is another word."""
    label = field.label.rstrip(" .:?").replace('"', "'") or field.key  # a label may quote somebody
    return f'"{label}"'


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
