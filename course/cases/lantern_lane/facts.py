"""What differs between variants besides the numbers, so that an answer cannot be copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.cases.lantern_lane.scheme import CLAUSES
from course.cases.variant import BASE, Variant

if TYPE_CHECKING:
    import numpy as np

STREAM = 0
BAD_CLAUSES = 9


@dataclass(frozen=True)
class Facts:
    """The facts of one variant; none of them is released.

    Attributes
    ----------
    day_first_channel : str
        The channel whose system exports day/month/year.
    test_store : str
        A store id that no real store has.
    thousand_store, thousand_months : str, tuple of str
        The store and the three months reported in HKD thousand.
    sensor_store, sensor_months : str, tuple of str
        The store and the two months with a faulty door counter.
    delivery_start : str
        First month of the new van contractor.
    bad_clauses : tuple of str
        Clauses of the scheme that show their bad wording, sorted.
    """

    day_first_channel: str
    test_store: str
    thousand_store: str
    thousand_months: tuple[str, ...]
    sensor_store: str
    sensor_months: tuple[str, ...]
    delivery_start: str
    bad_clauses: tuple[str, ...]


BASE_FACTS = Facts(
    day_first_channel="store",
    test_store="S99",
    thousand_store="S04",
    thousand_months=("2024-10", "2024-11", "2024-12"),
    sensor_store="S06",
    sensor_months=("2025-04", "2025-05"),
    delivery_start="2025-09",
    bad_clauses=("C-b", "L-a", "M-a", "M-b", "M-c", "P-b", "R-b", "S-a", "W-a"),
)


def draw_facts(variant: Variant) -> Facts:
    """Draw the facts of a variant; those of ``base`` are fixed."""
    if variant.id == BASE:
        return BASE_FACTS
    rng = variant.stream(STREAM)
    quarter, fault = int(rng.choice([7, 10])), int(rng.integers(3, 6))
    return Facts(
        day_first_channel=str(rng.choice(["store", "phone", "web"])),
        test_store=str(rng.choice(["S00", "S98", "S99"])),
        thousand_store=str(rng.choice(["S04", "S09", "S10"])),
        thousand_months=tuple(f"2024-{month:02d}" for month in range(quarter, quarter + 3)),
        sensor_store=str(rng.choice(["S04", "S06", "S09"])),
        sensor_months=tuple(f"2025-{month:02d}" for month in (fault, fault + 1)),
        delivery_start=str(rng.choice(["2025-09", "2025-10"])),
        bad_clauses=_bad_clauses(rng),
    )


def _bad_clauses(rng: np.random.Generator) -> tuple[str, ...]:
    """Nine clauses, at least one of each aspect."""
    by_aspect: dict[str, list[str]] = {}
    for clause in CLAUSES:
        by_aspect.setdefault(clause["aspect"], []).append(clause["id"])
    bad = [str(rng.choice(ids)) for ids in by_aspect.values()]
    rest = [clause["id"] for clause in CLAUSES if clause["id"] not in bad]
    bad += [str(each) for each in rng.choice(rest, BAD_CLAUSES - len(bad), replace=False)]
    return tuple(sorted(bad))
