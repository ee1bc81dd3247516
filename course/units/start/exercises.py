"""The two exercises of module 0: a number typed in, and one line of code."""

from __future__ import annotations

from course.checks import Field
from course.units.items import Item

EXERCISES: list[Item] = [
    Item(
        id="start.1",
        kind="exercise",
        title="Exercise start.1: a share",
        prompt="A shop had 200 visitors. 50 of them bought something. What share bought something?",
        fields=[Field(key="share", label="Share of visitors who bought", kind="number", low=0, high=1, share=True, places=2)],
        hints=["Divide the part by the whole.", "50 / 200, written as a number between 0 and 1."],
        solution="50 / 200 = **0.25**. A quarter of the visitors bought something.",
    ),
    Item(
        id="start.2",
        kind="exercise",
        title="Exercise start.2: one line",
        prompt=(
            "Complaints per 10,000 visits, for **30** complaints and 50,000 visits. "
            "Change the line above and press Shift + Enter, or type the figure here."
        ),
        fields=[Field(key="rate", label="Complaints per 10,000 visits", kind="number", low=0, high=10_000)],
        hints=["Only one number in the line has to change.", "Write 30 in the place of 25."],
        solution="30 / 50,000 × 10,000 = **6** complaints per 10,000 visits.",
    ),
]

EXPECTED: dict[str, tuple[float, float]] = {"start.1": (0.25, 0.0001), "start.2": (6.0, 0.001)}


def expected(item_id: str) -> tuple[float, float]:
    """Give the right value of an exercise and the tolerance; practice only, nothing here is marked.

    Parameters
    ----------
    item_id : str
        ``start.1`` or ``start.2``.

    Returns
    -------
    tuple of float
        Value and tolerance, in the unit of the field.

    Raises
    ------
    KeyError
        If the module has no such exercise.
    """
    return EXPECTED[item_id]
