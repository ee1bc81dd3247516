"""Does the sandbox get the trainee's own tables ready made, only those, and only where the course gives them?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from course.cases import cache, case
from course.cases.recorded import recorded_variant
from course.marking.given_tables import given_tables

PART1, PART2 = "105082L4-part1", "105082L4-part2"
NO_DRAWING = "import course as cs\nimport course.cases.kept as kept\nkept.cache.tables = None"
needs_bwrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="install bubblewrap")


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the names of the tables that a page of an assignment with some words in its code is given."""

    def given(assignment: str, *words: str) -> set[str]:
        folder = tmp_path / "anna" / assignment
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{assignment}.ipynb").write_text("{}")
        monkeypatch.chdir(folder)
        found = {Path(place) for place in given_tables(words)}
        assert {place.parts[2].split("-")[0] for place in found} <= {"7"}, "another variant's"
        return {place.stem for place in found}

    return given


def test_only_named_tables_are_given_and_cleaned_ones_only_where_the_course_does(names: Any) -> None:
    words = ("import", "cases", "cases_clean", "stores", "load")
    assert names(PART1, *words) == {"cases", "stores"}
    assert names(PART2, *words) == {"cases", "cases_clean", "stores"}
    assert names(PART2, "print") == set()


def test_a_name_that_no_register_knows_gets_nothing(
    names: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register = tmp_path / "register.yaml"
    register.write_text("families: {lantern_lane: {}}")
    monkeypatch.setenv("COURSE_REGISTER", str(register))
    assert names(PART2, "cases") == set()


@needs_bwrap
def test_the_sandbox_reads_what_is_named_and_draws_nothing(hand: Any, show: Any) -> None:
    folder = hand.folder()
    hand.code(folder, NO_DRAWING, 'len(cs.load("cases_clean"))', 'len(cs.load("surv" + "ey"))')
    result = hand.mark(folder)
    assert show(result, 'len(cs.load("cases_clean"))') == str(len(case(7).load("cases_clean")))
    drawn = show(result, 'len(cs.load("surv"')
    assert "not callable" in drawn, "it was not named, and so it was to be drawn"


@needs_bwrap
@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_what_the_marker_has_not_kept_well_is_drawn(hand: Any, show: Any, harm: str) -> None:
    path = cache.path_of("stores", recorded_variant("lantern_lane", 7))
    case(7).load("stores")
    path.write_bytes(b"no table") if harm == "damaged" else path.unlink()
    folder = hand.folder()
    hand.code(folder, 'import course as cs\nlen(cs.load("stores"))')
    assert show(hand.mark(folder), "import course as cs\nlen") == "12"
    cache.tables(case(7).family, case(7).variant)  # mends it for the tests that follow
