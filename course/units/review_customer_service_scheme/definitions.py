"""Settings of `indicator_lab` for the three definition forms: one sentence, and what it makes of two small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

from course.indicators import Indicator, Result, define, evaluate, read_choices, sentence
from course.indicators.comparison import Exhibit, Lab
from course.indicators.forms import FORMS

if TYPE_CHECKING:
    from course.units.review_customer_service_scheme.crafted import Crafted

PERIODS: dict[str, Any] = {"complaint_rate": "2025-12", "new_to_lost": 2025, "on_time": "2025-12"}
TITLES = {"complaint_rate": "definition_rate", "new_to_lost": "definition_new_lost", "on_time": "definition_on_time"}
WORDS = {"complaint_rate": "rate", "new_to_lost": "ratio new to lost", "on_time": "share on time"}


def definition(form: str) -> dict[str, Any]:
    """Lab for one of the forms ``complaint_rate``, ``new_to_lost`` and ``on_time``; nothing is chosen at the start."""
    from course.units.review_customer_service_scheme.crafted import TABLES

    tables = TABLES[form]()
    return {
        "key": f"105082L4.m03.{TITLES[form]}",
        "label": f"Define: {FORMS[form].title.lower()}",
        "lead": "Choose every part, read the sentence aloud, and watch what the definition makes of two small tables.",
        "controls": [control(question) for question in FORMS[form].questions],
        "lab": lambda query: definition_lab(form, query, tables),
    }


def control(question: Any) -> dict[str, Any]:
    """A control from one line of a form. A number has to start somewhere: at a day and a half, which is nobody's limit."""
    shape = {"key": question.key, "label": question.label}
    if not question.choices:
        return {**shape, "kind": "slider", "start": 36, "low": 12, "high": 120, "step": 12, "unit": question.unit}
    return {**shape, "kind": "choice", "start": None, "options": [(o.value, o.text) for o in question.choices]}


def definition_lab(form: str, query: Mapping[str, Any], tables: Sequence[Crafted]) -> Lab:
    """The definition as a sentence, and its value for each small table once every part is chosen.

    Parameters
    ----------
    form : str
        Name of the form.
    query : mapping
        Choices; None for what is still open.
    tables : sequence of Crafted
        The small tables.

    Returns
    -------
    Lab
    """
    chosen, lines = read_choices(form, query), FORMS[form].questions
    said = sentence(form, chosen)
    if len(chosen) < len(lines):
        shown = [Exhibit(t.title, "Choose every part to see the value.", t.columns, t.rows) for t in tables]
        return Lab(f"{len(chosen)} of {len(lines)} parts chosen.", said, exhibits=shown)
    record = define(form, chosen, PERIODS[form])
    results = [evaluate(record, t.views, _as_of()) for t in tables]
    values = [value_words(form, record, r) for r in results]
    shown = [_exhibit(form, record, t, ": ".join(value)) for t, value in zip(tables, values, strict=True)]
    first, second = (number for number, _ in values)
    return Lab(f"The {WORDS[form]} is {first} on the first table and {second} on the second.", said, exhibits=shown)


def _as_of() -> str:
    from course.units.review_customer_service_scheme.crafted import AS_OF

    return AS_OF


def value_words(form: str, record: Indicator, result: Result) -> tuple[str, str]:
    """Value, and what it comes from, in words; a share stays a fraction, as it is kept."""
    value = result.value if form == "on_time" else result.shown
    if not isfinite(value):
        number = "infinite" if value == inf else "undefined"
    else:
        number = f"{value:.2f}" if value == 0 or abs(value) >= 0.1 else f"{value:.2g}"
    sides = f"{result.numerator:,.0f} over {result.denominator:,.0f}"
    if record.denominator.kind == "one":
        sides = "a plain count"
    elif record.pooling == "mean_of_groups":
        sides = "the plain mean of the stores' rates"
    return number, sides


def _exhibit(form: str, record: Indicator, table: Crafted, value: str) -> Exhibit:
    if not table.row_key:
        return Exhibit(table.title, f"Value {value}.", table.columns, table.rows)
    each = evaluate(record, table.views, _as_of(), by=table.row_key)
    verdicts = [_verdict(form, each.loc[row[0]]) for row in table.rows]
    rows = [[*row, verdict] for row, verdict in zip(table.rows, verdicts, strict=True)]
    return Exhibit(table.title, f"Value {value}.", [*table.columns, "Counts as"], rows)


def _verdict(form: str, sides: Any) -> str:
    """What one row counts as, read off the definition applied to that row alone."""
    above, below = sides["numerator"] > 0, sides["denominator"] > 0
    if form == "on_time":
        return ("on time" if above else "late") if below else "left out"
    parts = [word for word, holds in (("new", above), ("lost", below)) if holds]
    return " and ".join(parts) or "neither"
