"""Groups under one definition: their order, and the sentence that says how it turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any

from course.indicators.evaluation import evaluate
from course.indicators.reading import Tables
from course.indicators.record import Indicator


@dataclass(frozen=True)
class Group:
    """One group under a definition.

    Attributes
    ----------
    id, label : str
        Short id; words beside the mark.
    value, low, high : float
        Figure as it is shown, and its 95 % interval; nan where there is none.
    n : str
        What the figure rests on, in words; ``short`` for narrow pages.
    ranked : bool
        False where it rests on too little to have a place.
    count : float
        What stands above the line.
    """

    id: str
    label: str
    value: float
    low: float = nan
    high: float = nan
    n: str = ""
    short: str = ""
    ranked: bool = True
    count: float = nan


@dataclass(frozen=True)
class Exhibit:
    """A small table shown in full, with the value that the definition gives for it."""

    title: str
    value: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    story: str = ""


@dataclass(frozen=True)
class Lab:
    """What a definition shows.

    Attributes
    ----------
    sentence : str
        The result in one sentence.
    definition : str
        The definition itself as one sentence.
    groups : sequence of Group
        Groups to compare; their order does not matter.
    title : str
        What is measured, with its unit, above the picture.
    places : int
        Decimals shown.
    bars : bool
        Bars from zero, for plain counts.
    reference : (float, str) or None
        A level to compare with, and its words.
    focus : str
        Id of the group that the sentence follows.
    note : str
        What was left out, and the like.
    exhibits : sequence of Exhibit
        Small tables with their values.
    """

    sentence: str
    definition: str = ""
    groups: Sequence[Group] = ()
    title: str = ""
    places: int = 2
    bars: bool = False
    reference: tuple[float, str] | None = None
    focus: str = ""
    note: str = ""
    exhibits: Sequence[Exhibit] = ()


def compare(
    record: Indicator, tables: Tables, as_of: object, *, by: str, unit: str = "", names: Mapping[str, str] | None = None
) -> list[Group]:
    """Evaluate a definition for each group.

    Parameters
    ----------
    record : Indicator
        The definition.
    tables : mapping of str to pandas.DataFrame
        Views by name.
    as_of : date or str
        The moment of the report.
    by : str
        Column that names the group.
    unit : str
        What stands below the line, in words: ``visits``. Empty for a count that is divided by nothing.
    names : mapping, optional
        Words for each group id.

    Returns
    -------
    list of Group
        With value and interval as they are shown, and what they rest on.

    Raises
    ------
    CourseError
        As `evaluate`.
    """
    board = evaluate(record, tables, as_of, by=by)
    board[["low", "high"]] *= record.scale
    found = board.to_dict("index")
    return [_group(str(key), row, unit, (names or {}).get(str(key), "")) for key, row in found.items()]


def _group(key: str, row: Mapping[Any, Any], unit: str, name: str) -> Group:
    label, count = f"{key} {name}".strip(), float(row["numerator"])
    if not unit:  # a plain count is a fact about the group; it needs no interval to have a place
        return Group(key, label, count, count=count)
    n, enough = f"{count:,.0f} of {row['denominator']:,.0f} {unit}", bool(row["can_rank"])
    ends = float(row["low"]), float(row["high"])
    return Group(key, label, float(row["shown"]), *ends, n, f"n {count:,.0f}", enough, count)


def plain_counts(groups: Iterable[Group]) -> list[Group]:
    """Take the same groups by what stands above the line alone."""
    return [Group(g.id, g.label, g.count, count=g.count) for g in groups]


def ranking(groups: Iterable[Group]) -> list[Group]:
    """Order groups from the highest value to the lowest; those without a place come last, in order of id."""

    def key(group: Group) -> tuple[bool, float, str]:
        placed = group.ranked and isfinite(group.value)
        return (not placed, -group.value if placed else 0.0, group.id)

    return sorted(groups, key=key)


def place_words(groups: Sequence[Group], key: str) -> str:
    """Place of one group from the top, in words: ``first``, ``last of 12`` or ``5th of 12``."""
    placed = [g.id for g in ranking(groups) if g.ranked and isfinite(g.value)]
    if key not in placed:
        return "not ranked"
    at, last = placed.index(key) + 1, len(placed)
    if at == 1:
        return f"first of {last}"
    if at == last:
        return f"last of {last}"
    ending = "th" if 10 < at % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(at % 10, "th")
    return f"{at}{ending} of {last}"


def ranking_sentence(counts: Sequence[Group], rates: Sequence[Group] | None, per: str, places: int = 2) -> str:
    """Follow the group that is first by count to its place by rate.

    Parameters
    ----------
    counts : sequence of Group
        Plain counts.
    rates : sequence of Group or None
        The same groups divided by something; None while nothing is divided.
    per : str
        ``per 10,000 visits``.
    places : int
        Decimals of a rate.

    Returns
    -------
    str
        One sentence.
    """
    order = ranking(counts)
    first, last = order[0], order[-1]
    begin = f"By count {first.id} is first with {first.value:,.0f}"
    if rates is None:
        return f"{begin} and {last.id} last with {last.value:,.0f}; nothing is divided yet."
    by_id, top = {g.id: g for g in rates}, ranking(rates)[0]
    place = place_words(rates, first.id)
    own = f"{by_id[first.id].value:,.{places}f}"
    high = "it is the highest too" if top.id == first.id else f"highest {top.id} with {top.value:,.{places}f}"
    return f"{begin}; {per} it is {place} with {own}; {high}."
