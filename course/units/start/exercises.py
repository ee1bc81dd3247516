"""What the two exercises of module 0 expect: a number typed in, and one line of code."""

from __future__ import annotations

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
