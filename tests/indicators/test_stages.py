from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from course.errors import CourseError
from course.indicators import stage_time
from course.indicators.stages import Stage, keep, stage, stages_sentence

AS_OF = "2025-12-31 23:59"
LOG = pd.DataFrame(
    {
        "category": ["delivery", "delivery", "queue", "delivery"],
        "received": pd.to_datetime(["2025-12-01 00:00", "2025-12-02 00:00", "2024-12-01 00:00", "2025-12-30 23:59"]),
        "replied": pd.to_datetime(["2025-12-01 10:00", "2025-12-02 20:00", "2024-12-02 00:00", None]),
    }
)


def timed(**more: Any) -> Any:
    return stage_time(LOG, **{"start": "received", "end": "replied", "as_of": AS_OF, "where": None, **more})


def test_is_the_median_a_number_with_its_tail_beside_it() -> None:
    found = timed()
    assert (float(found), found.n, found.open) == (20.0, 3, 1)
    assert found.p90 == pytest.approx(23.2)  # linear between 20 and 24


def test_is_an_open_case_neither_zero_nor_deleted() -> None:
    found = timed(where={"category": "delivery"})
    assert (float(found), found.open, found.oldest) == (15.0, 1, 24.0)


def test_does_it_say_itself_with_the_open_cases() -> None:
    assert repr(timed()) == "20.0 h (median of 3; 90th percentile 23.2 h; 1 open, the oldest for 24 h)"


def test_is_a_stage_that_nobody_finished_undefined() -> None:
    found = stage_time(LOG[3:], start="received", end="replied", as_of=AS_OF, where=None)
    assert math.isnan(found) and repr(found).startswith("not measurable (n = 0; 1 open")


def test_has_an_end_after_the_export_not_happened_yet() -> None:
    found = timed(as_of="2025-12-01 12:00", where={"received": 2025})
    assert (found.n, found.open) == (1, 0)


def test_does_a_date_column_take_a_year_and_a_list_any_of_its_values() -> None:
    assert len(keep(LOG, {"received": 2024})) == 1
    assert len(keep(LOG, {"category": ["queue", "delivery"], "received": 2025})) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"where": {"category": "van"}}, 'No row has "van"'),
        ({"where": {"categroy": "queue"}}, 'no column "categroy"'),
        ({"end": "answered"}, 'no column "answered"'),
        ({"start": "replied", "end": "received"}, "before their start"),
    ],
)
def test_does_a_wrong_call_say_what_is_wrong(change: dict[str, Any], words: str) -> None:
    with pytest.raises(CourseError, match=words):
        timed(**change)


def test_the_sentence_names_the_medians_the_longest_stage_and_what_is_open() -> None:
    first = stage(LOG, start="received", end="replied", as_of=AS_OF, label="to reply")
    assert stages_sentence([first, Stage("to close")]) == (
        "median 20.0 + – h; longest to reply, 90th percentile 23.2 h; open 1 + 0"
    )
    assert stages_sentence([Stage("to close")]) == "no case has finished a stage"
