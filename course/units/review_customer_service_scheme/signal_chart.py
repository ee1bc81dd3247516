"""Settings of `control_chart` for complaints: which month is a signal, and which only noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from course.indicators.monthly import LOG, baseline_marks, complaints_by_month
from course.methods import u_chart as chart_of
from course.methods.signals import ControlView, chart_sentence, month

PER = "per 10,000 visits"
FIRST_END = "2024-08"  # the shortest baseline: eight months
RULES = [("beyond", "a point beyond a limit"), ("run", "8 in a row on one side")]


def u_chart() -> dict[str, Any]:
    """Complaints by month for one store or all, one category or all, with a baseline that can be moved."""
    from course import cases

    views, stores = cases.views("base"), cases.load("stores", "base")
    log, months = views["cases"], views["store_month"]
    log = log.loc[log["type"] == "complaint", LOG]
    names = dict(zip(stores["store_id"], stores["store_id"] + " " + stores["name"], strict=True))
    kinds = {key: key.replace("_", " ").capitalize() for key in sorted(log["category"].unique())}
    ends = [key for key in sorted(months["month"].unique()) if key >= FIRST_END]

    @lru_cache(maxsize=128)  # 13 x 9 charts; the baseline and the rules only redraw one
    def counted(store: str, category: str) -> Any:
        return complaints_by_month(log, months, category=category, stores=store)

    def view(query: Mapping[str, Any]) -> ControlView:
        where = names.get(query["store"], "all stores")
        who = f"{kinds.get(query['category'], 'All complaints')}, {where}"
        return complaint_view(who, counted(query["store"], query["category"]), query["end"], query["rules"])

    return {
        "key": "105082L4.m04.u_chart",
        "label": "Which month is a signal?",
        "lead": "Find a month that looks bad, and see whether it leaves its limits. Then try delivery, all stores, and "
        "move the end of the baseline into the bad months.",
        "controls": [
            choice("store", "Store", "S10", {"all": "All stores", **names}),
            choice("category", "Category", "all", {"all": "All complaints", **kinds}),
            {"key": "end", "label": "Baseline from Jan 2024 to", "kind": "slider", "start": "2025-08",
             "options": [(key, month(key)) for key in ends]},
            {"key": "rules", "label": "What counts as a signal", "kind": "many", "start": ["beyond"], "options": RULES},
        ],
        "view": view,
    }  # fmt: skip


def choice(key: str, label: str, start: str, options: Mapping[str, str]) -> dict[str, Any]:
    """Make a choice among named options."""
    return {"key": key, "label": label, "kind": "choice", "start": start, "options": list(options.items())}


def complaint_view(who: str, counted: Any, end: str, rules: Sequence[str]) -> ControlView:
    """Chart one table of complaints and visits.

    Parameters
    ----------
    who : str
        What is charted, in words.
    counted : pandas.DataFrame
        ``month``, ``complaints``, ``visits``.
    end : str
        Last month of the baseline, YYYY-MM; it begins with the first month.
    rules : sequence of str
        Rules in use.

    Returns
    -------
    ControlView
    """
    labels, counts, visits = (counted[name].tolist() for name in ("month", "complaints", "visits"))
    marks = baseline_marks(labels, (labels[0], end))
    chart = chart_of(counts, [n / 10_000 for n in visits], baseline=marks)
    missing = [month(label) for label, n in zip(labels, visits, strict=True) if not n]
    left_out = f" Left out, store closed or door sensor faulty: {', '.join(missing)}." if missing else ""
    return ControlView(
        chart,
        labels,
        [(f"{c:,}", f"{n:,}") if n else ("–", "–") for c, n in zip(counts, visits, strict=True)],
        marks,
        rules,
        f"{who}: complaints {PER}",
        chart_sentence(who, chart, labels, rules, per=PER),
        ("Complaints", "Visits"),
        note=f"Centre = complaints of the baseline ÷ its visits. Limits = centre ± 3 × √(centre ÷ visits).{left_out}",
    )
