"""One reader for each kind of field: the clean value, or the sentence that says why it is not that kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from course.checks.fields import Field
from course.checks.numbers import tidy, to_number
from course.checks.outcome import Outcome, not_yet
from course.checks.words import between, found, limits, name, show, wanted
from course.errors import did_you_mean

_MONTH = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$")
_DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")


class Unread(ValueError):
    """The value is not of the field's kind; ``outcome`` says so in words."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


def read_field(field: Field, value: Any) -> Any:
    """Bring an entered value to the field's kind.

    Parameters
    ----------
    field : Field
        The declaration.
    value : Any
        What was entered; something, not nothing.

    Returns
    -------
    Any
        float (number), int (integer), the choice's value, a list of choice values, ISO text (date), sorted ISO
        months, or trimmed text.

    Raises
    ------
    Unread
        With an outcome that names the field, what was found, what is expected and the next step.
    """
    return _READERS[field.kind](field, value)


def _refuse(field: Field, value: Any, todo: str = "") -> Unread:
    return Unread(
        not_yet(f"{name(field)} holds {found(value)}. Asked for: {wanted(field)}.", todo or "Change this answer.")
    )


def _number(field: Field, value: Any) -> float:
    number = to_number(value, field.unit)
    if number is None:
        raise _refuse(field, value, "Type the number in digits, with a point before decimals.")
    if number in (float("inf"), float("-inf")):
        raise _refuse(field, number, "A rate without a denominator is undefined; infinity is no value to report.")
    low, high = limits(field)
    if number != number or ((low is None or number >= low) and (high is None or number <= high)):
        return number
    if field.share and (low is None or number / 100 >= low) and (high is None or number / 100 <= high):
        raise Unread(not_yet(f"{name(field)}: a share is a number{between(field)}, you gave {show(number)}.",
                             f"If you mean {show(number)} %, type {number / 100:.6g}."))  # fmt: skip
    raise Unread(not_yet(f"{name(field)} is {show(number)}. Asked for: {wanted(field)}.",
                         "Check the unit and the decimal point."))  # fmt: skip


def _integer(field: Field, value: Any) -> int:
    number = _number(field, value)
    if not float(number).is_integer():
        raise _refuse(field, value, "Type a whole number, without decimals.")
    return int(number)


def _known(field: Field, value: Any) -> str:
    """Find the choice that a text means, by its value or its words, whatever the case and the width of letters."""
    wish = tidy(str(value)).casefold() if isinstance(value, str | int | float) else None
    for choice in field.choices:
        if wish in (tidy(choice.value).casefold(), tidy(choice.text).casefold()):
            return choice.value
    if wish is None:
        raise _refuse(field, value)
    todo = did_you_mean(str(value), [choice.value for choice in field.choices])
    raise Unread(not_yet(f"{name(field)} holds {found(value)}, which is not one of the choices.", todo))


def _several(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part for part in re.split(r"[,;、，\n]+", value) if part.strip()]
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _many(field: Field, value: Any) -> list[str]:
    chosen = [_known(field, item) for item in _several(value)]
    return [choice.value for choice in field.choices if choice.value in chosen]


def _order(field: Field, value: Any) -> list[str]:
    placed = [_known(field, item) for item in _several(value)]
    left = [choice.text for choice in field.choices if choice.value not in placed]
    if left or len(placed) != len(set(placed)):
        what = f"has no place for {left[0]!r} yet" if left else "holds one choice twice"
        raise Unread(not_yet(f"{name(field)} {what}.", "Place each choice once."))
    return placed


def _date(field: Field, value: Any) -> str:
    match = _DAY.match(tidy(str(value)).split("T")[0])
    try:
        return dt.date(*(int(part) for part in match.groups())).isoformat() if match else _no_date(field, value)
    except ValueError:
        return _no_date(field, value)


def _no_date(field: Field, value: Any) -> str:
    raise _refuse(field, value, "Type it as year-month-day, for example 2026-03-31.")


def _months(field: Field, value: Any) -> list[str]:
    months = set()
    for item in _several(value):
        match = _MONTH.match(tidy(str(item)))
        if not match or not 1 <= int(match[2]) <= 12:
            raise _refuse(field, item, "Write each month as year-month; the order does not matter.")
        months.add(f"{match[1]}-{int(match[2]):02d}")
    return sorted(months)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise _refuse(field, value)
    return value.strip()


_READERS: dict[str, Callable[[Field, Any], Any]] = {
    "number": _number,
    "integer": _integer,
    "choice": _known,
    "many": _many,
    "order": _order,
    "date": _date,
    "months": _months,
    "text": _text,
    "long_text": _text,
}
