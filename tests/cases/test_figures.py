"""Do the notebook's verbs evaluate a definition on one's own numbers?"""

import pytest

import course as cs
from course import cases, indicators
from course.indicators.crafted import LESSON

RATE = indicators.define(
    "case_rate",
    {"numerator": "complaints", "denominator": "visits", "pooling": "sum_over_sum", "sensor_rule": "ignore"},
)


def test_a_definition_is_evaluated_on_the_own_variant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_VARIANT", "base")
    expected = indicators.evaluate(RATE, cases.views("base"), cases.as_of(), period=2025)
    assert cs.evaluate(RATE, period=2025) == expected


def test_other_tables_may_be_given() -> None:
    world = LESSON[1]()
    assert cs.evaluate(RATE, world.tables, period=world.period).denominator == 34000


def test_groups_and_the_table_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_VARIANT", "base")
    board = cs.indicator_table(year=2025, stores="all", definitions={"rate": RATE})
    by_store = cs.evaluate(RATE, by="store_id", period=2025)
    assert board["rate"].tolist()[:-1] == by_store["shown"].tolist()
