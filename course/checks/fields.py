"""Declarations of what a trainee may enter: the form, the check and the code book are made from these."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

FieldKind = Literal["choice", "many", "number", "integer", "text", "long_text", "date", "months", "order"]


class Choice(BaseModel):
    """One option of a choice field."""

    model_config = ConfigDict(extra="forbid")
    value: str
    text: str
    right: bool | None = None  # practice only; an assignment's declaration never says
    reason: str = ""  # why it is right, or why it is not


class Field(BaseModel):
    """One thing to enter.

    Attributes
    ----------
    key, label, help, unit : str
        Name in the answers file; words on the form; a line under it; unit shown after the box.
    kind : FieldKind
        What is entered. ``many`` is a set of choices, ``order`` all choices in a sequence, ``months`` a list of
        YYYY-MM.
    choices : list of Choice
        For ``choice``, ``many`` and ``order``.
    low, high : float or None
        Range of a number that is at all possible. Out of range is *not yet*, with the range named.
    places : int or None
        Decimals asked for; only said, never punished.
    share : bool
        The number is a fraction 0 to 1 (a percentage typed instead gets its own sentence).
    """

    model_config = ConfigDict(extra="forbid")
    key: str
    label: str
    kind: FieldKind
    help: str = ""
    unit: str = ""
    choices: list[Choice] = []
    low: float | None = None
    high: float | None = None
    places: int | None = None
    share: bool = False
