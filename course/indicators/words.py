"""Say a definition in words when no form has said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.indicators.parts import Condition, Side

if TYPE_CHECKING:
    from course.indicators.record import Indicator

OPERATORS = {
    "eq": "is", "ne": "is not", "is_in": "is one of", "not_in": "is none of", "lt": "is below", "le": "is at most",
    "gt": "is above", "ge": "is at least", "filled": "is filled", "blank": "is blank",
}  # fmt: skip
KINDS = {"count": "rows of", "distinct": "different values of", "sum": "sum of", "mean": "mean of"}


def in_words(record: Indicator) -> str:
    """Make one plain sentence of a record.

    Parameters
    ----------
    record : Indicator
        The definition.

    Returns
    -------
    str
        Name, both sides with their conditions, the time rule, pooling, scale, and what nothing to divide by gives.
    """
    top, bottom = record.numerator, record.denominator
    parts = [_side(record, top)] if top else []
    if bottom.kind != "one":
        parts.append(("divided by " if top else "of ") + _side(record, bottom))
    if record.due:
        parts.append(
            f"from {record.due.from_} to {record.due.to} {record.due.counts} {record.due.limit:g} {record.due.unit}"
        )
    if record.follow_up:
        watch = record.follow_up
        parts.append(f"with {watch.event} {watch.counts} {watch.days:g} days of {watch.from_}")
    parts += [f"by {record.period_field}", record.pooling.replace("_", " "), f"shown per {record.scale:,}"]
    return f"{record.name.en}: {', '.join(parts)}; with nothing to divide by the figure is {record.empty_denominator}."


def _side(record: Indicator, side: Side) -> str:
    what = KINDS.get(side.kind, f"{side.kind} of") + (f" {side.field} in" if side.field else "") + f" {side.table}"
    said = [_condition(c) for c in [*record.filters.get(side.table, []), *side.where]]
    return f"{what} where {' and '.join(said)}" if said else what


def _condition(condition: Condition) -> str:
    value = condition.value
    if value is None:
        return f"{condition.field} {OPERATORS[condition.op]}"
    if isinstance(value, list):
        shown = ", ".join(map(str, value))
    else:
        shown = (
            str(value)
            if isinstance(value, bool | int | float | str)
            else " ".join(map(str, value.model_dump().values()))
        )
    return f"{condition.field} {OPERATORS[condition.op]} {shown}"
