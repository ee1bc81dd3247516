from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from course import answers
from course.methods import change, did
from course.methods.festival import TwoMonths
from course.methods.pictures import Bars, Line, Slopes
from course.units.review_customer_service_scheme.new_year import BOTH, cny_shift, compare
from course.units.review_customer_service_scheme.pilot_effect import NOT_ALIKE, did_dial, slopes
from course.widgets.before_after import BeforeAfter

FAIR = {"before": "jan_aug_2024", "after": "jan_aug_2025", "control": "untouched"}
YEARS = TwoMonths((10e6, 9e6), (12e6, 8e6), (date(2024, 2, 10), date(2025, 1, 29)))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def pilots(**query: str) -> BeforeAfter:
    return BeforeAfter(**did_dial(), query=query, save=False)


def new_year(**query: str) -> BeforeAfter:
    return BeforeAfter(**cny_shift(), query=query, save=False)


def size(widget: BeforeAfter) -> int:
    """The effect in per cent, from the sentence."""
    return int(widget.summary.split("%")[0].split()[-1])


def shown(found: Slopes | Bars) -> dict[str, Any]:
    control = {"key": "k", "label": "k", "kind": "choice", "start": "a", "options": [("a", "a")]}
    return dict(BeforeAfter(label="x", controls=[control], compare=lambda query: found).data)


def test_it_starts_with_the_reading_of_head_office() -> None:
    widget = pilots()
    assert widget.summary.endswith("compared with nobody.") and size(widget) <= -45
    assert widget.data["note"] == NOT_ALIKE
    assert [line["name"] for line in widget.data["lines"]] == ["Pilots", "Pilots, had nothing else changed"]


def test_like_months_and_a_control_leave_an_effect_of_about_three_tenths() -> None:
    widget = pilots(**FAIR)
    assert -34 <= size(widget) <= -28 and "controls" in widget.summary
    assert widget.data["note"] == ""


def test_the_bad_quarter_overstates_the_effect_with_a_control_too() -> None:
    assert size(pilots(**{**FAIR, "before": "q4"})) < size(pilots(**FAIR)) - 5


def test_whole_years_take_the_van_contractor_in() -> None:
    assert "van contractor" in pilots(**{**FAIR, "before": "all_2024", "after": "all_2025"}).data["note"]


def test_every_choice_of_control_changes_the_cells() -> None:
    rows = {pilots(**{**FAIR, "control": c}).data["table"]["rows"][1][1] for c in ("all", "without_new", "untouched")}
    assert len(rows) == 3


def test_the_effect_of_the_unit_in_its_own_words() -> None:
    effect = did(treated_before=(612, 525_655), treated_after=(399, 536_868), control_before=(766, 1_153_717),
                 control_after=(706, 1_143_091), kind="count")  # fmt: skip
    found = slopes(effect, "jan_aug_2024", "jan_aug_2025")
    assert found.sentence == "Pilots 11.64 → 7.43, controls 6.64 → 6.18: effect -31 % (-42 to -19)."
    assert [line.assumed for line in found.lines] == [False, False, True]
    assert found.lines[2].values == pytest.approx((11.64, 11.64 * 6.176 / 6.639), abs=0.01)


def test_the_table_of_groups_and_periods_stands_open_with_n() -> None:
    effect = change(before=(40, 20_000), after=(30, 20_000), kind="count")
    table = shown(slopes(effect, "q4", "jan_aug_2025"))["table"]
    assert table["open"] and table["columns"] == ["Group", "Oct–Dec 2024", "Jan–Aug 2025", "Change"]
    assert table["rows"][0] == ["Pilots", "20.00 (40 of 20,000)", "15.00 (30 of 20,000)", "-25 %"]


def test_more_than_two_moments_can_be_shown() -> None:
    data = shown(Slopes("said", "Rate", ["a", "b", "c"], [Line("x", [1, 2, 3]), Line("y", [3, 2, 1.5])]))
    assert data["lines"][1]["texts"] == ["3.00", "2.00", "1.50"] and data["table"]["rows"][1][-1] == "-50 %"


def test_january_leaps_and_february_falls_and_both_together_change_little() -> None:
    january, february, both = (row["value"] for row in new_year().data["rows"])
    assert january > 0.10 and february < -0.06 and abs(both) < 0.06
    assert new_year().summary.endswith("with New Year on 10 February 2024 and 29 January 2025.")


def test_new_year_on_the_same_day_makes_all_three_equal() -> None:
    values = [row["value"] for row in new_year(day_2024="2024-01-29").data["rows"]]
    assert values == pytest.approx([values[2]] * 3)


def test_moving_new_year_leaves_both_together_where_they_are() -> None:
    starts = [
        new_year(**q).data["rows"][2]["value"] for q in ({}, {"day_2024": "2024-02-20"}, {"day_2025": "2025-02-05"})
    ]
    assert starts == pytest.approx([starts[0]] * 3)


def test_an_early_new_year_moves_both_together_only_a_little() -> None:
    there, early = (new_year(**q).data["rows"][2]["value"] for q in ({}, {"day_2025": "2025-01-21"}))
    assert 0 < there - early < 0.01


def test_the_bars_say_what_they_rest_on() -> None:
    found = compare(YEARS, {"day_2024": "2024-02-10", "day_2025": "2025-01-29"})
    assert found.sentence == (
        "January +20.0 %, February -11.1 %, together +5.3 %, with New Year on 10 February 2024 and 29 January 2025."
    )
    rows = shown(found)["rows"]
    assert rows[2] == {**rows[2], "label": BOTH, "text": "+5.3 %", "n": "HKD 19.0m → 20.0m", "focus": True}
    assert not rows[0]["focus"]


def test_only_days_on_which_new_year_can_fall_are_offered() -> None:
    options = cny_shift()["controls"][1]["options"]
    assert (options[0][0], options[-1][0], len(options)) == ("2025-01-21", "2025-02-20", 31)
    assert [words for _, words in options if "as it was" in words] == ["29 January, as it was"]


@pytest.mark.parametrize(("preset", "key", "moved"), [(did_dial, "105082L4.m06.did_dial", FAIR),
    (cny_shift, "105082L4.m04.cny_shift", {"day_2024": "2024-02-01", "day_2025": "2025-02-01"})])  # fmt: skip
def test_the_state_is_kept_and_a_spoilt_one_falls_back(preset: Any, key: str, moved: dict[str, str]) -> None:
    start = BeforeAfter(**preset()).summary
    BeforeAfter(**preset()).query = {**moved, "seq": 1, "keep": True}
    assert answers.store().get(key) == moved
    assert BeforeAfter(**preset()).summary != start
    answers.store().put(key, dict.fromkeys(moved, "nonsense"))
    assert BeforeAfter(**preset()).summary == start
