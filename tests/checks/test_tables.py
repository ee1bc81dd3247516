from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from course.checks import State, check_table

COLUMNS = {"store": "text", "rate": "number"}
RIGHT = pd.DataFrame({"store": ["S01", "S02", "S03"], "rate": [5.61, 7.0, float("nan")]})


@pytest.mark.parametrize(
    ("frame", "state"),
    [
        (None, State.NOT_ATTEMPTED),
        ([], State.NOT_ATTEMPTED),
        (RIGHT.assign(rate=1.0), State.NOT_YET),
        (RIGHT, State.RIGHT),
        (RIGHT.iloc[::-1].assign(more=1)[["rate", "more", "store"]], State.RIGHT),
        (RIGHT.set_index("store")["rate"], State.RIGHT),
        (RIGHT.set_index("store"), State.RIGHT),
        (RIGHT.to_dict("records"), State.RIGHT),
    ],
)
def test_a_table_has_three_states(frame: Any, state: State) -> None:
    assert check_table(frame, COLUMNS, RIGHT).state is state


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (5.0, "is the number 5; a table is expected"),
        (RIGHT.iloc[:0], "has no rows"),
        (RIGHT.rename(columns={"rate": "rates"}), 'has no column "rate". Did you mean "rates"'),
        (RIGHT.assign(rate=["5.61", "seven", "2"]), 'Column "rate" of by_store holds the text "'),
        (RIGHT.iloc[:2], "has 2 rows, fewer than expected"),
        (pd.concat([RIGHT, RIGHT]), "has 6 rows, more than expected"),
        (RIGHT.assign(rate=[5.61, 8.0, float("nan")]), "not right yet in 1 of 3 rows; look at store S02"),
    ],
)
def test_the_first_step_that_fails_is_named(frame: Any, words: str) -> None:
    outcome = check_table(frame, COLUMNS, RIGHT, label="by_store")
    assert outcome.state is State.NOT_YET and words in str(outcome) and outcome.next_step


def test_without_expected_table_only_names_and_kinds_are_checked() -> None:
    outcome = check_table(RIGHT.assign(rate=1.0), COLUMNS)
    assert outcome.right and "when your work is marked" in outcome.next_step


def test_dates_must_be_dates() -> None:
    frame = pd.DataFrame({"id": ["a"], "due": ["31/03/2026"]})
    assert "cannot be read as a date" in check_table(frame, {"id": "text", "due": "date"}).message
