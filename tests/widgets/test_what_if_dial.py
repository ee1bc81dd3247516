from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from course import answers, cases, units
from course.methods.what_if import curve, turns
from course.units.review_customer_service_scheme.dials import cost, sample_size
from course.widgets.what_if_dial import WhatIfDial


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def dial(**settings: Any) -> WhatIfDial:
    return WhatIfDial(**{**sample_size(), **settings})


def test_does_the_curve_move_one_input_and_hold_the_others() -> None:
    assert curve(lambda a, b: a * b, "a", [1, 2], b=10) == [(1.0, 10.0), (2.0, 20.0)]


def test_is_a_position_without_a_value_left_out() -> None:
    assert curve(lambda a: float("nan") if a == 1 else a, "a", [0, 1, 2]) == [(0.0, 0.0), (2.0, 2.0)]


def test_where_does_the_curve_turn() -> None:
    assert turns([(1, 9), (2, 5), (3, 6)], 5) == [2, 3]


def test_a_value_on_the_limit_is_within_it() -> None:
    assert turns([(1, 5), (2, 5)], 5) == []


def test_twelve_stores_cost_more_than_the_budget() -> None:
    shown = dial(query={"groups": 12, "margin": 0.05})
    assert shown.summary == (
        "12 groups at 0.05: 4,620 interviews, HKD 207,900: over the budget of 180,000; 12 groups fit from 0.055 on."
    )


def test_one_group_is_within_the_budget_and_is_called_one_group() -> None:
    words = "1 group at 0.05: 385 interviews, HKD 17,325: within the budget of 180,000."
    assert dial(query={"margin": 0.05}).summary == words


def test_is_the_present_point_on_the_curve() -> None:
    data = dial(query={"groups": 3, "margin": 0.04}).data
    assert data["now"] in data["points"] and data["now"][1] == cost(3, 0.04)


def test_does_the_table_hold_the_same_figures_as_the_curve() -> None:
    data = dial().data
    assert data["table"]["rows"] == data["points"] and len(data["points"]) == 15


def test_is_the_state_kept_under_the_presets_name_and_found_again() -> None:
    dial().query = {"groups": 12, "margin": 0.05, "nonsense": 1, "seq": 3, "keep": True}
    assert answers.store().get("105082L4.m07.sample_size") == {"groups": 12, "margin": 0.05}
    assert dial().summary.startswith("12 groups at 0.05")


def test_does_a_spoilt_state_fall_back_to_the_start() -> None:
    answers.store().put("105082L4.m07.sample_size", {"groups": "twelve", "margin": 7})
    assert dial().summary.startswith("1 group at 0.08")


def test_does_save_false_keep_nothing() -> None:
    dial(save=False).query = {"groups": 12, "keep": True}
    assert not Path("answers.yaml").exists()


def zone(**query: Any) -> WhatIfDial:
    return WhatIfDial(**units.preset("105082L4.m05.tolerance_zone"), query=query, save=False)


def test_is_only_the_slider_of_the_chosen_standard_in_use() -> None:
    assert zone().data["idle"] == ["minutes"] and zone(measure="queue").data["idle"] == ["hours"]
    assert dial().data["idle"] == []


def test_does_a_choice_move_the_curve_to_its_own_slider() -> None:
    queue = zone(measure="queue", minutes=3)
    assert [x for x, _ in queue.data["points"]] == list(range(1, 11)) and queue.data["now"][0] == 3
    assert queue.data["axes"]["x"] == "Our standard, min"


def test_does_the_zone_say_what_the_survey_holds() -> None:
    answers_2025 = cases.views("base")["survey"].query("wave == 2025")
    suits = (answers_2025["reply_adequate_h"] >= 72).mean()
    assert zone().summary.startswith(f"At 72 h: adequate for {suits:.2f}, as good as desired for ")
    assert "at the customers' own median of 48 h: adequate for " in zone().summary
    assert zone(hours=48).summary.endswith("it is the customers' own median.")


def test_does_a_longer_standard_suit_fewer_and_get_kept_more_often() -> None:
    data = zone().data
    shares = [y for _, y in data["points"]]
    kept = next(line["points"] for line in data["others"] if line["name"] == "kept by us")
    assert shares == sorted(shares, reverse=True) and [y for _, y in kept] == sorted(y for _, y in kept)
