"""Does every page, whatever came in, carry the instructor's cells with their roles, points and tests, and run valid?"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from course.marking.page import restore, role

TEST = "part2-table-check"
Page = dict[str, Any]


def _find(page: Page, name: str = TEST) -> dict[str, Any]:
    return next(c for c in page["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def _points(page: Page) -> None:
    _find(page)["metadata"]["nbgrader"].update(points=1000, locked=False, grade=False, solution=True)


def _source(page: Page) -> None:
    _find(page)["source"] = "12.0"


def _delete(page: Page) -> None:
    page["cells"].remove(_find(page))


def _all_gone(page: Page) -> None:
    page["cells"] = []


def _double(page: Page) -> None:
    page["cells"] += [copy.deepcopy(_find(page)), copy.deepcopy(_find(page))]


def _split(page: Page) -> None:
    cell = _find(page)
    rest = {**copy.deepcopy(cell), "source": "half", "id": "half", "metadata": {}}
    cell["source"] = "other half"
    page["cells"].insert(page["cells"].index(cell) + 1, rest)


def _retype(page: Page) -> None:
    _find(page)["cell_type"] = "markdown"


def _raw(page: Page) -> None:
    _find(page)["cell_type"] = "raw"


def _schema(version: object) -> Callable[[Page], None]:
    def change(page: Page) -> None:
        for cell in page["cells"]:
            cell["metadata"].get("nbgrader", {})["schema_version"] = version

    return change


def _odd_metadata(page: Page) -> None:
    for index, cell in enumerate(page["cells"]):
        cell["metadata"] = [None, [], "x", {"nbgrader": 7}, {"nbgrader": {"grade_id": ["a"]}}, {"tags": {}}][index % 6]


def _same_ids(page: Page) -> None:
    for cell in page["cells"]:
        cell["id"] = "same"


def _odd_cells(page: Page) -> None:
    page["cells"][1:1] = [None, 7, "x", [], {}, {"cell_type": "code"}, {"cell_type": "rust", "source": "x"}]


CHANGES: dict[str, Callable[[Page], None]] = {
    "points": _points, "source": _source, "delete": _delete, "all gone": _all_gone, "double": _double, "split": _split,
    "retype": _retype, "raw": _raw, "schema 1": _schema(1), "schema 99": _schema(99), "schema word": _schema("new"),
    "odd metadata": _odd_metadata, "same ids": _same_ids, "odd cells": _odd_cells,
}  # fmt: skip


def _is_whole(page: Page, plan: dict[str, Any]) -> None:
    nbformat.validate(nbformat.from_dict(page))  # type: ignore[no-untyped-call]
    found = {role(cell)["grade_id"]: cell for cell in page["cells"] if role(cell)}
    assert len(found) == sum(bool(role(cell)) for cell in page["cells"])
    for planned in plan["cells"]:
        cell = found[planned["id"]]
        about = role(cell)
        assert cell["cell_type"] == planned["type"] and cell["source"] == planned["source"]
        assert (about["grade"], about["locked"], about["task"]) == (
            planned["grade"],
            planned["locked"],
            planned["task"],
        )
        assert about.get("points", 0.0) == planned["points"] and about["schema_version"] == 3


@pytest.mark.parametrize("change", CHANGES)
def test_the_instructors_cells_are_whole_whatever_was_changed(hand: Any, plan: dict[str, Any], change: str) -> None:
    page = hand.page()
    CHANGES[change](page)
    _is_whole(restore(json.dumps(page), plan)[0], plan)


JUNK = {
    "nothing": "", "no json": "{cut", "a number": "7", "a list": "[]", "no cells": '{"nbformat": 4}',
    "cells are none": '{"nbformat": 4, "cells": null}', "nested": "[" * 100_000, "zeros": "\0" * 1000,
    "format 99": '{"nbformat": 99, "cells": []}', "format word": '{"nbformat": "x", "cells": {}}', "html": "<html>",
}  # fmt: skip


@pytest.mark.parametrize("kind", JUNK)
def test_a_page_that_is_no_notebook_becomes_the_instructors_page(plan: dict[str, Any], kind: str) -> None:
    _is_whole(restore(JUNK[kind], plan)[0], plan)


def test_a_page_of_an_old_format_is_read(plan: dict[str, Any]) -> None:
    cell = {"cell_type": "code", "language": "python", "input": "mine = 1", "outputs": [], "metadata": {}}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    page, _ = restore(json.dumps(old), plan)
    assert "mine = 1" in [c["source"] for c in page["cells"]]


def test_of_a_double_the_last_one_counts_and_the_others_are_the_trainees(hand: Any, plan: dict[str, Any]) -> None:
    page = hand.page()
    again = copy.deepcopy(_find(page))
    page["cells"].append(again)
    restored, notes = restore(json.dumps(page), plan)
    assert role(restored["cells"][-1])["grade_id"] == TEST and f"The cell {TEST} is there more than once" in notes[0]


def test_a_missing_test_comes_back_before_what_followed_it(hand: Any, plan: dict[str, Any]) -> None:
    page = hand.page()
    _delete(page)
    names = [role(cell).get("grade_id") for cell in restore(json.dumps(page), plan)[0]["cells"]]
    order = [cell["id"] for cell in plan["cells"]]
    assert names.index(TEST) == names.index(order[order.index(TEST) + 1]) - 1


def test_what_a_trainee_wrote_stays_as_it_is(hand: Any, plan: dict[str, Any]) -> None:
    page = hand.page()
    page["cells"].insert(3, {"cell_type": "markdown", "metadata": {}, "source": ["我的", "筆記"]})
    assert "我的筆記" in [cell["source"] for cell in restore(json.dumps(page), plan)[0]["cells"]]
