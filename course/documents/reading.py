"""Kind readers: what a form, a YAML file or a Word table holds, made into text, number, date, choice or list.

A reader never raises. It gives the value, None for an empty entry, or `Unread` with what was found.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from course.documents.fields import Choice
from course.documents.text import LONGEST, clean, folded, normalise

_MOST_ITEMS = 200
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_TIMES = {"萬": 10_000, "万": 10_000, "千": 1_000, "百萬": 1_000_000, "百万": 1_000_000, "k": 1_000}
_EMPTY = {"", "~", "null"}


@dataclass(frozen=True)
class Unread:
    """An entry that is there but is not of the kind that is asked for: a short form for sentences, and its text."""

    found: str
    text: str = ""


def blank(value: Any) -> bool:
    """Whether nothing was entered: None, only spaces, an empty list or record."""
    if isinstance(value, str):
        return value[:LONGEST].strip() in _EMPTY
    return value is None or (isinstance(value, (list, tuple, dict, set)) and not value)


def found(value: Any) -> str:
    """Say in a few words what was entered, without walking through nested or endless data."""
    if isinstance(value, str):
        short = " ".join(clean(value[:200]).split())
        return f'"{short[:40]}…"' if len(short) > 40 else f'"{short}"'
    if isinstance(value, (list, tuple, set)):
        return "a list"
    if isinstance(value, dict):
        return "a record"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return "a number beyond all use"
    return str(value)[:40] if isinstance(value, (int, float, dt.date)) else "something else"


def unread(value: Any) -> Unread:
    """Keep an entry that is not of its kind; a text is kept whole, so that its writer finds it again."""
    return Unread(found(value), clean(value).strip() if isinstance(value, str) else "")


def read_text(value: Any) -> str | Unread | None:
    """Read a text. A number or date becomes its words; a list of texts is kept as lines (several owners, say)."""
    if blank(value):
        return None
    if isinstance(value, str):
        return clean(value).strip() or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value[:_MOST_ITEMS]):
        return clean("\n".join(item[:LONGEST].strip() for item in value[:_MOST_ITEMS])).strip() or None
    if isinstance(value, dt.date) or (isinstance(value, (int, float)) and read_number(value).__class__ is float):
        return str(value)
    return unread(value)


def read_number(value: Any) -> float | Unread | None:
    """Read a number as people type it: ``180,000``, ``HK$45``, full-width digits, ``18萬``, ``5%`` (0.05), ``> 8.5``.

    A text with two numbers, such as a range, is not read.
    """
    if blank(value):
        return None
    if isinstance(value, str):
        return _number_in(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return unread(value)
    try:
        number = float(value)
    except OverflowError:
        return unread(value)
    return number if math.isfinite(number) else unread(value)


def _number_in(text: str) -> float | Unread:
    plain = normalise(text[:100]).replace("−", "-").replace("HK$", "").replace("$", "")
    matches = list(_NUMBER.finditer(plain)) if len(text) <= 100 else []
    if len(matches) != 1:
        return unread(text)
    match = matches[0]
    digits = match.group().replace(",", "").replace(" ", "")
    after = plain[match.end() :].strip().casefold()
    number = float(digits) if len(digits) < 40 else math.inf
    sign = re.match(r"(百萬|百万|萬|万|千|k)(?![a-z])", after)
    number *= _TIMES[sign.group(1)] if sign else 1
    number /= 100 if after.startswith("%") else 1
    return number if math.isfinite(number) else unread(text)


def read_day(value: Any) -> dt.date | Unread | None:
    """Read a date written year first: ``2026-03-31``, ``2026/3/31`` or ``2026年3月31日``."""
    if blank(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    match = _DAY.fullmatch(normalise(value[:60])) if isinstance(value, str) else None
    if match is None:
        return unread(value)
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        return unread(value)


def read_choice(value: Any, choices: Sequence[Choice]) -> str | Unread | None:
    """Read one of the choices by its code, its words or a known other name, in either language."""
    if blank(value):
        return None
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return unread(value)
    words = folded(value) if isinstance(value, str) else folded(found(value))
    for choice in choices:
        if words in _names(choice):
            return choice.value
    codes = [choice.value for choice in choices if re.match(re.escape(choice.value.casefold()) + r"\W", words)]
    return max(codes, key=len) if codes else unread(value)


@lru_cache(maxsize=4096)
def _names(choice: Choice) -> frozenset[str]:
    """Give all names of a choice as they are looked up."""
    return frozenset(folded(name) for name in (choice.value, choice.text, *choice.also))


def read_many(value: Any, choices: Sequence[Choice]) -> list[str]:
    """Read a set of choices or ids from a list, or from a text split at commas. Names of one's own are kept."""
    if blank(value):
        return []
    if isinstance(value, str):
        parts: Sequence[Any] = re.split(r"[,，、;；\n]", value[:LONGEST])
    else:
        parts = list(value)[:_MOST_ITEMS] if isinstance(value, (list, tuple, set)) else [value]
    kept: list[str] = []
    for part in parts:
        known = read_choice(part, choices)
        name = read_text(part) if isinstance(known, Unread) else known
        if isinstance(name, str) and name not in kept:
            kept.append(name)
    return kept
