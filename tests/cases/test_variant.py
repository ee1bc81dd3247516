from __future__ import annotations

import pytest

from course.cases.variant import Variant, seed_of


@pytest.mark.parametrize(
    ("family", "seed"),
    [
        ("lantern_lane", 5213291929904657833),
        ("meridian_tide", 15885056923838038676),
        ("kestrel_bay", 825116416850247539),
    ],
)
def test_the_seed_of_base_is_the_published_one(family: str, seed: int) -> None:
    assert seed_of(family, 0, 0, "whatever the cohort's key is") == seed


def test_another_key_variant_or_salt_gives_another_seed() -> None:
    seeds = {seed_of("lantern_lane", n, salt, key) for n in (1, 2) for salt in (0, 1) for key in ("a", "b")}
    assert len(seeds) == 8


def test_a_stream_is_the_same_every_time_and_differs_from_table_to_table() -> None:
    variant = Variant.of("lantern_lane", 3, 0, "key")
    assert variant.stream(2).random() == variant.stream(2).random()
    assert variant.stream(2).random() != variant.stream(3).random()


def test_people_read_base_or_a_number() -> None:
    assert Variant.of("lantern_lane", 0, 0, "").label == "base"
    assert Variant.of("lantern_lane", 7, 0, "").label == "variant 7"
