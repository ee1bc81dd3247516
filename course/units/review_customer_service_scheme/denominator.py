"""Settings of `indicator_lab` for one question, which store is worst, and one choice, divided by what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from course.indicators import define, evaluate, sentence
from course.indicators.comparison import Lab, compare, plain_counts, ranking, ranking_sentence
from course.indicators.forms import FORMS

UNITS = {
    "none": ("", ""),
    "visits": ("visits", "per 10,000 visits"),
    "transactions": ("receipts", "per 10,000 receipts"),
    "turnover": ("HKD", "per HKD million of turnover"),
}
COUNTED = {"complaints": "Complaints", "compliments": "Compliments", "all_cases": "All cases"}
START = {"numerator": "complaints", "denominator": "none", "pooling": "sum_over_sum", "sensor_rule": "ignore"}
YEAR = 2025
READ = ["store_id", "type", "received_at", "month", "sensor_uptime_pct"]


def question_control(question: Any, start: str | None) -> dict[str, Any]:
    """Make a control from one line of a definition form; without a start the trainee has to choose."""
    options = [(option.value, option.text) for option in question.choices]
    return {"key": question.key, "label": question.label, "kind": "choice", "start": start, "options": options}


def store_lab(query: Mapping[str, Any], tables: Mapping[str, Any], as_of: Any, names: Mapping[str, str]) -> Lab:
    """Compare stores under one definition, with the sentence from the first by count to its place by rate.

    Parameters
    ----------
    query : mapping
        Choices of the form ``case_rate``.
    tables : mapping of str to pandas.DataFrame
        Views ``cases`` and ``store_month``.
    as_of : date or str
        The moment of the report.
    names : mapping
        Store id to name.

    Returns
    -------
    Lab
    """
    said, what = sentence("case_rate", query), COUNTED[query["numerator"]]
    unit, per = UNITS[query["denominator"]]
    record = define("case_rate", query, YEAR)
    groups = compare(record, tables, as_of, by="store_id", unit=unit, names=names)
    counts = plain_counts(groups)
    first = ranking(counts)[0].id
    if not unit:
        told = ranking_sentence(counts, None, "")
        return Lab(told, said, counts, f"{what}, {YEAR}", places=0, bars=True, focus=first)
    chain = evaluate(record, tables, as_of)
    left_out = f"Left out because the door sensor was faulty: {chain.left_out:,} store-months and their cases."
    return Lab(
        ranking_sentence(counts, groups, per),
        said,
        groups,
        f"{what} {per}, {YEAR}",
        focus=first,
        reference=(chain.shown, f"chain {chain.shown:,.2f}"),
        note=left_out if chain.left_out else "",
    )


def slim(views: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the year and the columns that the lab reads, so that a step takes a third of the time."""
    log, months = views["cases"], views["store_month"]
    this_year = log["received_at"].dt.year == YEAR
    return {"cases": log.loc[this_year, READ], "store_month": months[months["month"].str.startswith(str(YEAR))]}


def denominator() -> dict[str, Any]:
    """Complaints, compliments or cases of 2025 by store, divided by nothing, visits, receipts or turnover."""
    from course import cases

    tables, as_of = slim(cases.views("base")), cases.as_of()
    stores = cases.load("stores", "base")
    names = dict(zip(stores["store_id"], stores["name"], strict=True))

    @lru_cache(maxsize=64)  # there are 48 definitions, and a trainee goes to and fro between two of them
    def lab(*choices: tuple[str, str]) -> Lab:
        return store_lab(dict(choices), tables, as_of, names)

    return {
        "key": "105082L4.m03.denominator",
        "label": "Which store is worst?",
        "lead": "Begin with the plain count. Then divide it, and watch the order.",
        "controls": [question_control(q, START[q.key]) for q in FORMS["case_rate"].questions],
        "lab": lambda query: lab(*query.items()),
    }
