from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from course.authoring.data import data_files
from course.cases.family import Family, World
from course.cases.lantern_lane.facts import BASE_FACTS, draw_facts
from course.cases.lantern_lane.scheme import CLAUSES
from course.cases.recorded import base_variant, recorded_variant
from course.cases.variant import Variant

# Which tables read a stream: the case log counts on the visits that really happened, and on the facts.
READERS = {
    0: {"store_month", "cases"},
    1: {"store_month", "cases"},
    2: {"cases"},
    3: {"survey"},
    4: {"members"},
    5: {"benchmark"},
    6: {"importance"},
}


def test_two_draws_are_the_same_to_the_byte(lantern: Family) -> None:
    variant = recorded_variant(lantern.name, 4)
    assert data_files(lantern, variant) == data_files(lantern, variant)


def test_table_numbers_are_never_shared(lantern: Family) -> None:
    numbers = [table.number for table in lantern.tables]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("stream", READERS)
def test_a_stream_changes_its_own_table_and_no_other(
    stream: int, lantern: Family, world: Callable[[int], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Variant.stream

    def other(self: Variant, number: int) -> np.random.Generator:
        return np.random.default_rng([self.seed, 1000]) if number == stream else usual(self, number)

    before = world(1).tables
    monkeypatch.setattr(Variant, "stream", other)
    after = lantern.draw(recorded_variant(lantern.name, 1)).tables
    changed = {name for name in before if not before[name].equals(after[name])}
    assert changed == READERS[stream]


def test_a_table_more_would_change_no_table(lantern: Family, world: Callable[[int], World]) -> None:
    variant = recorded_variant(lantern.name, 1)
    variant.stream(7).random(1000)  # the next table's own stream
    again = lantern.draw(variant).tables
    for name, frame in world(1).tables.items():
        pd.testing.assert_frame_equal(again[name], frame)


def test_variants_differ(world: Callable[[int], World]) -> None:
    for name in world(1).tables.keys() - {"stores"}:
        assert not world(1).tables[name].equals(world(2).tables[name])


def test_no_truth_column_is_released(lantern: Family, world: Callable[[int], World]) -> None:
    assert all(list(frame) == lantern.declared[name].names for name, frame in world(1).tables.items())


def test_the_facts_of_base_are_fixed(lantern: Family) -> None:
    assert draw_facts(base_variant(lantern.name)) == BASE_FACTS


@pytest.mark.parametrize("number", range(1, 25))
def test_nine_clauses_are_bad_and_every_aspect_has_one(number: int, lantern: Family) -> None:
    variant = recorded_variant(lantern.name, number)
    bad = draw_facts(variant).bad_clauses
    aspect = {clause["id"]: clause["aspect"] for clause in CLAUSES}
    assert len(set(bad)) == 9 and {aspect[clause] for clause in bad} == set(aspect.values())
    shown = {clause["id"]: clause["text"] for clause in lantern.documents(variant)["scheme"]["clauses"]}
    for clause in CLAUSES:
        assert shown[clause["id"]] == clause["bad" if clause["id"] in bad else "sound"]


def test_facts_differ_between_variants(lantern: Family) -> None:
    facts = [draw_facts(recorded_variant(lantern.name, number)) for number in range(1, 25)]
    for name in ("day_first_channel", "test_store", "thousand_store", "sensor_store", "delivery_start", "bad_clauses"):
        assert len({getattr(each, name) for each in facts}) > 1, name


def test_telephone_numbers_begin_with_0_and_nothing_looks_like_an_identity_card(world: Callable[[int], World]) -> None:
    summaries = world(0).tables["cases"]["summary"]
    digits = summaries.str.extract(r"(\d+)")[0].dropna()
    assert len(digits) > 50 and digits.str.fullmatch(r"0\d{7}").all()
    assert not summaries.str.contains(r"[A-Z]{1,2}\d{6}").any()


def test_mystery_visits_fall_on_the_kind_of_day_they_say(world: Callable[[int], World]) -> None:
    visits = world(0).tables["benchmark"]
    weekend = pd.to_datetime(visits["visit_date"]).dt.day_of_week >= 5
    assert ((visits["period"] == "weekend") == weekend).all()
