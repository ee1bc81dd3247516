"""From what was chosen on a form to an indicator definition, and to one sentence that says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course.errors import CourseError, did_you_mean
from course.indicators.forms import FORMS, Form, Question
from course.indicators.guards import whole_number
from course.indicators.record import Indicator

SENSOR_UP: dict[str, Any] = {"field": "sensor_uptime_pct", "op": "ge", "value": 90}
COMPLAINT: dict[str, Any] = {"field": "type", "op": "eq", "value": "complaint"}
COMPLIMENT: dict[str, Any] = {"field": "type", "op": "eq", "value": "compliment"}
STAMPS = {name: f"{name}_at" for name in ("received", "acknowledged", "first_reply", "closed")}
OPPORTUNITY = {
    "visits": ("visits", 10000),
    "transactions": ("transactions", 10000),
    "turnover": ("turnover_hkd", 1000000),
}
OPEN = "…"  # stands in the sentence for what was not chosen yet


def read_choices(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what is a possible choice of the form; leave out what is blank or impossible.

    Parameters
    ----------
    name : str
        The form: ``complaint_rate``, ``new_to_lost`` or ``on_time``.
    values : mapping
        Key to choice, as kept in an answers file. A number may be typed as 10000 or "10,000".

    Returns
    -------
    dict
        Codes by key, whole numbers where the form asks for one.

    Raises
    ------
    CourseError
        When there is no such form.
    """
    found = {q.key: _chosen(q, values.get(q.key)) for q in _form(name).questions}
    return {key: value for key, value in found.items() if value is not None}


def define(name: str, values: Mapping[str, Any], period: Any = None) -> Indicator:
    """Make the definition that a completed form stands for.

    Parameters
    ----------
    name : str
        The form.
    values : mapping
        Key to choice.
    period : int, str or pair of dates, optional
        The period; may be left open until the definition is evaluated.

    Returns
    -------
    Indicator

    Raises
    ------
    CourseError
        When a line of the form is blank, misspelt or unknown; the choices are listed.
    """
    form = _form(name)
    known = [q.key for q in form.questions]
    for key in values:
        if key not in known:
            raise CourseError(f'The form "{form.title}" has no line "{key}".', name, did_you_mean(str(key), known))
    chosen = read_choices(name, values)
    for question in form.questions:
        if question.key not in chosen:
            raise CourseError(_gap(question, values.get(question.key)), f"{name}, {question.key}", _allowed(question))
    names = {"en": form.title, "zh": form.title_zh}
    parts = BUILDERS[name](chosen)
    return Indicator.model_validate({"name": names, "period": period, "wording": sentence(name, chosen), **parts})


def sentence(name: str, values: Mapping[str, Any]) -> str:
    """Say a form's choices as one English sentence; "…" stands for what is still open.

    Parameters
    ----------
    name : str
        The form.
    values : mapping
        Key to choice.

    Returns
    -------
    str
    """
    form = _form(name)
    chosen = read_choices(name, values)
    words = {q.key: _phrase(q, chosen.get(q.key)) for q in form.questions}
    said = form.sentence.format(**words)
    if chosen.get("denominator") == "none" and "scale" in words:
        said = said.replace(f", shown {words['scale']}", "")
    return said[:1].upper() + said[1:]


def _complaint_rate(c: Mapping[str, Any]) -> dict[str, Any]:
    cases = [COMPLAINT] if c["numerator"] == "complaints" else []
    if c["sensor_rule"] == "leave_out_both":
        cases = [*cases, SENSOR_UP]
    below = {"table": "store_month", "kind": "sum", "field": c["denominator"], "period_field": "month"}
    bare = c["denominator"] == "none"
    mean = c["pooling"] == "mean_of_stores" and not bare
    return {
        "numerator": {"table": "cases", "kind": "count"},
        "denominator": {"table": "cases", "kind": "one"} if bare else below,
        "filters": {"cases": cases, "store_month": [] if c["sensor_rule"] == "ignore" or bare else [SENSOR_UP]},
        "period_field": STAMPS[c["period_field"]],
        "pooling": "mean_of_groups" if mean else "sum_over_sum",
        "group_field": "store_id" if mean else None,
        "scale": 1 if bare else c["scale"],
        "direction": "down",
        "empty_denominator": c["empty"],
    }


def _case_rate(c: Mapping[str, Any]) -> dict[str, Any]:
    """Build on the complaint rate's record, with other things to count and to divide by, and months for stores."""
    field, scale = OPPORTUNITY.get(c["denominator"], ("none", 1))
    rest = {"period_field": "received", "scale": scale, "empty": "undefined", "pooling": "sum_over_sum"}
    record = _complaint_rate({**c, **rest, "denominator": field})
    if c["numerator"] == "compliments":
        record["filters"]["cases"] = [COMPLIMENT, *record["filters"]["cases"]]
    if c["pooling"] == "mean_of_months" and field != "none":
        record |= {"pooling": "mean_of_groups", "group_field": "month"}
    return {**record, "direction": "none"}


def _new_to_lost(c: Mapping[str, Any]) -> dict[str, Any]:
    bought = {"field": "first_purchase_date", "op": "filled"}
    new: Any = "join_date" if c["new_counted_from"] == "join_date" else "first_purchase_date"
    if c["never_bought"] == "count_as_new" and new != "join_date":
        new = [new, "join_date"]
    lost: dict[str, Any] = {"table": "members", "kind": "count"}
    if c["lost_rule"] == "no_purchase_in_period":
        before = {"field": "last_purchase_date", "op": "lt", "value": {"period": "first_day"}}
        lost |= {"period_field": "all_dates", "where": [before]}
    else:
        days = {"365_days_after_last": 365, "180_days_after_last": 180, "date_of_last": 0}[c["lost_rule"]]
        lost |= {"period_field": "last_purchase_date", "shift_days": days}
    return {
        "numerator": {"table": "members", "kind": "count", "period_field": new},
        "denominator": lost,
        "filters": {"members": [] if c["never_bought"] == "count_as_new" else [bought]},
        "period_field": "first_purchase_date",
        "pooling": "sum_over_sum",
        "scale": 1,
        "direction": "up",
        "empty_denominator": c["empty"],
        "shown_by": "source" if c["shown_by"] == "source" else None,
    }


def _on_time(c: Mapping[str, Any]) -> dict[str, Any]:
    due = {
        "from": STAMPS[c["clock_starts"]],
        "to": STAMPS[c["clock_stops"]],
        "limit": c["limit_h"],
        "unit": "hours",
        "clock": "calendar",
        "at_limit": "met" if c["exactly_on_limit"] == "on_time" else "not_met",
        "never_answered": c["never_answered"],
        "not_yet_due": c["not_yet_due"],
        "counts": "within",
    }
    return {
        "denominator": {"table": "cases", "kind": "count"},
        "filters": {"cases": [COMPLAINT] if c["types"] == "complaints" else []},
        "due": due,
        "period_field": "received_at",
        "pooling": "sum_over_sum",
        "scale": 100,
        "direction": "up",
        "empty_denominator": c["empty"],
    }


BUILDERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "complaint_rate": _complaint_rate,
    "new_to_lost": _new_to_lost,
    "on_time": _on_time,
    "case_rate": _case_rate,
}


def _form(name: str) -> Form:
    if name not in FORMS:
        raise CourseError(f'There is no form "{name}".', "name", did_you_mean(str(name), list(FORMS)))
    return FORMS[name]


def _chosen(question: Question, value: Any) -> Any:
    """One choice as its code, or None when it is blank or impossible."""
    if not question.choices:
        number = whole_number(value)
        return number if number is not None and question.low <= number <= question.high else None
    codes = [option.value for option in question.choices]
    if isinstance(value, str) and value.strip() in codes:
        return value.strip()
    number = whole_number(value)
    return str(number) if str(number) in codes else None


def _phrase(question: Question, code: Any) -> str:
    if not question.choices:
        return OPEN if code is None else str(code)
    return next((option.phrase for option in question.choices if option.value == code), OPEN)


def _gap(question: Question, value: Any) -> str:
    if value is None or value == "":
        return f'Nothing is chosen yet for "{question.label}".'
    return f'"{question.label}" cannot be {str(value)[:40]!r}.'


def _allowed(question: Question) -> str:
    if not question.choices:
        return f"Give a whole number from {question.low} to {question.high} ({question.unit})."
    return "Choose one of: " + ", ".join(option.value for option in question.choices) + "."
