"""How many people to ask."""

from __future__ import annotations

import math

from course.errors import CourseError


def sample_size(*, margin: float, share: float, population: float | None = None) -> int:
    """Answers needed to report one share within a margin, at 95 % confidence.

    Parameters
    ----------
    margin : float
        Half-width that is wanted, a fraction: 0.05 for five points either way.
    share : float
        Share that is expected, a fraction; 0.5 asks for the most.
    population : float or None
        People there are, when they are few; None for a large population.

    Returns
    -------
    int
        Answers for **one** group; each group that is reported on its own needs as many again.

    Raises
    ------
    CourseError
        When the margin or the share is no fraction, or the population is less than 1.

    Notes
    -----
    1.96² p (1 - p) / e² rounded up; with a population of N, n / (1 + (n - 1) / N), rounded up last (Cochran 1977).
    Margin 0.05 at share 0.5 gives 385; of 600 people, 235.
    """
    _fraction("margin", margin)
    _fraction("share", share)
    n = 1.96**2 * share * (1 - share) / margin**2
    if population is not None:
        if not population >= 1:
            raise CourseError(
                f"A population of {population} has nobody to ask.", "population", "Give the number of people."
            )
        n = n / (1 + (n - 1) / population)
    return math.ceil(n - 1e-9)  # without the small step 96.0 that floats make 96.00000000000001 would become 97


def _fraction(name: str, value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        kind = type(value).__name__
        raise CourseError(f"{name} must be a number; this is a {kind}.", name, "Write, for example, 0.05.")
    if value >= 1:
        hint = f"For {value:g} % write {value / 100:g}." if value <= 100 else "Write, for example, 0.05."
        raise CourseError(f"{name} is a fraction between 0 and 1, not {value:g}.", name, hint)
    if not value > 0:
        raise CourseError(f"{name} must be more than 0; it is {value:g}.", name, "Write, for example, 0.05.")
