"""The parts of an indicator definition: conditions, the two sides, time limits and times of watching."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["count", "distinct", "sum", "mean", "p50", "p80", "p90", "one"]
Operator = Literal["eq", "ne", "is_in", "not_in", "lt", "le", "gt", "ge", "filled", "blank"]
Counts = Literal["within", "beyond"]
ALL_DATES = "all_dates"
RULES = {
    ("late", "leave_out"): "decided",
    ("leave_out", "leave_out"): "answered_only",
    ("late", "late"): "all",
}


class Part(BaseModel):
    """Plain data with nothing unknown in it; a copy is made to change it."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class OtherField(Part):
    """A value that stands in another column of the same row."""

    field: str
    plus_days: float = 0
    plus_minutes: float = 0


class DaysBack(Part):
    """So many days before the moment of the report."""

    as_of_minus_days: float


class PeriodDay(Part):
    """The first or the last day of the period."""

    period: Literal["first_day", "last_day"]


Plain = bool | int | float | str
Value = OtherField | DaysBack | PeriodDay | Plain | list[Plain] | None


class Condition(Part):
    """One condition on a row. A blank never meets a comparison, not even ``ne``."""

    field: str
    op: Operator
    value: Value = None

    @model_validator(mode="after")
    def _value_fits(self) -> Condition:
        needs = self.op not in ("filled", "blank")
        if needs and self.value is None:
            raise ValueError(f'the condition on "{self.field}" with "{self.op}" needs a value')
        if (self.op in ("is_in", "not_in")) != isinstance(self.value, list) and needs:
            raise ValueError(f'a list of values goes with "is_in" and "not_in", one value with "{self.op}"')
        return self


class Side(Part):
    """What stands above or below the line.

    Attributes
    ----------
    table : str
        Name of a view: ``cases``, ``store_month``, ``members``.
    kind : str
        How the rows become a number; ``one`` below the line for a plain sum or mean.
    field : str or None
        The column for all kinds but ``count`` and ``one``.
    where : list of Condition
        Narrows this side only.
    period_field : str, list of str or None
        Date column (or a month as YYYY-MM) of this side; of several the first that is filled. None takes the
        record's; ``all_dates`` does not look at the period.
    shift_days : float
        Moves that date: 365 for "a year after the last purchase".
    """

    table: str
    kind: Kind
    field: str | None = None
    where: list[Condition] = []
    period_field: str | list[str] | None = None
    shift_days: float = 0

    @model_validator(mode="after")
    def _field_fits(self) -> Side:
        if self.kind not in ("count", "one") and self.field is None:
            raise ValueError(f'the kind "{self.kind}" needs a field to read')
        return self


class Due(Part):
    """Who counts in an indicator with a time limit.

    Attributes
    ----------
    from_, to : str
        Columns where the clock starts and stops.
    limit, unit : float, str
        The time limit.
    at_limit : str
        Whether an answer exactly on the limit meets it.
    rule : str or None
        ``decided``: the limit has passed or the answer came. ``elapsed``: the limit has passed. ``answered_only`` and
        ``all`` are offered, and wrong.
    never_answered, not_yet_due : str or None
        The two halves of a rule, for those combinations that have no name. A pair that has one is kept as its name.
    counts : str
        Above the line: within the limit, or beyond it.
    """

    from_: str = Field(alias="from")
    to: str
    limit: float = Field(gt=0)
    unit: Literal["minutes", "hours", "days"]
    clock: Literal["calendar"]
    at_limit: Literal["met", "not_met"]
    rule: Literal["decided", "elapsed", "answered_only", "all"] | None = None
    never_answered: Literal["late", "leave_out"] | None = None
    not_yet_due: Literal["leave_out", "late", "on_time"] | None = None
    counts: Counts

    @model_validator(mode="before")
    @classmethod
    def _one_spelling(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        pair = (data.get("never_answered"), data.get("not_yet_due"))
        if (data.get("rule") is None) == (pair == (None, None)) or (pair != (None, None) and None in pair):
            raise ValueError('say who counts: either a "rule", or both "never_answered" and "not_yet_due"')
        if pair in RULES:
            rest = {k: v for k, v in data.items() if k not in ("never_answered", "not_yet_due")}
            return {**rest, "rule": RULES[pair]}
        return data

    @property
    def halves(self) -> tuple[str, str]:
        """What becomes of those never answered, and of those not yet due; ``elapsed`` is handled by its own filter."""
        if self.never_answered and self.not_yet_due:
            return self.never_answered, self.not_yet_due
        named = {rule: pair for pair, rule in RULES.items()}
        return named.get(self.rule or "", ("late", "leave_out"))


class FollowUp(Part):
    """Who counts in an indicator that watches each row for some days.

    Attributes
    ----------
    from_, event : str
        Columns with the start and with what may happen after it.
    days : float
        How long each row is watched, the last day included.
    immature : str
        Rows that have not been watched for all the days: ``exclude`` from both sides, or ``include``.
    counts : str
        Above the line: an event within the days, or none within them.
    """

    from_: str = Field(alias="from")
    event: str
    days: float = Field(gt=0)
    immature: Literal["exclude", "include"]
    counts: Counts
