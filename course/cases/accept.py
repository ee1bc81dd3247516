"""The draw loop: the first salt whose tables hold every planted truth and every margin guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.cases.truth import NearMiss, too_near
from course.cases.variant import BASE, Variant
from course.errors import CourseError

if TYPE_CHECKING:
    from course.cases.case import Case
    from course.cases.family import Family

MOST_SALTS = 30
NearMisses = Callable[["Case"], list[NearMiss]]


@dataclass(frozen=True)
class Accepted:
    """An accepted variant, what was measured on it, and why earlier salts were not taken."""

    variant: Variant
    measured: dict[str, float]
    refused: tuple[tuple[str, ...], ...]


def accept(family: Family, number: int, key: str, near_misses: NearMisses | None = None) -> Accepted:
    """Find the accepted salt of a variant.

    Parameters
    ----------
    family : Family
        The company.
    number : int
        Variant id; 0 is ``base``, which must also come near the lesson's sizes.
    key : str
        The key of the series.
    near_misses : callable, optional
        From a case to (wrong, right, tolerance) triples. The assignments give it, because it holds answers.

    Returns
    -------
    Accepted
        The variant with its salt and seed.

    Raises
    ------
    CourseError
        No salt passed (names the rules that failed last), or a draw broke an invariant.
    """
    refused: list[tuple[str, ...]] = []
    for salt in range(MOST_SALTS):
        variant = Variant.of(family.name, number, salt, key)
        failures, measured = judge(family, variant, near_misses)
        if not failures:
            return Accepted(variant, measured, tuple(refused))
        refused.append(tuple(failures))
    raise CourseError(
        f"None of {MOST_SALTS} draws held every planted truth. The last one broke: {'; '.join(refused[-1])}.",
        f"{family.name}, variant {number}",
        "Change the size of the planted effect in the simulator, not the number of draws.",
    )


def judge(
    family: Family, variant: Variant, near_misses: NearMisses | None = None
) -> tuple[list[str], dict[str, float]]:
    """Measure one draw: the rules that it breaks, and every figure.

    Raises
    ------
    CourseError
        The draw broke an invariant: a defect of the simulator, so no other salt is tried.
    """
    from course.cases.case import Case

    world = family.draw(variant)
    case = Case(family, variant, world.tables)
    family.check(world, case.views)
    figures = family.figures(case.views, world.facts)
    failures = [line for rule in (*family.truths, *family.guards) for line in rule.broken(figures)]
    if variant.id == BASE:
        failures += [f"base {b.figure} = {figures[b.figure]:.4g}" for b in family.base if not b.holds(figures)]
    if near_misses and not failures:
        failures += too_near(near_misses(case))
    return failures, figures
