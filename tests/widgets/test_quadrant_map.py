from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from course import cases, units
from course.indicators import edge
from course.methods.quadrants import Item, Map
from course.widgets.quadrant_map import QuadrantMap


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def quadrants(*items: Item, **more: Any) -> QuadrantMap:
    corners = {"high high": "keep", "low high": "mend"}
    found = Map(items, "Said.", 7, 0, "Weight", "Lead", ["keep", "mend"], corners, **more)
    return QuadrantMap(label="Map", controls=[], chart=lambda query: found, save=False)


def edges(**query: Any) -> QuadrantMap:
    return QuadrantMap(**units.preset("105082L4.m06.edge_map"), query=query, save=False)


def test_has_an_item_without_a_label_the_name_of_its_quadrant() -> None:
    shown = quadrants(
        Item("a", "A", 8, 1), Item("b", "B", 7, -1), Item("c", "C", 3, 1), Item("d", "D", 3, 1, group="own")
    )
    assert [item["group"] for item in shown.data["items"]] == ["keep", "mend", "", "own"]


def test_is_an_item_without_a_place_left_out() -> None:
    shown = quadrants(Item("a", "A", math.nan, 1), Item("b", "B", 8, 1))
    assert [item["id"] for item in shown.data["items"]] == ["b"] and len(shown.data["table"]["rows"]) == 1


def test_does_the_table_hold_place_bar_and_quadrant() -> None:
    (row,) = quadrants(Item("a", "A", 8, 1, -0.5, 2.5, n="60 visits")).data["table"]["rows"]
    assert row == ["A", 8, "+1.0", "-0.5 to +2.5", "60 visits", "keep"]


def test_does_the_map_say_what_the_data_hold() -> None:
    views = cases.views("base")
    found = edge(views["benchmark"], views["importance"], us="Lantern Lane")
    lead = found.loc["product_knowledge"]
    assert lead["label"] == "edge" and found["label"].tolist().count("low_importance") == 3
    said = edges().summary
    assert said.startswith(f"Edge: product knowledge {lead['difference']:+.1f}. Deficits: delivery ")


def test_is_the_biggest_lead_of_low_importance() -> None:
    items = edges().data["items"]
    lead = max(items, key=lambda item: item["y"])
    assert (lead["id"], lead["group"]) == ("gift_wrap", "low importance")


@pytest.mark.parametrize("query", [{"rival": "mean"}, {"hurdle": "none"}, {"cut": 4.0}])
def test_does_each_wrong_rule_give_another_reading(query: dict[str, Any]) -> None:
    assert [item["group"] for item in edges(**query).data["items"]] != [item["group"] for item in edges().data["items"]]


def test_does_a_bar_that_crosses_zero_mean_parity() -> None:
    for item in edges().data["items"]:
        if item["group"] != "low importance":
            assert (item["low"] < 0 < item["high"]) == (item["group"] == "parity")
