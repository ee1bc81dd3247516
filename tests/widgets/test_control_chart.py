from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course import answers
from course.methods import u_chart, xmr
from course.methods.signals import ControlView
from course.units.review_customer_service_scheme.signal_chart import complaint_view
from course.units.review_customer_service_scheme.signal_chart import u_chart as settings
from course.widgets.control_chart import ControlChart

DELIVERY = {"store": "all", "category": "delivery"}
BROKEN_OUT = ["Sep 2025", "Oct 2025", "Nov 2025", "Dec 2025"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def chart(**query: Any) -> ControlChart:
    return ControlChart(**settings(), query=query, save=False)


def shown(view: ControlView) -> ControlChart:
    control = {"key": "k", "label": "k", "kind": "choice", "start": "a", "options": [("a", "a")]}
    return ControlChart(label="x", controls=[control], view=lambda query: view)


def counted(*pairs: tuple[int, int]) -> pd.DataFrame:
    months = [f"2025-{m:02d}" for m in range(1, len(pairs) + 1)]
    return pd.DataFrame(
        [(m, *pair) for m, pair in zip(months, pairs, strict=True)], columns=["month", "complaints", "visits"]
    )


def signals(widget: ControlChart) -> list[str]:
    return [point["label"] for point in widget.data["points"] if point["signal"]]


def test_the_month_that_nearly_tripled_stays_inside_its_limit() -> None:
    widget = chart()
    by_label = {point["label"]: point for point in widget.data["points"]}
    month = by_label["Dec 2024"]
    assert month["value"] > by_label["Nov 2024"]["value"] and month["value"] < month["high"]
    assert widget.summary.startswith("All complaints, S10 Central: centre ") and widget.summary.endswith("; no signal.")


def test_delivery_breaks_out_four_times() -> None:
    widget = chart(**DELIVERY)
    assert signals(widget) == BROKEN_OUT
    assert widget.summary.endswith("above the limit Sep, Oct, Nov, Dec 2025.")


def test_a_baseline_with_the_bad_months_widens_the_limits() -> None:
    def last(end: str) -> float:
        return float(chart(**DELIVERY, end=end).data["points"][-1]["high"])

    assert last("2025-12") > last("2025-08") * 1.1
    assert [p["baseline"] for p in chart(**DELIVERY, end="2024-12").data["points"]] == [True] * 12 + [False] * 12


def test_without_a_rule_nothing_is_a_signal_and_that_is_said() -> None:
    widget = chart(**DELIVERY, rules=[])
    assert not signals(widget) and widget.summary.endswith("; no rule is in use.")


def test_the_new_store_has_no_points_before_it_opened() -> None:
    widget = chart(store="S12")
    assert widget.data["points"][0]["value"] is None and widget.data["points"][0]["count"] == "–"
    assert "Left out, store closed or door sensor faulty: Jan 2024" in widget.data["note"]


def test_limits_move_with_the_visits_of_each_month() -> None:
    view = complaint_view("All", counted((10, 10_000), (10, 40_000), (40, 20_000)), "2025-02", ["beyond"])
    chart_ = u_chart([10, 10, 40], [1, 4, 2], baseline=[True, True, False])
    assert view.chart == chart_ and view.chart.high[0] > view.chart.high[1]
    assert view.sentence == (
        "All: centre 4.00 per 10,000 visits; limits 0.00 to 8.24 in Mar 2025; above the limit Mar 2025."
    )


def test_picture_and_table_hold_the_same_figures() -> None:
    data = chart(**DELIVERY).data
    assert [row[3] for row in data["table"]["rows"]] == [point["text"] for point in data["points"]]
    assert data["table"]["columns"][:3] == ["Month", "Complaints", "Visits"]
    assert [row[0] for row in data["table"]["rows"] if row[-1] == "above the limit"] == BROKEN_OUT


def test_single_figures_carry_their_ranges_and_need_not_begin_at_zero() -> None:
    values = [836, 841, 829, 838, 845, 833, 840, 822]
    made = xmr(values, baseline=[True] * 8)
    view = ControlView(made, [str(k) for k in range(8)], [("", "")] * 8, [True] * 8, ["beyond"], "Wait, s", "said",
                       columns=("", ""), places=1, zero=False)  # fmt: skip
    data = shown(view).data
    assert data["table"]["columns"] == ["Month", "Figure", "Low limit", "High limit", "Range (limit 32.7)", "Signal"]
    assert data["table"]["rows"][1] == ["1", "841.0", "808.9", "862.1", "5.0", "–"]
    assert data["axis"]["zero"] is False and data["points"][0]["signal"] == ""


def test_an_alert_level_is_shown_with_its_words() -> None:
    made = u_chart([3, math.nan], [1, 0], baseline=[True, False])
    view = ControlView(made, ["a", "b"], [("3", "1"), ("–", "–")], [True, False], [], "t", "s", alert=(5, "act at 5"))
    assert shown(view).data["alert"] == {"value": 5, "text": "act at 5"}


def test_the_state_is_kept_under_the_presets_name_and_found_again() -> None:
    ControlChart(**settings()).query = {**DELIVERY, "rules": ["run"], "seq": 1, "keep": True}
    assert answers.store().get("105082L4.m04.u_chart") == {**DELIVERY, "end": "2025-08", "rules": ["run"]}
    assert ControlChart(**settings()).summary.startswith("Delivery, all stores")


def test_a_spoilt_state_falls_back_to_the_start() -> None:
    answers.store().put("105082L4.m04.u_chart", {"store": "S99", "category": 7, "end": "2030-01", "rules": "x"})
    assert ControlChart(**settings()).summary.startswith("All complaints, S10 Central")
