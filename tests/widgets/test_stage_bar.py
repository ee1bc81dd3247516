from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course import cases, units
from course.indicators import stage_time
from course.indicators.stages import Flow, Stage
from course.widgets.stage_bar import SHOWN, StageBar, thinned

STAGES = [
    Stage("to reply", np.array([1.0, 2.0, 3.0]), np.array([5.0, 400.0])),
    Stage("to close", np.array([10.0]), np.array([])),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def bar(**more: Any) -> StageBar:
    flow = Flow(**{"stages": STAGES, "sentence": "Said.", "label": "All"} | more)
    return StageBar(label="Stages", controls=[], flow=lambda query: flow, save=False)


def walk(**query: Any) -> StageBar:
    return StageBar(**units.preset("105082L4.m02.workflow_walk"), query=query, save=False)


def test_is_the_bar_the_medians_one_after_the_other() -> None:
    (own,) = bar().data["bars"]
    assert [part["value"] for part in own["parts"]] == [2.0, 10.0] and own["own"]


def test_are_open_cases_rings_and_those_off_the_axis_counted() -> None:
    first, second = bar().data["stages"]
    assert first["open"] == [5.0] and first["beyond"] == "1 beyond the axis" and second["beyond"] == ""
    assert first["text"] == "median 2.0 h, 90th percentile 2.8 h; 2 open"


def test_does_the_axis_hold_bars_tails_and_limit_but_not_the_longest_case() -> None:
    assert bar().data["end"] == pytest.approx(1.25 * 12)
    assert bar(limit=(72.0, "limit")).data["end"] == pytest.approx(90)


def test_is_a_stage_without_cases_drawn_as_nothing() -> None:
    data = bar(stages=[Stage("to reply")]).data
    assert data["stages"][0]["median"] is None and data["bars"][0]["parts"][0]["value"] == 0
    assert data["stages"][0]["text"] == "none finished; none open"


def test_are_dots_thinned_evenly_with_both_ends() -> None:
    shown = thinned(np.arange(1000.0), SHOWN)
    assert (len(shown), shown[0], shown[-1]) == (60, 0, 999) and abs(shown[30] - 500) < 10


def test_does_the_table_hold_every_bar_and_stage() -> None:
    rows = bar(compare={"Others": STAGES}).data["table"]["rows"]
    assert [row[:2] for row in rows] == [
        ["to reply", "All"],
        ["to close", "All"],
        ["to reply", "Others"],
        ["to close", "Others"],
    ]
    assert rows[0][2:] == [3, 2.0, 2.8, 2, "17 days"]


def test_does_the_walk_say_what_the_data_hold() -> None:
    log = cases.views("base")["cases"]
    where = {"type": "complaint", "category": "delivery", "received_at": 2025}
    reply = stage_time(log, start="acknowledged_at", end="first_reply_at", as_of=cases.as_of(), where=where)
    said = walk(category="delivery", below="due").summary
    assert said.startswith("Delivery, 2025: median ") and f" + {float(reply):.1f} + " in said
    assert "longest acknowledged to first reply" in said and said.endswith("of those answered or due.")


def test_does_delivery_wait_longer_than_all_and_stand_beside_it() -> None:
    own, every = walk(category="delivery").data["bars"]
    assert every["label"] == "All complaints, 2025" and own["parts"][1]["value"] > 1.7 * every["parts"][1]["value"]


@pytest.mark.parametrize(("better", "worse"), [("answered", "due"), ("due", "all")])
def test_does_the_share_on_time_fall_when_silent_cases_count(better: str, worse: str) -> None:
    def share(below: str) -> float:
        return float(walk(below=below).summary.split(" h: ")[1].split()[0])

    assert share(better) > share(worse)


def test_does_the_sheet_hold_seven_aspects_and_three_cases() -> None:
    sheet = walk().data["sheet"]
    assert len(sheet["rows"]) == 10 and sum(row[0].startswith("Case") for row in sheet["rows"]) == 3


def test_does_a_choice_without_cases_say_so() -> None:
    shown = bar(stages=[Stage("to reply")], sentence="no case has finished a stage")
    assert shown.summary == "no case has finished a stage"
