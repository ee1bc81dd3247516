"""The indicator definition: a record that says what is counted, over what, when, and what to do with nothing."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from course.indicators.guards import whole_number
from course.indicators.parts import Condition, Due, FollowUp, Part, Side
from course.indicators.periods import Period, period_of
from course.indicators.words import in_words


class Name(Part):
    """The field's name in two languages."""

    en: str
    zh: str = ""


def _name(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


def _scale(value: Any) -> Any:
    number = whole_number(value)
    return value if number is None else number


def _period(value: Any) -> Any:
    if value is None:
        return None
    found = period_of(value)
    return (found.first, found.last)


class Indicator(Part):
    """An indicator definition: plain data that can be kept, read out and evaluated.

    Attributes
    ----------
    name : Name
        English and Chinese; a plain text is taken as English.
    numerator : Side or None
        Left out with `due` and `follow_up`: there the rows that met the limit or had the event are counted.
    denominator : Side
        What stands below the line.
    filters : dict of str to list of Condition
        By table; applies to both sides that read the table.
    period_field : str
        Date column by which rows belong to a period, unless a side names its own.
    period : pair of dates or None
        First and last day, both included; may be left open until the definition is evaluated.
    due, follow_up : Due or None, FollowUp or None
        Time limit, or time of watching.
    pooling : str
        ``sum_over_sum`` or ``mean_of_groups``; the latter needs `group_field`.
    scale : int
        Only how it is shown; the value stays a fraction.
    direction : str
        Which way is better.
    empty_denominator : str
        What nothing to divide by gives.
    shown_by : str or None
        Column by which it is broken down wherever it is shown.
    wording : str
        The sentence of the form it was made by; empty when it was made part by part.
    """

    name: Annotated[Name, BeforeValidator(_name)]
    numerator: Side | None = None
    denominator: Side
    filters: dict[str, list[Condition]] = Field(default_factory=dict)
    period_field: str
    period: Annotated[tuple[dt.date, dt.date] | None, BeforeValidator(_period)] = None
    due: Due | None = None
    follow_up: FollowUp | None = None
    pooling: Literal["sum_over_sum", "mean_of_groups"]
    group_field: str | None = None
    scale: Annotated[Literal[1, 100, 1000, 10000, 1000000], BeforeValidator(_scale)]
    direction: Literal["up", "down", "none"] = "none"
    empty_denominator: Literal["undefined", "zero", "one", "infinite", "count"]
    shown_by: str | None = None
    wording: str = ""

    @model_validator(mode="after")
    def _parts_fit(self) -> Indicator:
        timed = (self.due is not None) + (self.follow_up is not None)
        if timed == 2:
            raise ValueError('a definition has "due" or "follow_up", not both')
        if timed and self.numerator is not None:
            raise ValueError(
                'with "due" or "follow_up" leave the numerator out: it is the rows below the line that count'
            )
        if timed and self.denominator.kind != "count":
            raise ValueError('with "due" or "follow_up" the denominator counts rows; its kind is "count"')
        if not timed and self.numerator is None:
            raise ValueError("say what is counted above the line: the numerator is missing")
        if self.denominator.kind == "one" and self.pooling == "mean_of_groups":
            raise ValueError("a mean of groups needs something below the line in each group")
        if (self.pooling == "mean_of_groups") != (self.group_field is not None):
            raise ValueError('"group_field" names the groups of "mean_of_groups", and goes with it only')
        return self

    @property
    def kind(self) -> Literal["share", "ratio", "plain"]:
        """``share`` when what is above the line is a part of what is below; ``plain`` for one side alone."""
        top, bottom = self.numerator, self.denominator
        if top is None:
            return "share"
        if bottom.kind == "one":
            return "plain"
        same = (top.table, top.period_field, top.shift_days) == (bottom.table, bottom.period_field, bottom.shift_days)
        part = same and top.kind == bottom.kind == "count" and _implied(top, bottom)
        return "share" if part else "ratio"

    @property
    def window(self) -> Period | None:
        """The period as the calculation uses it."""
        return Period(*self.period) if self.period else None

    def sentence(self) -> str:
        """Say the definition as one sentence."""
        return self.wording or in_words(self)

    def as_data(self) -> dict[str, Any]:
        """Plain data without empty parts, as it is kept in an answers file."""
        return self.model_dump(mode="json", exclude_defaults=True)


def _implied(top: Side, bottom: Side) -> bool:
    """Take a value that equals something as filled: Y of those with Y or N is a share."""
    exact = {c.field for c in top.where if c.op in ("eq", "is_in")}
    return all(c in top.where or (c.op == "filled" and c.field in exact) for c in bottom.where)
