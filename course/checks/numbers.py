"""Read a number the way people type it: full-width digits, thousands commas, HK$, a percent sign."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_UNDEFINED = {"nan", "undefined", "not defined", "未定義", "沒有定義"}
_MONEY = re.compile(r"(?:HK\$|HKD|US\$|\$|港元|港幣|元)", re.IGNORECASE)
_GROUPED = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$")
_PLAIN = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$", re.IGNORECASE)
_MAX_LENGTH = 60


def tidy(text: str) -> str:
    """Bring text to one form for comparison: NFKC, trimmed, runs of spaces as one; case is kept."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def to_number(value: Any, unit: str = "") -> float | None:
    """Read a number from what somebody entered.

    Parameters
    ----------
    value : Any
        A number, or text such as ``"1,234.5"``, ``"HK$ 180,000"``, ``"3.18%"``, ``"（１２）"``.
    unit : str
        The field's unit, which may stand after the number (``"72 h"``).

    Returns
    -------
    float or None
        The number; with a percent sign a hundredth of it. ``nan`` for the word "undefined". None when the value
        is not one number: also for True and False, and for a comma that does not part thousands (``"3,18"``).
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _finite_or_inf(value)
    if isinstance(value, str):
        return _from_text(tidy(value), tidy(unit))
    item = getattr(value, "item", None)  # a numpy scalar
    if callable(item) and getattr(value, "ndim", 1) == 0:
        return to_number(item(), unit)
    return None


def _finite_or_inf(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _from_text(text: str, unit: str) -> float | None:
    if not text or len(text) > _MAX_LENGTH:
        return None
    if text.casefold() in _UNDEFINED:
        return float("nan")
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text
    text = text.replace("\u2212", "-").replace("\u2013", "-")  # minus sign and dash
    percent = text.endswith("%")
    text = text.removesuffix("%")
    if unit and unit != "%" and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)]
    text = _MONEY.sub("", text).replace(" ", "").replace("'", "")
    if _GROUPED.match(text):
        text = text.replace(",", "")
    if not _PLAIN.match(text):
        return None
    number = float(text) * (-1 if negative else 1)
    return number / 100 if percent else number
