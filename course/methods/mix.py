"""Totals and their parts: a total can move because its parts do, or because of who is in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.errors import CourseError

Part = tuple[float, float]  # n, rate


def shares(counts: Mapping[str, float]) -> dict[str, float]:
    """Turn numbers of people or jobs into shares of their sum."""
    whole = sum(counts.values())
    if not whole > 0:
        raise CourseError("There is nobody in the parts, so they have no mix.", "counts", "Give a number to each part.")
    return {key: n / whole for key, n in counts.items()}


def standardise(rates: Mapping[str, float], mix: Mapping[str, float]) -> float:
    """Total that these rates would give under a common mix.

    Parameters
    ----------
    rates : mapping of str to float
        Rate of one unit in each stratum.
    mix : mapping of str to float
        Share of each stratum, by custom that of the whole group.

    Returns
    -------
    float
        Sum of share x rate; nan where the unit has no rate in a stratum that counts.

    Notes
    -----
    Direct standardisation (Fleiss). A: 95 of 100, 184 of 200, 560 of 700; B: 470 of 500, 360 of 400, 74 of 100. Raw A
    0.839 and B 0.904, standardised A 0.881 and B 0.848.
    """
    return sum((share * rates.get(key, math.nan) for key, share in mix.items() if share), 0.0)


@dataclass(frozen=True)
class Decomposition:
    """A change of a total in two parts.

    Attributes
    ----------
    before, after : float
        The total.
    at_old_mix : float
        The total with the new rates and the old mix.
    rates, mix : float
        What the rates and what the mix contribute; together the whole change.
    """

    before: float
    after: float
    at_old_mix: float

    @property
    def rates(self) -> float:
        """Change of the total had the mix stayed."""
        return self.at_old_mix - self.before

    @property
    def mix(self) -> float:
        """The rest of the change: who is in the total."""
        return self.after - self.at_old_mix


def decompose(before: Mapping[str, Part], after: Mapping[str, Part]) -> Decomposition:
    """Take a total apart: what the strata changed, and what the mix changed.

    Parameters
    ----------
    before, after : mapping of str to (float, float)
        Weight (people, or a share) and rate of each stratum.

    Returns
    -------
    Decomposition
        The mix is weighed at the new rates, so that both parts add up without a rest.
    """
    old_mix, new_mix = (shares({k: part[0] for k, part in side.items()}) for side in (before, after))
    old, new = ({k: part[1] for k, part in side.items()} for side in (before, after))
    return Decomposition(standardise(old, old_mix), standardise(new, new_mix), standardise(new, old_mix))


def turns(total: Sequence[float], strata: Sequence[Sequence[float]]) -> bool:
    """Whether the total moves one way from first to last and every stratum the other."""

    def way(values: Sequence[float]) -> int:
        return (values[-1] > values[0]) - (values[-1] < values[0])

    return way(total) != 0 and all(way(values) == -way(total) for values in strata)


@dataclass(frozen=True)
class SplitRow:
    """A stratum or a total: one value for each series, what they rest on, and its weight for the size of the mark."""

    label: str
    values: Sequence[float]
    rests_on: str
    weights: Sequence[float]
    total: bool = False


@dataclass(frozen=True)
class Split:
    """A total beside its parts.

    Attributes
    ----------
    sentence, title : str
        The result; what is measured.
    series : sequence of str
        What is compared on each row: two waves, or several workshops.
    rows : sequence of SplitRow
        Strata first, totals last.
    places : int
        Decimals shown.
    joined : bool
        Values of a row follow each other (an arrow), or stand side by side.
    note : str
        Under the picture.
    """

    sentence: str
    title: str
    series: Sequence[str]
    rows: Sequence[SplitRow]
    places: int = 3
    joined: bool = True
    note: str = ""
