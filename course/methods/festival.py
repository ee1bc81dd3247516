"""A festival that moves between two months: what the months would have been, had it fallen on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from course.errors import CourseError

RUN_UP = 21  # days of festive shopping before the day


def run_up_share(day: date, month: int, run_up: int = RUN_UP) -> float:
    """Part of the days before a festival that falls into a month, as a fraction."""
    return sum((day - timedelta(days=k)).month == month for k in range(1, run_up + 1)) / run_up


@dataclass(frozen=True)
class TwoMonths:
    """January and February of two years, and the days on which the festival fell.

    Attributes
    ----------
    before, after : (float, float)
        Amounts of January and February in the earlier and the later year.
    days : (date, date)
        The festival in each year.
    """

    before: tuple[float, float]
    after: tuple[float, float]
    days: tuple[date, date]

    @property
    def overall(self) -> float:
        """Growth of both months together, as a factor."""
        return sum(self.after) / sum(self.before)

    @property
    def festive(self) -> float:
        """Amount of the earlier year that moves with the festival.

        Notes
        -----
        Both years are taken to have the same months and the same festive amount, but for the growth of both months
        together. Then January differs only by the part of the run-up that fell into it.
        """
        moved = run_up_share(self.days[1], 1) - run_up_share(self.days[0], 1)
        if not moved:
            raise CourseError(
                "The festival took the same part of January in both years, so what moves with it cannot be seen.",
                "days",
                "Compare two years in which it fell on different days.",
            )
        return (self.after[0] / self.overall - self.before[0]) / moved

    def moved(self, before: date, after: date) -> TwoMonths:
        """Give the same two years with the festival on other days.

        Parameters
        ----------
        before, after : date
            The day in the earlier and the later year.

        Returns
        -------
        TwoMonths
            The days that were give the amounts that were. What falls into December leaves the two months.
        """
        amounts = []
        for old, new, pair, level in [
            (self.days[0], before, self.before, 1.0),
            (self.days[1], after, self.after, self.overall),
        ]:
            shift = [run_up_share(new, m) - run_up_share(old, m) for m in (1, 2)]
            amounts.append((pair[0] + level * self.festive * shift[0], pair[1] + level * self.festive * shift[1]))
        return TwoMonths(amounts[0], amounts[1], (before, after))

    def growths(self) -> tuple[float, float, float]:
        """Growth of January, of February and of both together, as fractions."""
        january, february = (later / earlier - 1 for earlier, later in zip(self.before, self.after, strict=True))
        return january, february, self.overall - 1
