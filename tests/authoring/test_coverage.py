"""Does coverage say where each requirement is taught, practised and marked, and count nothing that is not there?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from course import paths
from course.authoring.coverage import as_json, as_text, coverage
from course.errors import CourseError
from course.units import register

Cells = list[dict[str, Any]]
LESSON = "notebooks/900001L4-greet-the-customer/01-good-morning.ipynb"


def of(sample: Any) -> dict[str, dict[str, list[str]]]:
    return as_json(coverage(sample.register(), sample.folder / "notebooks"))["900001L4"]


def test_the_tiny_course_is_covered_as_its_files_say(sample: Any) -> None:
    assert of(sample) == {
        "K1": {
            "taught": [f"{LESSON}: Words"],
            "practised": ["900001L4.m01.bow", "900001L4.m01.q1"],
            "marked": [],
        },
        "K2": {"taught": [], "practised": [], "marked": ["A1"]},
        "P1": {
            "taught": [f"{LESSON}: Words"],
            "practised": ["900001L4.1.1", "900001L4.1.2"],
            "marked": ["A1.words"],
        },
    }


def test_a_requirement_below_a_heading_is_taught_there(
    sample: Any, cells: Cells, by_id: Callable[[Cells, str], dict[str, Any]]
) -> None:
    cells.insert(5, {"cell_type": "markdown", "id": "m01-more", "source": "More.", "metadata": {}})
    by_id(cells, "m01-more")["metadata"] = {"course": {"requirements": ["K2"]}}
    sample.write_lesson(cells)
    assert of(sample)["K2"]["taught"] == [f"{LESSON}: Words"]


def test_the_title_teaches_nothing(sample: Any, cells: Cells) -> None:
    cells[0]["metadata"] = {"course": {"requirements": ["K2"]}}
    sample.write_lesson(cells)
    assert of(sample)["K2"]["taught"] == []


def test_a_widget_cell_may_name_what_it_practises(
    sample: Any, cells: Cells, by_id: Callable[[Cells, str], dict[str, Any]]
) -> None:
    by_id(cells, "m01-bow")["metadata"]["course"] = {"requirements": ["K2"]}
    sample.write_lesson(cells)
    assert of(sample)["K2"]["practised"] == ["900001L4.m01.bow"]
    assert "900001L4.m01.bow" in of(sample)["K1"]["practised"]


def test_a_widget_in_words_or_comments_practises_nothing(sample: Any, cells: Cells) -> None:
    for cell in cells:
        cell["source"] = cell["source"].replace('cs.widget("', '# cs.widget("').replace("cs.question", "# cs.question")
    sample.write_lesson(cells)
    assert of(sample)["K1"]["practised"] == []


def test_a_task_that_is_not_built_evidences_nothing(sample: Any) -> None:
    sample.replace("unit.yaml", ", built: true", "")
    assert of(sample)["P1"]["marked"] == []


def test_the_lines_for_people_name_gaps_and_plans(sample: Any) -> None:
    one = sample.register()
    text = as_text(coverage(one, sample.folder / "notebooks"), one)
    assert "900001L4 Greet the customer: 3 requirements" in text
    assert f"        taught    {LESSON}: Words" in text
    assert "  taught: 2 of 3, not yet:\n    K2    nothing planned yet" in text
    assert "  marked: 2 of 3, not yet:\n    K1    nothing planned yet" in text


def test_an_unknown_unit_is_an_error(sample: Any) -> None:
    with pytest.raises(CourseError, match="There is no unit"):
        coverage(sample.register(), sample.folder / "notebooks", "105082L4")


def test_the_real_course_lists_all_160_requirements() -> None:
    found = as_json(coverage(register(), paths.NOTEBOOKS))
    assert sum(len(ids) for ids in found.values()) == 160
    assert all(set(one) == {"taught", "practised", "marked"} for ids in found.values() for one in ids.values())


def test_the_two_written_lessons_teach_their_requirements() -> None:
    found = coverage(register(), paths.NOTEBOOKS, "105082L4")["105082L4"]
    written = [register().lesson(f"105082L4.{module}")[1] for module in ("m03", "m07")]
    for module in written:
        for identifier in module.requirements:
            assert any(module.file in place for place in found[identifier].taught), identifier
            assert found[identifier].practised, identifier


def test_units_that_are_not_written_claim_nothing() -> None:
    found = coverage(register(), paths.NOTEBOOKS)
    for code in ("104923L5", "108797L5", "108799L6", "111343L6"):
        assert all(one.gaps == ["taught", "practised", "marked"] for one in found[code].values())
