"""How far a share or a count can be from the truth by chance alone."""

from __future__ import annotations

import math
from functools import lru_cache

from course.errors import CourseError


@lru_cache(maxsize=4096)
def wilson(successes: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson interval of a share.

    Parameters
    ----------
    successes : int
        How many of the ``n`` had the property, 0 to ``n``.
    n : int
        How many were looked at; 0 gives ``(nan, nan)``.
    level : float
        Confidence level, a fraction.

    Returns
    -------
    tuple of float
        Low and high end, fractions from 0 to 1.

    Raises
    ------
    CourseError
        When the counts are no whole numbers, or ``successes`` is more than ``n``.

    Notes
    -----
    Wilson 1927, through `scipy.stats.binomtest`. 18 of 20 gives 0.6990 to 0.9721.
    """
    for name, count in (("successes", successes), ("n", n)):
        if count != count or count != int(count) or count < 0:
            raise CourseError(
                f"A count is a whole number from 0 up; {name} is {count}.", name, "Give the count of rows."
            )
    if successes > n:
        raise CourseError(f"{successes} of {n} is not possible.", "successes", "Give the part first, then the whole.")
    if n == 0:
        return math.nan, math.nan
    from scipy.stats import binomtest

    found = binomtest(int(successes), int(n)).proportion_ci(confidence_level=level, method="wilson")
    return float(found.low), float(found.high)


@lru_cache(maxsize=4096)
def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a count of events, for example complaints in a month.

    Parameters
    ----------
    count : int
        Events counted.
    level : float
        Confidence level, a fraction.

    Returns
    -------
    tuple of float
        Low and high end, in events; divide both by the exposure to get the interval of a rate.

    Raises
    ------
    CourseError
        When the count is no whole number from 0 up.

    Notes
    -----
    Garwood 1936, by the chi-squared distribution. 8 events give 3.454 to 15.763.
    """
    if count != count or count != int(count) or count < 0:
        raise CourseError(f"A count is a whole number from 0 up, not {count}.", "count", "Give the count of events.")
    from scipy.stats import chi2

    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(chi2.ppf(tail, 2 * count)) / 2
    return low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2
