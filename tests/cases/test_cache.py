from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from course.cases import cache
from course.cases.family import Family, World
from course.cases.kept import KeptCase
from course.cases.recorded import recorded_variant
from course.cases.variant import Variant

VARIANT = 2


@pytest.fixture
def variant(lantern: Family, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Variant:
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path))
    return recorded_variant(lantern.name, VARIANT)


@pytest.fixture
def draws(lantern: Family, world: Callable[[int], World]) -> tuple[Family, list[Variant]]:
    """A family that notes each draw."""
    asked: list[Variant] = []

    def draw(variant: Variant) -> World:
        asked.append(variant)
        return world(variant.id)

    return replace(lantern, draw=draw), asked


def test_the_second_load_draws_nothing_and_gives_the_same(
    draws: tuple[Family, list[Variant]], variant: Variant, world: Callable[[int], World]
) -> None:
    family, asked = draws
    cache.tables(family, variant)
    again = cache.tables(family, variant)
    assert asked == [variant]  # once, with the recorded salt
    for name, frame in world(VARIANT).tables.items():
        pd.testing.assert_frame_equal(again[name], frame)


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "gone", "other table"])
def test_a_damaged_cache_is_drawn_again(
    harm: str, draws: tuple[Family, list[Variant]], variant: Variant, world: Callable[[int], World]
) -> None:
    family, asked = draws
    cache.tables(family, variant)
    file = cache.folder_of(variant) / "members.parquet"
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        middle = len(whole) // 2
        file.write_bytes(
            {
                "cut": whole[:middle],
                "flip": whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :],
                "empty": b"",
                "other table": (file.parent / "stores.parquet").read_bytes(),
            }[harm]
        )
    again = cache.tables(family, variant)
    pd.testing.assert_frame_equal(again["members"], world(VARIANT).tables["members"])
    assert len(asked) == 2
    cache.tables(family, variant)
    assert len(asked) == 2  # and mended


def test_a_cache_that_can_not_be_written_costs_only_time(
    draws: tuple[Family, list[Variant]], variant: Variant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    family, asked = draws
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "file"))
    assert len(cache.tables(family, variant)["stores"]) == 12
    assert len(cache.tables(family, variant)["stores"]) == 12
    assert len(asked) == 2


def test_two_keys_never_share_a_folder(lantern: Family) -> None:
    same_number = (Variant.of(lantern.name, 5, 0, key) for key in ("one cohort", "another cohort"))
    assert len({cache.folder_of(each) for each in same_number}) == 2


def test_nothing_half_written_is_left(draws: tuple[Family, list[Variant]], variant: Variant) -> None:
    family, _ = draws
    cache.tables(family, variant)
    names = {path.name for path in cache.folder_of(variant).iterdir()}
    assert names == {f"{table.name}.parquet" for table in family.tables}


def test_one_table_alone_is_read_alone(draws: tuple[Family, list[Variant]], variant: Variant) -> None:
    family, asked = draws
    first = KeptCase(family, variant)
    frames = {name: first.load(name) for name in family.declared}
    assert asked == [variant]
    again = KeptCase(replace(family, views=lambda _: pytest.fail("cleaned again")), variant)
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(again.load(name), frame)
    assert "tables" not in vars(again) and len(asked) == 1
    own = again.load("cases_clean")
    own["case_id"] = ""  # a reader may change what was given
    pd.testing.assert_frame_equal(again.load("cases_clean"), frames["cases_clean"])


def test_kept_views_are_those_that_cleaning_gives(draws: tuple[Family, list[Variant]], variant: Variant) -> None:
    family, asked = draws
    made = KeptCase(family, variant).views
    again = KeptCase(family, variant)
    assert list(again.views) == list(made)
    for name, frame in family.views(again.tables).items():
        pd.testing.assert_frame_equal(made[name], frame)
        pd.testing.assert_frame_equal(again.views[name], frame)
    assert len(asked) == 1


def test_a_damaged_cleaned_table_is_cleaned_again_and_mended(
    draws: tuple[Family, list[Variant]], variant: Variant
) -> None:
    family, asked = draws
    right = KeptCase(family, variant).load("cases_clean")
    cache.path_of("cases_clean", variant).write_bytes(b"PAR1 and nothing else")
    pd.testing.assert_frame_equal(KeptCase(family, variant).load("cases_clean"), right)
    assert cache.read(family.declared["cases_clean"], variant) is not None
    assert len(asked) == 1
