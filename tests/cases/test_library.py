from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from course import cases
from course.cases.family import Family, World
from course.errors import CourseError


def test_every_declared_table_loads(lantern: Family) -> None:
    assert cases.names() == [table.name for table in lantern.tables]
    for name, table in lantern.declared.items():
        assert list(cases.load(name)) == table.names


def test_a_misspelt_name_gets_the_near_ones() -> None:
    with pytest.raises(CourseError) as problem:
        cases.load("case")
    assert 'Did you mean "cases"' in str(problem.value)


def test_a_name_like_nothing_gets_the_whole_list() -> None:
    with pytest.raises(CourseError, match="stores, store_month, cases, survey"):
        cases.load("unicorns")


def test_the_variable_decides_which_numbers_are_loaded(
    monkeypatch: pytest.MonkeyPatch, world: Callable[[int], World]
) -> None:
    monkeypatch.setenv("COURSE_VARIANT", "3")
    pd.testing.assert_frame_equal(cases.load("cases"), world(3).tables["cases"])
    pd.testing.assert_frame_equal(cases.load("cases", variant="base"), world(0).tables["cases"])


def test_a_loaded_table_is_ones_own_to_change() -> None:
    mine = cases.load("stores")
    mine.loc[0, "name"] = "somewhere else"
    assert cases.load("stores").loc[0, "name"] == "Causeway Bay"


def test_the_views_carry_what_a_rate_needs(lantern: Family) -> None:
    views = cases.views()
    assert set(views) == {table.name for table in lantern.tables}
    assert {"month", "sensor_uptime_pct"} <= set(views["cases"])
    assert {"gp_after_goodwill_hkd", "open_all_months"} <= set(views["store_month"])
    assert views["cases"]["received_at"].dtype.kind == views["members"]["join_date"].dtype.kind == "M"
    assert not views["store_month"].query("store_id == 'S12'")["open_all_months"].any()
    pd.testing.assert_frame_equal(views["cases"], cases.load("cases_clean"))


def test_rows_left_out_are_listed_with_their_reason() -> None:
    left_out = cases.excluded("cases")
    assert len(left_out) + len(cases.load("cases_clean")) == len(cases.load("cases"))
    assert set(left_out["reason"]) == {
        "exported twice",
        "the same case through another channel",
        "not one of our stores",
        "not received in 2024 or 2025",
    }
    with pytest.raises(CourseError, match="no cleaning"):
        cases.excluded("benchmark")


def test_today_is_the_moment_of_the_export() -> None:
    assert cases.as_of() == pd.Timestamp("2025-12-31 23:59")


def test_the_scheme_shows_sixteen_clauses_and_no_answer() -> None:
    scheme = cases.document("scheme")
    assert len(scheme["clauses"]) == 16
    assert {tuple(clause) for clause in scheme["clauses"]} == {("id", "aspect", "text")}
    with pytest.raises(CourseError, match='Did you mean "scheme"'):
        cases.document("sceme")


def test_a_name_that_two_companies_share_asks_which(lantern: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(lantern, name="other_lane")
    monkeypatch.setattr("course.cases.family.families", lambda: {"lantern_lane": lantern, "other_lane": other})
    with pytest.raises(CourseError, match=r'"lantern_lane.cases" or "other_lane.cases"'):
        cases.load("cases")
    assert len(cases.load("lantern_lane.cases")) > 9000


def test_importing_the_package_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = "pandas", "numpy", "pyarrow", "scipy", "yaml"
    code = f"import sys, course.cases; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
