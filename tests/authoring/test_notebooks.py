"""Is there one canonical form of a notebook, and does formatting twice change nothing?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.authoring.notebooks import canonical, format_notebooks
from course.errors import CourseError

Make = Callable[[dict[str, Any]], Path]
STREAM = {"output_type": "stream", "name": "stdout", "text": "3\n"}
VIEW = "application/vnd.jupyter.widget-view+json"


def notebook(*cells: dict[str, Any], lesson: str = "105082L4.m03", **metadata: Any) -> dict[str, Any]:
    marks = {"course": {"lesson": lesson}} | metadata
    return {"cells": list(cells), "metadata": marks, "nbformat": 4, "nbformat_minor": 5}


def code(source: str = "print(3)", **extra: Any) -> dict[str, Any]:
    cell = {
        "cell_type": "code",
        "id": "m03-x",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    return cell | extra


def md(source: str, **extra: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "", "metadata": {}, "source": source} | extra


def formed(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(canonical(data, Path("any.ipynb")))
    return found


def ids(*cells: dict[str, Any], lesson: str = "105082L4.m03") -> list[str]:
    return [cell["id"] for cell in formed(notebook(*cells, lesson=lesson))["cells"]]


def test_the_text_is_sorted_indented_by_one_and_ends_in_one_line_feed() -> None:
    text = canonical(notebook(code()), Path("any.ipynb"))
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert "\r" not in text


def test_chinese_stays_readable() -> None:
    assert "顧客服務" in canonical(notebook(md("## 顧客服務")), Path("any.ipynb"))


def test_the_result_is_a_valid_notebook() -> None:
    nbformat.validate(nbformat.reads(canonical(notebook(code(), md("# T")), Path("any.ipynb")), as_version=4))


def test_unknown_metadata_and_widget_state_go() -> None:
    cell = code(metadata={"collapsed": True, "execution": {"a": 1}, "jupyter": {"outputs_hidden": True}, "tags": []})
    made = formed(notebook(cell, widgets={"state": {}}, toc={}, kernelspec={"name": "mine"}))
    assert made["cells"][0]["metadata"] == {}
    assert set(made["metadata"]) == {"course", "kernelspec", "language_info"}
    assert made["metadata"]["kernelspec"]["name"] == "python3"
    assert made["metadata"]["language_info"] == {"name": "python"}


def test_known_metadata_stays_and_tags_are_sorted() -> None:
    metadata = {
        "course": {"requirements": ["K3"]},
        "jupyter": {"source_hidden": True},
        "nbgrader": {"grade_id": "A1", "points": 1},
        "tags": ["show-code", "a", "a"],
    }
    made = formed(notebook(code(metadata=metadata)))["cells"][0]["metadata"]
    assert made == metadata | {"tags": ["a", "show-code"]}


def test_outputs_go_where_they_are_not_checked() -> None:
    made = formed(notebook(code(outputs=[STREAM], execution_count=7)))["cells"][0]
    assert (made["outputs"], made["execution_count"]) == ([], None)


def test_a_checked_output_stays_with_a_fixed_count() -> None:
    result = {
        "output_type": "execute_result",
        "execution_count": 9,
        "metadata": {"isolated": True},
        "data": {"text/plain": "3", "image/png": "AAAA"},
    }
    made = formed(
        notebook(code(outputs=[STREAM, result], execution_count=9, metadata={"tags": ["nbval-check-output"]}))
    )
    cell = made["cells"][0]
    assert cell["execution_count"] == 1
    assert cell["outputs"][0] == {"name": "stdout", "output_type": "stream", "text": ["3\n"]}
    assert cell["outputs"][1]["data"] == {"text/plain": ["3"]}
    assert cell["outputs"][1]["execution_count"] == 1


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "error", "ename": "E", "evalue": "", "traceback": []},
        {"output_type": "display_data", "metadata": {}, "data": {"image/png": "AAAA"}},
        {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "W", VIEW: {"model_id": "1"}}},
    ],
)
def test_an_error_a_picture_and_a_widget_are_no_checked_output(output: dict[str, Any]) -> None:
    cell = code(outputs=[output], execution_count=3, metadata={"tags": ["nbval-check-output"]})
    made = formed(notebook(cell))["cells"][0]
    assert (made["outputs"], made["execution_count"]) == ([], None)


def test_pieces_of_one_stream_are_joined() -> None:
    pieces = [{**STREAM, "text": "3"}, {**STREAM, "text": "4\n"}, {**STREAM, "name": "stderr"}]
    made = formed(notebook(code(outputs=pieces, metadata={"tags": ["nbval-check-output"]})))["cells"][0]["outputs"]
    assert [(one["name"], one["text"]) for one in made] == [("stdout", ["34\n"]), ("stderr", ["3\n"])]


def test_blanks_at_the_end_of_code_lines_go_and_stay_in_markdown() -> None:
    made = formed(notebook(code("a = 1  \nb = 2\n\n"), md("one  \ntwo\n\n")))["cells"]
    assert ["".join(cell["source"]) for cell in made] == ["a = 1\nb = 2", "one  \ntwo"]


def test_new_cells_are_named_after_heading_item_widget_or_words() -> None:
    found = ids(
        md("# 3. Quantifying"),
        md("## When is a customer *lost*? Not yet known"),
        code('cs.question("105082L4.m03.q1")', id=""),
        code('cs.question("105082L4.3.1")', id=""),
        code('cs.widget("indicator_lab", "105082L4.m03.denominator")', id=""),
        code("import course as cs", id=""),
        code("3", id=""),
        md("See [the plan](plan.ipynb) first"),
    )
    assert found == [
        "m03-title",
        "m03-when-is-a-customer-lost",
        "m03-q1",
        "m03-3-1",
        "m03-indicator-lab-denominator",
        "m03-import",
        "m03-when-is-a-customer-lost-code",
        "m03-see-the-plan-first",
    ]


def test_a_graded_cell_is_named_after_its_grade_id() -> None:
    cell = code(metadata={"nbgrader": {"grade_id": "A2_on_time"}}, id="")
    made = formed(notebook(cell, course={"assignment": "105082L4-part1"}))
    assert made["cells"][0]["id"] == "part1-a2-on-time"


def test_module_0_has_its_own_prefix() -> None:
    assert ids(code('cs.question("start.q1")', id=""), lesson="start") == ["m00-q1"]


@pytest.mark.parametrize("machine", ["", "0", "17", "a1b2c3d4", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Has Blanks"])
def test_an_id_given_by_a_machine_is_replaced(machine: str) -> None:
    assert ids(md("## Words", id=machine)) == ["m03-words"]


def test_a_readable_id_is_never_renumbered() -> None:
    assert ids(md("## B", id="m03-a"), md("## A"), md("## A")) == ["m03-a", "m03-a-2", "m03-a-3"]
    assert ids(md("## A"), md("## New"), md("## A", id="m03-a-3")) == ["m03-a", "m03-new", "m03-a-3"]


def test_of_two_equal_ids_the_first_stays() -> None:
    assert ids(md("## A", id="m03-a"), md("## B", id="m03-a")) == ["m03-a", "m03-b"]


def test_a_kept_id_below_is_not_given_to_a_new_cell_above() -> None:
    assert ids(md("## A"), md("## B", id="m03-a")) == ["m03-a-2", "m03-a"]


def test_check_writes_nothing_and_format_writes_once(make_notebook: Make) -> None:
    path = make_notebook(notebook(code(), md("# T")))
    before = path.read_bytes()
    assert format_notebooks([path], check=True) == [path]
    assert path.read_bytes() == before
    assert format_notebooks([path]) == [path]
    assert format_notebooks([path]) == []
    assert format_notebooks([path], check=True) == []


def test_windows_line_ends_are_no_canonical_form(make_notebook: Make) -> None:
    path = make_notebook(notebook(code("a = 1\r\nb = 2")))
    format_notebooks([path])
    assert "\\r" not in path.read_text(encoding="utf-8")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert format_notebooks([path], check=True) == [path]


def test_checkpoints_are_left_alone(make_notebook: Make) -> None:
    path = make_notebook(notebook(code()))
    copy = path.parent / ".ipynb_checkpoints" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    assert format_notebooks([path.parent]) == [path]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"nbformat": 3}', '{"nbformat": 4, "cells": {}}'])
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match=r"odd\.ipynb"):
        format_notebooks([path])


def test_a_cell_of_no_known_kind_is_an_error_in_words() -> None:
    with pytest.raises(CourseError, match="is not valid"):
        canonical(notebook({"cell_type": "sketch", "id": "a", "metadata": {}, "source": ""}), Path("any.ipynb"))


SOURCES = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
CELLS = st.builds(
    lambda kind, source, identifier, tags, outputs: {
        "cell_type": kind,
        "id": identifier,
        "metadata": {"tags": tags},
        "source": source,
        **({"outputs": outputs, "execution_count": 4} if kind == "code" else {}),
    },
    st.sampled_from(["code", "markdown", "raw"]),
    SOURCES,
    st.sampled_from(["", "m03-a", "m03-b", "12", "a1b2c3d4"]),
    st.sampled_from([[], ["nbval-check-output"], ["b", "a"]]),
    st.lists(st.builds(lambda text: {**STREAM, "text": text}, SOURCES), max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, max_size=5))
def test_formatting_twice_changes_nothing(cells: list[dict[str, Any]]) -> None:
    once = canonical(notebook(*cells), Path("any.ipynb"))
    assert canonical(json.loads(once), Path("any.ipynb")) == once
    found = [cell["id"] for cell in json.loads(once)["cells"]]
    assert len(set(found)) == len(found)
