"""What a comparison of periods shows: groups as slopes, or changes side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One line over the moments of `Slopes`: its values, and in words what each rests on."""

    name: str
    values: Sequence[float]
    rests_on: Sequence[str] = ()
    assumed: bool = False  # drawn dashed: what would have been
    focus: bool = False


@dataclass(frozen=True)
class Slopes:
    """Groups over two or more moments.

    Attributes
    ----------
    sentence, title : str
        The result; what is measured, with its unit.
    moments : sequence of str
        First to last.
    lines : sequence of Line
        Groups, and what would have been.
    places : int
        Decimals shown.
    note : str
        Under the picture.
    """

    sentence: str
    title: str
    moments: Sequence[str]
    lines: Sequence[Line]
    places: int = 2
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Changes side by side.

    Attributes
    ----------
    sentence, title : str
        The result; what is measured.
    rows : sequence of (str, float, str)
        Words, change as a fraction, and what it rests on.
    focus : str
        Words of the row that matters.
    note : str
        Under the picture.
    """

    sentence: str
    title: str
    rows: Sequence[tuple[str, float, str]] = field(default_factory=list)
    focus: str = ""
    note: str = ""
