from __future__ import annotations

from typing import Any

import pytest

from course.widgets.controls import Control, settle

MARGIN = Control("margin", "Margin", "slider", 0.08, low=0.03, high=0.1, step=0.005)
GROUPS = Control("groups", "Groups", "slider", 3, low=1, high=12)
DAY = Control("day", "The day", "slider", "b", [("a", "first"), ("b", "second")])
PART = Control("part", "Part", "choice", None, [("x", "this"), ("y", "that")])
DONE = Control("done", "Done", "many", [], [("S1", "S1"), ("S2", "S2")])


@pytest.mark.parametrize(
    ("control", "value", "kept"),
    [
        (MARGIN, 0.05, 0.05), (MARGIN, 0.0512, 0.05), (MARGIN, 0.5, 0.08), (MARGIN, "0.05", 0.08),
        (MARGIN, float("nan"), 0.08), (GROUPS, 12, 12), (GROUPS, True, 3), (DAY, "a", "a"), (DAY, "z", "b"),
        (PART, "x", "x"), (PART, ["x"], None), (DONE, ["S2", "S1", "S9"], ["S1", "S2"]), (DONE, "S1", []),
    ],
)  # fmt: skip
def test_does_a_control_keep_only_what_fits_it(control: Control, value: Any, kept: Any) -> None:
    assert control.settle(value) == kept


@pytest.mark.parametrize("query", [None, "text", ["list"], {"groups": "many", "other": 1}])
def test_does_any_stored_query_become_a_valid_one(query: Any) -> None:
    assert settle([GROUPS, PART], query) == {"groups": 3, "part": None}


def test_does_a_whole_number_slider_keep_whole_numbers() -> None:
    assert isinstance(GROUPS.settle(4.0), int)
