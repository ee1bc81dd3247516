"""How one field of a document is declared: the form, the reader, the rules and the pages are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from pydantic import Field

DocumentKind = Literal[
    "text", "long_text", "role", "id", "choice", "many", "number", "integer", "date", "reference", "references"
]
WORDS = ("text", "long_text", "role")  # kinds that people write in their own words


@dataclass(frozen=True)
class Choice:
    """One option of a field.

    Attributes
    ----------
    value, text, also : str, str, tuple of str
        Its code, its words, and other names under which a file may give it.
    kind : str
        For a choice of a figure: what kind of figure it is, so that a page can write it with its unit.
    """

    value: str
    text: str
    also: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Ask:
    """What a field asks for.

    Attributes
    ----------
    label, help, unit : str
        Words on the form and the page; a line under the field; unit shown after it.
    kind : DocumentKind
        ``reference`` names one id of another block, ``references`` several.
    choices : str or tuple of Choice
        The options, or the name under which a document gives its own (its stores, its objectives).
    to : str
        For a reference: the block whose ids are meant.
    required : bool
        Whether it has to be filled.
    rule : str
        The COMMON rule that speaks up when it is empty; ``filled`` unless a rule of its own looks after it.
    enough : float
        Least length in units (words, or pairs of Chinese characters).
    none_ok : bool
        "None" or "not applicable" is for the field's own rule to judge, and no placeholder.
    low, high : float or None
        Range of a number.
    prefix : str
        For an id: the form numbers rows by itself, with this letter before.
    preset : bool
        The form fills it beforehand; a row with nothing else in it counts as empty.
    """

    label: str
    help: str = ""
    kind: DocumentKind = "text"
    choices: str | tuple[Choice, ...] = ()
    to: str = ""
    unit: str = ""
    required: bool = True
    rule: str = "filled"
    enough: float = 0.0
    none_ok: bool = False
    low: float | None = None
    high: float | None = None
    prefix: str = ""
    preset: bool = False


def ask(label: str, help: str = "", **more: Any) -> Any:
    """Declare a field of a block; the words are those of `Ask`."""
    declared = Ask(label, help, **more)
    many = declared.kind in ("many", "references")
    extra = cast("dict[str, Any]", {"ask": declared})
    if many:
        return Field(default_factory=list, json_schema_extra=extra)
    return Field(default=None, json_schema_extra=extra)
