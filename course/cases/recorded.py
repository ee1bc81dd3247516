"""Accepted salts that come with the package: the lesson variant and the practice series."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from course.cases.variant import BASE, PRACTICE_KEY, Variant
from course.errors import CourseError

FILE = "accepted.yaml"  # written by ``course data``
PRACTICE = range(1, 25)


@cache
def recorded() -> dict[str, dict[int, int]]:
    """Read the accepted salts by family and variant id."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(FILE).read_text("utf-8"))
    return {name: {int(number): int(salt) for number, salt in salts.items()} for name, salts in loaded.items()}


def recorded_variant(family: str, number: int) -> Variant:
    """Get the lesson variant (0) or one of the practice series, without drawing anything.

    Raises
    ------
    CourseError
        There is no such practice variant.
    """
    salts = recorded()[family]
    if number not in salts:
        raise CourseError(
            f"There is no practice variant {number}.",
            "COURSE_VARIANT",
            f'Use a number from {PRACTICE.start} to {PRACTICE.stop - 1}, or "base".',
        )
    return Variant.of(family, number, salts[number], PRACTICE_KEY)


def base_variant(family: str) -> Variant:
    """Get the variant that lessons run on."""
    return recorded_variant(family, BASE)
