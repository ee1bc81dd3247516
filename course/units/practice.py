"""Answering and checking from a line of code; the forms do the same through the same store and the same ladder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from course import answers
from course.checks import Outcome, check_fields
from course.errors import CourseError
from course.units import tables
from course.units.items import Item
from course.units.register import register
from course.units.visible import check_task


def answer(key: str, value: Any = None, **fields: Any) -> Outcome:
    """Keep an answer in the answers file beside the notebook, and check it.

    Parameters
    ----------
    key : str
        Id of the question, such as ``"105082L4.3.3"``.
    value : object
        The answer of a question with one field: a number, a text, a list, or what a line of the course package gives.
    **fields : object
        The answers of a question with several fields, each by its name. Where a task takes a table instead, the data
        frame as ``table=...``; it is kept as a file beside the notebook, and the form then counts no more.

    Returns
    -------
    Outcome
        Not attempted, not yet, or right, with the next step. A task of an assignment is checked for kind and shape
        only.

    Raises
    ------
    CourseError
        For an unknown id, for a value beside named fields, or when the file could not be written.

    Examples
    --------
    >>> cs.answer("start.1", 0.25)  # doctest: +SKIP
    Right: ...
    """
    item = find(key)
    if value is not None and fields:
        what = f'"{key}" was given one value and the named fields {", ".join(fields)}.'
        raise CourseError(what, "cs.answer", "Give either one value or the fields by name.")
    if set(fields) == {tables.KEY} and item.table:
        fields = tables.keep_table(item, fields[tables.KEY])
    answers.store().put(key, fields or value)
    return check_item(item)


def check(key: str) -> Outcome:
    """Check the answer that is in the answers file.

    Parameters
    ----------
    key : str
        Id of the question.

    Returns
    -------
    Outcome
        As :func:`answer` gives it.
    """
    return check_item(find(key))


def check_item(item: Item) -> Outcome:
    """Check the kept answer of an item: practice against the expected value, a task for what is visible."""
    return check_task(item) if item.kind == "task" else check_value(item, answers.store().get(item.id))


def check_value(item: Item, value: Any) -> Outcome:
    """Check an answer of a lesson against the expected value; an item's own check looks at what passes."""
    expected, tolerance = reference(item)
    outcome = check_fields(item.fields, value, expected, tolerance)
    own = register().own_check(item)
    return own(value) if own and outcome.right else outcome


def reference(item: Item) -> tuple[Any, Any]:
    """Give what practice compares an answer with, and the tolerance.

    Parameters
    ----------
    item : Item
        The declaration.

    Returns
    -------
    tuple
        ``(None, None)`` for a task, a prediction, and where the options themselves say which is right.
    """
    told = any(choice.right is not None for field in item.fields for choice in field.choices)
    if told or item.kind != "exercise":
        return None, None
    return register().expected(item.id)


def find(key: str) -> Item:
    """Find an item; where several units have a task of that name, the notebook's folder tells which is meant."""
    codes = {unit.code for unit in register().units}
    here = Path.cwd().name.split("-")[0]
    return register().item(key, here if here in codes and key.split(".")[0] not in codes else None)
