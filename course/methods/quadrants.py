"""Items on two axes with dividing lines: who lies where, and who lies near a line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """One item on the map.

    Attributes
    ----------
    id, label : str
        Short id; its words.
    x, y : float
        Its place.
    low, high : float
        Ends of its error bar along y; ``nan`` where there is none.
    group : str
        A label with rules of its own; empty for the name of its quadrant.
    n : str
        What it rests on, in words.
    """

    id: str
    label: str
    x: float
    y: float
    low: float = math.nan
    high: float = math.nan
    group: str = ""
    n: str = ""


@dataclass(frozen=True)
class Map:
    """What the map shows for one query.

    Attributes
    ----------
    items : sequence of Item
        Items with their places and groups.
    sentence : str
        The result in one sentence.
    x_line, y_line : float
        The dividing lines.
    corners : mapping of str to str
        Words in the corners, by ``"high high"`` (y, then x) and so on; a corner may be left out.
    groups : sequence of str
        All groups in the order of their marks: the first has a square, then diamond, circle and triangle.
    x_title, y_title : str
        Titles of the axes, with their units.
    places : int
        Decimals shown of y.
    note : str
        How lines and bars are made.
    """

    items: Sequence[Item]
    sentence: str
    x_line: float
    y_line: float
    x_title: str
    y_title: str
    groups: Sequence[str]
    corners: Mapping[str, str] = field(default_factory=dict)
    places: int = 1
    note: str = ""


def quadrant(x: float, y: float, x_line: float, y_line: float) -> str:
    """Name the quadrant; an item on a line counts as high (Martilla & James 1977 leave it open)."""
    return f"{'high' if y >= y_line else 'low'} {'high' if x >= x_line else 'low'}"


def near(items: Sequence[Item], x_line: float, y_line: float, *, x_within: float, y_within: float) -> list[Item]:
    """Items that a small step would carry over a line."""
    return [i for i in items if abs(i.x - x_line) < x_within or abs(i.y - y_line) < y_within]


def grouped(items: Sequence[Item]) -> dict[str, list[Item]]:
    """Items by group, groups in the order in which they first come, highest y first."""
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda i: -i.y):
        found.setdefault(item.group, []).append(item)
    return found
