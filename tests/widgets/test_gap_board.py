from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from course import cases, units
from course.indicators import gap
from course.indicators.gaps import Bar, Gaps
from course.widgets.gap_board import GapBoard


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def board(*bars: Bar) -> GapBoard:
    found = Gaps(bars, "Said.", "Gap")
    return GapBoard(label="Gaps", controls=[], gaps=lambda query: found, save=False)


def survey(**query: Any) -> GapBoard:
    return GapBoard(**units.preset("105082L4.m05.gap_board"), query=query, save=False)


def values(shown: GapBoard) -> dict[str, float]:
    return {row["id"]: row["value"] for row in shown.data["rows"]}


def test_is_the_largest_shortfall_first_and_in_focus() -> None:
    rows = board(Bar("a", "A", 0.2, 0.1, 0.3, 9), Bar("b", "B", -0.5, -0.6, -0.4, 9)).data["rows"]
    assert [(row["id"], row["focus"], row["text"]) for row in rows] == [("b", True, "-0.50"), ("a", False, "+0.20")]


def test_is_what_nobody_answered_shown_as_not_measured() -> None:
    (row,) = board(Bar("a", "A", math.nan)).data["rows"]
    assert row["value"] is None and row["text"] == "not measured" and not row["ranked"] and not row["focus"]


def test_does_the_table_hold_one_place_more_and_the_interval() -> None:
    assert board(Bar("a", "A", -0.5, -0.6, -0.4, 1200)).data["table"]["rows"] == [
        ["A", "-0.500", "-0.600 to -0.400", 1200]
    ]


def test_does_the_weight_turn_the_order() -> None:
    raw, weighted = survey(), survey(view="weighted")
    assert raw.data["rows"][0]["id"] == "tan" and weighted.data["rows"][0]["id"] == "rel"
    assert raw.summary.startswith("Raw, 2025: tan ") and raw.summary.endswith("first priority: Tangibles.")
    assert weighted.summary.startswith("Weighted, 2025: rel ") and "; total -" in weighted.summary


def test_does_the_board_say_what_the_data_hold() -> None:
    wave = cases.views("base")["survey"].query("wave == 2025")
    found = gap(wave[["p_rel1", "p_rel2"]], wave[["e_rel1", "e_rel2"]])
    assert values(survey())["rel"] == pytest.approx(float(found)) and f"rel {float(found):.2f}" in survey().summary


def test_is_the_unpaired_difference_lower_everywhere_and_called_no_gap() -> None:
    paired, unpaired = survey(), survey(pairing="unpaired")
    assert all(values(unpaired)[key] < value - 0.02 for key, value in values(paired).items())
    assert unpaired.summary.startswith("Raw, 2025, unpaired:") and "different people" in unpaired.data["note"]


def test_is_the_gap_of_reliability_deeper_where_the_rule_is_not_known() -> None:
    knows, does_not = survey(rule="knows"), survey(rule="does_not")
    assert values(knows)["rel"] - values(does_not)["rel"] > 0.5
    assert does_not.summary.startswith("Raw, 2025, those who do not know the returns rule:")
