from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from course import answers
from course.methods.mix import Split, SplitRow
from course.units.review_customer_service_scheme.member_mix import level_control, mix_mixer, split
from course.widgets.split_view import SplitView

WAVES = {2024: {"Y": (410, 0.863), "N": (590, 0.637)}, 2025: {"Y": (740, 0.822), "N": (260, 0.576)}}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def mixer(**query: Any) -> SplitView:
    return SplitView(**mix_mixer(), query=query, save=False)


def as_in(control: int, wave: int) -> str:
    """The position of a slider that was measured in a wave."""
    return next(value for value, words in mix_mixer()["controls"][control]["options"] if f"as in {wave}" in words)


def set_to(share: float = 0.74, members: float = 0.822, others: float = 0.576) -> Split:
    return split(WAVES, {"share": repr(share), "Y": repr(members), "N": repr(others)})


def test_both_groups_fall_and_the_total_rises() -> None:
    total = mixer().data["rows"][-1]
    assert mixer().summary.endswith("both groups fall, and yet the total rises.")
    assert total["label"] == "Total" and total["focus"] and total["value"] > total["others"][0]["value"]


def test_sliding_the_share_back_makes_the_rise_a_fall() -> None:
    moved = mixer(share=as_in(0, 2024))
    assert moved.summary.endswith("both groups fall, and the total falls.")
    assert "the mix +0.000" in moved.data["note"]


def test_all_three_back_to_2024_leave_nothing_changed() -> None:
    moved = mixer(share=as_in(0, 2024), Y=as_in(1, 2024), N=as_in(2, 2024))
    assert moved.summary.endswith("both groups stay, and the total stays.")


def test_the_figures_at_the_start_are_those_of_the_survey() -> None:
    from course import cases

    survey = cases.views("base")["survey"]
    top = (survey["csat"] >= 4).groupby(survey["wave"]).mean()
    total = mixer().data["rows"][-1]
    assert (total["others"][0]["value"], total["value"]) == pytest.approx((top[2024], top[2025]))


def test_the_sentence_of_the_unit() -> None:
    assert set_to().sentence == (
        "Members 0.863 → 0.822, others 0.637 → 0.576, total 0.730 → 0.758: both groups fall, and yet the total rises."
    )
    assert set_to(share=0.41).rows[-1].values[1] == pytest.approx(0.677, abs=5e-4)


@pytest.mark.parametrize(("given", "words"), [
    ({"members": 0.9, "others": 0.5}, "the groups part, and the total rises"),
    ({"members": 0.87, "others": 0.64, "share": 0.1}, "both groups rise, and yet the total falls"),
])  # fmt: skip
def test_other_ways_are_said_too(given: dict[str, float], words: str) -> None:
    assert set_to(**given).sentence.endswith(f"{words}.")


def test_the_change_is_told_in_two_parts_that_add_up() -> None:
    assert set_to().note == "Change of the total +0.028: the groups' own rates give -0.053, the mix +0.081."


def test_a_share_of_everybody_leaves_the_other_group_empty() -> None:
    rows = set_to(share=1.0).rows
    assert rows[1].rests_on == "n 590 → 0" and rows[-1].values[1] == pytest.approx(0.822)


def test_a_slider_stops_at_the_measured_values_and_not_beside_them() -> None:
    options = [words for _, words in level_control("k", "k", [0.746, 0.412], 0.4)["options"]]
    assert options[:2] == ["0.40", "0.412, as in 2025"] and "0.75" not in options and "0.746, as in 2024" in options


def test_rows_and_table_hold_the_same_figures() -> None:
    data = mixer().data
    assert [row["text"] for row in data["rows"]] == [f"{a} → {b}" for _, a, b, _ in data["table"]["rows"]]


def test_several_units_stand_side_by_side() -> None:
    rows = [SplitRow("Service", (0.8, 0.9, float("nan")), "n 30", (10, 20, 0)),
            SplitRow("Total", (0.7, 0.8, 0.9), "n 90", (30, 30, 30), total=True)]  # fmt: skip
    control = {"key": "k", "label": "k", "kind": "choice", "start": "a", "options": [("a", "a")]}
    found = Split("said", "Fixed first time", ("KC", "KB", "CW"), rows, places=2, joined=False)
    data = SplitView(label="x", controls=[control], split=lambda query: found).data
    assert [row["text"] for row in data["rows"]] == ["0.80 · 0.90 · –", "0.70 · 0.80 · 0.90"]
    assert [len(row["others"]) for row in data["rows"]] == [2, 2] and data["rows"][0]["value"] is None


def test_the_state_is_kept_and_a_spoilt_one_falls_back() -> None:
    key, share = "105082L4.m04.mix_mixer", as_in(0, 2024)
    SplitView(**mix_mixer()).query = {"share": share, "seq": 1, "keep": True}
    assert answers.store().get(key)["share"] == share
    assert "the total falls" in SplitView(**mix_mixer()).summary
    answers.store().put(key, {"share": 0.5, "Y": "high"})
    assert "yet the total rises" in SplitView(**mix_mixer()).summary
