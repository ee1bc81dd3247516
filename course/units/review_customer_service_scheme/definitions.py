"""Settings of `indicator_lab` for the three definition forms: one sentence, and what it makes of two small worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import Any

from course.indicators import FORMS, Indicator, Result, define, evaluate, read_choices, sentence
from course.indicators.comparison import Exhibit, Lab
from course.indicators.crafted import AS_OF, LESSON, Crafted
from course.indicators.parts import Side
from course.units.review_customer_service_scheme.denominator import question_control

KEYS = {"complaint_rate": "definition_rate", "new_to_lost": "definition_new_lost", "on_time": "definition_on_time"}
WORDS = {"complaint_rate": "rate", "new_to_lost": "ratio new to lost", "on_time": "share on time"}
MEMBER_DATES = {"join_date": "Joined", "first_purchase_date": "First purchase", "last_purchase_date": "Last purchase"}
CASE_DATES = {"received_at": "Received", "acknowledged_at": "Acknowledged", "first_reply_at": "First reply",
              "closed_at": "Closed"}  # fmt: skip


def definition(form: str) -> dict[str, Any]:
    """Lab for one of the forms ``complaint_rate``, ``new_to_lost`` and ``on_time``; nothing is chosen at the start."""
    worlds = [make() for make in LESSON]
    return {
        "key": f"105082L4.m03.{KEYS[form]}",
        "label": f"Define: {FORMS[form].title.lower()}",
        "lead": "Choose every part, read the sentence aloud, and watch what the definition makes of two small worlds.",
        "controls": [control(question) for question in FORMS[form].questions],
        "lab": lambda query: definition_lab(form, query, worlds),
    }


def control(question: Any) -> dict[str, Any]:
    """Make a control from one line of a form; a number has to start somewhere: at 36 hours, which is nobody's limit."""
    if not question.choices:
        shape = {"key": question.key, "label": question.label}
        return {**shape, "kind": "slider", "start": 36, "low": 12, "high": 120, "step": 12, "unit": question.unit}
    return question_control(question, None)


def definition_lab(form: str, query: Mapping[str, Any], worlds: Sequence[Crafted]) -> Lab:
    """Say the definition as a sentence, and its value for each small world once every part is chosen.

    Parameters
    ----------
    form : str
        Name of the form.
    query : mapping
        Choices; None for what is still open.
    worlds : sequence of Crafted
        Two small worlds.

    Returns
    -------
    Lab
    """
    chosen, lines = read_choices(form, query), FORMS[form].questions
    said = sentence(form, chosen)
    if len(chosen) < len(lines):
        shown = [_exhibit(form, world, "Choose every part to see the value.", []) for world in worlds]
        return Lab(f"{len(chosen)} of {len(lines)} parts are chosen.", said, exhibits=shown)
    record = define(form, chosen)
    values = [value_words(form, record, evaluate(record, w.tables, AS_OF, period=w.period)) for w in worlds]
    shown = [
        _exhibit(form, w, f"Value {': '.join(value)}.", verdicts(form, record, w))
        for w, value in zip(worlds, values, strict=True)
    ]
    parts = [f"{number} for “{title(form, w)}”" for (number, _), w in zip(values, worlds, strict=True)]
    return Lab(f"The {WORDS[form]} is {' and '.join(parts)}.", said, exhibits=shown)


def title(form: str, world: Crafted) -> str:
    """Name what is shown of a small world: its cases, or its members."""
    return f"{len(world.tables['members'])} members in 2025" if form == "new_to_lost" else world.title


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


def verdicts(form: str, record: Indicator, world: Crafted) -> list[str]:
    """Say what each row counts as: the definition is applied to that row alone."""
    key = "member_id" if form == "new_to_lost" else "case_id"
    if form == "complaint_rate":  # visits belong to stores, so that a case alone has only a side above the line
        alone = {"denominator": Side(table="cases", kind="one"), "pooling": "sum_over_sum", "group_field": None}
        record = record.model_copy(update=alone)
    each = evaluate(record, world.tables, AS_OF, by=key, period=world.period)
    return [_verdict(form, above > 0, below > 0) for above, below in each[["numerator", "denominator"]].to_numpy()]


def _verdict(form: str, above: bool, below: bool) -> str:
    if form == "complaint_rate":
        return "counted" if above else "left out"
    if form == "on_time":
        return ("on time" if above else "late") if below else "left out"
    return " and ".join(word for word, holds in (("new", above), ("lost", below)) if holds) or "neither"


def _exhibit(form: str, world: Crafted, value: str, counts_as: Sequence[str]) -> Exhibit:
    """Show the table that a form reads, with what each row counts as."""
    if form == "new_to_lost":
        frame, dates, first = world.tables["members"], MEMBER_DATES, {"member_id": "Member", "source": "Source"}
        story = ""
    else:
        frame, dates, first = (
            world.tables["cases"],
            CASE_DATES,
            {"case_id": "Case", "store_id": "Store", "type": "Type"},
        )
        story = world.story
        if form == "complaint_rate":
            story += " " + " ".join(_month_words(row) for row in world.tables["store_month"].to_dict("records"))
    pattern = "%Y-%m-%d" if form == "new_to_lost" else "%d %b %H:%M"
    rows = [
        [*(str(row[c]) for c in first), *(row[c].strftime(pattern) if row[c] == row[c] else "–" for c in dates)]
        for row in frame.to_dict("records")
    ]
    columns = [*first.values(), *dates.values(), *(["Counts as"] if counts_as else [])]
    full = [[*row, verdict] for row, verdict in zip(rows, counts_as, strict=True)] if counts_as else rows
    return Exhibit(title(form, world), value, columns, full, story.strip())


def _month_words(row: Mapping[Any, Any]) -> str:
    uptime = f"sensor up {row['sensor_uptime_pct']:.0f} %"
    return f"{row['store_id']}: {row['visits']:,} visits, {row['transactions']:,} receipts, {uptime}."
